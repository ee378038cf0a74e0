"""Filters of the list of reports."""

import django_filters
from django.utils.translation import gettext_lazy as _

from clusters.filters import TerritoryChoiceFilter
from clusters.models import Cluster
from competitiveness.enums import ReportKind, ReportState
from competitiveness.models import Report
from exchange.filters import StrictFilterSet


class ReportListFilter(StrictFilterSet):
    """Without a state named, withdrawn reports are left out: they no longer stand."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ReportKind, empty_label=_("any"))
    cluster = django_filters.ModelChoiceFilter(
        label=_("Cluster"), queryset=Cluster.objects.all(), to_field_name="slug", empty_label=_("any")
    )
    territory = TerritoryChoiceFilter()
    period = django_filters.CharFilter(label=_("Period, for example 2026-Q3"), max_length=24)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReportState, empty_label=_("any that stands"))

    def without_drafts(self) -> None:
        """Drafts are not offered to those who can see none; asking for them stays possible and finds none."""
        field = self.form.fields["state"]
        field.widget.choices = [choice for choice in field.choices if choice[0] != ReportState.DRAFT]

    class Meta:
        model = Report
        fields = ["kind", "cluster", "territory", "period", "state"]

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data["state"]:
            queryset = queryset.exclude(state=ReportState.WITHDRAWN)
        return super().filter_queryset(queryset)
