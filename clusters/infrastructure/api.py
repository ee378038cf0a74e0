"""Shared infrastructure over REST. All of it is public; e-mail and telephone are those of the facility."""

from django.utils.translation import gettext_lazy as _

from clusters.infrastructure.filters import InfrastructureFilter
from clusters.infrastructure.models import InfrastructureObject
from exchange.api import ListViewSet
from exchange.formats import Column


class InfrastructureViewSet(ListViewSet):
    about = _("Facilities that members of clusters share: transport, laboratories, centres, platforms, parks.")
    title, row_name = _("Infrastructure"), "InfrastructureObject"
    queryset = InfrastructureObject.objects.all()
    filterset_class = InfrastructureFilter
    lookup_field = "public_id"
    sorts = {"name": "name_ru", "kind": "kind"}
    columns = (
        Column("public_id"),
        Column("name_ru"),
        Column("name_en"),
        Column("kind"),
        Column("territory", source="territory__code"),
        Column("operator", source="operator__public_id", help=_("Organisation that runs it.")),
        Column("operator_name_ru", source="operator__name_ru"),
        Column("operator_name_en", source="operator__name_en"),
        Column("capacity_ru"),
        Column("capacity_en"),
        Column("access_ru", help=_("On which terms it may be used.")),
        Column("access_en"),
        Column("website"),
        Column("email"),
        Column("phone"),
        Column("latitude", "number", help=_("Degrees, WGS 84.")),
        Column("longitude", "number", help=_("Degrees, WGS 84.")),
        Column("since", help=_("Year, month or day.")),
        Column("until", "date", help=_("First day on which it no longer works; empty while it does.")),
        Column("source_url"),
        Column("updated_at", "datetime"),
        Column("is_demo", "boolean", help=_("Made up for demonstration.")),
    )
    detail_columns = (Column("description_ru"), Column("description_en"))


LISTS: dict[str, type[ListViewSet]] = {"infrastructure": InfrastructureViewSet}
