"""Filters of the register of acts and of its findings, the same for pages, exports and the REST interface."""

import django_filters
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import today
from clusters.acts.enums import ActKind, ActLevel, ActStatus, FindingKind, FindingState
from clusters.acts.models import ActFinding, LegalAct, Topic
from clusters.filters import TerritoryFilterField, TextFilter
from clusters.queries import territories_within, territory_name_order
from exchange.faults import BadParameters
from exchange.filters import StrictFilterSet, YesNoFilter, unknown_parameters


class ActFilter(StrictFilterSet):
    q = TextFilter(label=_("Words or number"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=ActLevel, empty_label=_("any"))
    territory = TerritoryFilterField()
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ActKind, empty_label=_("any"))
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        queryset=Topic.objects.all(),
        to_field_name="code",
        empty_label=_("any"),
    )
    status = django_filters.ChoiceFilter(label=_("Status today"), choices=ActStatus, empty_label=_("any"))
    on = django_filters.DateFilter(label=_("In force on"), method="in_force_on")
    is_programme = YesNoFilter(label=_("Programme"))
    is_demo = YesNoFilter(label=_("Demonstration"))

    class Meta:
        model = LegalAct
        fields = ["q", "level", "territory", "kind", "topic", "status", "on", "is_programme", "is_demo"]

    def in_force_on(self, queryset: QuerySet, name: str, value) -> QuerySet:
        return queryset.filter(pk__in=LegalAct.objects.in_force_on(value).order_by().values("pk"))


def _act_sorts() -> dict[str, Combinable]:
    english = (get_language() or "ru").startswith("en")
    return {
        "date": F("date"),
        "title": F("title_en" if english else "title_ru"),
        "territory": territory_name_order("territory__"),
        "status": F("status"),
    }


def sorted_acts(rows: QuerySet[LegalAct], sort: str) -> QuerySet[LegalAct]:
    """In the order of the word (`date`, `-title`, …), the latest first without one. Raises BadParameters."""
    sorts = _act_sorts()
    word = sort or "-date"
    chosen = sorts.get(word.removeprefix("-"))
    if chosen is None:
        raise BadParameters(unknown_parameters([word], [*sorts, *(f"-{name}" for name in sorts)]))
    order = chosen.desc(nulls_last=True) if word.startswith("-") else chosen.asc(nulls_last=True)
    return rows.order_by(order, "-pk")


class FindingFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=FindingKind, empty_label=_("any"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=FindingState, empty_label=_("any"))
    territory = TerritoryFilterField(method="of_territory")
    overdue = YesNoFilter(label=_("Overdue"), method="is_overdue")

    class Meta:
        model = ActFinding
        fields = ["kind", "state", "territory", "overdue"]

    def of_territory(self, queryset: QuerySet, name: str, value) -> QuerySet:
        within = territories_within(value)
        return queryset.filter(Q(act_a__territory__in=within) | Q(act_b__territory__in=within))

    def is_overdue(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        late = Q(state=FindingState.IN_WORK, due__lt=today())
        return queryset.filter(late) if value else queryset.exclude(late)


class KeeperFindingFilter(FindingFilter):
    """For those who keep acts: whose it is, too."""

    mine = YesNoFilter(label=_("Given to me"), method="is_mine")

    class Meta(FindingFilter.Meta):
        fields = [*FindingFilter.Meta.fields, "mine"]

    def is_mine(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        mine = Q(owner=self.request.user)
        return queryset.filter(mine) if value else queryset.exclude(mine)
