"""Filters of the public list of offers and requests."""

import django_filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clusters.cooperation.enums import NoticeKind, Subject
from clusters.cooperation.models import PartnerNotice
from clusters.enums import OrganisationKind
from clusters.filters import TerritoryFilterField, TextFilter
from clusters.models import Cluster, Membership
from clusters.queries import territories_by_name, territories_within
from exchange.filters import StrictFilterSet


class _Place(TerritoryFilterField):
    """Where the notice names a place, that one; otherwise the place of its organisation."""

    def filter(self, qs, value):
        if not value:
            return qs
        within = territories_within(value)
        return qs.filter(Q(territory__in=within) | Q(territory=None, organisation__territory__in=within))


def _of_region(_request: object = None) -> QuerySet:
    return territories_by_name().of_region()


class PartnerNoticeFilter(StrictFilterSet):
    q = TextFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("partner search", "Offer or request"), choices=NoticeKind, empty_label=_("any")
    )
    subject = django_filters.ChoiceFilter(
        label=pgettext_lazy("partner search", "What it is about"), choices=Subject, empty_label=_("any")
    )
    partner = django_filters.ChoiceFilter(
        label=_("For a partner of the kind"), choices=OrganisationKind, empty_label=_("any"), method="for_kind"
    )
    territory = _Place(label=_("Municipality"), queryset=_of_region)
    cluster = django_filters.ModelChoiceFilter(
        label=_("From members of"),
        queryset=Cluster.objects.all(),
        to_field_name="slug",
        empty_label=_("any cluster"),
        method="from_cluster",
    )

    class Meta:
        model = PartnerNotice
        fields = ["q", "kind", "subject", "partner", "territory", "cluster"]

    def for_kind(self, queryset, name, value):
        """Those that name the kind, and those open to any."""
        named = queryset.annotate(kinds_text=Cast("wanted_kinds", TextField()))
        return named.filter(Q(kinds_text__contains=f'"{value}"') | Q(kinds_text="[]"))

    def from_cluster(self, queryset, name, value):
        members = Membership.objects.current().filter(cluster=value)
        return queryset.filter(organisation__in=members.values("organisation"))
