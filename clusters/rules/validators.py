"""Whether rules can be kept: they read well, and ask of facts that the portal knows, each in its own way."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.rules.facts import FACTS
from clusters.rules.language import Group, Rule, WrongRule, parse


def checked(content: Any, subject: str) -> Group:
    """The rules of the content. Raises ValidationError that names the rule and the remedy."""
    try:
        whole = parse(content)
    except WrongRule as wrong:
        raise ValidationError(_("The rules cannot be read: %(why)s") % {"why": wrong}, code="rules") from wrong
    faults = [fault for rule in whole.rules() if (fault := _fault(rule, subject))]
    if faults:
        raise ValidationError(faults)
    return whole


def _fault(rule: Rule, subject: str) -> ValidationError | None:
    fact = FACTS.get(rule.fact)
    words = {"code": rule.code, "fact": rule.fact, "operator": rule.operator.value}
    if fact is None or fact.subject != subject:
        return ValidationError(
            _("Rule “%(code)s”: there is no fact “%(fact)s” for what these rules judge. Choose one of the list."),
            code="fact",
            params=words,
        )
    if fact.kind is not rule.operator.kind:
        return ValidationError(
            _("Rule “%(code)s”: “%(operator)s” cannot be asked of the fact “%(fact)s”. Choose another operator."),
            code="operator",
            params=words,
        )
    return None
