"""A copy of one's own, and erasure that leaves the chain whole."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import actions as accounts_actions
from accounts import audit
from accounts.models import ApiToken, AuditEvent, Notice, PortalAssignment, User, today
from accounts.personal_data import actions, sources
from accounts.personal_data.models import ErasureRequest
from accounts.personal_data.queries import awaiting
from accounts.sessions.models import SignInSession
from tests import cast

pytestmark = pytest.mark.django_db
DATA = "/accounts/data/"


@pytest.fixture
def former(administrator, signed_in):
    """A person who held a role, signed in, has a token, a notice and deeds."""
    user = cast.visitor()
    given = accounts_actions.assign_portal_role(by=administrator, user=user, role="official")
    accounts_actions.issue_token(by=user, user=user, name="t", scopes=["read"], expires_in=dt.timedelta(days=1))
    signed_in(user).get("/desk/")
    accounts_actions.end_portal_role(by=administrator, assignment=given)
    return user


def test_the_file_holds_ones_own_and_nothing_of_others(former, signed_in) -> None:
    client = signed_in(former)
    answer = client.post(f"{DATA}file/")
    found = json.loads(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="personal-data.json"'
    assert (found["account"]["email"], found["roles"][0]["role"]) == (former.email, "official")
    assert (found["tokens"][0]["name"], len(found["notices"])) == ("t", 2)
    assert found["deeds"][0]["verb"] == "accounts.issue_token"
    assert "administrator@" not in answer.content.decode()
    assert "password" not in found["account"]
    assert client.get(f"{DATA}file/").status_code == 405
    assert client.get(DATA).status_code == 200


def test_erasure_takes_the_person_out_and_the_chain_stays_whole(former, administrator, desk_of) -> None:
    request = actions.file_erasure(by=former)
    email, events, roles = former.email, list(AuditEvent.objects.values()), PortalAssignment.objects.count()
    assert audit.verify() == []
    page = f"{DATA}erasure/{request.public_id}/"
    assert desk_of.get(page).status_code == 200
    desk_of.post(page, {"deed": "carry_out"})
    user = User.objects.get(pk=former.pk)
    assert (user.get_full_name(), user.is_active) == (f"Удалённый человек № {user.pk}", False)
    assert user.email == f"erased-{user.pk}@erased.invalid"
    for model in (SignInSession, ApiToken):
        assert not model.objects.filter(user=user).exists()
    assert not Notice.objects.filter(recipient=user).exists()
    assert PortalAssignment.objects.count() == roles
    assert list(AuditEvent.objects.order_by("-pk").values())[-len(events) :] == events
    assert email not in str(list(AuditEvent.objects.values()))
    assert audit.verify() == []
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("carried_out", administrator)


def test_while_a_role_is_held_nobody_is_erased(administrator) -> None:
    official = cast.official()
    with pytest.raises(ValidationError):
        actions.file_erasure(by=official)
    request = actions.file_erasure(by=cast.visitor())
    accounts_actions.assign_portal_role(by=administrator, user=cast.visitor(), role="official")
    with pytest.raises(ValidationError):
        actions.carry_out_erasure(by=administrator, request=request)
    assert User.objects.get(pk=cast.visitor().pk).is_active


def test_refusal_names_its_reason_and_nobody_decides_on_his_own(administrator, desk_of) -> None:
    request = actions.file_erasure(by=cast.visitor())
    page = f"{DATA}erasure/{request.public_id}/"
    assert desk_of.post(page, {"deed": "refuse", "reason": ""}).status_code == 422
    with pytest.raises(ValidationError):
        actions.refuse_erasure(by=administrator, request=request, reason=" ")
    for by in (cast.visitor(), cast.neighbour()):
        with pytest.raises(PermissionDenied):
            actions.refuse_erasure(by=by, request=request, reason="закон")
    assert len(awaiting(administrator)) == 1
    desk_of.post(page, {"deed": "refuse", "reason": "ст. 6 152-ФЗ"})
    desk_of.post(page, {"deed": "carry_out"})
    request.refresh_from_db()
    assert (request.state, request.reason, awaiting(administrator)) == ("refused", "ст. 6 152-ФЗ", [])


def test_one_request_withdrawn_by_its_owner(signed_in) -> None:
    client = signed_in(cast.visitor())
    for _time in range(2):
        client.post(f"{DATA}erasure/")
    request = ErasureRequest.objects.get()
    assert client.get(DATA).status_code == 200
    with pytest.raises(PermissionDenied):
        actions.withdraw_erasure(by=cast.neighbour(), request=request)
    for _time in range(2):
        client.post(f"{DATA}erasure/withdraw/")
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert awaiting(cast.visitor()) == []


def test_decisions_are_for_administrators_and_every_address_answers_alike(signed_in, desk_of) -> None:
    request = actions.file_erasure(by=cast.neighbour())
    client = signed_in(cast.visitor())
    answers = [client.get(f"{DATA}erasure/{word}/").status_code for word in (request.public_id, "000000000000")]
    assert answers == [403, 403]
    assert desk_of.get(f"{DATA}erasure/000000000000/").status_code == 404


def test_a_room_adds_what_it_knows(monkeypatch, administrator) -> None:
    erased = []
    source = sources.Source("trips", "Trips", lambda _user: [{"on": today()}], lambda user: erased.append(user.pk) or 1)
    monkeypatch.setattr(sources, "_sources", {})
    sources.register(source)
    assert actions.export_own_data(by=cast.visitor())["trips"] == [{"on": str(today())}]
    actions.carry_out_erasure(by=administrator, request=actions.file_erasure(by=cast.visitor()))
    assert len(erased) == 1
    assert sources.Source("x", "X", lambda _user: []).erase(administrator) == 0
