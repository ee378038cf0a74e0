"""Pages of the administrators: who is there, which roles, and what is done about them."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.models import ApiToken, PortalAssignment, User, today
from accounts.people.contexts import all_contexts
from accounts.sessions.models import SignInSession
from clusters.models import Cluster, ClusterAssignment
from tests import cast
from tests.accounts.people.conftest import role_of

pytestmark = pytest.mark.django_db
PEOPLE = "/accounts/people/"


@pytest.fixture
def tourism():
    return Cluster.objects.get_or_create(slug="tourism", defaults={"name_ru": "Туристский кластер"})[0]


def page_of(user: User) -> str:
    return f"{PEOPLE}{user.pk}/"


def test_people_are_found_by_name_mail_and_role(desk_of, tourism) -> None:
    cast.coordinator(tourism)
    for query, found in (
        ("q=кузнецова", "coordinator@"),
        ("q=visitor@", "visitor@"),
        ("role=coordinator", "coordinator@"),
    ):
        cast.visitor()
        text = desk_of.get(f"{PEOPLE}?{query}").content.decode()
        assert found in text
        assert "administrator@cast" not in text
    assert "Координатор кластера: Туристский кластер" in desk_of.get(PEOPLE).content.decode()
    assert desk_of.get(f"{PEOPLE}?q=никого").status_code == 200


def test_only_administrators_and_every_number_answers_alike(signed_in) -> None:
    client = signed_in(cast.visitor())
    for tail in ("", "close/", "factor/", "sessions/", "give/official/", "roles/portal/1/"):
        for pk in (cast.neighbour().pk, 10**6):
            assert client.get(f"{PEOPLE}{pk}/{tail}").status_code == 403
            if tail:
                assert client.post(f"{PEOPLE}{pk}/{tail}").status_code == 403
    assert client.get(PEOPLE).status_code == 403


def test_unknown_people_and_roles(desk_of) -> None:
    user = cast.visitor()
    for tail in ("give/king/", "give/editor/", "roles/moon/1/", "roles/portal/999999/"):
        assert desk_of.get(f"{page_of(user)}{tail}").status_code == 404
    assert desk_of.get(f"{PEOPLE}999999/").status_code == 404


def test_a_role_is_given_confirmed_and_ended(desk_of, signed_in, second_administrator) -> None:
    user, today_ = cast.visitor(), str(today())
    assert desk_of.get(f"{page_of(user)}give/administrator/").status_code == 200
    assert desk_of.post(f"{page_of(user)}give/administrator/", {"valid_from": today_}).status_code == 302
    row = PortalAssignment.objects.get(user=user)
    address = f"{page_of(user)}roles/portal/{row.pk}/"
    desk_of.post(address, {"deed": "confirm"})
    assert role_of(user) == []
    other = signed_in(second_administrator)
    assert 'value="confirm"' in other.get(address).content.decode()
    assert 'value="confirm"' not in desk_of.get(address).content.decode()
    assert str(row.pk) in other.get(PEOPLE).content.decode()
    other.post(address, {"deed": "confirm"})
    assert role_of(user) == ["administrator"]
    assert desk_of.get(page_of(user)).status_code == 200
    desk_of.post(address, {"deed": "nothing"})
    desk_of.post(address, {"deed": "end"})
    assert role_of(user) == []
    again = desk_of.post(address, {"deed": "refuse"})
    assert again.status_code == 302


def test_a_role_in_a_cluster_is_given_and_a_refusal_is_shown(desk_of, tourism) -> None:
    user, form = cast.visitor(), {"place": "tourism", "valid_from": str(today())}
    assert desk_of.post(f"{page_of(user)}give/coordinator/", form).status_code == 302
    assert desk_of.post(f"{page_of(user)}give/coordinator/", form).status_code == 422
    row = ClusterAssignment.objects.get(user=user)
    desk_of.post(f"{page_of(user)}roles/cluster/{row.pk}/", {"deed": "end"})
    assert not ClusterAssignment.objects.current().exists()
    assert desk_of.post(f"{page_of(user)}give/reporter/", form).status_code == 422


def test_the_last_administrator_is_told_why_not(desk_of, administrator) -> None:
    row = PortalAssignment.objects.get(user=administrator)
    desk_of.post(f"{page_of(administrator)}roles/portal/{row.pk}/", {"deed": "end"})
    desk_of.post(f"{page_of(administrator)}close/")
    administrator.refresh_from_db()
    assert (role_of(administrator), administrator.is_active) == (["administrator"], True)


def test_sessions_factors_and_account(desk_of, signed_in) -> None:
    user = cast.visitor()
    client = signed_in(user)
    client.get("/desk/")
    for tail in ("sessions/", "close/", "factor/"):
        assert desk_of.get(f"{page_of(user)}{tail}").status_code == 200
    desk_of.post(f"{page_of(user)}sessions/")
    assert client.get("/desk/").status_code == 302
    assert desk_of.post(f"{page_of(user)}factor/", {"reason": ""}).status_code == 422
    assert desk_of.post(f"{page_of(user)}factor/", {"reason": "утерян телефон"}).status_code == 302
    desk_of.post(f"{page_of(user)}close/")
    user.refresh_from_db()
    assert (user.is_active, SignInSession.objects.alive().filter(user=user).exists()) == (False, False)


def test_a_role_change_asks_to_show_anew_who_one_is(desk_of) -> None:
    session = desk_of.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "provider", "at": time.time() - 3600}]
    session.save()
    answer = desk_of.post(f"{page_of(cast.visitor())}give/official/", {"valid_from": str(today())})
    assert answer.status_code == 302
    assert role_of(cast.visitor()) == []


def test_nothing_undeclared_is_written(desk_of) -> None:
    """Every field of the models and unknown ones, sent along with each form: none of them is heard."""
    user = cast.visitor()
    extra = {f.name: "1" for model in (User, PortalAssignment, ApiToken) for f in model._meta.concrete_fields}
    extra |= {"is_superuser": "on", "is_staff": "on", "confirmed_by": user.pk, "unknown": "1"}
    before = User.objects.filter(pk=user.pk).values().get()
    form = extra | {"valid_from": str(today()), "valid_until": "", "role": "administrator", "user": "1"}
    desk_of.post(f"{page_of(user)}give/official/", form)
    row = PortalAssignment.objects.get(user=user)
    assert (row.role, row.confirmed_by, row.valid_from) == ("official", None, today())
    desk_of.post(f"{page_of(user)}sessions/", extra)
    desk_of.post(f"{page_of(user)}roles/portal/{row.pk}/", extra | {"deed": "nothing"})
    assert User.objects.filter(pk=user.pk).values().get() == before
    assert PortalAssignment.objects.filter(user=user).values().get()["updated_at"] == row.updated_at


@pytest.mark.parametrize("how", ["session", "token"])
def test_a_role_ended_is_refused_at_the_next_request(client, signed_in, desk_of, how: str, record_property) -> None:
    """TRUST row 19: measured from the end of the administrator's deed to the refusal."""
    cast.with_portal_role("administrator", key="third")
    user = cast.with_portal_role("administrator", key="dismissed")
    mine = signed_in(user)
    assert mine.get(PEOPLE).status_code == 200
    row = PortalAssignment.objects.get(user=user)
    desk_of.post(f"{page_of(user)}roles/portal/{row.pk}/", {"deed": "end"})
    began = time.monotonic()
    if how == "session":
        assert mine.get(PEOPLE).status_code == 403
    else:
        _token, secret = actions.issue_token(
            by=None, user=user, name="t", scopes=["read"], expires_in=dt.timedelta(days=1)
        )
        headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
        assert client.get("/api/v1/clusters/", **headers).status_code == 200
        actions.close_account(by=None, user=user)
        began = time.monotonic()
        assert client.get("/api/v1/clusters/", **headers).status_code == 401
    elapsed = time.monotonic() - began
    record_property("seconds", elapsed)
    assert elapsed <= 1


def test_queries_are_equal_for_3_30_and_300_people(desk_of, tourism) -> None:
    counts = set()
    desk_of.get(PEOPLE)
    for number in (3, 30, 300):
        for at in range(number):
            cast.coordinator(tourism, key=f"c{at}")
        with CaptureQueriesContext(connection) as asked:
            assert desk_of.get(PEOPLE).status_code == 200
        counts.add(len(asked))
    assert len(counts) == 1


def test_every_room_that_gives_roles_is_known() -> None:
    assert {context.code for context in all_contexts()} == {"portal", "cluster", "organisation", "council"}
