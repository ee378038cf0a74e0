"""States of measures and of applications for support, as declared tables."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.lifecycle import Lifecycle, Step
from accounts.models import today
from clusters.support import access
from clusters.support.enums import ApplicationState as A
from clusters.support.enums import MeasureState as M
from clusters.support.models import SupportApplication, SupportMeasure


def _dates_allow(measure: SupportMeasure) -> str:
    if measure.closes is not None and measure.closes < today():
        return _("its last day for applications has passed: set a later one first")
    return ""


def _measure_is_open(application: SupportApplication) -> str:
    if application.measure.is_open_on(today()):
        return ""
    return _("the measure takes no applications now: look at its dates")


MEASURE = Lifecycle(
    [
        Step(
            "open",
            frozenset({M.DRAFT, M.CLOSED}),
            M.OPEN,
            pgettext_lazy("measure", "Open"),
            access.only_keeper,
            _dates_allow,
        ),
        Step("close", frozenset({M.OPEN}), M.CLOSED, pgettext_lazy("measure", "Close"), access.only_keeper),
        Step(
            "archive",
            frozenset({M.CLOSED}),
            M.ARCHIVED,
            pgettext_lazy("measure", "Put into the archive"),
            access.only_keeper,
        ),
    ]
)

_OPEN_TO_APPLICANT = frozenset({A.DRAFT, A.SUBMITTED, A.IN_REVIEW, A.RETURNED})

APPLICATION = Lifecycle(
    [
        Step(
            "submit",
            frozenset({A.DRAFT, A.RETURNED}),
            A.SUBMITTED,
            pgettext_lazy("application for support", "Submit"),
            access.only_applicant,
            _measure_is_open,
        ),
        Step(
            "review",
            frozenset({A.SUBMITTED}),
            A.IN_REVIEW,
            pgettext_lazy("application for support", "Take into review"),
            access.only_decider,
        ),
        Step(
            "return",
            frozenset({A.IN_REVIEW}),
            A.RETURNED,
            pgettext_lazy("application for support", "Return for correction"),
            access.only_decider,
            remark="required",
        ),
        Step(
            "approve",
            frozenset({A.IN_REVIEW}),
            A.APPROVED,
            pgettext_lazy("application for support", "Approve"),
            access.only_decider,
            remark="optional",
        ),
        Step(
            "refuse",
            frozenset({A.IN_REVIEW}),
            A.REFUSED,
            pgettext_lazy("application for support", "Refuse"),
            access.only_decider,
            remark="required",
        ),
        Step(
            "pay",
            frozenset({A.APPROVED}),
            A.RECEIVED,
            pgettext_lazy("application for support", "Record what was received"),
            access.only_decider,
        ),
        Step(
            "report",
            frozenset({A.RECEIVED}),
            A.REPORTED,
            pgettext_lazy("application for support", "Report what came of it"),
            access.only_applicant,
        ),
        Step(
            "withdraw",
            _OPEN_TO_APPLICANT,
            A.WITHDRAWN,
            pgettext_lazy("application for support", "Withdraw"),
            access.only_applicant,
            remark="optional",
        ),
    ]
)
