"""Rows of the registry as tables of the component library, and the key facts of its pages."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import LifecycleStep
from clusters.enums import LinkKind, SizeClass
from clusters.models import Cluster, Link, Membership, Organisation, ProtectionZone, SourcedFact, Territory

Table = dict[str, Any]


def long_date(date: dt.date | None) -> str:
    return date_format(date, "j E Y") if date else ""


def period(valid_from: dt.date, valid_until: dt.date | None) -> str:
    """In words, with the last day inside the period."""
    if valid_until is None:
        return _("since %(date)s") % {"date": long_date(valid_from)}
    last = long_date(valid_until - dt.timedelta(days=1))
    return _("%(first)s to %(last)s") % {"first": long_date(valid_from), "last": last}


def organisation_cell(organisation: Organisation) -> dict[str, str]:
    mark = "demo" if organisation.is_demo else ""
    return {"text": organisation.name, "url": organisation.get_absolute_url(), "mark": mark}


def territory_cell(territory: Territory | None) -> dict[str, str]:
    return {"text": capfirst(territory.name), "url": territory.get_absolute_url()} if territory else {"text": ""}


def size_word(organisation: Organisation) -> str:
    """The size in words; nothing where it is not known, so that a table shows its sign for nothing."""
    return "" if organisation.size_class == SizeClass.UNKNOWN else organisation.get_size_class_display()


def demo_note(organisations: Iterable[Organisation]) -> str:
    """For tables in which real and made-up rows stand side by side."""
    if any(organisation.is_demo for organisation in organisations):
        return _("Rows marked “demo” are made up to show how the portal works; the others come from public sources.")
    return ""


def organisations_table(organisations: Iterable[Organisation], caption: str) -> Table:
    """For `organisations_for_list()`: uses the memberships read with it. Each column but one can be sorted by."""
    rows = [_organisation_row(organisation) for organisation in organisations]
    heads = zip(_organisation_heads(), ("name", "kind", "territory", "", "size"), strict=True)
    columns = [{"label": label, "sort": word} for label, word in heads]
    return {"caption": caption, "columns": columns, "rows": rows, "note": demo_note(organisations)}


def organisations_of_place_table(organisations: Iterable[Organisation], *, several: bool) -> Table:
    """The same for the page of a territory: in a fixed order, with the place only where there are several."""
    kept = [place for place in range(5) if several or place != 2]
    rows = [[cells[place] for place in kept] for cells in map(_organisation_row, organisations)]
    columns = [{"label": _organisation_heads()[place]} for place in kept]
    caption = _("Organisations of the registry")
    return {"caption": caption, "columns": columns, "rows": rows, "note": demo_note(organisations)}


def _organisation_heads() -> list[str]:
    return [_("Organisation"), _("Kind"), _("Municipality"), _("Member of"), _("Size")]


def _organisation_row(organisation: Organisation) -> list[Any]:
    return [
        organisation_cell(organisation),
        organisation.get_kind_display(),
        territory_cell(organisation.territory),
        ", ".join(membership.cluster.name for membership in organisation.current_memberships),
        size_word(organisation),
    ]


def members_table(memberships: Iterable[Membership]) -> Table:
    rows = [
        [
            organisation_cell(membership.organisation),
            membership.organisation.get_kind_display(),
            territory_cell(membership.organisation.territory),
            period(membership.valid_from, membership.valid_until),
        ]
        for membership in memberships
    ]
    labels = (_("Organisation"), _("Kind"), _("Municipality"), _("Membership"))
    return {"caption": _("Members on this day"), "columns": [{"label": label} for label in labels], "rows": rows}


def known_table(organisations: Iterable[Organisation]) -> Table:
    rows = [
        [organisation_cell(found), found.get_kind_display(), territory_cell(found.territory)] for found in organisations
    ]
    labels = (_("Organisation"), _("Kind"), _("Municipality"))
    return {
        "caption": _("Organisations of this field in the registry"),
        "columns": [{"label": label} for label in labels],
        "rows": rows,
        "note": _("Known from public sources. Being listed here is not membership."),
    }


def memberships_table(memberships: Iterable[Membership]) -> Table:
    rows = [
        [
            {"text": membership.cluster.name, "url": membership.cluster.get_absolute_url()},
            {
                "text": period(membership.valid_from, membership.valid_until),
                "mark": "demo" if membership.is_demo else "",
            },
            _state(membership),
        ]
        for membership in memberships
    ]
    labels = (_("Cluster"), pgettext("membership", "Period"), _("State"))
    return {"caption": _("Memberships"), "columns": [{"label": label} for label in labels], "rows": rows}


def _state(membership: Membership) -> str:
    if membership.is_current:
        return _("in force")
    return pgettext("membership", "ended") if membership.valid_until else _("not yet begun")


def links_table(organisation: Organisation, links: Iterable[Link]) -> Table:
    """Each link read from the organisation's side: a sentence and the other party."""
    rows = []
    for link in links:
        ours = link.supplier_id == organisation.pk
        other = link.recipient if ours else link.supplier
        what = {
            "text": sentence_of(organisation, link),
            "url": link.get_absolute_url(),
            "note": link.get_state_display(),
        }
        since = {"text": long_date(link.since), "note": link.source}
        rows.append([organisation_cell(other), what, link.get_volume_class_display(), since])
    labels = (_("With whom"), _("What"), _("Volume"), _("Since"))
    return {"caption": _("Links at work"), "columns": [{"label": label} for label in labels], "rows": rows}


def sentence_of(organisation: Organisation, link: Link) -> str:
    """What the organisation does for the other party, or receives from it."""
    return _OUTWARD[link.kind]() if link.supplier_id == organisation.pk else _INWARD[link.kind]()


_OUTWARD = {
    LinkKind.SUPPLIES: lambda: _("supplies it with goods"),
    LinkKind.SERVES: lambda: _("provides services to it"),
    LinkKind.RESEARCHES: lambda: _("does research for it"),
    LinkKind.SHARES: lambda: _("shares a facility with it"),
}
_INWARD = {
    LinkKind.SUPPLIES: lambda: _("receives goods from it"),
    LinkKind.SERVES: lambda: _("receives services from it"),
    LinkKind.RESEARCHES: lambda: _("has research done by it"),
    LinkKind.SHARES: lambda: _("shares a facility with it"),
}


def link_kinds_table(links: Iterable[Link], members: set[int]) -> Table:
    """How many links of each kind join two members, and how many a member with somebody outside."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for link in links:
        (inside if {link.supplier_id, link.recipient_id} <= members else outside)[link.kind] += 1
    rows = [[kind.label, inside[kind], outside[kind]] for kind in LinkKind]
    columns = [
        {"label": _("One organisation … another")},
        {"label": _("Among members"), "numeric": True},
        {"label": _("With others"), "numeric": True},
    ]
    return {"caption": _("Links of the members at work today"), "columns": columns, "rows": rows}


def clusters_at_table(counts: Iterable[tuple[Cluster, int]], territory: Territory) -> Table:
    address = reverse("clusters:organisation-list")
    rows = [
        [
            {"text": cluster.name, "url": cluster.get_absolute_url()},
            {"text": number, "url": f"{address}?cluster={cluster.slug}&territory={territory.code}"},
        ]
        for cluster, number in counts
    ]
    columns = [{"label": _("Cluster")}, {"label": _("Members here today"), "numeric": True}]
    return {"caption": _("Clusters and their members here"), "columns": columns, "rows": rows}


def territories_table(territories: Iterable[Territory], organisations: dict[str, int]) -> Table:
    rows = [
        [
            territory_cell(territory),
            territory.get_level_display(),
            {"text": territory.population, "note": population_note(territory)},
            organisations.get(territory.code, 0),
        ]
        for territory in territories
    ]
    columns = [
        {"label": _("Territory")},
        {"label": _("Level")},
        {"label": _("Population by the register of territories"), "numeric": True},
        {"label": _("Organisations in the registry"), "numeric": True},
    ]
    return {"caption": _("Territories"), "columns": columns, "rows": rows}


def population_note(territory: Territory) -> str:
    """Whom the figure counts and when: never a number without its base."""
    parts = [territory.get_population_scope_display(), written_date(territory.population_date)]
    return ", ".join(str(part) for part in parts if part)


def written_date(partial: str) -> str:
    """`2025-01-01` as a date in words; `2018/2020` with a dash; a year and a month as they stand."""
    try:
        return long_date(dt.date.fromisoformat(partial))
    except ValueError:
        pass
    if len(partial) == 7:
        return date_format(dt.date.fromisoformat(f"{partial}-01"), "F Y").lower()
    return partial.replace("/", "–")


def sourced_facts(facts: Iterable[SourcedFact]) -> list[dict[str, str]]:
    """What is known of an organisation, each statement with its date in words and the host of its source."""
    return [
        {
            "text": fact.text,
            "date": written_date(fact.dated),
            "source_url": fact.source_url,
            "host": urlsplit(fact.source_url).hostname or fact.source_url,
        }
        for fact in facts
    ]


def zones_table(zones: Iterable[ProtectionZone]) -> Table:
    rows = [
        [
            zone.get_zone_display(),
            {"text": zone.act_title, "url": zone.source_url, "note": _act_note(zone)},
            period(zone.valid_from, zone.valid_until),
        ]
        for zone in zones
    ]
    labels = (_("Zone"), _("Set by"), _("In force"))
    return {
        "caption": _("Zones of sanitary protection"),
        "columns": [{"label": label} for label in labels],
        "rows": rows,
    }


def _act_note(zone: ProtectionZone) -> str:
    number = _("No. %(number)s") % {"number": zone.act_number} if zone.act_number else ""
    return " ".join(part for part in (number, long_date(zone.act_date)) if part)


def steps_table(steps: Iterable[LifecycleStep], words: Mapping[str, Any], *, people: bool = False) -> Table:
    """The story of a thing with states. `words` name its verbs; whose hand it was is shown only where `people` says so."""
    rows = [
        [
            str(words.get(step.verb, step.verb)),
            long_date(timezone.localdate(step.taken_at)),
            *([step.by.get_full_name() if step.by else _("the portal")] if people else []),
            {"text": step.remark},
        ]
        for step in steps
    ]
    labels = [
        pgettext("step of a life-cycle", "What was done"),
        _("When"),
        *([_("Who")] if people else []),
        _("Remark"),
    ]
    return {"caption": _("What has happened"), "columns": [{"label": label} for label in labels], "rows": rows}
