"""Filters of measures and of applications, the same for pages, exports and the REST interface."""

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import today
from clusters.enums import OrganisationKind
from clusters.filters import TextFilter
from clusters.models import Organisation
from clusters.queries import name_column
from clusters.rules.queries import content_on
from clusters.search import match
from clusters.support.enums import ApplicationState, MeasureKind, MeasureLevel, MeasureState
from clusters.support.models import SupportApplication, SupportMeasure
from exchange.faults import BadParameters
from exchange.filters import StrictFilterSet, YesNoFilter, unknown_parameters


class MeasureFilter(StrictFilterSet):
    q = TextFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=MeasureKind, empty_label=_("any"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=MeasureLevel, empty_label=_("any"))
    who = django_filters.ChoiceFilter(
        label=_("Who may apply"), choices=OrganisationKind, empty_label=_("any"), method="for_kind"
    )
    open_now = YesNoFilter(label=_("Open now"), method="open_today")

    class Meta:
        model = SupportMeasure
        fields = ["q", "kind", "level", "who", "open_now"]

    def for_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Measures whose rules in force do not ask for other kinds. Kinds are read from the rules themselves."""
        rows = queryset.exclude(rule_set=None).annotate(asked=content_on("rule_set", today()))
        barred = [key for key, asked in rows.values_list("pk", "asked") if asked and _bars(asked, value)]
        return queryset.exclude(pk__in=barred)

    def open_today(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        keys = SupportMeasure.objects.open_on(today()).values("pk")
        return queryset.filter(pk__in=keys) if value else queryset.exclude(pk__in=keys)


def _bars(asked: dict, kind: str) -> bool:
    conditions = [item for item in asked["items"] if item.get("fact") == "organisation.kind"]
    return any((kind in item["threshold"]) is (item["operator"] == "none_of") for item in conditions)


SORTS = {"kind": "kind", "level": "level", "closes": "closes"}


def sorted_measures(rows: QuerySet[SupportMeasure], sort: str) -> QuerySet[SupportMeasure]:
    """In the order of the word. Raises BadParameters that names the allowed ones."""
    sorts = {"name": name_column(), **SORTS}
    word = sort or "name"
    field = sorts.get(word.removeprefix("-"))
    if field is None:
        raise BadParameters(unknown_parameters([word], [*sorts, *(f"-{name}" for name in sorts)]))
    order = F(field).desc(nulls_last=True) if word.startswith("-") else F(field).asc(nulls_last=True)
    return rows.order_by(order, name_column(), "pk")


class MeasureApiFilter(MeasureFilter):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[choice for choice in MeasureState.choices if choice[0] != MeasureState.DRAFT]
    )
    is_demo = YesNoFilter(label=_("Demonstration"))


class ApplicationFilter(StrictFilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="with_words", max_length=200)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ApplicationState, empty_label=_("any"))

    class Meta:
        model = SupportApplication
        fields = ["q", "state"]

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        measures = match(SupportMeasure.objects.all(), value).values("pk")
        organisations = match(Organisation.objects.all(), value).values("pk")
        return queryset.filter(Q(measure__in=measures) | Q(organisation__in=organisations))
