"""Offers, requests and the network of links: who works with whom, and who could."""
