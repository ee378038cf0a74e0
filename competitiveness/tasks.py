"""What Celery calls. A message is only a wake-up: the row says what is to be done, and the sweep finds what no message woke."""

import logging

from celery import shared_task
from django.db import transaction

from accounts.jobs import sweep
from accounts.models import today
from clusters.models import Cluster
from competitiveness import actions, worker
from competitiveness.enums import ReportKind
from competitiveness.models import ReportRun
from competitiveness.queries import has_figures
from indicators.periods import Period, quarter

logger = logging.getLogger(__name__)


@shared_task
def run_report(run_id: int) -> bool:
    """Compute one report; False where the run is done, taken, or does not exist."""
    return worker.work_on(run_id)


@shared_task
def sweep_report_runs() -> int:
    """Wake every run that waits or whose worker fell silent; the number woken."""
    return sweep(ReportRun, _send)


@shared_task
def request_quarterly_reports() -> int:
    """Ask for the report of every cluster for the last finished quarter, once; the number of runs for that quarter.

    A cluster without a figure for the quarter is left for the next day's call.
    """
    period = last_finished_quarter()
    clusters = [cluster for cluster in Cluster.objects.all() if has_figures(cluster, period)]
    for cluster in clusters:
        run = actions.request_report(
            by=None,
            kind=ReportKind.CLUSTER,
            subject=cluster,
            period=period.code,
            slot=f"cluster:{cluster.slug}:{period.code}:quarterly",
        )
        wake(run)
    return len(clusters)


def last_finished_quarter() -> Period:
    """Of the calendar in Moscow."""
    date = today()
    return quarter(date.year, (date.month + 2) // 3).previous()


def wake(run: ReportRun) -> None:
    """Send the wake-up when the transaction has ended. A broker that is away costs ten seconds, not the run."""
    transaction.on_commit(lambda: _wake(run.pk))


def _wake(run_id: int) -> None:
    try:
        _send(run_id)
    except Exception:
        logger.exception("no wake-up for report run %s: the sweep will find it", run_id)


def _send(run_id: int) -> None:
    run_report.apply_async((run_id,), retry=False)
