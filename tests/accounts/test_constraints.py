"""What the database refuses, and what it takes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent, Notice, PortalAssignment, User, new_public_id
from accounts.models.base import CROCKFORD
from tests import cast

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)


def refused(make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_email_is_stored_in_lower_case_and_once() -> None:
    user = User.objects.create_user(" Anna@Portal.EXAMPLE ", None, family_name="А", given_name="Б")
    assert user.email == "anna@portal.example"
    refused(lambda: User.objects.create(email="Anna@portal.example", family_name="А", given_name="Б"))
    refused(lambda: User.objects.create(email="anna@portal.example", family_name="А", given_name="Б"))


def test_email_found_in_any_case() -> None:
    assert User.objects.get_by_natural_key(cast.visitor().email.upper()) == cast.visitor()


def test_language_is_one_of_two() -> None:
    assert User.objects.filter(pk=cast.visitor().pk).update(language="en") == 1
    refused(lambda: User.objects.filter(pk=cast.visitor().pk).update(language="de"))


def test_unknown_time_zone_is_refused_by_name() -> None:
    user = cast.visitor()
    user.time_zone = "Europe/Essentuki"
    with pytest.raises(ValidationError, match="Europe/Essentuki"):
        user.full_clean()
    user.time_zone = "Asia/Omsk"
    user.full_clean()


@pytest.mark.parametrize(("role", "taken"), [("official", True), ("coordinator", False), ("king", False)])
def test_only_roles_of_the_portal_are_given_in_it(role: str, taken: bool) -> None:
    def make():
        return PortalAssignment.objects.create(user=cast.visitor(), role=role, valid_from=DAY)

    if taken:
        assert make().role_name == "Представитель органа власти"
    else:
        refused(make)


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (1, True)])
def test_role_ends_not_before_it_begins(days: int, taken: bool) -> None:
    def make():
        end = DAY + dt.timedelta(days)
        return PortalAssignment.objects.create(user=cast.visitor(), role="official", valid_from=DAY, valid_until=end)

    if taken:
        assert make().holds_on(DAY) is (days == 1)
    else:
        refused(make)


def test_one_open_assignment_of_a_role() -> None:
    PortalAssignment.objects.create(user=cast.visitor(), role="official", valid_from=DAY)
    PortalAssignment.objects.create(user=cast.visitor(), role="api_partner", valid_from=DAY)
    refused(lambda: PortalAssignment.objects.create(user=cast.visitor(), role="official", valid_from=DAY))


def test_sent_notice_has_its_time() -> None:
    notice = Notice.objects.create(recipient=cast.visitor(), kind="test", subject="s", body="b")
    rows = Notice.objects.filter(pk=notice.pk)
    refused(lambda: rows.update(state="sent"))
    refused(lambda: rows.update(state="sending"))
    refused(lambda: rows.update(sent_at=timezone.now()))
    assert rows.update(state="sent", sent_at=timezone.now()) == 1


def test_audit_number_is_given_once() -> None:
    row = {"stream": "s", "recorded_at": timezone.now(), "verb": "a.do_b", "digest": "0" * 64}
    AuditEvent.objects.create(sequence=1, **row)
    refused(lambda: AuditEvent.objects.create(sequence=1, **row))


def test_dates_in_force_end_the_day_before() -> None:
    cast.with_portal_role("official", valid_from=DAY)
    PortalAssignment.objects.update(valid_until=DAY + dt.timedelta(days=2))
    on = [PortalAssignment.objects.on(DAY + dt.timedelta(days=n)).count() for n in (-1, 0, 1, 2)]
    assert on == [0, 1, 1, 0]
    assert not PortalAssignment.objects.get().is_current


def test_public_id_is_twelve_letters_of_crockford() -> None:
    made = {new_public_id() for _time in range(200)}
    assert len(made) == 200
    assert {len(word) for word in made} == {12}
    assert set("".join(made)) <= set(CROCKFORD)
    assert not set("ilou") & set(CROCKFORD)


def test_names_in_the_order_of_papers() -> None:
    user = User(email="a@b.example", family_name="Иванова", given_name="Мария", patronymic="Павловна")
    assert user.get_full_name() == str(user) == "Иванова Мария Павловна"
    assert user.short_name == user.get_short_name() == "Иванова\u00a0М.\u00a0П."
    assert str(User(email="a@b.example")) == "a@b.example"
