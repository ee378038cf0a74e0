"""Reads of partner search and of the network, by what they are about."""

from clusters.cooperation.queries.network import network_measures
from clusters.cooperation.queries.partners import notices_for_list, outcomes
from clusters.cooperation.queries.waiting import awaiting

__all__ = ["awaiting", "network_measures", "notices_for_list", "outcomes"]
