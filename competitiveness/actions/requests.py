"""Ask for a report."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User, today
from clusters.models import Cluster, Territory
from competitiveness import access
from competitiveness.enums import ReportKind
from competitiveness.models import ReportRun
from competitiveness.transitions import PUBLISH
from indicators.enums import Frequency
from indicators.periods import Period, parse_period

FIRST_YEAR = 1990  # no figure of the present territories is older
FREQUENCY_OF_KIND: dict[str, Frequency] = {
    ReportKind.CLUSTER: Frequency.QUARTER,
    ReportKind.TERRITORY_PROFILE: Frequency.YEAR,
}


def request_report(
    *,
    by: User | None,
    kind: str,
    subject: Cluster | Territory,
    period: str,
    publish: bool = False,
    slot: str = "",
) -> ReportRun:
    """Ask for a report; the row that comes back is done by a worker. `by=None` is the portal itself.

    The same request while the first one is open, or in a `slot` that is taken, gives the run that exists.
    Raises PermissionDenied with the rule, ValidationError for a period that is unknown, of the wrong length or not over.
    """
    code = valid_period(kind, period).code
    if by is not None:
        access.require(access.why_not_request(by, subject))
    if by is not None and publish and not access.holds(by, PUBLISH.permission, subject):
        access.require(str(PUBLISH.barred_by_right))
    about = {"kind": kind, "period": code, "publish": publish, _field(kind): subject}
    try:
        with transaction.atomic():
            if existing := _existing(about, slot):
                return existing
            run = ReportRun.objects.create(**about, requested_by=by, slot=slot)
            audit.record(by=by, verb="competitiveness.request_report", obj=run, after=_summary(run))
            return run
    except IntegrityError:
        # Somebody asked for the same in the same moment, and the database let one of the two rows in.
        if existing := _existing(about, slot):
            return existing
        raise


def _existing(about: dict, slot: str) -> ReportRun | None:
    if slot and (taken := ReportRun.objects.filter(slot=slot).first()):
        return taken
    return ReportRun.objects.open().filter(**about).first()


def _field(kind: str) -> str:
    return "cluster" if kind == ReportKind.CLUSTER else "territory"


def _summary(run: ReportRun) -> dict:
    return {"kind": run.kind, "subject": run.subject_key, "period": run.period, "publish": run.publish}


def valid_period(kind: str, period: str) -> Period:
    """A quarter for a cluster report, a year for a profile, and over by today; ValidationError on `period` otherwise."""
    try:
        read = parse_period(period)
    except ValueError as error:
        raise ValidationError({"period": str(error)}) from None
    if read.frequency != FREQUENCY_OF_KIND[kind]:
        wanted: dict[str, str] = {
            ReportKind.CLUSTER: _("A cluster report is computed for a quarter, for example 2026-Q3."),
            ReportKind.TERRITORY_PROFILE: _("A territory profile is computed for a year, for example 2023."),
        }
        raise ValidationError({"period": wanted[kind]})
    if read.start.year < FIRST_YEAR:
        raise ValidationError({"period": _("Figures begin in %(year)s. Choose a later period.") % {"year": FIRST_YEAR}})
    if read.end >= today():
        raise ValidationError({"period": _("The period is not over yet. Choose one that has ended.")})
    return read
