"""Acts, relations and findings in words of the reader's language."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import today
from clusters.acts.enums import ActKind, FindingKind, RelationKind
from clusters.acts.models import ActFinding, LegalAct
from clusters.tables import long_date, written_date

_WHOLE_DATE = len("2021-09-01")


def short_name(act: LegalAct) -> str:
    """`Federal law No. 26-ФЗ of 23 February 1995`: how an act is called in a sentence."""
    kind = str(act.get_kind_display()) if act.kind != ActKind.OTHER else _("Act")
    number = _("No. %(number)s") % {"number": act.number} if act.number else ""
    # Only a day is declined in Russian by its format; a month or a year stands in brackets.
    date = written_date(act.date)
    dated = _("of %(date)s") % {"date": date} if len(act.date) == _WHOLE_DATE else f"({date})"
    return " ".join(part for part in (kind, number, dated) if part)


def in_force_words(act: LegalAct) -> str:
    """From when to when, as far as it is recorded."""
    begun = _("since %(date)s") % {"date": long_date(act.in_force_from)} if act.in_force_from else ""
    if act.in_force_until is None:
        return begun or _("the first day is not recorded")
    last = long_date(act.in_force_until - dt.timedelta(days=1))
    ended = pgettext("act in force", "to %(date)s") % {"date": last}
    return f"{begun} {ended}".strip()


def years_words(act: LegalAct) -> str:
    if act.period_from and act.period_until:
        return f"{act.period_from}–{act.period_until}"
    if act.period_until:
        return _("to %(year)s") % {"year": act.period_until}
    return _("from %(year)s") % {"year": act.period_from} if act.period_from else ""


OUTWARD: dict[str, Callable[[], str]] = {
    RelationKind.AMENDS: lambda: _("amends"),
    RelationKind.REPEALS: lambda: _("repeals"),
    RelationKind.REPLACES: lambda: _("replaces"),
    RelationKind.IMPLEMENTS: lambda: _("implements"),
    RelationKind.CITES: lambda: _("cites"),
    RelationKind.DUPLICATES: lambda: _("duplicates"),
    RelationKind.CONTRADICTS: lambda: _("contradicts"),
}
INWARD: dict[str, Callable[[], str]] = {
    RelationKind.AMENDS: lambda: _("is amended by"),
    RelationKind.REPEALS: lambda: _("is repealed by"),
    RelationKind.REPLACES: lambda: _("is replaced by"),
    RelationKind.IMPLEMENTS: lambda: _("is implemented by"),
    RelationKind.CITES: lambda: _("is cited by"),
    RelationKind.DUPLICATES: lambda: _("duplicates"),
    RelationKind.CONTRADICTS: lambda: _("contradicts"),
}


def due_words(finding: ActFinding) -> str:
    """How much is left, or by how much it is late; empty where no day is set or it is settled."""
    if finding.due is None or finding.settled_on is not None:
        return ""
    days = (finding.due - today()).days
    if days == 0:
        return _("today is the last day")
    if days > 0:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def reason(kind: str, facts: Mapping[str, Any], acts: tuple[LegalAct, LegalAct], topics: dict[int, str]) -> str:
    """Why the portal takes the two for a finding, in the active language. `topics` are names by key."""
    first, second = acts
    if kind in (FindingKind.ENDED_CITED, FindingKind.AMENDS_ENDED):
        text = {
            RelationKind.CITES: _("“%(first)s” cites “%(second)s”, which is no longer in force since %(date)s."),
            RelationKind.IMPLEMENTS: _(
                "“%(first)s” implements “%(second)s”, which is no longer in force since %(date)s."
            ),
            RelationKind.AMENDS: _("“%(first)s” amends “%(second)s”, which is no longer in force since %(date)s."),
        }[facts["relation"]]
        return text % {
            "first": short_name(first),
            "second": short_name(second),
            "date": long_date(facts["ended"]),
        }
    about = ", ".join(topics[key] for key in facts["topics"])
    if kind == FindingKind.TWO_PROGRAMMES:
        text = _("Both are programmes for one territory, their years overlap, and both are about: %(topics)s.")
        return text % {"topics": about}
    place = _("Both apply to the same territory") if facts["same_place"] else _("The territories they apply to overlap")
    text = _(
        "%(place)s at the same time, both are about: %(topics)s, and the titles share %(share)s %% of their words."
    )
    return text % {"place": place, "topics": about, "share": facts["share"]}
