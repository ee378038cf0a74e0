"""A role of two persons: proposed by one, held when another confirms it, ended by one at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import actions, audit
from accounts.access import can_administer
from accounts.models import AuditEvent, Notice, PortalAssignment, today
from accounts.people.queries import awaiting
from tests import cast

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def proposed(administrator):
    return actions.assign_portal_role(by=administrator, user=cast.visitor(), role="administrator")


def test_a_proposal_is_not_held_until_another_confirms(proposed, second_administrator) -> None:
    assert (can_administer(cast.visitor()), proposed.is_current, Notice.objects.count()) == (False, False, 0)
    confirmed = actions.confirm_role(by=second_administrator, assignment=proposed)
    assert (can_administer(cast.visitor()), confirmed.confirmed_by) == (True, second_administrator)
    assert Notice.objects.get().recipient == cast.visitor()
    assert AuditEvent.objects.first().verb == "accounts.confirm_role"
    assert audit.verify() == []


def test_nobody_confirms_his_own(proposed, administrator, second_administrator) -> None:
    other = actions.assign_portal_role(by=administrator, user=second_administrator, role="official")
    assert other.confirmed_at is not None
    for by in (administrator, cast.visitor(), cast.neighbour()):
        with pytest.raises(PermissionDenied):
            actions.confirm_role(by=by, assignment=proposed)
    actions.confirm_role(by=second_administrator, assignment=proposed)
    with pytest.raises(ValidationError):
        actions.confirm_role(by=second_administrator, assignment=proposed)


def test_the_receiver_does_not_confirm_even_as_an_administrator(administrator, second_administrator) -> None:
    later = today() + 40 * DAY
    PortalAssignment.objects.filter(user=second_administrator).update(valid_until=today() + 30 * DAY)
    row = actions.assign_portal_role(
        by=administrator, user=second_administrator, role="administrator", valid_from=later
    )
    with pytest.raises(PermissionDenied):
        actions.confirm_role(by=second_administrator, assignment=row)


def test_confirmed_late_it_begins_today_and_a_past_one_awaits_nothing(administrator, second_administrator) -> None:
    def propose(first: int, last: int | None) -> PortalAssignment:
        until = None if last is None else today() + last * DAY
        return actions.assign_portal_role(
            by=administrator,
            user=cast.visitor(),
            role="administrator",
            valid_from=today() + first * DAY,
            valid_until=until,
        )

    past = propose(-9, -2)
    with pytest.raises(ValidationError):
        actions.confirm_role(by=second_administrator, assignment=past)
    row = actions.confirm_role(by=second_administrator, assignment=propose(-1, None))
    assert row.valid_from == today()


def test_a_refused_proposal_was_held_on_no_day(proposed, administrator, second_administrator) -> None:
    actions.refuse_role(by=administrator, assignment=proposed)
    assert not PortalAssignment.objects.awaiting_confirmation().exists()
    with pytest.raises(ValidationError):
        actions.confirm_role(by=second_administrator, assignment=proposed)
    again = actions.assign_portal_role(by=administrator, user=cast.visitor(), role="administrator")
    assert again.awaits_confirmation
    ended = actions.end_portal_role(by=administrator, assignment=again)
    assert (ended.awaits_confirmation, Notice.objects.count()) == (False, 0)


def test_the_database_refuses_what_the_rule_forbids(administrator, second_administrator) -> None:
    row = {"user": cast.visitor(), "role": "administrator", "appointed_by": administrator}
    wrong = [
        {},
        {"confirmed_by": administrator},
        {"confirmed_by": cast.visitor()},
        {"confirmed_by": second_administrator, "confirmed_at": None},
    ]
    for more in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            PortalAssignment.objects.create(**row, **more)
    right = PortalAssignment.objects.create(**row, confirmed_by=second_administrator, confirmed_at=timezone.now())
    assert right.is_current


def test_the_system_needs_no_second_person() -> None:
    assert actions.assign_portal_role(by=None, user=cast.visitor(), role="administrator").is_current


def test_the_last_administrator_stays(administrator) -> None:
    row = PortalAssignment.objects.get(user=administrator)
    with pytest.raises(ValidationError):
        actions.end_portal_role(by=administrator, assignment=row)
    with pytest.raises(ValidationError):
        actions.close_account(by=administrator, user=administrator)
    other = cast.with_portal_role("administrator", key="second_administrator")
    actions.end_portal_role(by=other, assignment=row)
    assert (can_administer(administrator), can_administer(other)) == (False, True)


def test_who_may_confirm_is_told_so(proposed, administrator, second_administrator) -> None:
    assert [len(awaiting(user)) for user in (administrator, second_administrator, cast.visitor())] == [0, 1, 0]
    assert awaiting(second_administrator)[0].url.endswith(f"/roles/portal/{proposed.pk}/")
