"""Stating facts of a cluster and choosing the rules that apply to it."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User, today
from clusters.models import Cluster
from clusters.rules.enums import Purpose, Subject
from clusters.rules.facts import FACTS
from clusters.rules.language import Kind
from clusters.rules.models import RuleSet
from clusters.standing import access
from clusters.standing.models import AppliedRuleSet, ClusterFact


@transaction.atomic
def state_fact(
    *,
    by: User | None,
    cluster: Cluster,
    fact: str,
    value: Decimal | bool,
    as_of: dt.date,
    source: str,
    source_url: str = "",
) -> ClusterFact:
    """One more statement; the earlier ones stay. Raises ValidationError by field, PermissionDenied."""
    if by is not None:
        access.require_fact_keeper(by, cluster)
    known = FACTS.get(fact)
    if known is None or not known.stated or known.subject != Subject.CLUSTER:
        raise ValidationError({"fact": _("This fact is not stated by people. Choose one of the list.")})
    if (known.kind is Kind.YES_NO) is not isinstance(value, bool):
        raise ValidationError({"value": _("Answer yes or no where that is asked, and give a number elsewhere.")})
    if as_of > today():
        raise ValidationError({"as_of": _("A fact is not stated for the future. Choose today or an earlier day.")})
    row = ClusterFact(cluster=cluster, fact=fact, as_of=as_of, source=source, source_url=source_url, given_by=by)
    if isinstance(value, bool):
        row.yes_no = value
    else:
        row.number = value
    row.is_demo = by is None or by.is_demo
    row.full_clean(exclude=["given_by"])
    row.save()
    audit.record(
        by=by,
        verb="clusters.state_fact",
        obj=row,
        after={"cluster": cluster.slug, "fact": fact, "value": value, "as_of": as_of, "source": source},
    )
    return row


@transaction.atomic
def apply_rules(*, by: User | None, cluster: Cluster, rule_set: RuleSet, valid_from: dt.date) -> AppliedRuleSet:
    """From the date on the cluster is judged by these rules. Raises ValidationError, PermissionDenied."""
    if by is not None:
        access.require_rule_chooser(by)
    if rule_set.purpose == Purpose.ELIGIBILITY:
        raise ValidationError({"rule_set": _("These are rules of a measure of support. Choose rules for clusters.")})
    # Two people at once queue here, so that the second sees the row of the first.
    locked = Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    row = AppliedRuleSet(cluster=locked, rule_set=rule_set, valid_from=valid_from)
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.apply_rules", obj=row, after=_facts(row))
    return row


@transaction.atomic
def lift_rules(*, by: User | None, applied: AppliedRuleSet, valid_until: dt.date) -> AppliedRuleSet:
    """The rules no longer apply from the date on. Raises ValidationError, PermissionDenied."""
    if by is not None:
        access.require_rule_chooser(by)
    row = AppliedRuleSet.objects.select_for_update(of=("self",)).get(pk=applied.pk)
    if row.valid_until is not None:
        raise ValidationError(_("These rules have been lifted already. Reload the page."), code="state")
    row.valid_until = valid_until
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.lift_rules", obj=row, before={"valid_until": None}, after=_facts(row))
    return row


def _facts(row: AppliedRuleSet) -> dict[str, str | dt.date | None]:
    return {
        "cluster": row.cluster.slug,
        "rules": row.rule_set.code,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
    }
