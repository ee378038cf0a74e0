"""Rows of partner search and of links as tables of the component library."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import today
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.cooperation.queries.matching import Suited
from clusters.cooperation.words import reasons_words
from clusters.enums import LinkState
from clusters.models import Link, Organisation
from clusters.tables import long_date, organisation_cell, sentence_of, territory_cell

Table = dict[str, Any]


def _columns(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label} for label in labels]


def notice_cell(notice: PartnerNotice) -> dict[str, str]:
    return {"text": notice.title, "url": notice.get_absolute_url(), "mark": "demo" if notice.is_demo else ""}


def short_cell(organisation: Organisation) -> dict[str, str]:
    return {**organisation_cell(organisation), "text": organisation.short_name, "mark": ""}


def notices_table(notices: Iterable[PartnerNotice], caption: str) -> Table:
    rows = [
        [
            {**notice_cell(notice), "note": f"{notice.get_kind_display()} · {notice.get_subject_display()}"},
            short_cell(notice.organisation),
            territory_cell(notice.territory or notice.organisation.territory),
            long_date(notice.last_day),
        ]
        for notice in notices
    ]
    labels = (pgettext("partner search", "What"), _("Organisation"), _("Municipality"), _("Last day"))
    return {"caption": caption, "columns": _columns(*labels), "rows": rows}


def own_notices_table(notices: Iterable[PartnerNotice]) -> Table:
    """For `notices_of`: with the state and the answers that wait."""
    rows = [
        [
            {**notice_cell(notice), "note": f"{notice.get_kind_display()} · {notice.get_subject_display()}"},
            notice.organisation.short_name,
            capfirst(notice.get_state_display()),
            {"text": long_date(notice.last_day), "note": _("has passed") if notice.last_day < today() else ""},
            notice.waiting,  # type: ignore[attr-defined]
        ]
        for notice in notices
    ]
    heads = _columns(pgettext("partner search", "What"), _("Organisation"), _("State"), _("Last day"))
    heads.append({"label": _("Answers waiting"), "numeric": True})
    return {"caption": _("Offers and requests of your organisations"), "columns": heads, "rows": rows}


def interests_table(interests: Iterable[Interest]) -> Table:
    rows = [
        [
            {"text": interest.notice.title, "url": interest.get_absolute_url()},
            interest.organisation.short_name,
            interest.notice.organisation.short_name,
            capfirst(interest.get_state_display()),
            long_date(interest.created_at.date()),
        ]
        for interest in interests
    ]
    labels = (_("Notice"), _("Who answers"), _("Whose notice"), _("State"), _("Sent"))
    return {"caption": _("Answers sent and received"), "columns": _columns(*labels), "rows": rows}


def suited_organisations_table(found: Iterable[Suited]) -> Table:
    rows = [
        [
            organisation_cell(one.row),  # type: ignore[arg-type]
            {"text": one.row.get_kind_display()},
            territory_cell(one.row.territory),
            one.match.points,
            capfirst(reasons_words(one.match.reasons)),
        ]
        for one in found
    ]
    heads = [*_columns(_("Organisation"), _("Kind"), _("Municipality")), {"label": _("Points of 100"), "numeric": True}]
    caption = _("Organisations that could answer")
    return {"caption": caption, "columns": [*heads, {"label": _("Why")}], "rows": rows}


def suited_notices_table(found: Iterable[Suited]) -> Table:
    rows = [
        [
            {**notice_cell(one.row), "note": one.row.get_kind_display()},  # type: ignore[arg-type]
            short_cell(one.row.organisation),  # type: ignore[union-attr]
            one.match.points,
            capfirst(reasons_words(one.match.reasons)),
        ]
        for one in found
    ]
    heads = [
        *_columns(pgettext("partner search", "What"), _("Organisation")),
        {"label": _("Points of 100"), "numeric": True},
    ]
    caption = _("Offers and requests that suit the organisation")
    return {"caption": caption, "columns": [*heads, {"label": _("Why")}], "rows": rows}


def kept_links_table(organisation: Organisation, links: Iterable[Link]) -> Table:
    """Every link of the organisation read from its side, with what the other side says."""
    rows = [
        [
            {"text": sentence_of(organisation, link), "url": link.get_absolute_url()},
            organisation_cell(link.recipient if link.supplier_id == organisation.pk else link.supplier),
            link.get_volume_class_display(),
            period_of(link),
            {"text": capfirst(link.get_state_display()), "note": stated_words(link)},
        ]
        for link in links
    ]
    labels = (_("What"), _("With whom"), _("Volume"), pgettext("link", "Period"), _("State"))
    return {"caption": _("Links of the organisation"), "columns": _columns(*labels), "rows": rows}


def period_of(link: Link) -> str:
    if link.until is not None:
        ended = _("until %(date)s") % {"date": long_date(link.until)}
        return f"{long_date(link.since)} — {long_date(link.until)}" if link.since else ended
    return _("since %(date)s") % {"date": long_date(link.since)} if link.since else _("beginning not known")


def stated_words(link: Link) -> str:
    if link.stated_by is not None:
        return _("stated by %(name)s") % {"name": link.stated_by.short_name}
    return _("recorded by the portal or a coordinator") if link.state != LinkState.CONFIRMED else ""


def record_address(organisation: Organisation, other: Organisation) -> str:
    return f"{reverse('clusters:link-record', args=[organisation.public_id])}?other={other.public_id}"
