"""The registry over REST: territories, organisations, clusters, memberships, links. All of it is public."""

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import today
from clusters.filters import ClusterFilter, LinkFilter, MembershipFilter, OrganisationFilter, TerritoryFilter
from clusters.models import Cluster, Link, Membership, Organisation, Territory
from exchange.api import ListViewSet
from exchange.filters import YesNoFilter
from exchange.formats import Column

DEMO = Column("is_demo", "boolean", help=_("Made up for demonstration."))


class TerritoryViewSet(ListViewSet):
    about = _("Territories: the federation, its district, the subjects, the region and its municipalities.")
    title, row_name = _("Territories"), "Territory"
    queryset = Territory.objects.all()
    filterset_class = TerritoryFilter
    lookup_field = "code"
    sorts = {"code": "code", "name": "name_ru", "level": "level", "population": "population"}
    columns = (
        Column("code", help=_("The word in every address, for example KISL.")),
        Column("parent", source="parent__code", help=_("Code of the territory it belongs to.")),
        Column("level"),
        Column("name_ru"),
        Column("name_en"),
        Column("oktmo", help=_("Code of the all-Russian classifier of municipal territories.")),
        Column("oktmo_note_ru"),
        Column("oktmo_note_en"),
        Column("centre_lat", "number", help=_("Degrees, WGS 84.")),
        Column("centre_lon", "number", help=_("Degrees, WGS 84.")),
        Column("area_km2", "number"),
        Column("population", "integer"),
        Column("population_date", help=_("Year, month or day the population is counted at.")),
        Column("population_scope", help=_("Whose inhabitants are counted.")),
        Column("in_cmw", help=_("How much of it belongs to the Caucasian Mineral Waters.")),
    )
    detail_columns = (
        Column("boundary", "json", help=_("Outline as a GeoJSON geometry.")),
        Column("boundary_attribution"),
    )


class OrganisationViewSet(ListViewSet):
    about = _("Organisations of the registry; e-mail and telephone are those of the organisation.")
    title, row_name = _("Organisations"), "Organisation"
    queryset = Organisation.objects.all()
    filterset_class = OrganisationFilter
    lookup_field = "public_id"
    sorts = {
        "name": "name_ru",
        "kind": "kind",
        "territory": "territory__name_ru",
        "size": "size_class",
        "sector": "sector",
    }
    columns = (
        Column("public_id"),
        Column("name_ru"),
        Column("name_en"),
        Column("short_name_ru"),
        Column("short_name_en"),
        Column("legal_form"),
        Column("inn", help=_("Taxpayer number.")),
        Column("ogrn", help=_("State registration number.")),
        Column("kpp"),
        Column("okved_main", help=_("Main activity, OKVED2.")),
        Column("okved_additional", "json", help=_("Other activities, OKVED2.")),
        Column("territory", source="territory__code"),
        Column("territory_name_ru", source="territory__name_ru"),
        Column("territory_name_en", source="territory__name_en"),
        Column("latitude", "number", help=_("Degrees, WGS 84.")),
        Column("longitude", "number", help=_("Degrees, WGS 84.")),
        Column("size_class"),
        Column("sector"),
        Column("kind"),
        Column("website"),
        Column("email"),
        Column("phone"),
        Column("updated_at", "datetime"),
        DEMO,
    )
    detail_columns = (
        Column(
            "replaced_by",
            source="replaced_by__public_id",
            help=_("The row kept, where two rows were one organisation. Lists and files leave the replaced one out."),
        ),
    )

    def get_queryset(self) -> QuerySet[Organisation]:
        rows = super().get_queryset()
        return rows if self.action == "retrieve" else rows.filter(replaced_by=None)


class ClusterApiFilter(ClusterFilter):
    is_demo = YesNoFilter(label=_("Demonstration"))


class ClusterViewSet(ListViewSet):
    about = _("Clusters of the region.")
    title, row_name = _("Clusters"), "Cluster"
    queryset = Cluster.objects.all()
    filterset_class = ClusterApiFilter
    lookup_field = "slug"
    sorts = {"slug": "slug", "name": "name_ru"}
    columns = (
        Column("slug", help=_("The word in every address, for example tourism.")),
        Column("name_ru"),
        Column("name_en"),
        Column("mission_ru"),
        Column("mission_en"),
        Column("vision_ru"),
        Column("vision_en"),
        Column("managing_organisation", source="managing_organisation__public_id"),
        Column("updated_at", "datetime"),
        DEMO,
    )


class MembershipApiFilter(MembershipFilter):
    is_demo = YesNoFilter(label=_("Demonstration"))


class MembershipViewSet(ListViewSet):
    about = _("Who belongs to which cluster, from when to when.")
    title, row_name = _("Memberships"), "Membership"
    queryset = Membership.objects.all()
    filterset_class = MembershipApiFilter
    lookup_field = "public_id"
    sorts = {"valid_from": "valid_from"}
    columns = (
        Column("public_id"),
        Column("organisation", source="organisation__public_id"),
        Column("organisation_name_ru", source="organisation__name_ru"),
        Column("organisation_name_en", source="organisation__name_en"),
        Column("cluster", source="cluster__slug"),
        Column("cluster_name_ru", source="cluster__name_ru"),
        Column("cluster_name_en", source="cluster__name_en"),
        Column("valid_from", "date", help=_("First day.")),
        Column("valid_until", "date", help=_("First day on which it no longer holds; empty while it lasts.")),
        Column(
            "suspended_from",
            "date",
            source="resting__valid_from",
            help=_("First day of the suspension of today; empty for a membership that is not suspended."),
        ),
        Column(
            "suspended_until",
            "date",
            source="resting__valid_until",
            help=_("First day on which the suspension of today no longer holds; empty until it is known."),
        ),
        DEMO,
    )

    def get_queryset(self) -> QuerySet[Membership]:
        day = today()
        in_force = Q(suspensions__valid_until=None) | Q(suspensions__valid_until__gt=day)
        resting = FilteredRelation("suspensions", condition=Q(suspensions__valid_from__lte=day) & in_force)
        return super().get_queryset().annotate(resting=resting)


class LinkApiFilter(LinkFilter):
    is_demo = YesNoFilter(label=_("Demonstration"))


class LinkViewSet(ListViewSet):
    about = _("Who supplies, serves, researches for or shares a facility with whom.")
    title, row_name = _("Links between organisations"), "Link"
    queryset = Link.objects.all()
    filterset_class = LinkApiFilter
    lookup_field = "public_id"
    sorts = {"since": "since"}
    columns = (
        Column("public_id"),
        Column("supplier", source="supplier__public_id"),
        Column("supplier_name_ru", source="supplier__name_ru"),
        Column("supplier_name_en", source="supplier__name_en"),
        Column("recipient", source="recipient__public_id"),
        Column("recipient_name_ru", source="recipient__name_ru"),
        Column("recipient_name_en", source="recipient__name_en"),
        Column("kind"),
        Column("volume_class", help=_("Roubles a year, in classes.")),
        Column("since", "date"),
        Column("until", "date", help=_("First day on which it no longer holds; empty while it lasts.")),
        Column("state", help=_("Stated by one side, confirmed by both, or disputed by the other.")),
        Column("stated_by", source="stated_by__public_id", help=_("The side that states it; empty where neither did.")),
        Column("source"),
        DEMO,
    )
