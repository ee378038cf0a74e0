"""Entering an act and changing what is said of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters.acts import access
from clusters.acts.enums import LEVEL_OF_KIND, ActKind, ActLevel
from clusters.acts.models import LegalAct, Topic
from clusters.enums import TerritoryLevel
from clusters.models import Territory

ACT_FIELDS = (
    "kind",
    "number",
    "date",
    "title_ru",
    "title_en",
    "level",
    "issuer_ru",
    "issuer_en",
    "territory",
    "in_force_from",
    "in_force_until",
    "is_programme",
    "period_from",
    "period_until",
    "text_url",
    "source",
    "note_ru",
    "note_en",
    "owner_organisation",
    "owner",
)
_OF_TERRITORY = {
    TerritoryLevel.FEDERATION: ActLevel.FEDERAL,
    TerritoryLevel.FEDERAL_DISTRICT: ActLevel.DISTRICT,
    TerritoryLevel.REGION: ActLevel.DISTRICT,
    TerritoryLevel.SUBJECT: ActLevel.SUBJECT,
    TerritoryLevel.MUNICIPALITY: ActLevel.MUNICIPAL,
}


def require_keeper(by: User | None) -> None:
    if by is not None:
        access.require_keeper(by)


@transaction.atomic
def record_act(
    *, by: User | None, fields: Mapping[str, Any], topics: Iterable[Topic] = (), is_demo: bool = False
) -> LegalAct:
    """A new act; `fields` are of ACT_FIELDS. Without a level it follows from the kind or from the territory.

    Raises ValidationError by field; an act that is in the register already is refused.
    """
    require_keeper(by)
    _only_known(fields)
    act = LegalAct(**fields, is_demo=is_demo)
    if not act.level and act.territory_id:
        act.level = level_of(act.kind, act.territory)
    act.full_clean()
    _refuse_repeated(act)
    act.save()
    chosen = list(topics)
    act.topics.set(chosen)
    after = {name: getattr(act, name) for name in ACT_FIELDS if getattr(act, name) not in (None, "", False)}
    audit.record(by=by, verb="clusters.record_act", obj=act, after={**after, "topics": _codes(chosen)})
    return act


@transaction.atomic
def edit_act(
    *,
    by: User | None,
    act: LegalAct,
    changes: Mapping[str, Any],
    topics: Iterable[Topic] | None = None,
    seen: dt.datetime | None = None,
) -> LegalAct:
    """Set the fields named in `changes` (of ACT_FIELDS) and, where given, the topics. What does not differ leaves no row.

    `seen` is when the row that the person looked at was last saved: another's change in between is not overwritten.
    """
    require_keeper(by)
    _only_known(changes)
    row = LegalAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if seen is not None and seen != row.updated_at:
        raise ValidationError(
            _("Somebody saved this act while you were editing it. Reload the page and make your changes again."),
            code="changed",
        )
    before, after = _apply(row, changes)
    was, now = _codes(row.topics.all()), None if topics is None else _codes(chosen := list(topics))
    if now is not None and was != now:
        row.topics.set(chosen)
        before["topics"], after["topics"] = was, now
    if after:
        row.full_clean()
        row.save()
        audit.record(by=by, verb="clusters.edit_act", obj=row, before=before, after=after)
    return row


def _apply(row: LegalAct, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set what differs; what it was and what it is now. An empty level follows from what the act then is."""
    wanted = dict(changes)
    if wanted.get("level") == "":
        wanted["level"] = level_of(wanted.get("kind", row.kind), wanted.get("territory", row.territory))
    before = {name: getattr(row, name) for name in wanted if getattr(row, name) != wanted[name]}
    after = {name: wanted[name] for name in before}
    for name, value in after.items():
        setattr(row, name, value)
    return before, after


def _only_known(fields: Mapping[str, Any]) -> None:
    unknown = sorted(set(fields) - set(ACT_FIELDS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not set by this action; it sets {', '.join(ACT_FIELDS)}.")


def level_of(kind: str, territory: Territory) -> str:
    """Whose act it is: by the kind where that says it, otherwise by the territory."""
    if kind in LEVEL_OF_KIND:
        return LEVEL_OF_KIND[ActKind(kind)].value
    return _OF_TERRITORY[TerritoryLevel(territory.level)].value


def _refuse_repeated(act: LegalAct) -> None:
    """Acts without a number are told apart by kind, title, date and territory."""
    same = LegalAct.objects.filter(
        kind=act.kind, number="", title_ru=act.title_ru, date=act.date, territory=act.territory
    )
    if not act.number and same.exists():
        raise ValidationError(
            {
                "title_ru": _(
                    "An act of this title, date and territory is in the register already. Open it and edit it."
                )
            },
            code="unique",
        )


def _codes(topics: Iterable[Topic]) -> list[str]:
    return sorted(topic.code for topic in topics)
