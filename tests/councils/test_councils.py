"""Offices of a council: public, given by two persons where it matters, ended at once; the desk is for its people."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as roles
from accounts.models import AuditEvent, Notice, today
from clusters.models import Cluster
from councils import access, actions, demo
from councils.models import Council, CouncilAssignment
from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
NAMES = {"tourism": "Туристский", "agro-industrial": "Агропромышленный", "industrial": "Промышленный"}


@pytest.fixture
def council():
    for slug, name in NAMES.items():
        Cluster.objects.get_or_create(slug=slug, defaults={"name_ru": name})
    cluster = Cluster.objects.get(slug="tourism")
    return Council.objects.create(slug="tourism", cluster=cluster, name_ru="Совет", name_en="Council")


@pytest.fixture
def another(council):
    return Council.objects.create(slug="other", cluster=council.cluster, name_ru="Другой совет")


def entered(user) -> PortalClient:
    client = PortalClient()
    client.force_login(user)
    return client


def may(user, council) -> tuple[bool, ...]:
    permissions = (access.READ_AGENDA, access.CONVENE, access.CAST_BALLOT, access.ISSUE_MINUTES, access.BREAK_TIE)
    return tuple(access.holds(user, council, permission) for permission in permissions)


def test_rights_of_the_offices(council, another) -> None:
    expected = {
        "chair": (True, True, True, False, True),
        "secretary": (True, True, False, True, False),
        "council_member": (True, False, True, False, False),
    }
    for role, rights in expected.items():
        user = getattr(cast, role)(council)
        assert (may(user, council), may(user, another)) == (rights, (False,) * 5)
        assert access.can_convene(user, council) is rights[1]
        user.is_active = False
        assert may(user, council) == (False,) * 5
    assert may(cast.administrator(), council) == (False,) * 5


def test_offices_are_public_and_contacts_are_not(client, council, another) -> None:
    user = cast.secretary(council)
    for address in ("/councils/", "/councils/tourism/"):
        page = client.get(address).content.decode()
        assert user.email not in page
    assert user.get_full_name() in client.get("/councils/tourism/").content.decode()
    assert user.email in entered(user).get("/councils/tourism/desk/").content.decode()
    assert client.get("/councils/nowhere/").status_code == 404
    assert client.get("/api/v1/councils/").json()["results"][0]["slug"] == "tourism"


def test_the_desk_is_for_its_people(client, council, another) -> None:
    mine = entered(cast.secretary(council))
    assert [mine.get(f"/councils/{slug}/desk/").status_code for slug in ("tourism", "other", "nowhere")] == [
        200,
        403,
        404,
    ]
    assert entered(cast.visitor()).get("/councils/tourism/desk/").status_code == 403
    assert client.get("/councils/tourism/desk/").status_code == 302
    assert "/desk/" in mine.get("/councils/tourism/").content.decode()


@pytest.mark.parametrize(("role", "two"), [("chair", True), ("secretary", True), ("council_member", False)])
def test_who_needs_a_second_person(council, role: str, two: bool) -> None:
    by, user = cast.administrator(), cast.visitor()
    row = actions.assign_council_role(by=by, user=user, council=council, role=role)
    assert (row.awaits_confirmation, access.can_read_agenda(user, council)) == (two, not two)
    assert Notice.objects.filter(recipient=user).count() == (0 if two else 1)
    if two:
        other = cast.with_portal_role("administrator", key="second")
        row = roles.confirm_role(by=other, assignment=row)
    assert access.can_read_agenda(user, council)
    actions.end_council_role(by=by, assignment=row)
    assert not access.can_read_agenda(user, council)
    assert row.valid_until == row.valid_from == today()
    assert actions.end_council_role(by=by, assignment=row) is row
    assert AuditEvent.objects.filter(verb="councils.end_role").count() == 1


def test_a_proposal_is_ended_without_a_letter(council) -> None:
    row = actions.assign_council_role(by=cast.administrator(), user=cast.visitor(), council=council, role="chair")
    actions.end_council_role(by=None, assignment=row, on=today())
    assert Notice.objects.count() == 0


def test_refusals(council) -> None:
    visitor = cast.visitor()
    row = actions.assign_council_role(by=None, user=visitor, council=council, role="chair")
    with pytest.raises(PermissionDenied):
        actions.assign_council_role(by=visitor, user=visitor, council=council, role="chair")
    with pytest.raises(PermissionDenied):
        actions.end_council_role(by=visitor, assignment=row)
    for role in ("chair", "coordinator"):
        with pytest.raises(ValidationError):
            actions.assign_council_role(by=None, user=visitor, council=council, role=role)
    assert CouncilAssignment.objects.count() == 1


def test_queries_are_equal_for_3_30_and_300_holders(client, council) -> None:
    counts = set()
    for number in (3, 30, 300):
        for at in range(number):
            cast.council_member(council, key=f"m{at}")
        for address in ("/councils/", "/councils/tourism/"):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.add((address, len(asked)))
    assert len(counts) == 2


def test_the_demonstration_is_loaded_once(council) -> None:
    users = {role: cast.person(role) for role in ("chair", "secretary")}
    for _time in range(2):
        demo.load(users)
    assert (Council.objects.count(), CouncilAssignment.objects.count()) == (3, 2)


def test_an_empty_list_says_so(client, db) -> None:
    assert "Советов пока нет" in client.get("/councils/").content.decode()
