"""Shared infrastructure: transport, networks, laboratories, centres, platforms."""
