"""Acts, relations and findings as tables of the component library."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from accounts.models import LifecycleStep
from clusters.acts import words
from clusters.acts.enums import ActStatus, FindingState, RelationKind
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from clusters.tables import Table, long_date, territory_cell, written_date

_SHOWN_TITLE = 140


def act_cell(act: LegalAct) -> dict[str, str]:
    return {
        "text": Truncator(act.title).chars(_SHOWN_TITLE),
        "url": act.get_absolute_url(),
        "note": words.short_name(act),
        "mark": "demo" if act.is_demo else "",
    }


def acts_table(acts: Iterable[LegalAct], caption: str) -> Table:
    """For `acts_for_list()`."""
    rows = [
        [
            act_cell(act),
            written_date(act.date),
            act.get_level_display(),
            territory_cell(act.territory),
            ", ".join(topic.name for topic in act.topics.all()),
            {"text": str(ActStatus(act.status).label), "note": words.in_force_words(act) if act.in_force_until else ""},
        ]
        for act in acts
    ]
    columns = [
        {"label": _("Act"), "sort": "title"},
        {"label": _("Date"), "sort": "date"},
        {"label": _("Level")},
        {"label": _("Territory"), "sort": "territory"},
        {"label": _("Topics")},
        {"label": _("Status"), "sort": "status"},
    ]
    return {"caption": caption, "columns": columns, "rows": rows}


def short_table(acts: Iterable[LegalAct], caption: str) -> Table:
    """For panels on other pages."""
    rows = [
        [act_cell(act), written_date(act.date), ", ".join(topic.name for topic in act.topics.all())] for act in acts
    ]
    return {
        "caption": caption,
        "columns": [{"label": label} for label in (_("Act"), _("Date"), _("Topics"))],
        "rows": rows,
    }


def relations_table(act: LegalAct, relations: Iterable[ActRelation], *, may_keep: bool) -> Table:
    """Each relation read from the act's side."""
    rows = [_relation_row(act, relation, may_keep) for relation in relations]
    labels = [_("This act"), _("Other act"), _("When")]
    if may_keep:
        labels.append(_("To be done"))
    return {"caption": _("Relations with other acts"), "columns": [{"label": label} for label in labels], "rows": rows}


def _relation_row(act: LegalAct, relation: ActRelation, may_keep: bool) -> list[Any]:
    ours = relation.from_act_id == act.pk
    other = relation.to_act if ours else relation.from_act
    sentence = (words.OUTWARD if ours else words.INWARD)[RelationKind(relation.kind)]()
    row: list[Any] = [capfirst(sentence), act_cell(other), {"text": _when(relation), "note": relation.note}]
    if may_keep:
        address = reverse("clusters:relation-end", args=[act.public_id, relation.public_id])
        row.append({"text": _("End the relation"), "url": address} if relation.until is None else "")
    return row


def _when(relation: ActRelation) -> str:
    since = _("since %(date)s") % {"date": long_date(relation.since)} if relation.since else ""
    ended = _("ended on %(date)s") % {"date": long_date(relation.until)} if relation.until else ""
    return ", ".join(part for part in (since, ended) if part)


def succession(acts: Iterable[LegalAct], here: LegalAct) -> list[dict[str, Any]]:
    """The chain of what replaced what, each with its time in force; the act of the page is marked."""
    return [
        {"act": act, "name": words.short_name(act), "period": words.in_force_words(act), "here": act.pk == here.pk}
        for act in acts
    ]


def findings_table(findings: Iterable[ActFinding], *, with_owner: bool) -> Table:
    """`with_owner`: persons are named to those who keep acts; others read the authority."""
    rows = [
        [
            {"text": finding.get_kind_display(), "url": finding.get_absolute_url(), "mark": _demo(finding)},
            _pair_cell(finding.act_a),
            _pair_cell(finding.act_b),
            owner_words(finding, with_person=with_owner),
            {"text": finding.get_state_display(), "note": _until(finding)},
        ]
        for finding in findings
    ]
    labels = (_("Finding"), _("Act"), _("Other act"), _("Owner"), _("State"))
    return {
        "caption": _("Duplications and contradictions"),
        "columns": [{"label": label} for label in labels],
        "rows": rows,
    }


def _demo(finding: ActFinding) -> str:
    return "demo" if finding.act_a.is_demo or finding.act_b.is_demo else ""


def _pair_cell(act: LegalAct) -> dict[str, str]:
    return {
        "text": words.short_name(act),
        "url": act.get_absolute_url(),
        "note": Truncator(act.title).chars(_SHOWN_TITLE),
    }


def owner_words(finding: ActFinding, *, with_person: bool) -> str:
    parts = [finding.owner_organisation.name] if finding.owner_organisation else []
    if with_person and finding.owner:
        parts.append(finding.owner.short_name)
    if not parts and finding.owner:
        parts.append(_("an official of the region"))
    return ", ".join(parts)


def _until(finding: ActFinding) -> str:
    if finding.state == FindingState.SETTLED:
        return f"{long_date(finding.settled_on)}: {finding.get_settlement_display()}"
    if finding.state != FindingState.IN_WORK:
        return ""
    return _("by %(date)s: %(left)s") % {"date": long_date(finding.due), "left": words.due_words(finding)}


def history(steps: Iterable[LifecycleStep], *, with_person: bool) -> list[dict[str, Any]]:
    """The steps of a finding in words."""
    labels = dict(FindingState.choices)
    return [
        {
            "at": step.taken_at,
            "state": labels[FindingState(step.to_state)],
            "who": (step.by.short_name if step.by else _("the portal")) if with_person else "",
            "remark": step.remark,
        }
        for step in steps
    ]
