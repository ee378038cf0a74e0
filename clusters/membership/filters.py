"""Filters of the lists of this room."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from clusters.filters import TextFilter
from clusters.membership.enums import ApplicationState, Verdict
from clusters.membership.models import DuplicatePair, MembershipApplication
from clusters.models import Membership, Organisation
from clusters.search import match
from exchange.filters import StrictFilterSet


class _OrganisationWords(TextFilter):
    """Words of the organisation or, where the application has words of its own, of these."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        named = match(Organisation.objects.all(), value).values("pk")
        return qs.filter(Q(organisation__in=named) | Q(pk__in=match(qs.order_by(), value).values("pk")))


class ApplicationFilter(StrictFilterSet):
    q = _OrganisationWords()
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=[choice for choice in ApplicationState.choices if choice[0] != "draft"]
    )

    class Meta:
        model = MembershipApplication
        fields = ["q", "state"]


class MemberFilter(StrictFilterSet):
    q = TextFilter(method="of_name")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("active", _("in force")), ("suspended", _("suspended")), ("coming", _("not yet begun"))],
        empty_label=_("any"),
        method="in_state",
    )

    class Meta:
        model = Membership
        fields = ["q", "state"]

    def of_name(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(organisation__in=match(Organisation.objects.all(), value).values("pk"))

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        current = Membership.objects.current().values("pk")
        if value == "coming":
            return queryset.exclude(pk__in=current)
        return queryset.filter(pk__in=current, is_suspended=value == "suspended")


class PairFilter(StrictFilterSet):
    verdict = django_filters.ChoiceFilter(label=_("Decision"), choices=Verdict, empty_label=_("any"))

    class Meta:
        model = DuplicatePair
        fields = ["verdict"]
