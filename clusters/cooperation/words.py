"""Why an organisation and a notice suit each other, and the measures of a network, in words."""

from django.utils.translation import gettext as _

from clusters.cooperation.matching import Reason
from clusters.okved import SECTION_NAMES, okved_section


def reason_words(reason: Reason) -> str:
    """One reason as a sentence of a few words, with its points."""
    return _REASONS[reason.code](reason)


def reasons_words(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(map(reason_words, reasons))


def _activity(words: str, reason: Reason) -> str:
    text = words % {"code": reason.found, "points": reason.points}
    if reason.additional:
        return _("%(text)s, as an additional activity") % {"text": text}
    return text


_REASONS = {
    "within": lambda r: _activity(_("works in what is asked for, OKVED %(code)s (+%(points)s)"), r),
    "subclass": lambda r: _activity(_("works in the same subclass, OKVED %(code)s (+%(points)s)"), r),
    "class": lambda r: _activity(_("works in the same class, OKVED %(code)s (+%(points)s)"), r),
    "kind": lambda r: _("of a kind that is wanted (+%(points)s)") % {"points": r.points},
    "same_place": lambda r: _("in the same municipality (+%(points)s)") % {"points": r.points},
    "near_place": lambda r: _("within 30 km (+%(points)s)") % {"points": r.points},
    "cluster": lambda r: _("in a cluster with the other side (+%(points)s)") % {"points": r.points},
    "new": lambda r: _("no link between them yet (+%(points)s)") % {"points": r.points},
    "linked": lambda _r: _("they work together already"),
}


def codes_words(codes: list[str]) -> str:
    """`10.51 (Manufacturing), 86.90 (Health and social services)`."""
    return ", ".join(f"{code} ({SECTION_NAMES[okved_section(code)]})" for code in codes if okved_section(code))
