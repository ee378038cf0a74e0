"""Measures and applications: the whole life, who may take which step, what is told to whom, what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import AuditEvent, LifecycleStep, Notice, today
from clusters.rules.models import RuleSet
from clusters.support import access, actions, criteria, queries
from clusters.support.models import SupportApplication, SupportMeasure
from tests import cast
from tests.clusters import make
from tests.clusters.support.conftest import start


def decide(scene, application, verb, **more):
    return actions.decide_application(by=scene.official, application=application, verb=verb, **more)


@pytest.fixture
def in_review(scene, draft):
    actions.submit_application(by=scene.reporter, application=draft)
    return decide(scene, draft, "review")


def test_the_whole_life_of_an_application(scene, in_review):
    approved = decide(scene, in_review, "approve", granted=Decimal("500000.00"))
    paid = actions.record_receipt(
        by=scene.official, application=approved, received=Decimal("499999.99"), received_on=today()
    )
    done = actions.report_outcome(
        by=scene.reporter, application=paid, outcome=" Пандус ", jobs=2, effect="ночёвки +4 %"
    )
    assert (done.state, done.granted, done.received) == ("reported", Decimal("500000.00"), Decimal("499999.99"))
    assert (done.outcome, done.jobs) == ("Пандус", 2)
    verbs = [step.verb for step in LifecycleStep.objects.of(done)]
    assert verbs == ["submit", "review", "approve", "pay", "report"]
    told = Notice.objects.filter(recipient=scene.reporter).order_by("pk")
    assert [notice.about_id for notice in told] == [done.public_id] * 3
    assert Notice.objects.filter(recipient=scene.official).count() == 2


def test_verdicts_are_frozen_with_the_version_of_the_rules(scene, draft):
    submitted = actions.submit_application(by=scene.reporter, application=draft)
    actions.set_eligibility(
        by=scene.official, measure=scene.measure, content=criteria.content({"kind": ["bank"]}), reason="сужено"
    )
    submitted.refresh_from_db()
    assert submitted.rule_version.number == 1
    assert [(one["code"], one["has"], one["state"]) for one in submitted.verdicts] == [
        ("kind", "hotel", "passed"),
        ("no_tax_debt", True, "passed"),
    ]
    assert RuleSet.objects.get(measures=scene.measure).versions.count() == 2


def test_amounts_and_words_of_an_applicant_are_not_in_the_trail(scene, in_review):
    decide(scene, in_review, "approve", granted=Decimal("555555.55"))
    trail = str(list(AuditEvent.objects.values_list("before", "after")))
    assert "777777" not in trail
    assert "555555" not in trail
    assert "Пандус и" not in trail


def test_a_returned_application_is_mended_and_submitted_again(scene, in_review):
    with pytest.raises(ValidationError, match="причину"):
        decide(scene, in_review, "return")
    returned = decide(scene, in_review, "return", remark="Приложите смету")
    first = returned.submitted_at
    changes = {"purpose": "Пандус, смета приложена", "requested": None}
    edited = actions.edit_application(by=scene.reporter, application=returned, changes=changes, answers={})
    again = actions.submit_application(by=scene.reporter, application=edited)
    assert (again.state, again.requested, again.submitted_at) == ("submitted", None, first)
    assert again.verdicts[1]["state"] == "unknown"
    assert "Приложите смету" in Notice.objects.filter(recipient=scene.reporter).latest("pk").body
    with pytest.raises(ValidationError, match="изменить её нельзя"):
        actions.edit_application(by=scene.reporter, application=again, changes=changes, answers={})


def test_a_refusal_keeps_its_reason_and_no_amount(scene, in_review):
    refused = decide(scene, in_review, "refuse", remark="Нет сметы", granted=Decimal(5))
    assert (refused.state, refused.granted, bool(refused.decided_at)) == ("refused", None, True)


@pytest.mark.parametrize("submitted", [False, True])
def test_withdrawing_tells_the_authority_only_of_what_it_has_seen(scene, draft, submitted):
    if submitted:
        actions.submit_application(by=scene.reporter, application=draft)
    before = Notice.objects.filter(recipient=scene.official).count()
    withdrawn = actions.withdraw_application(by=scene.reporter, application=draft)
    assert withdrawn.state == "withdrawn"
    assert Notice.objects.filter(recipient=scene.official).count() - before == int(submitted)


def test_a_second_application_under_way_is_refused_and_one_after_it_is_not(scene, draft):
    with pytest.raises(ValidationError, match="уже есть незаконченная заявка"):
        start(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportApplication.objects.create(measure=scene.measure, organisation=scene.hotel, purpose="ещё")
    actions.withdraw_application(by=scene.reporter, application=draft)
    assert start(scene).state == "draft"


def test_the_same_step_twice_is_refused_the_second_time(scene, draft):
    actions.submit_application(by=scene.reporter, application=draft)
    with pytest.raises(ValidationError, match="Обновите страницу"):
        actions.submit_application(by=scene.reporter, application=draft)
    assert LifecycleStep.objects.of(draft).count() == 1


def test_a_closed_measure_takes_no_applications(scene, draft):
    actions.edit_measure(by=scene.official, measure=scene.measure, changes={"closes": today() - dt.timedelta(days=1)})
    scene.measure.refresh_from_db()
    with pytest.raises(ValidationError, match="не принимают"):
        start(scene, by=scene.neighbour, organisation=scene.other)
    with pytest.raises(ValidationError, match="не принимают"):
        actions.submit_application(by=scene.reporter, application=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("draft", None)


@pytest.mark.parametrize(
    "answers", [{"organisation.kind": "bank"}, {"applicant.own_share": True}, {"applicant.x": True}]
)
def test_answers_to_what_was_not_asked_are_refused(scene, answers):
    with pytest.raises(ValidationError, match="не вопрос"):
        actions.start_application(
            by=None, measure=scene.measure, organisation=scene.hotel, purpose="п", requested=None, answers=answers
        )


def test_receipt_and_outcome_are_checked_and_nothing_is_half_written(scene, in_review):
    approved = decide(scene, in_review, "approve")
    with pytest.raises(ValidationError, match="сегодня или раньше"):
        actions.record_receipt(
            by=scene.official, application=approved, received=None, received_on=today() + dt.timedelta(days=1)
        )
    approved.refresh_from_db()
    assert approved.state == "approved"
    paid = actions.record_receipt(by=scene.official, application=approved, received=None, received_on=today())
    with pytest.raises(ValidationError, match="достаточно нескольких фраз"):
        actions.report_outcome(by=scene.reporter, application=paid, outcome="  ", jobs=None, effect="")


def test_each_step_is_for_its_side_alone(scene, draft):
    for stranger in (scene.neighbour, scene.official, cast.visitor(), cast.coordinator(scene.cluster)):
        with pytest.raises(PermissionDenied):
            actions.submit_application(by=stranger, application=draft)
        with pytest.raises(PermissionDenied):
            actions.edit_application(by=stranger, application=draft, changes={}, answers={})
    actions.submit_application(by=scene.reporter, application=draft)
    for stranger in (scene.neighbour, scene.reporter, cast.api_partner()):
        with pytest.raises(PermissionDenied):
            actions.decide_application(by=stranger, application=draft, verb="review")
    with pytest.raises(PermissionDenied):
        start(scene, by=scene.neighbour)


def test_nobody_decides_on_an_organisation_for_which_he_reports(scene, draft):
    actions.submit_application(by=scene.reporter, application=draft)
    cast.reporter(scene.hotel, key="official")
    with pytest.raises(PermissionDenied, match="решает другой"):
        decide(scene, draft, "review")
    assert not any(thing.url == draft.get_absolute_url() for thing in queries._for_decider(scene.official))


def test_a_draft_is_the_applicants_own(scene, draft):
    assert access.application_for_reading(scene.reporter, draft.public_id) == draft
    for stranger in (scene.official, scene.neighbour, cast.coordinator(scene.cluster), cast.administrator()):
        with pytest.raises(Http404):
            access.application_for_reading(stranger, draft.public_id)
        with pytest.raises(Http404):
            access.application_for_reading(stranger, "0" * 12)
    actions.submit_application(by=scene.reporter, application=draft)
    assert access.application_for_reading(scene.official, draft.public_id) == draft
    assert access.can_see_application(scene.official, draft.public_id)
    with pytest.raises(PermissionDenied):
        access.application_for_editing(scene.official, draft.public_id)


def test_who_sees_what_an_organisation_may_get(scene):
    for person in (scene.reporter, scene.official, cast.coordinator(scene.cluster), cast.administrator()):
        assert access.organisation_for_navigator(person, scene.hotel.public_id) == scene.hotel
    for person in (scene.neighbour, cast.visitor(), cast.api_partner()):
        with pytest.raises(PermissionDenied):
            access.organisation_for_navigator(person, scene.hotel.public_id)


def test_a_measure_in_draft_is_for_its_keepers_and_moves_by_its_table(scene):
    draft = actions.make_measure(by=scene.official, fields=scene.fields)
    assert access.measure_for_keeping(scene.official, draft.public_id) == draft
    for public_id in (draft.public_id, "0" * 12):
        with pytest.raises(Http404):
            access.measure_for_reading(scene.reporter, public_id)
    with pytest.raises(PermissionDenied):
        access.measure_for_keeping(scene.reporter, scene.measure.public_id)
    for deed in (actions.make_measure, actions.edit_measure, actions.set_eligibility):
        given = {
            actions.make_measure: {"fields": scene.fields},
            actions.edit_measure: {"measure": scene.measure, "changes": {}},
            actions.set_eligibility: {"measure": scene.measure, "content": {"items": []}, "reason": "р"},
        }[deed]
        with pytest.raises(PermissionDenied):
            deed(by=scene.reporter, **given)
    with pytest.raises(PermissionDenied):
        actions.move_measure(by=scene.reporter, measure=draft, verb="open")
    with pytest.raises(ValidationError):
        actions.move_measure(by=scene.official, measure=draft, verb="archive")


def test_an_expired_measure_is_not_opened_and_unchanged_values_leave_no_trace(scene):
    passed = {"opens": None, "closes": today() - dt.timedelta(days=1)}
    expired = actions.make_measure(by=scene.official, fields={**scene.fields, **passed})
    with pytest.raises(ValidationError, match="последний день"):
        actions.move_measure(by=scene.official, measure=expired, verb="open")
    rows = AuditEvent.objects.count()
    actions.edit_measure(by=scene.official, measure=expired, changes={"name_ru": "Грант"})
    assert AuditEvent.objects.count() == rows
    with pytest.raises(ValidationError) as refused:
        actions.edit_measure(by=scene.official, measure=expired, changes={"share_max": Decimal(101)})
    assert "share_max" in refused.value.error_dict


def test_rules_of_a_measure_without_an_english_name(scene):
    bare = actions.make_measure(by=None, fields={**scene.fields, "name_en": ""})
    actions.set_eligibility(by=scene.official, measure=bare, content=criteria.content({"kind": ["farm"]}), reason="р")
    rules = SupportMeasure.objects.get(pk=bare.pk).rule_set
    assert (rules.name_ru, rules.name_en) == ("Кто может получить: Грант", "")


def test_what_awaits_each_side(scene, draft):
    def titles(user):
        return [thing.title for thing in queries.awaiting(user)]

    assert titles(scene.reporter) == ["Закончите и подайте заявку на поддержку: Грант"]
    actions.submit_application(by=scene.reporter, application=draft)
    assert titles(scene.reporter) == []
    assert titles(scene.official) == ["Решите по заявке на поддержку: Грант"]
    assert queries.awaiting(scene.official)[0].due == today() + dt.timedelta(days=30)
    assert titles(scene.neighbour) == []
    inactive = cast.person("gone", is_active=False)
    assert access.applying_organisations(inactive).count() == 0
    assert make.organisation("Никто").support_applications.count() == 0


def test_a_program_mends_a_draft_without_a_person_and_the_applicant_opens_it_for_editing(scene, draft):
    changes = {"purpose": "Лифт", "requested": Decimal(5)}
    edited = actions.edit_application(by=None, application=draft, changes=changes, answers={})
    assert (edited.purpose, edited.requested, edited.answers) == ("Лифт", Decimal(5), {})
    assert access.application_for_editing(scene.reporter, draft.public_id) == draft
