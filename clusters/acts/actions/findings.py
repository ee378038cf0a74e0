"""What becomes of a pair of acts at odds: marked by a person or found by the portal, then checked, given, settled."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User, today
from accounts.notices import notify
from clusters.acts import access
from clusters.acts.actions.acts import require_keeper
from clusters.acts.actions.relations import close, record_relation
from clusters.acts.enums import SYMMETRIC, FindingKind, RelationKind, Settlement
from clusters.acts.lifecycle import FINDING
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from clusters.acts.words import short_name
from clusters.models import Organisation
from clusters.tables import long_date

_RELATION_OF = {
    FindingKind.DUPLICATION: RelationKind.DUPLICATES,
    FindingKind.CONTRADICTION: RelationKind.CONTRADICTS,
}


@transaction.atomic
def mark_conflict(
    *,
    by: User,
    act: LegalAct,
    other: LegalAct,
    kind: str,
    reason: str,
    owner: User,
    due: dt.date,
    owner_organisation: Organisation | None = None,
) -> ActFinding:
    """A person's own finding: the two duplicate or contradict each other. It is confirmed and in work at once.

    Raises ValidationError where the pair is in the register of findings already, or the owner or the day will not do.
    """
    require_keeper(by)
    if act.pk == other.pk:
        raise ValidationError({"other": _("Other act: an act is not at odds with itself. Choose another one.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is at odds: the owner will read it.")})
    _check_owner(owner, due)
    first, second = sorted((act, other), key=lambda one: one.pk)
    known = ActFinding.objects.filter(kind=kind, act_a=first, act_b=second).first()
    if known is not None:
        message = _("This pair is in the register of findings already: %(state)s. Open it there.")
        raise ValidationError(message % {"state": known.get_state_display()}, code="unique")
    finding = ActFinding(kind=kind, act_a=first, act_b=second, found_by=by)
    setattr(finding, "reason_en" if (get_language() or "ru").startswith("en") else "reason_ru", reason.strip())
    finding.reason_ru = finding.reason_ru or finding.reason_en
    finding.relation = _relation(by, finding, _RELATION_OF[FindingKind(kind)])
    finding.full_clean()
    finding.save()
    FINDING.take(by=by, obj=finding, verb="confirm")
    finding = _give(by, finding, owner, due, owner_organisation, "")
    after = {"kind": kind, "acts": [first, second], "owner": owner.pk, "due": due}
    audit.record(by=by, verb="clusters.mark_act_conflict", obj=finding, after=after)
    return finding


@transaction.atomic
def confirm(*, by: User, finding: ActFinding, relation: str = "", remark: str = "") -> ActFinding:
    """A candidate is right. Of two programmes and of duplications `relation` says whether they duplicate or contradict."""
    FINDING.take(by=by, obj=finding, verb="confirm", remark=remark)
    row = _row(finding)
    chosen = relation or _RELATION_OF.get(FindingKind(row.kind), "")
    if row.kind in (FindingKind.ENDED_CITED, FindingKind.AMENDS_ENDED):
        chosen = ""
    elif chosen not in SYMMETRIC:
        raise ValidationError({"relation": _("Say whether the two acts duplicate or contradict each other.")})
    row.relation = _relation(by, row, chosen) if chosen else None
    row.save(update_fields=["relation", "updated_at"])
    audit.record(by=by, verb="clusters.confirm_act_finding", obj=row, after={"relation": chosen})
    return row


@transaction.atomic
def reject(*, by: User, finding: ActFinding, remark: str) -> ActFinding:
    """A candidate is wrong, for the reason in `remark`. The same grounds will not raise it again."""
    return _step(by, finding, "reject", remark)


@transaction.atomic
def reconsider(*, by: User, finding: ActFinding, remark: str = "") -> ActFinding:
    """What was rejected or lapsed is to be checked again."""
    return _step(by, finding, "reconsider", remark)


@transaction.atomic
def assign(
    *,
    by: User,
    finding: ActFinding,
    owner: User,
    due: dt.date,
    owner_organisation: Organisation | None = None,
    remark: str = "",
) -> ActFinding:
    """Give a confirmed finding to an owner, or to another one, with a day by which it is to be settled."""
    _require(by, finding, "assign")
    _check_owner(owner, due)
    seen = _row(finding)
    before = {"owner": seen.owner_id, "due": seen.due}
    row = _give(by, finding, owner, due, owner_organisation, remark)
    audit.record(
        by=by, verb="clusters.assign_act_finding", obj=row, before=before, after={"owner": owner.pk, "due": due}
    )
    return row


@transaction.atomic
def settle(*, by: User, finding: ActFinding, settlement: str, settled_on: dt.date, remark: str) -> ActFinding:
    """It is over: how, on which day, and in words. The relation between the two acts ends on that day."""
    _require(by, finding, "settle")
    if settled_on > today():
        raise ValidationError({"settled_on": _("This day has not come yet. Give the day on which it was settled.")})
    if settlement not in Settlement.values:
        raise ValidationError({"settlement": _("Choose how it was settled.")})
    # The table refuses a settled row that does not say how: so that is written before the step is taken.
    row = _row(finding)
    row.settlement, row.settled_on = settlement, settled_on
    row.save(update_fields=["settlement", "settled_on", "updated_at"])
    FINDING.take(by=by, obj=row, verb="settle", remark=remark)
    if row.relation is not None and row.relation.until is None and settlement != Settlement.LEFT:
        close(row.relation, max(settled_on, row.relation.since or settled_on))
    _tell(by, row.found_by, row, gettext_lazy("A finding you recorded has been settled"))
    after = {"settlement": settlement, "settled_on": settled_on}
    audit.record(by=by, verb="clusters.settle_act_finding", obj=row, after=after)
    return row


@transaction.atomic
def reopen(*, by: User, finding: ActFinding, remark: str) -> ActFinding:
    """What was settled is not: it waits for an owner again, and the relation holds anew."""
    FINDING.take(by=by, obj=finding, verb="reopen", remark=remark)
    row = _row(finding)
    before = {"settlement": row.settlement, "settled_on": row.settled_on}
    row.settlement, row.settled_on = "", None
    if row.relation is not None and row.relation.until is not None:
        row.relation = _relation(by, row, row.relation.kind)
    row.save(update_fields=["settlement", "settled_on", "relation", "updated_at"])
    audit.record(by=by, verb="clusters.reopen_act_finding", obj=row, before=before)
    return row


def _row(finding: ActFinding) -> ActFinding:
    rows = ActFinding.objects.select_for_update(of=("self",)).select_related("relation", "act_a", "act_b")
    return rows.get(pk=finding.pk)


def _require(by: User, finding: ActFinding, verb: str) -> None:
    """Who may not is told so before what else is wrong."""
    if reason := FINDING.step(verb).may(by, finding):
        raise PermissionDenied(str(reason))


def _step(by: User, finding: ActFinding, verb: str, remark: str) -> ActFinding:
    FINDING.take(by=by, obj=finding, verb=verb, remark=remark)
    row = _row(finding)
    audit.record(by=by, verb=f"clusters.{verb}_act_finding", obj=row)
    return row


def _check_owner(owner: User, due: dt.date) -> None:
    if not access.can_keep_acts(owner):
        raise ValidationError({"owner": _("The owner must be an official who keeps legal acts, or the administrator.")})
    if due < today():
        raise ValidationError({"due": _("This day has passed. Give a day that is still ahead.")})


def _give(
    by: User, finding: ActFinding, owner: User, due: dt.date, organisation: Organisation | None, remark: str
) -> ActFinding:
    """The step with its owner and day; the owner is told, unless it is the person who acts."""
    row = _row(finding)
    row.owner, row.due, row.owner_organisation = owner, due, organisation
    row.save(update_fields=["owner", "due", "owner_organisation", "updated_at"])
    FINDING.take(by=by, obj=row, verb="assign", remark=remark)
    _tell(by, owner, row, gettext_lazy("A finding about two legal acts has been given to you"))
    return row


def _relation(by: User, finding: ActFinding, kind: str) -> ActRelation:
    """The relation in force between the two, recorded now where there is none."""
    first, second = finding.act_a, finding.act_b
    found = ActRelation.objects.filter(from_act=first, kind=kind, to_act=second, until=None).first()
    return found or record_relation(by=by, from_act=first, kind=kind, to_act=second, since=today())


def _tell(by: User, recipient: User | None, finding: ActFinding, subject: object) -> None:
    if recipient is None or recipient == by:
        return
    with translation.override(recipient.language):
        body = f"{short_name(finding.act_a)} — {short_name(finding.act_b)}"
        if finding.due is not None and finding.settled_on is None:
            body += "\n" + _("To be settled by %(date)s.") % {"date": long_date(finding.due)}
    notify(
        recipient=recipient,
        kind="act_finding",
        subject=subject,
        body=body,
        link=finding.get_absolute_url(),
        about=finding,
    )
