"""Each verb: the result, the audit row, nothing left after a failure, nothing doubled the second time."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import actions, audit
from accounts.models import ApiToken, AuditEvent, Notice, PortalAssignment, User, today
from tests import cast

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
NEW = {"email": "New@Person.example", "family_name": "Новая", "given_name": "Нина"}


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def issue(user: User, **changes) -> tuple[ApiToken, str]:
    facts = {"name": "script", "scopes": ["read"], "expires_in": WEEK, **changes}
    return actions.issue_token(by=user, user=user, **facts)


def test_create_user() -> None:
    by = cast.administrator()
    user = actions.create_user(by=by, language="en", **NEW)
    event = AuditEvent.objects.get()
    assert (user.email, user.has_usable_password(), user.language) == ("new@person.example", False, "en")
    assert (event.verb, event.actor, event.object_type, event.object_id) == (
        "accounts.create_user", by, "accounts.user", str(user.pk),
    )  # fmt: skip
    assert "Нина" not in str(event.after)


def test_create_user_twice_is_refused_and_leaves_nothing() -> None:
    actions.create_user(by=None, **NEW)
    with pytest.raises(ValidationError, match="email"):
        actions.create_user(by=None, **NEW)
    assert verbs() == ["accounts.create_user"]


def test_people_are_managed_by_administrators_alone() -> None:
    visitor, other = cast.visitor(), cast.neighbour()
    for attempt in (
        lambda: actions.create_user(by=visitor, **NEW),
        lambda: actions.close_account(by=visitor, user=other),
        lambda: actions.change_profile(by=visitor, user=other, language="en"),
        lambda: actions.set_password(by=visitor, user=other, password="x"),
        lambda: actions.assign_portal_role(by=visitor, user=visitor, role="administrator"),
        lambda: actions.issue_token(by=visitor, user=other, name="t", scopes=["read"], expires_in=WEEK),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert verbs() == []


def test_change_profile_masks_names_and_tells_the_rest() -> None:
    user = cast.visitor()
    actions.change_profile(by=user, user=user, family_name="Волков", language="en", time_zone="Europe/Moscow")
    event = AuditEvent.objects.get()
    assert (user.family_name, User.objects.get().language) == ("Волков", "en")
    assert event.before == {"family_name": audit.MASKED, "language": "ru"}
    assert event.after == {"family_name": audit.MASKED, "language": "en"}


def test_change_profile_without_a_change_records_nothing() -> None:
    user = cast.visitor()
    actions.change_profile(by=cast.administrator(), user=user, family_name=user.family_name)
    assert verbs() == []


def test_change_profile_refuses_other_fields_and_bad_values() -> None:
    user = cast.visitor()
    with pytest.raises(TypeError, match="is_active"):
        actions.change_profile(by=user, user=user, is_active=False)
    with pytest.raises(ValidationError, match="time_zone"):
        actions.change_profile(by=None, user=user, time_zone="Moon/Base")
    assert (user.time_zone, User.objects.get().time_zone, verbs()) == ("Europe/Moscow", "Europe/Moscow", [])


def test_set_password_is_recorded_without_the_password() -> None:
    user = cast.visitor()
    actions.set_password(by=user, user=user, password="another sound one")
    event = AuditEvent.objects.get()
    assert User.objects.get().check_password("another sound one")
    assert (event.verb, event.before, event.after) == ("accounts.change_password", None, None)


def test_close_account_revokes_tokens_once() -> None:
    user, by = cast.visitor(), cast.administrator()
    issue(user)
    actions.close_account(by=by, user=user)
    actions.close_account(by=None, user=user)
    assert ApiToken.objects.live().count() == 0
    assert verbs() == ["accounts.issue_token", "accounts.close_account"]
    assert AuditEvent.objects.first().after == {"tokens_revoked": 1}


def test_assign_portal_role_tells_the_person_in_their_language() -> None:
    by, user = cast.administrator(), cast.person("visitor", language="en")
    assignment = actions.assign_portal_role(by=by, user=user, role="official")
    notice, event = Notice.objects.get(), AuditEvent.objects.get()
    assert (assignment.appointed_by, assignment.valid_from, assignment.is_current) == (by, today(), True)
    assert (notice.recipient, notice.subject) == (user, "You have been given a role in the portal")
    assert event.after == {"user": user.pk, "role": "official", "valid_from": str(today()), "valid_until": None}


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [(0, None, True), (5, 8, True), (-9, 1, True), (-9, 0, False), (10, None, False), (12, 13, False)],
)
def test_periods_of_a_role_do_not_meet(start: int, end: int | None, clash: bool) -> None:
    def give(first: int, last: int | None) -> PortalAssignment:
        until = None if last is None else day + dt.timedelta(last)
        return actions.assign_portal_role(
            by=None, user=user, role="official", valid_from=day + dt.timedelta(first), valid_until=until
        )

    day, user = dt.date(2026, 5, 1), cast.visitor()
    give(0, 10)
    if clash:
        with pytest.raises(ValidationError, match=r"already holds|уже"):
            give(start, end)
    else:
        give(start, end)
    assert PortalAssignment.objects.count() == (1 if clash else 2)


def test_role_of_another_context_is_refused() -> None:
    with pytest.raises(ValidationError):
        actions.assign_portal_role(by=None, user=cast.visitor(), role="coordinator")
    assert (verbs(), Notice.objects.count()) == ([], 0)


def test_end_portal_role_on_the_day_it_was_given() -> None:
    by, user = cast.administrator(), cast.visitor()
    assignment = actions.assign_portal_role(by=by, user=user, role="official")
    actions.end_portal_role(by=by, assignment=assignment)
    actions.end_portal_role(by=by, assignment=assignment)
    assert assignment.valid_until == today()
    assert not PortalAssignment.objects.current().filter(user=user).exists()
    assert verbs() == ["accounts.assign_portal_role", "accounts.end_portal_role"]
    again = actions.assign_portal_role(by=by, user=user, role="official")
    assert again.is_current


def test_end_portal_role_brings_a_later_end_forward() -> None:
    user = cast.visitor()
    given = actions.assign_portal_role(by=None, user=user, role="official", valid_until=today() + WEEK)
    actions.end_portal_role(by=None, assignment=given, on=today() + dt.timedelta(days=2))
    event = AuditEvent.objects.first()
    assert event.before["valid_until"] == str(today() + WEEK)
    assert event.after["valid_until"] == str(today() + dt.timedelta(days=2))


def test_end_portal_role_refusals() -> None:
    given = actions.assign_portal_role(by=None, user=cast.visitor(), role="official")
    with pytest.raises(PermissionDenied):
        actions.end_portal_role(by=cast.visitor(), assignment=given)
    with pytest.raises(ValidationError):
        actions.end_portal_role(by=None, assignment=given, on=today() - WEEK)
    assert verbs() == ["accounts.assign_portal_role"]


def test_issue_token_keeps_a_digest_alone() -> None:
    user = cast.visitor()
    token, secret = issue(user)
    stored = " ".join(str(value) for value in ApiToken.objects.values_list().get())
    event = AuditEvent.objects.get()
    assert len(secret) == 64
    assert secret not in stored
    assert (token.pk, event.object_id) == (ApiToken.objects.get().pk, token.public_id)
    assert secret[:15] not in str(event.after)
    assert str(token) == f"script ({token.public_id})"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "  "},
        {"scopes": []},
        {"scopes": ["read", "read"]},
        {"scopes": ["everything"]},
        {"scopes": "read"},
        {"expires_in": dt.timedelta(0)},
        {"expires_in": dt.timedelta(days=367)},
    ],
)
def test_issue_token_refuses(changes: dict) -> None:
    with pytest.raises(ValidationError):
        issue(cast.visitor(), **changes)
    assert (ApiToken.objects.count(), verbs()) == (0, [])


def test_revoke_token_twice_is_recorded_once() -> None:
    token, _secret = issue(cast.visitor())
    with pytest.raises(PermissionDenied):
        actions.revoke_token(by=cast.neighbour(), token=token)
    first = actions.revoke_token(by=cast.visitor(), token=token).revoked_at
    assert actions.revoke_token(by=None, token=token).revoked_at == first
    assert not token.is_live
    assert verbs() == ["accounts.issue_token", "accounts.revoke_token"]


def test_sign_in_leaves_its_trail_in_a_stream_of_its_own() -> None:
    user = cast.visitor()
    actions.note_sign_in(user=user)
    actions.note_sign_out(by=user)
    actions.note_failed_sign_in(email="Stranger@example.org")
    actions.note_failed_sign_in(email="stranger@EXAMPLE.org")
    rows = AuditEvent.objects.order_by("sequence").values_list("stream", "verb", "actor")
    failed = AuditEvent.objects.filter(actor=None).values_list("after", flat=True)
    assert [row[1:] for row in rows] == [
        ("accounts.sign_in", user.pk),
        ("accounts.sign_out", user.pk),
        ("accounts.sign_in_failed", None),
        ("accounts.sign_in_failed", None),
    ]
    assert {row[0] for row in rows} == {"sign-in"}
    assert failed[0] == failed[1]
    assert "stranger" not in str(failed[0]).lower()


def test_notices_are_marked_read_once() -> None:
    actions.assign_portal_role(by=None, user=cast.visitor(), role="official")
    assert [actions.mark_notices_read(by=cast.visitor()) for _time in range(2)] == [1, 0]
    assert actions.mark_notices_read(by=cast.neighbour()) == 0


def test_rolled_back_deed_leaves_neither_row_nor_notice() -> None:
    def fail_after_all() -> None:
        with transaction.atomic():
            actions.assign_portal_role(by=None, user=user, role="official")
            raise RuntimeError

    user = cast.visitor()
    with pytest.raises(RuntimeError):
        fail_after_all()
    assert (PortalAssignment.objects.count(), Notice.objects.count(), verbs(), audit.verify()) == (0, 0, [], [])
