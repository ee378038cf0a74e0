"""Who may read rules (everyone) and who may change them."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from clusters.access import require
from clusters.rules.enums import Purpose
from clusters.rules.models import RuleSet

EDIT_RULES = "clusters.edit_rules"
KEEP_MEASURES = "clusters.keep_measures"


def can_edit_rules(user: Person) -> bool:
    return has_portal_permission(user, EDIT_RULES)


def can_edit_rule_set(user: Person, rule_set: RuleSet) -> bool:
    """The administrator; who may apply for support is also set by those who keep the measures."""
    if rule_set.purpose == Purpose.ELIGIBILITY and has_portal_permission(user, KEEP_MEASURES):
        return True
    return can_edit_rules(user)


def require_rule_editor(user: Person, rule_set: RuleSet) -> None:
    require(
        can_edit_rule_set(user, rule_set),
        _("Only the administrator changes rules; rules of support are also kept by officials. Write to them."),
    )


def rule_set_for_reading(user: Person, code: str) -> RuleSet:
    """Rules are public, but those of a measure that is not published yet are for its keepers. Http404 alike."""
    found = RuleSet.objects.filter(code=code).first()
    if found is None or not (is_public(found) or can_edit_rule_set(user, found)):
        raise Http404(_("There are no rules at this address."))
    return found


def is_public(rule_set: RuleSet) -> bool:
    """All but the rules whose every measure is a draft."""
    states = set(rule_set.measures.values_list("state", flat=True))
    return rule_set.purpose != Purpose.ELIGIBILITY or bool(states - {"draft"})


def rule_set_for_editing(user: Person, code: str) -> RuleSet:
    found = rule_set_for_reading(user, code)
    require_rule_editor(user, found)
    return found
