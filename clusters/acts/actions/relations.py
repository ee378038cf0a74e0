"""What one act does to another: recorded with a day, ended with a day."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters.acts.actions.acts import require_keeper
from clusters.acts.enums import ENDING, OPEN_STATES, SYMMETRIC
from clusters.acts.models import ActRelation, LegalAct
from clusters.acts.words import short_name


@transaction.atomic
def record_relation(
    *,
    by: User | None,
    from_act: LegalAct,
    kind: str,
    to_act: LegalAct,
    since: dt.date | None = None,
    note: str = "",
) -> ActRelation:
    """`from_act` does `kind` to `to_act` since a day. Repealing and replacing ends the other act on that day.

    Without `since` such a relation counts from the first day of `from_act`. Of "duplicates" and "contradicts" one row
    is kept, whichever way it is given. Raises ValidationError for a relation to itself, a second one of the kind, and
    where what replaces or repeals would in the end replace itself.
    """
    require_keeper(by)
    if from_act.pk == to_act.pk:
        raise ValidationError({"to_act": _("Other act: an act has no relation to itself. Choose another one.")})
    first, second = _locked(from_act, to_act)
    if kind in ENDING:
        since = since or first.in_force_from
        _check_ending(first, second, since)
    if kind in SYMMETRIC and first.pk > second.pk:
        first, second = second, first
    relation = ActRelation(from_act=first, kind=kind, to_act=second, since=since, note=note, recorded_by=by)
    relation.full_clean()
    relation.save()
    ended = kind in ENDING and second.in_force_until is None
    if ended:
        second.in_force_until = since
        second.save(update_fields=["in_force_until", "updated_at"])
    after = {"from": first, "kind": kind, "to": second, "since": since, "ends_the_other": ended}
    audit.record(by=by, verb="clusters.record_act_relation", obj=relation, after=after)
    return relation


@transaction.atomic
def end_relation(*, by: User | None, relation: ActRelation, until: dt.date) -> ActRelation:
    """Close a relation; `until` is the first day on which it no longer holds. Dates of the acts stay as they are."""
    require_keeper(by)
    row = ActRelation.objects.select_for_update().get(pk=relation.pk)
    if row.until is not None:
        raise ValidationError({"until": _("This relation has ended already. If it holds again, record it anew.")})
    if row.findings.filter(state__in=OPEN_STATES).exists():
        raise ValidationError(_("This relation stands in the register of findings. Settle it there: it ends with it."))
    close(row, until)
    audit.record(by=by, verb="clusters.end_act_relation", obj=row, before={"until": None}, after={"until": until})
    return row


def close(relation: ActRelation, until: dt.date) -> None:
    """Part of a deed that writes the audit row. Raises ValidationError for a day before it began."""
    relation.until = until
    relation.full_clean()
    relation.save(update_fields=["until"])


def _locked(one: LegalAct, other: LegalAct) -> tuple[LegalAct, LegalAct]:
    """The two rows, always locked in the order of their keys. The first act of all is locked too: of two circles that
    close at once through other acts, the second then sees the first."""
    anchor = LegalAct.objects.order_by("pk").values_list("pk", flat=True)[:1]
    keys = {one.pk, other.pk, *anchor}
    rows = {row.pk: row for row in LegalAct.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return rows[one.pk], rows[other.pk]


def _check_ending(first: LegalAct, second: LegalAct, since: dt.date | None) -> None:
    if since is None:
        raise ValidationError(
            {"since": _("Give the first day on which the other act no longer holds: it ends on that day.")}
        )
    if second.in_force_until is None and since <= second.begins:
        raise ValidationError(
            {"since": _("The other act begins on or after this day. Choose a later day, or turn the relation round.")}
        )
    if _ends(second, first):
        message = _(
            "“%(act)s” itself replaces or repeals this act, directly or through others: that would be a circle."
        )
        raise ValidationError({"to_act": message % {"act": short_name(second)}}, code="circle")


def _ends(one: LegalAct, other: LegalAct) -> bool:
    """Whether `one` replaces or repeals `other`, through however many acts between."""
    seen, front = {one.pk}, {one.pk}
    while front and other.pk not in seen:
        rows = ActRelation.objects.filter(kind__in=ENDING, until=None, from_act__in=front)
        front = set(rows.order_by().values_list("to_act", flat=True)) - seen
        seen |= front
    return other.pk in seen
