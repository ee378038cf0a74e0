"""How much time is left, in words."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.working_days import working_days_between

# Further off, a date says more than a number of days.
NEAR = 60


def deadline(due: dt.date | None, today: dt.date) -> dict[str, str]:
    """{"text", "tone"} for a badge: 3 working days left, today is the last day, 2 days overdue; no text without a deadline."""
    if due is None:
        return {"text": "", "tone": "neutral"}
    if due < today:
        late = (today - due).days
        return {"text": ngettext("%(days)s day overdue", "%(days)s days overdue", late) % {"days": late}, "tone": "bad"}
    if due == today:
        return {"text": _("today is the last day"), "tone": "warn"}
    return {"text": _left(due, today), "tone": "warn" if (due - today).days <= 3 else "neutral"}


def _left(due: dt.date, today: dt.date) -> str:
    days = (due - today).days
    if days > NEAR:
        return ""
    # A deadline on a day off leaves no working day: then days are counted as they come.
    if working := working_days_between(today, due):
        return ngettext("%(days)s working day left", "%(days)s working days left", working) % {"days": working}
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
