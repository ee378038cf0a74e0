"""What an applicant states in a form or an application: exact values, checked against the facts they answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.rules.facts import FACTS
from clusters.rules.language import Kind, Value, WrongRule, number, value_as_json

_TYPES: dict[Kind, type] = {Kind.NUMBER: Decimal, Kind.YES_NO: bool}


def checked_answers(answers: Mapping[str, Value]) -> dict[str, Any]:
    """As JSON. Raises ValidationError for a fact that applicants do not state or a value of another kind."""
    for code, value in answers.items():
        fact = FACTS.get(code)
        if fact is None or not code.startswith("applicant.") or type(value) is not _TYPES.get(fact.kind):
            raise ValidationError(_("“%(fact)s” is not a question of this form.") % {"fact": code}, code="answer")
    return {code: value_as_json(value) for code, value in answers.items()}


def read_answers(stored: Mapping[str, Any]) -> dict[str, Value]:
    """Back from JSON; an answer to a question that is no longer asked is left out."""
    found: dict[str, Value] = {}
    for code, value in stored.items():
        fact = FACTS.get(code)
        if fact is not None and fact.kind is Kind.YES_NO and isinstance(value, bool):
            found[code] = value
        elif fact is not None and fact.kind is Kind.NUMBER:
            try:
                found[code] = number(value)
            except WrongRule:
                continue
    return found
