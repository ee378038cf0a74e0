"""Errors of an action at the fields of the form that asked for it."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form


def add_errors(form: Form, invalid: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """`names` are fields of the form by fields of the model; what the form does not ask is said above it."""
    found = invalid.error_dict if hasattr(invalid, "error_dict") else {NON_FIELD_ERRORS: invalid.error_list}
    for field, errors in found.items():
        called = (names or {}).get(field, field)
        form.add_error(called if called in form.fields else None, errors)
