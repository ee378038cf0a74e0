"""The way of an application: the result, the trail, who is told, what is refused, and two at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts import audit
from accounts.models import AuditEvent, LifecycleStep, Notice, today
from clusters.membership import access, actions, queries
from clusters.membership.models import MembershipApplication
from clusters.models import Membership, Organisation, OrganisationAssignment
from tests import cast
from tests.clusters import make
from tests.clusters.test_concurrency import outcomes


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("recipient__email", "kind"))


def test_the_whole_way_from_draft_to_membership(coordinator, submitted, reporter):
    for by, verb, remark in [
        (coordinator, "take", ""),
        (coordinator, "send_back", "Уточните"),
        (reporter, "resubmit", "Уточнено"),
        (coordinator, "admit", ""),
    ]:
        submitted = actions.take_step(by=by, application=submitted, verb=verb, remark=remark)
    membership = Membership.objects.get()
    assert (submitted.state, submitted.membership, membership.valid_from) == ("admitted", membership, today())
    steps = LifecycleStep.objects.of(submitted)
    assert [(step.verb, step.remark) for step in steps] == [
        ("submit", ""), ("take", ""), ("send_back", "Уточните"), ("resubmit", "Уточнено"), ("admit", ""),
    ]  # fmt: skip
    assert [kind for _email, kind in told()] == [
        f"clusters.application_{verb}" for verb in ("submit", "take", "send_back", "resubmit", "admit")
    ]
    assert AuditEvent.objects.order_by("-pk").first().verb == "clusters.admit_application"
    assert audit.verify() == []


@pytest.mark.parametrize("verb", ["send_back", "refuse"])
def test_the_other_side_is_given_a_reason(submitted, coordinator, verb):
    with pytest.raises(ValidationError) as caught:
        actions.take_step(by=coordinator, application=submitted, verb=verb, remark=" ")
    assert set(caught.value.message_dict) == {"remark"}
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    actions.take_step(by=coordinator, application=submitted, verb=verb, remark="Нет договоров")
    assert "Нет договоров" in Notice.objects.get(recipient__email="reporter@cast.example").body


def test_admitted_twice_is_admitted_once(submitted, coordinator):
    actions.take_step(by=coordinator, application=submitted, verb="admit")
    with pytest.raises(ValidationError, match="Принята"):
        actions.take_step(by=coordinator, application=submitted, verb="admit")
    assert Membership.objects.count() == 1


def test_who_may_not_take_a_step_is_told_the_rule(submitted, reporter, industrial):
    with pytest.raises(PermissionDenied, match="координатор этого кластера"):
        actions.take_step(by=reporter, application=submitted, verb="admit")
    with pytest.raises(PermissionDenied, match="представитель организации"):
        actions.take_step(by=cast.coordinator(submitted.cluster), application=submitted, verb="withdraw")
    with pytest.raises(PermissionDenied):
        actions.take_step(by=cast.neighbour(cluster=industrial), application=submitted, verb="take")
    with pytest.raises(KeyError):
        actions.take_step(by=reporter, application=submitted, verb="crown")


def test_nobody_decides_on_what_he_submitted(submitted, tourism, reporter):
    cast.coordinator(tourism, key="reporter")
    with pytest.raises(PermissionDenied, match="другой координатор"):
        actions.take_step(by=reporter, application=submitted, verb="admit")


def test_a_draft_without_words_or_with_a_wrong_number_is_not_submitted(draft, reporter, spa):
    MembershipApplication.objects.update(statement_ru="")
    with pytest.raises(ValidationError, match="зачем организация вступает"):
        actions.take_step(by=reporter, application=draft, verb="submit")
    MembershipApplication.objects.update(statement_ru="x")
    Organisation.objects.update(okved_main="")
    with pytest.raises(ValidationError, match="Основной вид деятельности не указан"):
        actions.take_step(by=reporter, application=draft, verb="submit")
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("draft", None)


def test_a_second_open_application_is_refused(draft, reporter, tourism, spa):
    with pytest.raises(ValidationError, match="уже есть открытая заявка"):
        actions.save_application(by=reporter, cluster=tourism, organisation=spa, values={"statement_ru": "Ещё"})
    actions.take_step(by=reporter, application=draft, verb="withdraw")
    assert actions.save_application(by=reporter, cluster=tourism, organisation=spa, values={}).state == "draft"
    assert told() == []


def test_a_stranger_neither_applies_nor_changes(draft, spa, tourism, reporter):
    stranger = cast.visitor()
    with pytest.raises(PermissionDenied):
        actions.save_application(by=stranger, cluster=tourism, organisation=spa, values={})
    with pytest.raises(PermissionDenied):
        actions.save_application(by=stranger, cluster=tourism, application=draft, values={})
    actions.take_step(by=reporter, application=draft, verb="submit")
    with pytest.raises(ValidationError, match="не меняют"):
        actions.save_application(by=reporter, cluster=tourism, application=draft, values={})


def test_a_proposed_organisation_enters_the_registry_with_its_reporter(proposal, coordinator):
    admitted = actions.take_step(by=coordinator, application=proposal, verb="admit")
    made = Organisation.objects.get(inn=make.OTHER_INN)
    assert (admitted.organisation, made.name_ru, made.territory.code) == (made, "Отель «Новый»", "KISL")
    held = OrganisationAssignment.objects.get()
    assert (held.user, held.organisation, made.names.count()) == (cast.visitor(), made, 1)


def test_a_proposed_organisation_with_a_known_inn_is_linked_not_made(proposal, coordinator):
    known = make.organisation("Отель «Новый»", inn=make.OTHER_INN, okved_main="55.10", territory=make.territory())
    with pytest.raises(ValidationError, match="Этот ИНН в реестре"):
        actions.take_step(by=coordinator, application=proposal, verb="admit")
    linked = actions.link_organisation(by=coordinator, application=proposal, organisation=known)
    admitted = actions.take_step(by=coordinator, application=linked, verb="admit")
    assert (admitted.organisation, Organisation.objects.count()) == (known, 1)
    assert OrganisationAssignment.objects.get().user == cast.visitor()
    with pytest.raises(ValidationError):
        actions.link_organisation(by=coordinator, application=admitted, organisation=known)


def test_an_organisation_with_reporters_is_not_linked_to_a_strangers_application(proposal, coordinator, spa, reporter):
    with pytest.raises(ValidationError, match="свои представители"):
        actions.link_organisation(by=coordinator, application=proposal, organisation=spa)
    with pytest.raises(PermissionDenied):
        actions.link_organisation(by=reporter, application=proposal, organisation=spa)


def test_proposed_fields_that_an_organisation_has_not_are_refused(tourism):
    with pytest.raises(ValueError, match="public_id"):
        actions.save_application(
            by=cast.visitor(), cluster=tourism, proposed={"name_ru": "А", "public_id": "x"}, values={}
        )


def test_an_offer_is_answered_by_the_reporter(tourism, spa, reporter, coordinator):
    given = {"organisation": spa, "cluster": tourism, "valid_from": today(), "statement": "Ждём вас"}
    offer = actions.offer_membership(by=coordinator, **given)
    assert (offer.state, Membership.objects.count()) == ("offered", 0)
    assert [thing.url for thing in queries.awaiting(reporter)] == [offer.get_absolute_url()]
    accepted = actions.take_step(by=reporter, application=offer, verb="accept")
    assert (accepted.state, accepted.consent, Membership.objects.get().organisation) == ("admitted", True, spa)
    assert told()[-1] == ("coordinator@cast.example", "clusters.application_accept")


def test_an_organisation_without_reporters_is_admitted_at_once_with_a_note(tourism, spa, coordinator):
    given = {"organisation": spa, "cluster": tourism, "valid_from": today()}
    offer = actions.offer_membership(by=coordinator, statement="Давно работает с нами", **given)
    assert (offer.state, offer.membership.organisation) == ("admitted", spa)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"statement": " "}, "statement_ru"), ({"valid_from": dt.date(2020, 1, 1)}, "valid_from")],
)
def test_an_offer_without_words_or_dated_back_is_refused(tourism, spa, coordinator, changes, field):
    given = {"organisation": spa, "cluster": tourism, "valid_from": today(), "statement": "x", **changes}
    with pytest.raises(ValidationError) as caught:
        actions.offer_membership(by=coordinator, **given)
    assert set(caught.value.message_dict) == {field}
    with pytest.raises(PermissionDenied):
        actions.offer_membership(by=cast.visitor(), **given)


def test_an_application_is_seen_by_its_two_sides_alone(submitted, reporter, coordinator, industrial):
    for user in (reporter, coordinator):
        assert access.application_for_reading(user, submitted.public_id) == submitted
    others = [cast.administrator(), cast.official(), cast.visitor(), cast.neighbour(cluster=industrial)]
    for user in others:
        with pytest.raises(Http404) as foreign:
            access.application_for_reading(user, submitted.public_id)
        with pytest.raises(Http404) as unknown:
            access.application_for_reading(user, "000000000000")
        assert str(foreign.value) == str(unknown.value)


def test_a_draft_is_not_seen_by_the_coordinator_and_a_dismissed_reporter_sees_nothing(draft, reporter, coordinator):
    assert not access.applications_visible_to(coordinator).exists()
    OrganisationAssignment.objects.update(valid_until=today())
    assert not access.applications_visible_to(reporter).exists()


def test_what_awaits_the_coordinator_has_its_last_day(submitted, coordinator):
    MembershipApplication.objects.update(submitted_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    thing = queries.awaiting(coordinator)[0]
    assert (thing.url, thing.due) == (submitted.get_absolute_url(), dt.date(2026, 12, 4))


@pytest.mark.parametrize(
    ("submitted_on", "today", "words"),
    [
        ("2026-11-20", "2026-11-20", "0 рабочих дней со дня подачи"),
        ("2026-11-20", "2026-11-23", "1 рабочий день со дня подачи"),
        ("2026-10-30", "2026-11-06", "4 рабочих дня со дня подачи"),  # the 4th of November is off
        ("2026-12-29", "2027-01-12", "14 дней со дня подачи"),  # the calendar of 2027 is not known
    ],
)
def test_how_long_an_application_waits_is_said_by_the_calendar(submitted, monkeypatch, submitted_on, today, words):
    submitted.submitted_at = dt.datetime.fromisoformat(f"{submitted_on}T09:00+03:00")
    monkeypatch.setattr(queries, "today", lambda: dt.date.fromisoformat(today))
    assert queries.waiting_words(submitted) == words


def test_a_returned_application_is_reminded_of_once_a_day(submitted, coordinator, reporter):
    with pytest.raises(ValidationError):
        actions.remind(by=coordinator, application=submitted)
    actions.take_step(by=coordinator, application=submitted, verb="send_back", remark="x")
    actions.remind(by=coordinator, application=submitted)
    with pytest.raises(ValidationError, match="За последние сутки"):
        actions.remind(by=coordinator, application=submitted)
    assert told()[-1] == (reporter.email, "clusters.application_remind")


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_admit_once():
    tourism, place = make.cluster(), make.territory()
    spa = make.organisation(inn=make.INN, okved_main="86.90.4", territory=place)
    by, reviewer = cast.reporter(spa), cast.coordinator(tourism)
    values = {"statement_ru": "x", "consent": True}
    draft = actions.save_application(by=by, cluster=tourism, organisation=spa, values=values)
    submitted = actions.take_step(by=by, application=draft, verb="submit")
    deed = lambda: actions.take_step(by=reviewer, application=submitted, verb="admit")  # noqa: E731
    assert outcomes(deed) == ["done", "refused", "refused", "refused"]
    assert Membership.objects.count() == 1
