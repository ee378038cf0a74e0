"""Reads of measures and applications: whose turn it is, and what awaits a person."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Person
from accounts.awaiting import Awaiting
from clusters.rules.models import RuleSetVersion
from clusters.rules.queries import version_on, versions_on
from clusters.support import access
from clusters.support.enums import ApplicationState
from clusters.support.models import SupportApplication, SupportMeasure

REVIEW_DAYS = 30
"""The portal's own aim for a decision; a measure's act may set another."""
SHOWN = 20


def own_applications(user: Person) -> QuerySet[SupportApplication]:
    rows = SupportApplication.objects.filter(organisation__in=access.applying_organisations(user).values("pk"))
    return rows.select_related("measure", "organisation").order_by("-updated_at", "-pk")


def queue() -> QuerySet[SupportApplication]:
    """All that has been submitted, the longest waiting first."""
    rows = SupportApplication.objects.filter(access.submitted())
    return rows.select_related("measure", "organisation").order_by("submitted_at", "pk")


def open_versions(on: dt.date) -> list[RuleSetVersion]:
    """Rules in force of all measures open on the date. Two queries."""
    keys = SupportMeasure.objects.open_on(on).values_list("rule_set_id", flat=True)
    return list(versions_on(keys, on).values())


def eligibility_on(measure: SupportMeasure, on: dt.date) -> RuleSetVersion | None:
    return version_on(measure.rule_set, on) if measure.rule_set else None


def awaiting(user: Person) -> list[Awaiting]:
    """For an applicant what was returned, drafts and outcomes to report; for an official what awaits a decision."""
    return [*_for_applicant(user), *_for_decider(user)]


def _for_applicant(user: Person) -> list[Awaiting]:
    states = [ApplicationState.DRAFT, ApplicationState.RETURNED, ApplicationState.RECEIVED]
    titles = {
        ApplicationState.DRAFT: _("Finish and submit the application for support: %(measure)s"),
        ApplicationState.RETURNED: _("Correct the application for support: %(measure)s"),
        ApplicationState.RECEIVED: _("Report what came of the support: %(measure)s"),
    }
    rows = own_applications(user).filter(state__in=states)[:SHOWN]
    return [
        Awaiting(
            title=titles[ApplicationState(row.state)] % {"measure": row.measure.name},
            url=row.get_absolute_url(),
            due=row.measure.closes if row.state != ApplicationState.RECEIVED else None,
            note=row.organisation.short_name,
            since=row.updated_at,
        )
        for row in rows
    ]


def _for_decider(user: Person) -> list[Awaiting]:
    if not access.can_decide(user):
        return []
    waiting = [ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW]
    rows = queue().filter(state__in=waiting).exclude(organisation__in=access.applying_organisations(user).values("pk"))
    return [
        Awaiting(
            title=_("Decide on the application for support: %(measure)s") % {"measure": row.measure.name},
            url=row.get_absolute_url(),
            due=_aim(row.submitted_at),
            note=row.organisation.short_name,
            since=row.submitted_at,
        )
        for row in rows[:SHOWN]
    ]


def _aim(submitted: dt.datetime | None) -> dt.date | None:
    if submitted is None:
        return None
    return timezone.localdate(submitted, timezone.get_default_timezone()) + dt.timedelta(days=REVIEW_DAYS)
