"""What holds for every test: no way out to the network, Russian at the start, nothing left in the cache."""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from accounts import request_context
from tests.audit_guard import _audit_trail_flushed_after_committing_tests  # noqa: F401  a fixture for all
from tests.client import PortalClient
from tests.settings import forget_cached
from tests.spreading import pytest_xdist_make_scheduler  # noqa: F401  a hook

# A slow machine is no counterexample; in CI the same examples are tried each time.
hypothesis_settings.register_profile("portal", deadline=None, database=None)
hypothesis_settings.register_profile("ci", deadline=None, database=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "portal")

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _refuse_outside(self: socket.socket, address: object) -> None:
    if self.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = str(address[0])  # type: ignore[index]
    try:
        near = ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        near = host == "localhost"
    if not near:
        raise ConnectionRefusedError(f"A test tried to reach {host}. Tests talk to this machine only.")


@pytest.fixture(autouse=True, scope="session")
def _closed_sockets() -> Iterator[None]:
    def connect(self: socket.socket, address: object) -> None:
        _refuse_outside(self, address)
        return _connect(self, address)  # type: ignore[arg-type]

    def connect_ex(self: socket.socket, address: object) -> int:
        _refuse_outside(self, address)
        return _connect_ex(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        yield


@pytest.fixture(autouse=True)
def _clean_thread() -> Iterator[None]:
    """Language, cache and the request at hand are per thread, not per database: a transaction does not roll them back."""
    forget_cached()
    request_context.begin("")
    with translation.override("ru"):
        yield


@pytest.fixture
def client() -> PortalClient:
    """As Django's, and `force_login` has shown the second factor unless told `second_factor=False`."""
    return PortalClient()
