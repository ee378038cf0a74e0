"""Where a request comes from, and the networks a token may be used from."""

import ipaddress

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import request_context

MOST_NETWORKS = 20
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_address(request: HttpRequest) -> str | None:
    """The address of the caller by the portal's one rule, None where it cannot be told."""
    return request_context.client_address(request) or None


def validate_networks(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValidationError(_("Networks are a list of addresses like 203.0.113.0/24."))
    if len(value) > MOST_NETWORKS:
        raise ValidationError(_("At most %(most)s networks. Join neighbouring ones.") % {"most": MOST_NETWORKS})
    for part in value:
        network(part)


def network(text: str) -> Network:
    """Raises ValidationError that names the wrong part and the remedy."""
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        pass
    try:
        meant = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a network. Write it like 203.0.113.0/24 or 203.0.113.7.") % {"text": text}
        ) from None
    raise ValidationError(
        _("“%(text)s” is an address inside a network. Did you mean %(meant)s?") % {"text": text, "meant": meant}
    )


def is_within(address: str | None, networks: list[str]) -> bool:
    """No networks: from anywhere. An address that cannot be told is in none."""
    if not networks:
        return True
    if address is None:
        return False
    found = ipaddress.ip_address(address)
    return any(found in ipaddress.ip_network(part) for part in networks)
