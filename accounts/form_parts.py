"""What the forms of every room share."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def date_input() -> forms.DateInput:
    """The browser's own calendar; its value is written as the field needs it in every language."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def add_errors(form: forms.BaseForm, invalid: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """What an action refused, each error at its field; what the form does not ask is said above it.

    `names` are fields of the form by fields of the action, where the two differ.
    """
    found = invalid.error_dict if hasattr(invalid, "error_dict") else {NON_FIELD_ERRORS: invalid.error_list}
    for field, errors in found.items():
        called = (names or {}).get(field, field)
        form.add_error(called if called in form.fields else None, errors)
