"""Indicators and figures over REST. Published figures of territories are for everyone, others for whom access lets."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, Organisation
from exchange.api import ListViewSet
from exchange.filters import MomentFilter, YesNoFilter
from exchange.formats import Column
from indicators import reading
from indicators.access import observations_visible_to
from indicators.enums import Basis, Direction, Status
from indicators.filters import CatalogueFilter, SeriesFilter
from indicators.models import Indicator, Observation
from indicators.periods import parse_period


class IndicatorFilter(CatalogueFilter):
    direction = django_filters.ChoiceFilter(label=_("Direction"), choices=Direction.choices)
    basis = django_filters.ChoiceFilter(label=_("Basis"), choices=Basis.choices)


class IndicatorViewSet(ListViewSet):
    about = _("The catalogue, its place in the framework, and the supplementary official series.")
    title, row_name = _("Indicators"), "Indicator"
    queryset = Indicator.objects.all()
    filterset_class = IndicatorFilter
    lookup_field = "code"
    sorts = {"code": "code", "name": "name_ru"}
    columns = (
        Column("code", help=_("The word in every address, for example A02.")),
        Column("is_catalogue", "boolean", help=_("False for a supplementary official series.")),
        Column("group"),
        Column("group_ru"),
        Column("group_en"),
        Column("name_ru"),
        Column("name_en"),
        Column("unit"),
        Column("levels", help=_("O organisation, C cluster, M municipality, R subject of the federation.")),
        Column("source_form"),
        Column("emiss_id"),
        Column("emiss_title"),
        Column("periodicity"),
        Column("direction", "integer", help=_("1: higher is better; -1: lower; 0: neither.")),
        Column("formula"),
        Column("analogue"),
        Column("basis", help=_("E official statistics, P the portal's own registers and surveys.")),
        Column("criterion", source="criterion__code"),
        Column("criterion_name_ru", source="criterion__name_ru"),
        Column("criterion_name_en", source="criterion__name_en"),
        Column("mechanism", source="mechanism__code"),
        Column("mechanism_name_ru", source="mechanism__name_ru"),
        Column("mechanism_name_en", source="mechanism__name_en"),
    )


class PeriodField(forms.CharField):
    """The canonical code of a period; other spellings of the same are taken too."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return parse_period(text).code
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PeriodFilter(django_filters.CharFilter):
    field_class = PeriodField


class ObservationFilter(SeriesFilter):
    indicator = django_filters.ModelChoiceFilter(
        label=_("Indicator"), queryset=Indicator.objects.all(), to_field_name="code"
    )
    cluster = django_filters.ModelChoiceFilter(label=_("Cluster"), queryset=Cluster.objects.all(), to_field_name="slug")
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=Organisation.objects.all(), to_field_name="public_id"
    )
    period = PeriodFilter(label=_("Period"), max_length=24)
    period_from = django_filters.DateFilter(
        label=_("Period ends on or after"), field_name="period_end", lookup_expr="gte"
    )
    period_until = django_filters.DateFilter(
        label=_("Period begins on or before"), field_name="period_start", lookup_expr="lte"
    )
    variant = django_filters.CharFilter(label=_("Basis of the figure"), max_length=60)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)
    recorded_since = MomentFilter(label=_("Recorded at or after"), field_name="recorded_at", lookup_expr="gte")
    as_of = MomentFilter(label=_("As it stood at"), method="as_it_stood")
    history = YesNoFilter(label=_("Superseded figures too"), method="with_history")
    is_demo = YesNoFilter(label=_("Demonstration"))

    def with_history(self, queryset: QuerySet[Observation], name: str, value: bool) -> QuerySet[Observation]:
        return queryset

    def filter_queryset(self, queryset: QuerySet[Observation]) -> QuerySet[Observation]:
        if self.form.cleaned_data["history"]:
            return super(SeriesFilter, self).filter_queryset(queryset)  # past the rule that only what stands is shown
        return super().filter_queryset(queryset)


class ObservationViewSet(ListViewSet):
    about = _("Figures with their provenance. `value` is null where the publisher withholds the figure.")
    title, row_name = _("Observations"), "Observation"
    queryset = Observation.objects.all()
    filterset_class = ObservationFilter
    lookup_field = "public_id"
    sorts = {"period": "period_end", "recorded_at": "recorded_at"}
    confidential = True
    columns = (
        Column("public_id"),
        Column("indicator", source="indicator__code"),
        Column("indicator_name_ru", source="indicator__name_ru"),
        Column("indicator_name_en", source="indicator__name_en"),
        Column("territory", source="territory__code"),
        Column("territory_name_ru", source="territory__name_ru"),
        Column("territory_name_en", source="territory__name_en"),
        Column("cluster", source="cluster__slug"),
        Column("organisation", source="organisation__public_id"),
        Column("activity", help=_("Section of OKVED2; empty means all activities.")),
        Column("period", help=_("Code of the period, for example 2023, 2023-Q4, 2022-01-01.")),
        Column("period_start", "date"),
        Column("period_end", "date"),
        Column("variant", help=_("Tells apart figures of one period that are counted differently.")),
        Column("value", "number", help=_("Empty: withheld by the publisher.")),
        Column("unit"),
        Column("status"),
        Column("source"),
        Column("source_url"),
        Column("note"),
        Column("revision", "integer"),
        Column("recorded_at", "datetime"),
        Column("superseded_at", "datetime", help=_("Empty while the figure stands.")),
        Column("is_demo", "boolean", help=_("Made up for demonstration.")),
    )

    def get_queryset(self) -> QuerySet[Observation]:
        return observations_visible_to(self.request.user)

    def confidential_subjects(self, rows: QuerySet[Observation]) -> list[tuple[str, str]]:
        return reading.subjects(rows)
