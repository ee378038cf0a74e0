"""The findings of a cluster report as sentences; the rules that found them are with the computation."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitiveness.presentation import words
from competitiveness.presentation.reader import Reader
from indicators.period_words import period_inside


def sentence(finding: dict, reader: Reader) -> str:
    """One finding in the active language."""
    return SENTENCES[finding["rule"]](reader, **finding["values"])


def score(reader: Reader, *, score: float, change: float | None, since: str | None) -> str:
    level = words.number(score, 1)
    if change is None or since is None:
        return _("%(score)s of 100") % {"score": level}
    since = period_inside(since)
    if abs(change) < 0.05:
        return _("%(score)s of 100, as in %(since)s") % {"score": level, "since": since}
    pattern = (
        _("%(score)s of 100, %(change)s more than in %(since)s")
        if change > 0
        else _("%(score)s of 100, %(change)s less than in %(since)s")
    )
    return pattern % {"score": level, "change": words.number(abs(change), 1), "since": since}


def place(reader: Reader, *, rank: int, of: int, best: int, worst: int) -> str:
    text = _("Place %(rank)s of %(of)s") % {"rank": rank, "of": of}
    if best == worst:
        return text + _("; it stays so whichever indicator is left out.")
    return text + _("; between %(best)s and %(worst)s, depending on which indicator is left out.") % {
        "best": best,
        "worst": worst,
    }


def driver(reader: Reader, *, criterion: str, part: float, total: float) -> str:
    return _("The change of %(total)s points comes first of all from “%(criterion)s”: %(part)s.") % {
        "total": words.signed(total, 1),
        "criterion": reader.dimension(criterion),
        "part": words.signed(part, 1),
    }


def strongest(reader: Reader, *, criterion: str, score: float) -> str:
    return _("Strongest: “%(criterion)s”, %(score)s of 100.") % _criterion(reader, criterion, score)


def weakest(reader: Reader, *, criterion: str, score: float) -> str:
    return _("Weakest: “%(criterion)s”, %(score)s of 100.") % _criterion(reader, criterion, score)


def _criterion(reader: Reader, criterion: str, score: float) -> dict[str, str]:
    return {"criterion": reader.dimension(criterion), "score": words.number(score, 1)}


def coverage(reader: Reader, *, used: int, of: int, suppressed: int, missing: int) -> str:
    text = ngettext("It rests on %(used)s indicator of %(of)s", "It rests on %(used)s indicators of %(of)s", used) % {
        "used": used,
        "of": of,
    }
    return text + _("; suppressed: %(suppressed)s, without figures: %(missing)s.") % {
        "suppressed": suppressed,
        "missing": missing,
    }


SENTENCES: dict[str, Callable[..., str]] = {
    function.__name__: function for function in (score, place, driver, strongest, weakest, coverage)
}
