"""Coordinating councils of the clusters."""
