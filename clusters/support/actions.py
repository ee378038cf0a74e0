"""Keeping measures, and the life of applications for them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import User, today
from accounts.notices import notify
from clusters.models import Organisation
from clusters.rules import actions as rules
from clusters.rules.enums import Purpose, Subject
from clusters.rules.language import Value
from clusters.support import access, navigator
from clusters.support.answers import checked_answers, read_answers
from clusters.support.enums import ApplicationState
from clusters.support.lifecycle import APPLICATION, MEASURE
from clusters.support.models import SupportApplication, SupportMeasure

MEASURE_FIELDS = (
    "name_ru",
    "name_en",
    "kind",
    "level",
    "giver",
    "giver_ru",
    "giver_en",
    "summary_ru",
    "summary_en",
    "amount_min",
    "amount_max",
    "share_max",
    "opens",
    "closes",
    "act_ru",
    "act_en",
    "act_url",
    "act_id",
    "territory",
)
APPLICATION_FIELDS = ("purpose", "requested")


def _only_keeper(by: User | None) -> None:
    if by is not None:
        access.require_measure_keeper(by)


@transaction.atomic
def make_measure(*, by: User | None, fields: Mapping[str, Any], is_demo: bool = False) -> SupportMeasure:
    """A measure in draft. Raises ValidationError by field, PermissionDenied."""
    _only_keeper(by)
    measure = SupportMeasure(**fields, is_demo=is_demo)
    measure.full_clean()
    measure.save()
    audit.record(by=by, verb="clusters.make_measure", obj=measure, after=dict(fields))
    return measure


@transaction.atomic
def edit_measure(*, by: User | None, measure: SupportMeasure, changes: Mapping[str, Any]) -> SupportMeasure:
    """Set the fields named (of MEASURE_FIELDS). Unchanged values leave no audit row. Errors as in `make_measure`."""
    _only_keeper(by)
    row = SupportMeasure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    differing = {name: value for name, value in changes.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in differing}
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        row.full_clean()
        row.save()
        audit.record(by=by, verb="clusters.edit_measure", obj=row, before=before, after=differing)
    return row


@transaction.atomic
def set_eligibility(*, by: User | None, measure: SupportMeasure, content: Any, reason: str) -> SupportMeasure:
    """Who may apply, from today on: the first rules make a set of the measure's own, later ones its next version."""
    _only_keeper(by)
    row = SupportMeasure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if row.rule_set is not None:
        rules.change_rules(by=by, rule_set=row.rule_set, content=content, valid_from=today(), reason=reason)
        return row
    names = names_of_rules(row.name_ru, row.name_en)
    kept = {"code": f"measure-{row.public_id}", "purpose": Purpose.ELIGIBILITY, "subject": Subject.ORGANISATION}
    source = {"act_ru": row.act_ru, "act_en": row.act_en, "act_url": row.act_url, "is_demo": row.is_demo}
    version = rules.make_rule_set(
        by=by, fields={**kept, **names, **source}, content=content, valid_from=today(), reason=reason
    )
    row.rule_set = version.rule_set
    row.save()
    audit.record(by=by, verb="clusters.edit_measure", obj=row, after={"rule_set": version.rule_set.code})
    return row


def names_of_rules(name_ru: str, name_en: str) -> dict[str, str]:
    """How the rules of a measure are called, in both languages."""
    found = {}
    for language, name in (("ru", name_ru), ("en", name_en)):
        with translation.override(language):
            found[f"name_{language}"] = (_("Who may apply: %(measure)s") % {"measure": name})[:200] if name else ""
    return found


@transaction.atomic
def move_measure(*, by: User | None, measure: SupportMeasure, verb: str) -> SupportMeasure:
    """open, close or archive. Raises ValidationError where the state or the dates do not allow it."""
    step = MEASURE.take(by=by, obj=measure, verb=verb)
    audit.record(
        by=by,
        verb=f"clusters.{verb}_measure",
        obj=measure,
        before={"state": step.from_state},
        after={"state": step.to_state},
    )
    return measure


@transaction.atomic
def start_application(
    *,
    by: User | None,
    measure: SupportMeasure,
    organisation: Organisation,
    purpose: str,
    requested: Decimal | None,
    answers: Mapping[str, Value],
) -> SupportApplication:
    """A draft that only the applicant sees. Raises ValidationError (a second one under way too), PermissionDenied."""
    if by is not None:
        access.require_applicant(by, organisation)
    if not measure.is_open_on(today()):
        raise ValidationError(_("This measure takes no applications now: look at its dates."), code="closed")
    # Two drafts at once queue here, so that the second is told of the first.
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    application = SupportApplication(
        measure=measure,
        organisation=locked,
        purpose=purpose,
        requested=requested,
        answers=checked_answers(answers),
        made_by=by,
        is_demo=locked.is_demo,
    )
    application.full_clean(exclude=["made_by"])
    application.save()
    audit.record(by=by, verb="clusters.start_support_application", obj=application, after=_parties(application))
    return application


@transaction.atomic
def edit_application(
    *, by: User | None, application: SupportApplication, changes: Mapping[str, Any], answers: Mapping[str, Value]
) -> SupportApplication:
    """While it is a draft or has been returned. Raises ValidationError, PermissionDenied."""
    row = SupportApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if by is not None:
        access.require_applicant(by, row.organisation)
    if row.state not in {ApplicationState.DRAFT, ApplicationState.RETURNED}:
        raise ValidationError(_("The application is with the authority now and cannot be edited."), code="state")
    for name in APPLICATION_FIELDS:
        setattr(row, name, changes[name])
    row.answers = checked_answers(answers)
    row.full_clean(exclude=["made_by"])
    row.save()
    # What is asked for and why is the applicant's own: the trail keeps that it changed.
    audit.record(by=by, verb="clusters.edit_support_application", obj=row)
    return row


@transaction.atomic
def submit_application(*, by: User | None, application: SupportApplication) -> SupportApplication:
    """To the authority, with the verdicts of this day, which stay as they are."""
    # Written before the step, since the database refuses a submitted row without them; a barred step undoes it.
    rows = SupportApplication.objects.select_for_update(of=("self",)).select_related("measure", "organisation")
    row = rows.get(pk=application.pk)
    known = navigator.facts_of(row.organisation, read_answers(row.answers), today())
    answer = navigator.answer_for(row.measure, known, today())
    row.rule_version, row.verdicts = answer.version, navigator.frozen(answer)
    row.submitted_at = row.submitted_at or timezone.now()
    row.save()
    APPLICATION.take(by=by, obj=row, verb="submit")
    application.state = row.state
    _tell(access.deciders(), row, gettext_lazy("An application for support awaits review"))
    audit.record(
        by=by,
        verb="clusters.submit_support_application",
        obj=row,
        after={**_parties(row), "rules": row.rule_version_id, "outcome": answer.state},
    )
    return row


@transaction.atomic
def decide_application(
    *,
    by: User | None,
    application: SupportApplication,
    verb: str,
    remark: str = "",
    granted: Decimal | None = None,
) -> SupportApplication:
    """review, return, approve (with the amount granted, where there is one) or refuse."""
    step = APPLICATION.take(by=by, obj=application, verb=verb, remark=remark)
    row = SupportApplication.objects.select_related("measure", "organisation").get(pk=application.pk)
    if verb in {"approve", "refuse"}:
        row.decided_at = timezone.now()
        row.granted = granted if verb == "approve" else None
        row.full_clean(exclude=["made_by"])
        row.save()
    _tell(access.applicants(row.organisation), row, _news(verb), remark)
    _record(by, row, f"clusters.{verb}_support_application", step.from_state)
    return row


@transaction.atomic
def record_receipt(
    *, by: User | None, application: SupportApplication, received: Decimal | None, received_on: dt.date
) -> SupportApplication:
    """What has been paid out or given, and when. Raises ValidationError by field."""
    step = APPLICATION.take(by=by, obj=application, verb="pay")
    if received_on > today():
        raise ValidationError({"received_on": _("Write the day when it was received: today or earlier.")})
    row = SupportApplication.objects.select_related("measure", "organisation").get(pk=application.pk)
    row.received, row.received_on = received, received_on
    row.full_clean(exclude=["made_by"])
    row.save()
    _tell(
        access.applicants(row.organisation),
        row,
        gettext_lazy("Support is recorded as received: report what came of it"),
    )
    _record(by, row, "clusters.pay_support_application", step.from_state)
    return row


@transaction.atomic
def report_outcome(
    *, by: User | None, application: SupportApplication, outcome: str, jobs: int | None, effect: str
) -> SupportApplication:
    """What came of the support. Raises ValidationError by field."""
    step = APPLICATION.take(by=by, obj=application, verb="report")
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came of the support: a few sentences are enough.")})
    row = SupportApplication.objects.select_related("measure", "organisation").get(pk=application.pk)
    row.outcome, row.jobs, row.effect = outcome.strip(), jobs, effect.strip()
    row.full_clean(exclude=["made_by"])
    row.save()
    _tell(access.deciders(), row, gettext_lazy("The outcome of support has been reported"))
    _record(by, row, "clusters.report_support_application", step.from_state)
    return row


@transaction.atomic
def withdraw_application(*, by: User | None, application: SupportApplication, remark: str = "") -> SupportApplication:
    step = APPLICATION.take(by=by, obj=application, verb="withdraw", remark=remark)
    row = SupportApplication.objects.select_related("measure", "organisation").get(pk=application.pk)
    if row.submitted_at is not None:
        _tell(access.deciders(), row, gettext_lazy("An application for support has been withdrawn"))
    _record(by, row, "clusters.withdraw_support_application", step.from_state)
    return row


def _news(verb: str) -> Any:
    return {
        "review": gettext_lazy("Your application for support is being reviewed"),
        "return": gettext_lazy("Your application for support has been returned for correction"),
        "approve": gettext_lazy("Your application for support has been approved"),
        "refuse": gettext_lazy("Your application for support has been refused"),
    }[verb]


def _tell(people: Any, application: SupportApplication, subject: Any, remark: str = "") -> None:
    names = (application.measure.name_ru, application.organisation.name_ru)
    body = format_lazy("{} — {}{}", *names, f"\n\n{remark.strip()}" if remark.strip() else "")
    for person in people:
        link = application.get_absolute_url()
        notify(recipient=person, kind="support", subject=subject, body=body, link=link, about=application, direct=True)


def _parties(application: SupportApplication) -> dict[str, str]:
    return {"measure": application.measure.public_id, "organisation": application.organisation.public_id}


def _record(by: User | None, row: SupportApplication, verb: str, before: str) -> None:
    """Amounts stay in the application: the trail is read by others than the two sides."""
    audit.record(by=by, verb=verb, obj=row, before={"state": before}, after={"state": row.state})
