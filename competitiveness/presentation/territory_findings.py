"""The findings of a territory profile as sentences; the rules that found them are in the engine room of the profile."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitiveness.presentation import words


def sentence(finding: dict) -> str:
    """One finding in the active language."""
    return SENTENCES[finding["rule"]](**finding["values"])


def headline(finding: dict) -> str:
    """The first finding as a title: the name of the section without its letter."""
    if finding["rule"] != "leading_section":
        return sentence(finding)
    values = finding["values"]
    pattern = (
        _("%(section)s – at least %(share)s of headcount, %(quotient)s times the krai’s share")
        if values["lower_bound"]
        else _("%(section)s – %(share)s of headcount, %(quotient)s times the krai’s share")
    )
    return pattern % {
        "section": words.section_in_sentence(values["section"]),
        "share": words.share(values["share"]),
        "quotient": words.number(values["quotient"], 2),
    }


def leading_section(*, section: str, share: float, quotient: float, lower_bound: bool) -> str:
    pattern = (
        _("%(section)s holds at least %(share)s of headcount, %(quotient)s times the krai’s share")
        if lower_bound
        else _("%(section)s holds %(share)s of headcount, %(quotient)s times the krai’s share")
    )
    return words.capitalised(pattern % _of_section(section, share, quotient))


def next_section(*, section: str, share: float, quotient: float, lower_bound: bool) -> str:
    pattern = (
        _("Next comes %(section)s: at least %(share)s of headcount, %(quotient)s times the krai’s share.")
        if lower_bound
        else _("Next comes %(section)s: %(share)s of headcount, %(quotient)s times the krai’s share.")
    )
    return pattern % _of_section(section, share, quotient)


def _of_section(section: str, share: float, quotient: float) -> dict[str, str]:
    return {
        "section": words.quoted_section(section),
        "share": words.share(share),
        "quotient": words.number(quotient, 2),
    }


def no_specialisation() -> str:
    return _("No section stands out against the structure of the krai")


def _bounds(low: float, high: float, reference_low: float, reference_high: float) -> dict[str, str]:
    return {"own": words.span(low, high, 1), "other": words.span(reference_low, reference_high, 1)}


def more_concentrated(**bounds: float) -> str:
    return _(
        "Employment is more concentrated than in the krai: as if it had %(own)s equal sections, against %(other)s."
    ) % _bounds(**bounds)


def less_concentrated(**bounds: float) -> str:
    return _(
        "Employment is spread more evenly than in the krai: as if over %(own)s equal sections, against %(other)s."
    ) % _bounds(**bounds)


def concentration_not_told_apart(**bounds: float) -> str:
    return _(
        "Whether employment is more concentrated than in the krai cannot be said from what is published: "
        "%(own)s equal sections against %(other)s."
    ) % _bounds(**bounds)


def withheld(*, sections: list[str], partly: list[str], of: int, remainder: float, remainder_share: float) -> str:
    parts = []
    if sections:
        parts.append(
            ngettext(
                "Of %(of)s sections %(count)s is not published (%(letters)s)",
                "Of %(of)s sections %(count)s are not published (%(letters)s)",
                len(sections),
            )
            % {"of": of, "count": len(sections), "letters": words.listed(sections)}
        )
    if partly:
        parts.append(
            _("published for some of the municipalities only: %(letters)s") % {"letters": words.listed(partly)}
        )
    remaining = _("%(persons)s people, %(share)s of headcount, cannot be assigned to a section.") % {
        "persons": words.number(remainder),
        "share": words.share(remainder_share),
    }
    return f"{words.capitalised('; '.join(parts))}. {remaining}"


def wage(*, period: str, value: float, derived: str, change: dict | None, place: dict | None) -> str:
    text = _wage_level(period, value, derived)
    if change:
        text += " " + _("Since %(since)s it has changed by %(percent)s.") % {
            "since": change["since"],
            "percent": words.signed_percent(change["percent"]),
        }
    if place:
        text += " " + _("In %(period)s it is number %(place)s of the %(of)s municipalities on the same basis.") % {
            "period": place["period"],
            "place": place["place"],
            "of": place["of"],
        }
    return text


def _wage_level(code: str, value: float, derived: str) -> str:
    pattern = (
        _("The mean wage weighted by headcount was %(value)s roubles a month in %(period)s.")
        if derived
        else _("The average wage was %(value)s roubles a month in %(period)s.")
    )
    return pattern % {"value": words.number(value), "period": code}


def wage_not_comparable(*, reasons: list[str]) -> str:
    return _(
        "No wage of the krai, the district or Russia is known on the same basis and for the same period, "
        "so the wage is compared with the other municipalities only."
    )


def population(*, period: str, value: float, change: dict | None) -> str:
    text = _("%(value)s residents on %(date)s") % {"value": words.number(value), "date": words.day(period)}
    if not change:
        return f"{text}."
    return text + _("; %(absolute)s (%(percent)s) since %(since)s.") % {
        "absolute": words.signed(change["absolute"]),
        "percent": words.signed_percent(change["percent"]),
        "since": words.day(change["since"]),
    }


SENTENCES: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (
        leading_section,
        next_section,
        no_specialisation,
        more_concentrated,
        less_concentrated,
        concentration_not_told_apart,
        withheld,
        wage,
        wage_not_comparable,
        population,
    )
}
