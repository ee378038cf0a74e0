"""From where: kept beside the chain, sealed by what stands for it, erased when its time is over."""

import datetime as dt

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from accounts import audit
from accounts.models import AuditAddress, AuditAddressKey, AuditEvent
from accounts.request_context import Origin, client_address, current_origin, origin_of
from accounts.tasks import erase_addresses
from accounts.trail import origins
from tests.accounts.trail.conftest import HERE, from_here, rows, tamper

pytestmark = pytest.mark.django_db


def test_row_keeps_what_stands_for_the_address_and_the_address_beside(book) -> None:
    (event,) = from_here()
    stored = AuditEvent.objects.get()
    kept = AuditAddress.objects.get(event=stored)
    assert (str(kept.address), kept.agent, kept.recorded_at) == (HERE.address, HERE.agent, stored.recorded_at)
    assert stored.address_hmac == origins.stand_in(HERE.address, stored.recorded_at)
    assert HERE.address not in str(AuditEvent.objects.values())
    assert (str(kept), str(AuditAddressKey.objects.get())) == (str(event.pk), f"{timezone.now():%Y-%m}")
    assert audit.verify() == []


def test_row_from_nowhere_is_sealed_as_before_addresses_were_kept(book) -> None:
    (event,) = rows(1)
    assert (event.address_hmac, AuditAddress.objects.count(), AuditAddressKey.objects.count()) == ("", 0, 0)
    assert audit.verify() == []


def test_address_exchanged_in_the_chain_is_found(book) -> None:
    from_here()
    tamper(connection, "UPDATE accounts_auditevent SET address_hmac = ''")
    assert [problem.sequence for problem in audit.verify()] == [1]


def test_old_addresses_and_keys_are_erased_and_the_chain_still_verifies(book, settings) -> None:
    settings.AUDIT_ADDRESS_DAYS = 180
    from_here(3)
    long_ago = timezone.now() - dt.timedelta(days=220)
    first, second, _third = AuditAddress.objects.order_by("pk")
    AuditAddress.objects.filter(pk__in=[first.pk, second.pk]).update(recorded_at=long_ago)
    AuditAddressKey.objects.create(month=long_ago.date().replace(day=1), secret="00" * 32)
    assert len(origins.stand_ins(HERE.address)) == 2
    assert (erase_addresses(), erase_addresses()) == (2, 0)
    assert (AuditAddress.objects.count(), AuditAddressKey.objects.count()) == (1, 1)
    assert audit.verify() == []


def test_key_of_a_month_that_is_not_over_for_good_stays(book, settings) -> None:
    settings.AUDIT_ADDRESS_DAYS = 1
    from_here()
    erase_addresses()
    assert AuditAddressKey.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (1, "192.0.2.66, 198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (2, "192.0.2.66", "203.0.113.7", "203.0.113.7"),
        (1, "", "203.0.113.7", "203.0.113.7"),
        (1, "nonsense", "203.0.113.7", ""),
        (0, "", "::ffff:203.0.113.7", "203.0.113.7"),
        (0, "", "fe80::1%eth0", "fe80::1"),
        (0, "", "", ""),
    ],
)
def test_address_of_the_client_cannot_be_forged(settings, proxies, forwarded, remote, address) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_agent_is_one_short_line() -> None:
    request = RequestFactory().get("/", HTTP_USER_AGENT="a\nb" + "x" * 500, REMOTE_ADDR="203.0.113.7")
    assert (origin_of(request).agent[:3], len(origin_of(request).agent)) == ("a b", 200)
    assert current_origin() == Origin()
