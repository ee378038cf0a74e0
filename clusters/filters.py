"""Filters of the registry's lists, the same for pages, exports and the REST interface."""

from collections.abc import Iterable

import django_filters
from django.db.models import Case, F, IntegerField, QuerySet, TextChoices, When
from django.db.models.expressions import Combinable
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from accounts.models import today
from clusters import queries
from clusters.enums import LinkKind, OrganisationKind, PartOfRegion, Sector, SizeClass, TerritoryLevel, VolumeClass
from clusters.models import Cluster, Link, Membership, Organisation, Territory
from clusters.queries import name_column, territories_within, territory_name_order
from clusters.search import match
from exchange.faults import BadParameters
from exchange.filters import StrictFilterSet, YesNoFilter, unknown_parameters


def _in_order(field: str, values: Iterable[str]) -> Case:
    """The place of the row's value among `values`: an order that the database's letters do not know."""
    places = [When(**{field: value}, then=place) for place, value in enumerate(values)]
    return Case(*places, output_field=IntegerField())


def _by_label(field: str, choices: type[TextChoices]) -> Case:
    """In the order of the words that the reader sees."""
    return _in_order(field, sorted(choices.values, key=lambda value: str(choices(value).label)))


def _organisation_sorts() -> dict[str, Combinable]:
    return {
        "name": F(name_column()),
        "kind": _by_label("kind", OrganisationKind),
        "territory": territory_name_order("territory__"),
        "size": _in_order("size_class", SizeClass.values),
        "sector": _by_label("sector", Sector),
    }


def sorted_organisations(rows: QuerySet[Organisation], sort: str) -> QuerySet[Organisation]:
    """In the order of the word (`name`, `-kind`, …). Raises BadParameters that names the allowed ones."""
    sorts = _organisation_sorts()
    word = sort or "name"
    chosen = sorts.get(word.removeprefix("-"))
    if chosen is None:
        raise BadParameters(unknown_parameters([word], [*sorts, *(f"-{name}" for name in sorts)]))
    # Only a territory may be missing. Said of a name, it would keep the database from reading its index backwards.
    last = True if word.removeprefix("-") == "territory" else None
    order = chosen.desc(nulls_last=last) if word.startswith("-") else chosen.asc(nulls_last=last)
    return rows.order_by(order, sorts["name"].asc(), "pk")


class TextFilter(django_filters.CharFilter):
    """Words of the search column, in any case and form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label=kwargs.pop("label", _("Words or number")), max_length=200, **kwargs)

    def filter(self, qs, value):
        return match(qs, value) if value else qs


class ClusterFilterField(django_filters.ModelChoiceFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(
            *args,
            queryset=Cluster.objects.all(),
            to_field_name="slug",
            label=_("Cluster"),
            empty_label=_("any"),
            **kwargs,
        )


class _TerritoryChoice(ModelChoiceField):
    def label_from_instance(self, obj: Territory) -> str:
        return capfirst(obj.name)


class _AboveOthers(ModelChoiceIterator):
    """Offers only those to which another belongs; the rest may still be asked for and have nothing below them."""

    def __init__(self, field: ModelChoiceField) -> None:
        super().__init__(field)
        self.queryset = self.queryset.filter(pk__in=queries.territories_above())


class _ParentChoice(_TerritoryChoice):
    iterator = _AboveOthers


class TerritoryChoiceFilter(django_filters.ModelChoiceFilter):
    """One territory, by its code, of those that `queryset` gives."""

    field_class = _TerritoryChoice

    def __init__(self, *args, **kwargs):
        given = {"queryset": queries.territories_by_name, "label": _("Territory"), "empty_label": _("any")}
        super().__init__(*args, to_field_name="code", **given | kwargs)


class ParentFilter(TerritoryChoiceFilter):
    field_class = _ParentChoice


class TerritoryFilterField(TerritoryChoiceFilter):
    """A territory with everything below it."""

    def __init__(self, *args, **kwargs):
        self.path = kwargs.pop("path", "territory")
        super().__init__(*args, **kwargs)

    def filter(self, qs, value):
        return qs.filter(**{f"{self.path}__in": territories_within(value)}) if value else qs


class OrganisationFilter(StrictFilterSet):
    q = TextFilter()
    cluster = ClusterFilterField(method="of_cluster")
    territory = TerritoryFilterField()
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind, empty_label=_("any"))
    sector = django_filters.ChoiceFilter(label=_("Sector"), choices=Sector, empty_label=_("any"))
    size = django_filters.ChoiceFilter(
        label=_("Size"), field_name="size_class", choices=SizeClass, empty_label=_("any")
    )
    is_demo = YesNoFilter(label=_("Demonstration"))

    class Meta:
        model = Organisation
        fields = ["q", "cluster", "territory", "kind", "sector", "size", "is_demo"]

    def of_cluster(self, queryset, name, value):
        return queryset.filter(pk__in=Membership.objects.current().filter(cluster=value).values("organisation"))


class ClusterFilter(StrictFilterSet):
    q = TextFilter()

    class Meta:
        model = Cluster
        fields = ["q"]


class TerritoryFilter(StrictFilterSet):
    q = TextFilter()
    level = django_filters.ChoiceFilter(label=_("Level"), choices=TerritoryLevel, empty_label=_("any"))
    in_cmw = django_filters.ChoiceFilter(label=_("Part of the region"), choices=PartOfRegion, empty_label=_("any"))
    parent = ParentFilter(label=_("Belongs to"))

    class Meta:
        model = Territory
        fields = ["q", "level", "in_cmw", "parent"]


class _OrganisationChoice(django_filters.ModelChoiceFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, queryset=Organisation.objects.all(), to_field_name="public_id", **kwargs)


class MembershipFilter(StrictFilterSet):
    cluster = ClusterFilterField()
    organisation = _OrganisationChoice(label=_("Organisation"))
    on = django_filters.DateFilter(label=_("In force on"), method="in_force_on")
    current = YesNoFilter(label=_("In force today"), method="in_force_today")

    class Meta:
        model = Membership
        fields = ["cluster", "organisation", "on", "current"]

    def in_force_on(self, queryset, name, value):
        return queryset.on(value)

    def in_force_today(self, queryset, name, value):
        in_force = Membership.objects.on(today()).values("pk")
        return queryset.filter(pk__in=in_force) if value else queryset.exclude(pk__in=in_force)


class LinkFilter(StrictFilterSet):
    supplier = _OrganisationChoice(label=_("Supplier"))
    recipient = _OrganisationChoice(label=_("Recipient"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=LinkKind, empty_label=_("any"))
    volume_class = django_filters.ChoiceFilter(label=_("Volume"), choices=VolumeClass, empty_label=_("any"))
    on = django_filters.DateFilter(label=_("At work on"), method="at_work_on")

    class Meta:
        model = Link
        fields = ["supplier", "recipient", "kind", "volume_class", "on"]

    def at_work_on(self, queryset, name, value):
        return queryset.on(value)
