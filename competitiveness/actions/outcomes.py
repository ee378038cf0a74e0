"""How a run ends: with a report, or with a sentence that says why there is none."""

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.notices import notify
from competitiveness import access
from competitiveness.actions.publishing import make_published
from competitiveness.digests import canonical, digest
from competitiveness.models import MethodVersion, Report, ReportRun
from competitiveness.transitions import PUBLISH
from indicators.period_words import period_words


@transaction.atomic
def store_report(*, run: ReportRun, method: MethodVersion, inputs: dict, result: dict) -> Report:
    """Keep what was computed and close the run, both or neither; publish it where the run says so.

    Raises JobTakenOver, and keeps nothing, where another worker has taken the run over meanwhile.
    """
    report = _created(run, method, canonical(inputs), canonical(result))
    ReportRun.objects.filter(pk=run.pk).update(report=report)
    run.finish()
    run.report = report
    audit.record(by=run.requested_by, verb="competitiveness.store_report", obj=report, after=_digests(report))
    # Roles are read again: whoever asked may have handed the cluster over while the worker was busy.
    if run.publish and (run.requested_by is None or not access.why_not(run.requested_by, PUBLISH, report)):
        make_published(report, by=run.requested_by)
    _tell(run, kind="report_ready", subject=_("The report is computed"), link=report.get_absolute_url())
    return report


def _created(run: ReportRun, method: MethodVersion, inputs: dict, result: dict) -> Report:
    return Report.objects.create(
        kind=run.kind,
        cluster=run.cluster,
        territory=run.territory,
        period=run.period,
        method=method,
        inputs=inputs,
        result=result,
        input_digest=digest(inputs),
        result_digest=digest(result),
        computed_at=timezone.now(),
        is_demo=result["is_demo"],
    )


def _digests(report: Report) -> dict:
    return {"method": str(report.method), "inputs": report.input_digest, "result": report.result_digest}


@transaction.atomic
def fail_run(*, run: ReportRun, error: str) -> None:
    """Close the run with a sentence for people. Raises JobTakenOver where another worker has it."""
    run.fail(error)
    audit.record(by=run.requested_by, verb="competitiveness.fail_run", obj=run, after={"attempts": run.attempts})
    _tell(
        run, kind="report_failed", subject=_("The report could not be computed"), link=run.get_absolute_url(), why=error
    )


def _tell(run: ReportRun, *, kind: str, subject: str | Promise, link: str, why: str = "") -> None:
    """One notice to the person who asked; what was planned in a slot comes without one."""
    if run.requested_by is None or run.slot:
        return
    body = f"{run.subject.name}, {period_words(run.period)}. {why}".strip()
    notify(
        recipient=run.requested_by, kind=f"competitiveness.{kind}", subject=subject, body=body, link=link, direct=True
    )
