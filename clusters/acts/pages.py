"""Parts that the pages of the acts share: breadcrumbs, key facts, particulars."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.acts import tables, words
from clusters.acts.enums import ActStatus
from clusters.acts.models import ActFinding, LegalAct
from clusters.pages import Fact
from clusters.tables import Table, long_date, written_date


def export_url() -> str:
    return f"{reverse('home')}api/v1/legal-acts/export/"


def crumbs() -> list[dict[str, str]]:
    return [{"label": _("Legal acts"), "url": reverse("clusters:act-list")}]


def crumbs_of_act(act: LegalAct) -> list[dict[str, str]]:
    return [*crumbs(), {"label": words.short_name(act), "url": act.get_absolute_url()}]


def crumbs_of_findings() -> list[dict[str, str]]:
    return [*crumbs(), {"label": _("Duplications and contradictions"), "url": reverse("clusters:finding-list")}]


def crumbs_of_finding(finding: ActFinding) -> list[dict[str, str]]:
    return [*crumbs_of_findings(), {"label": finding.get_kind_display(), "url": finding.get_absolute_url()}]


def act_facts(act: LegalAct, status: str) -> list[Fact]:
    facts: list[Fact] = [
        {"label": _("Status"), "value": str(ActStatus(status).label), "note": words.in_force_words(act)},
        {"label": _("Level"), "value": act.get_level_display()},
        {
            "label": _("Where it applies"),
            "value": capfirst(act.territory.name),
            "url": act.territory.get_absolute_url(),
        },
    ]
    if act.is_programme:
        facts.append({"label": _("Years of the programme"), "value": words.years_words(act)})
    return facts


def particulars(act: LegalAct, *, with_person: bool) -> Table:
    """What the register says of the act, line by line; lines not filled in say so."""
    authority = act.owner_organisation
    responsible = {"text": authority.name, "url": authority.get_absolute_url()} if authority else {"text": ""}
    rows: list[list[Any]] = [
        [_("Kind"), act.get_kind_display()],
        [_("Number"), act.number],
        [_("Date"), written_date(act.date)],
        [_("Issued by"), act.issuer],
        [_("Topics"), ", ".join(topic.name for topic in act.topics.all())],
        [_("Text"), {"text": act.text_url, "url": act.text_url}],
        [_("Responsible authority"), responsible],
    ]
    if with_person:
        rows.append([_("Responsible person"), act.owner.get_full_name() if act.owner else ""])
    return {"columns": [{"label": _("Entry")}, {"label": _("Value")}], "rows": rows}


def finding_facts(finding: ActFinding, *, with_person: bool) -> list[Fact]:
    facts: list[Fact] = [
        {"label": _("State"), "value": finding.get_state_display()},
        {"label": _("Owner"), "value": tables.owner_words(finding, with_person=with_person)},
    ]
    if finding.settled_on:
        facts.append(
            {
                "label": _("Settled"),
                "value": long_date(finding.settled_on),
                "note": finding.get_settlement_display(),
            }
        )
    elif finding.due:
        facts.append(
            {"label": _("To be settled by"), "value": long_date(finding.due), "note": words.due_words(finding)}
        )
    return facts
