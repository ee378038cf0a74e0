"""Making rule sets and changing them: a change is a new version, the earlier ones stay as they were."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters.rules import access
from clusters.rules.evaluation import changed_thresholds
from clusters.rules.language import Value, as_json
from clusters.rules.models import RuleSet, RuleSetVersion
from clusters.rules.validators import checked


@transaction.atomic
def make_rule_set(
    *, by: User | None, fields: Mapping[str, Any], content: Any, valid_from: dt.date, reason: str = ""
) -> RuleSetVersion:
    """A new set with its first version. Raises ValidationError, PermissionDenied."""
    rule_set = RuleSet(**fields)
    if by is not None:
        access.require_rule_editor(by, rule_set)
    rule_set.full_clean()
    rule_set.save()
    return _write(by, rule_set, 1, content, valid_from, reason, before=None)


@transaction.atomic
def change_rules(
    *, by: User | None, rule_set: RuleSet, content: Any, valid_from: dt.date, reason: str, based_on: int | None = None
) -> RuleSetVersion:
    """The next version, in force from `valid_from`; the same rules again are no change and leave no row.

    `based_on` is the number of the version that the editor saw. Raises ValidationError by field, PermissionDenied.
    """
    if by is not None:
        access.require_rule_editor(by, rule_set)
    locked = RuleSet.objects.select_for_update().get(pk=rule_set.pk)
    last = locked.versions.order_by("-number").first()
    if last is not None and last.rules == checked(content, locked.subject):
        return last
    if last is not None and based_on not in (None, last.number):
        raise ValidationError(
            _("Someone has changed these rules meanwhile. Reload the page and repeat your change."), code="changed"
        )
    if last is not None and valid_from < last.valid_from:
        raise ValidationError(
            {
                "valid_from": _("The rules in force begin on %(date)s. Choose that day or a later one.")
                % {"date": last.valid_from.isoformat()}
            }
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the rules change: it stays in their history.")})
    number = last.number + 1 if last else 1
    return _write(by, locked, number, content, valid_from, reason, before=last and last.content)


@transaction.atomic
def change_thresholds(
    *,
    by: User | None,
    rule_set: RuleSet,
    thresholds: Mapping[str, Value],
    valid_from: dt.date,
    reason: str,
    based_on: int,
) -> RuleSetVersion:
    """As `change_rules`, with only the thresholds of the named rules different from the latest version."""
    last = rule_set.versions.order_by("-number").first()
    if last is None:
        raise ValidationError(_("These rules have no version yet. Make one first."))
    content = as_json(changed_thresholds(last.rules, thresholds))
    return change_rules(
        by=by, rule_set=rule_set, content=content, valid_from=valid_from, reason=reason, based_on=based_on
    )


def _write(
    by: User | None, rule_set: RuleSet, number: int, content: Any, valid_from: dt.date, reason: str, before: Any
) -> RuleSetVersion:
    kept = as_json(checked(content, rule_set.subject))
    version = RuleSetVersion(
        rule_set=rule_set, number=number, content=kept, valid_from=valid_from, reason=reason.strip(), made_by=by
    )
    version.full_clean(exclude=["made_by"])
    version.save()
    audit.record(
        by=by,
        verb="clusters.change_rules",
        obj=rule_set,
        before=before and {"rules": before},
        after={"version": number, "valid_from": valid_from, "rules": kept},
    )
    return version
