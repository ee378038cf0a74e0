"""Steps in the life of a report, after the table of transitions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from competitiveness import access
from competitiveness.enums import ReportState
from competitiveness.models import Report
from competitiveness.transitions import PUBLISH, WITHDRAW


@transaction.atomic
def publish_report(*, by: User, report: Report) -> Report:
    """A draft becomes the published report of its subject and period; the one before it is withdrawn and points to it.

    Raises PermissionDenied with the rule that bars it.
    """
    report = _locked(report)
    access.require(access.why_not(by, PUBLISH, report))
    return make_published(report, by=by)


def _locked(report: Report) -> Report:
    """The report as it stands, held until the end of the transaction, so that two people cannot both take a step."""
    return Report.objects.select_for_update(of=("self",)).select_related("cluster", "territory").get(pk=report.pk)


def make_published(report: Report, *, by: User | None) -> Report:
    """The step itself, for those who have checked the right to it; within a transaction."""
    now = timezone.now()
    same = Report.objects.published().about(report.subject).filter(period=report.period)
    replaced = list(same.values_list("public_id", flat=True))
    same.update(state=ReportState.WITHDRAWN, withdrawn_at=now, replaced_by=report)
    report.state, report.published_at, report.published_by = ReportState.PUBLISHED, now, by
    report.save(update_fields=["state", "published_at", "published_by"])
    audit.record(
        by=by,
        verb="competitiveness.publish_report",
        obj=report,
        before={"state": ReportState.DRAFT},
        after={"state": report.state, "replaces": replaced},
    )
    return report


def _check_length(report: Report) -> None:
    longest = Report._meta.get_field("withdrawal_reason").max_length or 0
    if len(report.withdrawal_reason) > longest:
        raise ValidationError({"reason": _("The reason is longer than %(longest)s characters.") % {"longest": longest}})


@transaction.atomic
def withdraw_report(*, by: User, report: Report, reason: str) -> Report:
    """A published report stays readable at its address, with the reason for which it no longer stands.

    Raises PermissionDenied with the rule that bars it, ValidationError without a reason.
    """
    report = _locked(report)
    access.require(access.why_not(by, WITHDRAW, report))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the report is withdrawn: readers will see it.")})
    report.state, report.withdrawn_at = ReportState.WITHDRAWN, timezone.now()
    report.withdrawal_reason = reason.strip()
    _check_length(report)
    report.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    audit.record(
        by=by,
        verb="competitiveness.withdraw_report",
        obj=report,
        before={"state": ReportState.PUBLISHED},
        after={"state": report.state},
    )
    return report
