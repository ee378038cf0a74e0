"""Filters of the pages: by the same words as the REST interface, so that an export is of exactly what is shown."""

from datetime import UTC, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.filters import TerritoryChoiceFilter, TextFilter
from exchange.filters import StrictFilterSet, YesNoFilter
from indicators.activities import SECTIONS, section_name
from indicators.enums import DimensionKind
from indicators.models import Dimension, Indicator, Observation

TOTAL = "total"


class _Dimension(django_filters.ModelChoiceFilter):
    def __init__(self, kind: DimensionKind, label: Any) -> None:
        rows = Dimension.objects.filter(kind=kind)
        super().__init__(label=label, queryset=rows, to_field_name="code", empty_label=_("any"))


def _groups() -> list[tuple[str, str]]:
    rows = Indicator.objects.catalogue().order_by("group").distinct().values_list("group", "group_ru", "group_en")
    return [(letter, Indicator(group_ru=russian, group_en=english).group_name) for letter, russian, english in rows]


class CatalogueFilter(StrictFilterSet):
    q = TextFilter(label=_("Words or code"))
    group = django_filters.ChoiceFilter(label=_("Group"), choices=_groups, empty_label=_("any"))
    criterion = _Dimension(DimensionKind.CRITERION, _("Criterion"))
    mechanism = _Dimension(DimensionKind.MECHANISM, _("Mechanism of influence"))
    is_catalogue = YesNoFilter(label=_("In the catalogue"))

    class Meta:
        model = Indicator
        fields = ["q", "group", "criterion", "mechanism", "is_catalogue"]


class MomentField(forms.CharField):
    """A date (then its end is meant) or a moment, in the portal's time zone unless it names one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.DateInput(attrs={"type": "date"}), **kwargs)

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            day = parse_date(text)
            moment = datetime.combine(day, time.max) if day else parse_datetime(text)
            if moment:
                return _in_utc(moment)
        except (ValueError, OverflowError):
            pass  # said below, in the reader's words
        raise forms.ValidationError(gettext("“%(text)s” is not a date. Write it as 2026-11-30.") % {"text": text[:40]})


def _in_utc(moment: datetime) -> datetime:
    """PostgreSQL refuses offsets that Python still takes."""
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)


class MomentFilter(django_filters.Filter):
    field_class = MomentField


class SeriesFilter(StrictFilterSet):
    """Of one indicator's published figures. Without `as_of`, those that stand today."""

    territory = TerritoryChoiceFilter()
    activity = django_filters.ChoiceFilter(
        label=_("Kind of activity"),
        choices=lambda: [(TOTAL, _("all activities")), *((letter, _activity(letter)) for letter in SECTIONS)],
        empty_label=_("any"),
        method="of_activity",
    )
    as_of = MomentFilter(label=_("As it stood at the end of"), method="as_it_stood")

    class Meta:
        model = Observation
        fields = ["territory", "activity", "as_of"]

    @property
    def moment(self) -> datetime | None:
        return self.form.cleaned_data.get("as_of") if self.form.is_valid() else None

    def of_activity(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(activity="" if value == TOTAL else value)

    def as_it_stood(self, queryset: Any, name: str, value: datetime) -> QuerySet:
        return queryset.as_of(value)

    def filter_queryset(self, queryset: Any) -> QuerySet:
        if not self.form.cleaned_data.get("as_of"):
            queryset = queryset.current()
        return super().filter_queryset(queryset)


def _activity(letter: str) -> str:
    return f"{letter} · {section_name(letter)}"
