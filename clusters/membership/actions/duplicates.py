"""Two rows of one organisation: found by like names, decided by a person, undone while nothing has followed."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import has_portal_permission
from accounts.models import User, today
from clusters import access as registry
from clusters.actions.names import keep_missing_names, keep_names, keys_of
from clusters.enums import MembershipEnd
from clusters.membership import access
from clusters.membership.enums import OPEN_STATES, Verdict
from clusters.membership.models import DuplicatePair, MembershipApplication
from clusters.models import Link, Membership, Organisation, OrganisationAssignment, OrganisationName
from clusters.similar import similar

NUMBERS = ("inn", "ogrn", "kpp")
_SIDES = ("supplier", "recipient")
_NO_DAY, _ONE_DAY = dt.timedelta(0), dt.timedelta(days=1)


@transaction.atomic
def compare_names(*, limit: int = 500) -> int:
    """Look for pairs among the names that are new since the last time; how many names are left for the next."""
    keep_missing_names()
    new = OrganisationName.objects.filter(compared=False).order_by("pk")
    batch = list(new.values_list("pk", "organisation")[:limit])
    touched = {organisation for _pk, organisation in batch}
    for organisation in Organisation.objects.filter(pk__in=touched, replaced_by=None):
        _keep_pairs(organisation)
    OrganisationName.objects.filter(pk__in=[pk for pk, _organisation in batch]).update(compared=True)
    return new.count()


def _keep_pairs(organisation: Organisation) -> None:
    """Its pairs of today; an undecided one that is no longer like is taken off, a decision stays."""
    scores = {
        like.organisation.pk: like.score
        for like in similar(keys_of(organisation), inn=organisation.inn, but=organisation.pk, limit=50)
    }
    known = DuplicatePair.objects.filter(Q(first=organisation) | Q(second=organisation))
    for pair in known:
        other = pair.second_id if pair.first_id == organisation.pk else pair.first_id
        score = scores.pop(other, None)
        if score is None and pair.verdict == Verdict.OPEN:
            pair.delete()
        elif score is not None and score != pair.score:
            pair.score = score
            pair.save(update_fields=["score", "updated_at"])
    DuplicatePair.objects.bulk_create(
        DuplicatePair(first_id=min(organisation.pk, other), second_id=max(organisation.pk, other), score=score)
        for other, score in scores.items()
    )


@transaction.atomic
def decide_different(*, by: User, pair: DuplicatePair) -> DuplicatePair:
    """Two organisations: remembered, and not asked again."""
    row = _undecided(by, pair)
    _decide(row, by, Verdict.DIFFERENT)
    audit.record(by=by, verb="clusters.tell_apart", obj=row, after=_facts(row))
    return row


@transaction.atomic
def decide_same(*, by: User, pair: DuplicatePair, kept: Organisation) -> DuplicatePair:
    """One organisation: the other row is closed today and leads to the one kept. Nothing is deleted.

    Its open memberships and links end today and go on at the one kept; its reporters are not carried over, since the
    figures of the one kept are not theirs to read: they end, and the coordinator appoints. Figures stay at the row they
    were recorded at. Numbers that only the closed row knows move to the one kept.
    """
    row = _undecided(by, pair)
    if kept.pk not in (row.first_id, row.second_id):
        raise ValidationError(_("Choose which of the two rows is kept."))
    rows = Organisation.objects.select_for_update().in_bulk([row.first_id, row.second_id])
    kept, closed = rows[kept.pk], rows[row.second_id if kept.pk == row.first_id else row.first_id]
    if reason := why_not_same(by, kept, closed):
        raise ValidationError(reason)
    moved = {
        "numbers": _move_numbers(kept, closed),
        "memberships": _move_memberships(by, kept, closed),
        "links": _move_links(kept, closed),
        "reporters": OrganisationAssignment.objects.current().filter(organisation=closed).update(valid_until=today()),
    }
    closed.replaced_by, closed.replaced_on = kept, today()
    closed.save(update_fields=["replaced_by", "replaced_on", "updated_at"])
    row.kept, row.moved = kept, moved
    _decide(row, by, Verdict.SAME)
    others = DuplicatePair.objects.filter(Q(first=closed) | Q(second=closed), verdict=Verdict.OPEN)
    others.delete()
    audit.record(by=by, verb="clusters.merge_organisations", obj=row, after=_facts(row) | {"moved": moved})
    return row


@transaction.atomic
def undo_decision(*, by: User, pair: DuplicatePair) -> DuplicatePair:
    """Back to undecided, where nothing has followed. Raises ValidationError with what has."""
    row = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    _require_reach(by, row)
    if reason := why_not_undone(row):
        raise ValidationError(reason)
    before = _facts(row)
    if row.closed is not None and row.kept is not None:
        closed, kept = row.closed, row.kept
        _move_back(kept, closed, row.moved.get("numbers", []))
        closed.replaced_by = closed.replaced_on = None
        closed.save(update_fields=["replaced_by", "replaced_on", "updated_at"])
        keep_names([closed])
    row.kept, row.moved, row.decided_by, row.decided_at, row.verdict = None, {}, None, None, Verdict.OPEN
    row.save()
    audit.record(by=by, verb="clusters.undo_duplicate_decision", obj=row, before=before)
    return row


def why_not_same(by: User, kept: Organisation, closed: Organisation) -> str:
    """The reason against closing `closed` for `kept`; empty when it may be done."""
    if kept.replaced_by_id is not None or closed.replaced_by_id is not None:
        return _("One of the two rows has been replaced already. Reload the page.")
    if kept.inn and closed.inn and kept.inn != closed.inn:
        return _("They have different INNs: these are two organisations.")
    if MembershipApplication.objects.filter(organisation=closed, state__in=OPEN_STATES).exists():
        return _("“%(name)s” has an open application. Decide on it first.") % {"name": closed.name}
    if has_portal_permission(by, registry.EDIT_REGISTRY):
        return ""
    own = registry.coordinated_clusters(by).values("pk")
    if Membership.objects.current().filter(organisation=closed).exclude(cluster__in=own).exists():
        return _("“%(name)s” is a member of another cluster too: the administrator of the portal decides.") % {
            "name": closed.name
        }
    return ""


def why_not_undone(pair: DuplicatePair) -> str:
    """What has followed the decision; empty when it can be undone."""
    if pair.verdict == Verdict.OPEN:
        return _("Nothing has been decided yet.")
    moved = {name for name in ("memberships", "links", "reporters") if pair.moved.get(name)}
    if moved:
        return _("Memberships, links or reporters went over with the decision; it cannot be undone by itself.")
    return ""


def _undecided(by: User, pair: DuplicatePair) -> DuplicatePair:
    row = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    _require_reach(by, row)
    if row.verdict != Verdict.OPEN:
        raise ValidationError(
            _("This pair is decided already: “%(verdict)s”. Reload the page.") % {"verdict": row.get_verdict_display()}
        )
    return row


def _require_reach(by: User, row: DuplicatePair) -> None:
    registry.require(
        access.pairs_visible_to(by).filter(pk=row.pk).exists(),
        _("Only the coordinator of a cluster of one of the two or the administrator decides."),
    )


def _decide(row: DuplicatePair, by: User, verdict: Verdict) -> None:
    row.verdict, row.decided_by, row.decided_at = verdict, by, timezone.now()
    row.full_clean()
    row.save()


def _facts(row: DuplicatePair) -> dict[str, Any]:
    kept = row.kept.public_id if row.kept else ""
    return {"first": row.first.public_id, "second": row.second.public_id, "verdict": str(row.verdict), "kept": kept}


def _move_numbers(kept: Organisation, closed: Organisation) -> list[str]:
    """Names of the numbers moved. The closed row is emptied first: a number is unique."""
    names = [name for name in NUMBERS if getattr(closed, name) and not getattr(kept, name)]
    _hand_over(closed, kept, names)
    return names


def _move_back(kept: Organisation, closed: Organisation, names: Iterable[str]) -> None:
    _hand_over(kept, closed, [name for name in names if getattr(kept, name) and not getattr(closed, name)])


def _hand_over(giver: Organisation, taker: Organisation, names: list[str]) -> None:
    if not names:
        return
    for name in names:
        setattr(taker, name, getattr(giver, name))
        setattr(giver, name, "")
    giver.save()
    taker.save()


def _move_memberships(by: User, kept: Organisation, closed: Organisation) -> list[str]:
    """Public ids of the memberships ended. One that has not begun, or began today, ends on its second day."""
    ended = []
    for old in Membership.objects.select_for_update(of=("self",)).filter(organisation=closed, valid_until=None):
        last = max(today(), old.valid_from + _ONE_DAY)
        old.valid_until, old.ended_as = last, MembershipEnd.MERGED
        old.full_clean()
        old.save()
        ended.append(old.public_id)
        if not Membership.objects.filter(organisation=kept, cluster=old.cluster_id, valid_until=None).exists():
            new = Membership(organisation=kept, cluster=old.cluster, valid_from=last, is_demo=kept.is_demo)
            new.full_clean()
            new.save()
    return ended


def _move_links(kept: Organisation, closed: Organisation) -> list[str]:
    """Public ids of the links ended; each goes on at the one kept, unless it is there already or would lead to itself."""
    ended = []
    for link in Link.objects.filter(Q(supplier=closed) | Q(recipient=closed), until=None):
        link.until = max(today(), (link.since or today()) + (_ONE_DAY if link.since else _NO_DAY))
        link.save(update_fields=["until", "updated_at"])
        ended.append(link.public_id)
        ends = {side: kept if getattr(link, f"{side}_id") == closed.pk else getattr(link, side) for side in _SIDES}
        same = Link.objects.filter(**ends, kind=link.kind, until=None)
        if ends["supplier"].pk != ends["recipient"].pk and not same.exists():
            Link.objects.create(
                **ends,
                kind=link.kind,
                volume_class=link.volume_class,
                since=link.since,
                source=link.source,
                state=link.state,
                stated_by=kept if link.stated_by_id == closed.pk else link.stated_by,
                is_demo=link.is_demo,
            )
    return ended
