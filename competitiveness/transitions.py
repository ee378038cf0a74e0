"""The life of a report, as a table: what may become of it, by whose right, and why a verb is barred."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from competitiveness.enums import ReportState


@dataclass(frozen=True)
class Transition:
    """`source` → `target` by a person with `permission` in the report's own context."""

    verb: str
    source: ReportState
    target: ReportState
    permission: str
    barred_by_state: dict[str, Promise]
    barred_by_right: Promise


PUBLISH = Transition(
    verb="publish",
    source=ReportState.DRAFT,
    target=ReportState.PUBLISHED,
    permission="competitiveness.publish_report",
    barred_by_state={
        ReportState.PUBLISHED: _("The report is published already."),
        ReportState.WITHDRAWN: _("The report was withdrawn. Compute a new one for this period."),
    },
    barred_by_right=_(
        "A cluster report is published by the coordinator of that cluster, a profile by the administrator."
    ),
)
WITHDRAW = Transition(
    verb="withdraw",
    source=ReportState.PUBLISHED,
    target=ReportState.WITHDRAWN,
    permission="competitiveness.withdraw_report",
    barred_by_state={
        ReportState.DRAFT: _("A draft is not published: there is nothing to withdraw."),
        ReportState.WITHDRAWN: _("The report is withdrawn already."),
    },
    barred_by_right=_(
        "A cluster report is withdrawn by the coordinator of that cluster, a profile by the administrator."
    ),
)
TRANSITIONS = {transition.verb: transition for transition in (PUBLISH, WITHDRAW)}
