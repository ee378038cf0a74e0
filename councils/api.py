"""The councils over REST: what they are. All of it is public."""

import django_filters
from django.utils.translation import gettext_lazy as _

from clusters.filters import ClusterFilterField
from councils.models import Council
from exchange.api import ListViewSet
from exchange.filters import StrictFilterSet, YesNoFilter
from exchange.formats import Column


class CouncilFilter(StrictFilterSet):
    cluster: django_filters.Filter = ClusterFilterField()
    is_demo = YesNoFilter(label=_("Demonstration"))

    class Meta:
        model = Council
        fields = ["cluster", "is_demo"]


class CouncilViewSet(ListViewSet):
    about = _("Coordinating councils of the clusters.")
    title, row_name = _("Councils"), "Council"
    queryset = Council.objects.all()
    filterset_class = CouncilFilter
    lookup_field = "slug"
    sorts = {"slug": "slug", "name": "name_ru"}
    columns = (
        Column("slug", help=_("The word in every address, for example tourism.")),
        Column("name_ru"),
        Column("name_en"),
        Column("cluster", source="cluster__slug"),
        Column("updated_at", "datetime"),
        Column("is_demo", "boolean", help=_("Made up for demonstration.")),
    )


LISTS = {"councils": CouncilViewSet}
