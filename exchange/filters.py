"""Filters that refuse what they do not know, the same for pages and for the REST interface."""

from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.fields import IsoDateTimeField
from django_filters.filterset import FILTER_FOR_DBFIELD_DEFAULTS
from django_filters.rest_framework import DjangoFilterBackend

from exchange.faults import BadParameters, FieldError

PAGE_NAMES = frozenset({"page", "sort"})
"""What a list page takes besides its filters."""


class YesNoField(forms.TypedChoiceField):
    """`true` or `false`; anything else is an error, where Django's own field would take it for “not given”."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("null_value", None)
        choices = [("", gettext_lazy("any")), ("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))]
        super().__init__(choices=choices, coerce=lambda word: word == "true", empty_value=None, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).strip().lower()


class YesNoFilter(django_filters.BooleanFilter):
    field_class = YesNoField


class MomentField(IsoDateTimeField):
    """ISO 8601 in any zone, turned to UTC: PostgreSQL refuses offsets that Python still takes."""

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(django_filters.IsoDateTimeFilter):
    field_class = MomentField


class StrictFilterSet(django_filters.FilterSet):
    """Base of every filter set: an unknown or repeated name is an error, an invalid value shows nothing."""

    FILTER_DEFAULTS = {
        **FILTER_FOR_DBFIELD_DEFAULTS,
        models.BooleanField: {"filter_class": YesNoFilter},
        models.DateTimeField: {"filter_class": MomentFilter},
    }
    passes: frozenset[str] = PAGE_NAMES

    def names(self) -> list[str]:
        """The parameters that filter, in the order of declaration; a range has one name for each end."""
        found: list[str] = []
        for name, field in self.form.fields.items():
            suffixes = getattr(field.widget, "suffixes", None) or [None]
            found += [f"{name}_{suffix}" if suffix else name for suffix in suffixes]
        return found

    @property
    def unknown(self) -> list[str]:
        return [name for name in self.data if name not in self.passes and name not in self.names()]

    def faults(self) -> list[FieldError]:
        """What is wrong with the parameters, each with its remedy; empty when they can be used."""
        allowed = self.names()
        faults = unknown_parameters(self.unknown, [*allowed, *sorted(self.passes)])
        faults += [self._repeated(name) for name in allowed if self._is_repeated(name)]
        for name, messages in self.form.errors.get_json_data().items():
            faults += [FieldError(name, f"{name}: {entry['message']}", self._remedy(name)) for entry in messages]
        return faults

    def _is_repeated(self, name: str) -> bool:
        field = self.form.fields.get(name)
        values = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return len(values) > 1 and not getattr(field and field.widget, "allow_multiple_selected", False)

    def _repeated(self, name: str) -> FieldError:
        return FieldError(name, _("“%(name)s” is given more than once.") % {"name": name}, _("Give it once."))

    def _remedy(self, name: str) -> str:
        if isinstance(self.form.fields.get(name), MomentField):
            return _("Example: %(example)s.") % {"example": "2026-12-01T00:00:00Z"}
        choices = getattr(self.form.fields.get(name), "choices", None)
        # Rows behind a choice may be thousands: only words that the code itself declares are listed.
        if not isinstance(choices, Iterable) or isinstance(self.form.fields[name], forms.ModelChoiceField):
            return ""
        words = [str(value) for value, _label in _flat(choices) if value != ""]
        return _("Allowed: %(words)s.") % {"words": ", ".join(words)} if words else ""

    @property
    def qs(self) -> QuerySet[Any]:
        """As in django-filter, but invalid parameters give no rows rather than all of them."""
        if self.is_bound and self.form.errors:
            return self.queryset.none()
        return super().qs


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def unknown_parameters(unknown: Iterable[str], allowed: Iterable[str]) -> list[FieldError]:
    """One error for each unknown name; it gives the nearest known one and then all of them."""
    known = list(dict.fromkeys(allowed))
    errors = []
    for name in unknown:
        shown = name if len(name) <= 60 else name[:60] + "…"
        near = get_close_matches(name, known, n=1)
        remedy = _("Did you mean “%(name)s”?") % {"name": near[0]} + " " if near else ""
        remedy += _("Allowed: %(words)s.") % {"words": ", ".join(known)}
        errors.append(FieldError(shown, _("Unknown parameter “%(name)s”.") % {"name": shown}, remedy))
    return errors


def filtered(
    request: HttpRequest,
    filterset_class: type[StrictFilterSet],
    queryset: QuerySet[Any],
    *,
    passes: Iterable[str] = PAGE_NAMES,
) -> StrictFilterSet:
    """The filter set bound to the address of `request`; `.qs` are the rows, `.form` the form.

    `passes` are names that others read (page, sort, …). Raises `BadParameters`, which Django answers with the
    portal's own page for status 400 and the REST interface with a problem document: a view need not catch it.
    """
    filterset = filterset_class(request.GET, queryset=queryset, request=request)
    filterset.passes = frozenset(passes)
    faults = filterset.faults()
    if faults:
        raise BadParameters(faults)
    return filterset


class StrictFilterBackend(DjangoFilterBackend):
    """`filtered` for the views of Django REST framework; the view names what else may stand in the address."""

    filterset_base = StrictFilterSet

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        if filterset_class is None:
            return queryset
        return filtered(request._request, filterset_class, queryset, passes=view.passes).qs
