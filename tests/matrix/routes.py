"""Every route of the portal, as the resolver knows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    address: str
    words: tuple[str, ...]
    """Names of what stands in the address."""


def routes() -> dict[str, Route]:
    """By name, with the namespace. Routes without a name are Django's own and lead to those that have one."""
    return {route.name: route for route in _walk(get_resolver()) if not route.name.endswith(":None")}


def _walk(resolver: URLResolver, namespace: str = "", before: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", address, tuple(pattern.pattern.regex.groupindex))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, address)
