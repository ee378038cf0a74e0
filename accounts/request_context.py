"""The number of the request at hand and where it came from, for logs, the audit trail and the answer's header."""

import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LONGEST_AGENT = 200


@dataclass(frozen=True)
class Origin:
    """From where a request came: the client's address and the words its program says of itself; empty outside a request."""

    address: str = ""
    agent: str = ""


NOWHERE = Origin()
_request_id: ContextVar[str] = ContextVar("request_id", default="")
_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current_request_id() -> str:
    """The request's number, or an empty string outside a request."""
    return _request_id.get()


def current_origin() -> Origin:
    return _origin.get()


def client_address(request: HttpRequest) -> str:
    """The address of the client: the one rule of the portal, for limits, sessions, tokens and the trail alike.

    Each of the NUM_PROXIES proxies in front of the portal adds the address it was asked from to the end of
    X-Forwarded-For, so the client is that many places from the right; what stands further left was sent by the client
    and means nothing. A request that came past the proxies is known by where it came from. Empty for a socket file.
    """
    forwarded = [word.strip() for word in request.headers.get("X-Forwarded-For", "").split(",") if word.strip()]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    nearest = request.META.get("REMOTE_ADDR", "")
    return _plain(forwarded[-proxies]) if 0 < proxies <= len(forwarded) else _plain(nearest)


def _plain(address: str) -> str:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def origin_of(request: HttpRequest) -> Origin:
    agent = CONTROL.sub(" ", request.headers.get("User-Agent", ""))[:LONGEST_AGENT]
    return Origin(client_address(request), agent)


def accept_or_make(offered: str) -> str:
    """The number a proxy gave, if it can be trusted in a log line; otherwise a new one."""
    return offered if WELL_FORMED.fullmatch(offered) else uuid.uuid4().hex


@contextmanager
def bound(request_id: str, origin: Origin = NOWHERE) -> Iterator[str]:
    """Name a piece of work that is no request of its own, for instance a task on behalf of one."""
    reset, reset_origin = _request_id.set(request_id), _origin.set(origin)
    try:
        yield request_id
    finally:
        _request_id.reset(reset)
        _origin.reset(reset_origin)


def begin(request_id: str, origin: Origin = NOWHERE) -> None:
    """Name the request that this thread serves from now on.

    It is not unset when the answer has been made: the last lines of the log about it, and the body of a streamed
    answer, come later. The next request of the thread sets its own.
    """
    _request_id.set(request_id)
    _origin.set(origin)


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to a record and makes control characters visible, so that one record is one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        message = record.getMessage()
        if CONTROL.search(message):
            record.msg = CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), message)
            record.args = None
        return True
