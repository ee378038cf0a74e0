"""Lists of this room over REST, by their name in the address."""

from exchange.api import ListViewSet

LISTS: dict[str, type[ListViewSet]] = {}
