"""States and kinds of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(TextChoices):
    DRAFT = "draft", pgettext_lazy("application", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "Submitted")
    IN_REVIEW = "in_review", pgettext_lazy("application", "In review")
    RETURNED = "returned", pgettext_lazy("application", "Returned")
    OFFERED = "offered", pgettext_lazy("application", "Offered by the cluster")
    ADMITTED = "admitted", pgettext_lazy("application", "Admitted")
    REFUSED = "refused", pgettext_lazy("application", "Refused")
    DECLINED = "declined", pgettext_lazy("application", "Declined by the organisation")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


OPEN_STATES = ("draft", "submitted", "in_review", "returned", "offered")
UNDER_REVIEW = ("submitted", "in_review")
TONES = {
    "submitted": "info",
    "in_review": "info",
    "offered": "info",
    "returned": "warn",
    "admitted": "good",
    "refused": "bad",
    "declined": "bad",
}


class Verdict(TextChoices):
    """What was decided of two organisations with like names."""

    OPEN = "open", pgettext_lazy("pair", "Not decided")
    SAME = "same", pgettext_lazy("pair", "One organisation")
    DIFFERENT = "different", pgettext_lazy("pair", "Two organisations")


class Level(TextChoices):
    """How a check ends; only a failed one bars admission."""

    PASSED = "pass", _("passed")
    WARNING = "warn", _("look at this")
    FAILED = "fail", _("bars admission")
