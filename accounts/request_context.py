"""The number of the request at hand, for logs, the audit trail and the answer's header."""

import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The request's number, or an empty string outside a request."""
    return _request_id.get()


def accept_or_make(offered: str) -> str:
    """The number a proxy gave, if it can be trusted in a log line; otherwise a new one."""
    return offered if WELL_FORMED.fullmatch(offered) else uuid.uuid4().hex


@contextmanager
def bound(request_id: str) -> Iterator[str]:
    """Name a piece of work that is no request of its own, for instance a task on behalf of one."""
    reset = _request_id.set(request_id)
    try:
        yield request_id
    finally:
        _request_id.reset(reset)


def begin(request_id: str) -> None:
    """Name the request that this thread serves from now on.

    It is not unset when the answer has been made: the last lines of the log about it, and the body of a streamed
    answer, come later. The next request of the thread sets its own.
    """
    _request_id.set(request_id)


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to a record and makes control characters visible, so that one record is one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        message = record.getMessage()
        if CONTROL.search(message):
            record.msg = CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), message)
            record.args = None
        return True
