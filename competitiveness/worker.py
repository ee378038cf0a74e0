"""One run from claim to end. Called by the task and by the command, in the same way."""

import logging

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import JobTakenOver
from accounts.models.job import MAX_ATTEMPTS
from competitiveness import actions, computing
from competitiveness.models import ReportRun
from competitiveness.problems import NotReportable

logger = logging.getLogger(__name__)

GATHERING = gettext_noop("Gathering the figures")
COMPUTING = gettext_noop("Computing")
STORING = gettext_noop("Storing the report")


def work_on(run_id: int) -> bool:
    """Claim the run and bring it to an end; False where it is not free or was taken over. Never raises."""
    if not ReportRun.objects.claim(run_id):
        return False
    run = ReportRun.objects.select_related("cluster", "territory", "requested_by").get(pk=run_id)
    language = run.requested_by.language if run.requested_by else settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            return _attempt(run)
        except JobTakenOver as late:
            logger.warning("report run taken over by another worker: %s", late)
            return False


def _attempt(run: ReportRun) -> bool:
    """Raises JobTakenOver alone: every other end is written into the row."""
    try:
        _compute(run)
    except JobTakenOver:
        raise
    except NotReportable as problem:
        actions.fail_run(run=run, error=str(problem))
    except Exception:
        # The reader gets a sentence, the log the trace; the next sweep tries again until the attempts are used up.
        logger.exception("report run %s, attempt %s", run.pk, run.attempts)
        if run.attempts < MAX_ATTEMPTS:
            run.put_back(_("An internal error stopped the computation; it will be tried again."))
        else:
            actions.fail_run(
                run=run, error=_("An internal error stopped the computation. The administrator can see it in the log.")
            )
    else:
        return True
    return False


def _compute(run: ReportRun) -> None:
    run.beat(5, GATHERING)
    method = computing.newest_method(run.kind)
    inputs = computing.collect(run, method)
    run.beat(50, COMPUTING)
    result = computing.compute(run.kind, inputs, method.config)
    run.beat(90, STORING)
    actions.store_report(run=run, method=method, inputs=inputs, result=result)
