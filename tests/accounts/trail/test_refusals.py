"""Refusals: what was tried is told without what stood in the address, and no flood fills the trail."""

import pytest

from accounts.models import AuditEvent
from accounts.trail import refusals
from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(db) -> PortalClient:
    client = PortalClient()
    client.force_login(cast.visitor())
    return client


def test_row_tells_the_route_and_not_the_address(client) -> None:
    assert client.get("/accounts/audit/?person=secret@person.example").status_code == 403
    event = AuditEvent.objects.get(stream="refusals")
    assert event.after == {"status": 403, "route": "accounts:audit-list", "method": "GET"}


def test_object_asked_for_is_found_by_its_id(client) -> None:
    assert client.get("/organisations/abcdefghjkmn/").status_code == 404
    event = AuditEvent.objects.get(subjects__object_id="abcdefghjkmn")
    assert (event.actor, event.after["status"]) == (cast.visitor(), 404)


@pytest.mark.parametrize("path", ["/no/such/page/", "/accounts/notices/unsubscribe/forged-word/"])
def test_slip_of_the_pen_and_words_of_letters_leave_no_row(client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert not AuditEvent.objects.filter(stream="refusals").exists()


def test_stranger_is_no_person_to_write_down() -> None:
    assert PortalClient().get("/organisations/abcdefghjkmn/").status_code == 404
    assert not AuditEvent.objects.exists()


def test_flood_ends_with_a_word_that_says_so(client, monkeypatch) -> None:
    monkeypatch.setattr(refusals, "A_MINUTE", 3)
    for _time in range(6):
        client.get("/accounts/audit/")
    told = list(AuditEvent.objects.filter(stream="refusals").order_by("pk").values_list("after", flat=True))
    assert ["more" in after for after in told] == [False, False, True]


def test_count_thrown_out_of_the_cache_begins_anew(client, monkeypatch) -> None:
    monkeypatch.setattr("accounts.trail.refusals.cache.add", lambda *_arguments: None)
    assert client.get("/accounts/audit/").status_code == 403
    assert AuditEvent.objects.filter(stream="refusals").count() == 1


def test_word_that_never_was_a_token_is_a_guess(db) -> None:
    answer = PortalClient().get("/api/v1/clusters/", headers={"Authorization": "Bearer " + "a" * 64})
    assert answer.status_code == 401
    assert not AuditEvent.objects.exists()
