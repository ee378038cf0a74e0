"""Filters of the register of infrastructure, the same for the page, exports and the REST interface."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clusters.filters import TerritoryFilterField, TextFilter
from clusters.infrastructure.enums import InfrastructureKind
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster
from exchange.filters import StrictFilterSet, YesNoFilter


class InfrastructureFilter(StrictFilterSet):
    q = TextFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=InfrastructureKind, empty_label=_("any"))
    cluster = django_filters.ModelChoiceFilter(
        label=_("Serves the cluster"),
        field_name="clusters",
        queryset=Cluster.objects.all(),
        to_field_name="slug",
        empty_label=_("any"),
    )
    territory = TerritoryFilterField()
    current = YesNoFilter(label=_("At work today"), method="at_work")
    is_demo = YesNoFilter(label=_("Demonstration"))

    class Meta:
        model = InfrastructureObject
        fields = ["q", "kind", "cluster", "territory", "current", "is_demo"]

    def at_work(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        at_work = InfrastructureObject.objects.current().order_by().values("pk")
        return queryset.filter(pk__in=at_work) if value else queryset.exclude(pk__in=at_work)
