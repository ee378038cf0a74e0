"""Reports over REST: the published ones for everyone, a draft for those who may decide about it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from competitiveness.access import reports_visible_to
from competitiveness.filters import ReportListFilter
from competitiveness.models import Report
from exchange.api import ListViewSet
from exchange.filters import YesNoFilter
from exchange.formats import Column
from exchange.paging import Order


class ReportFilter(ReportListFilter):
    is_demo = YesNoFilter(label=_("Demonstration"))


class ReportViewSet(ListViewSet):
    about = _(
        "Cluster reports and territory profiles. The single report carries its whole result as it was frozen. "
        "Withdrawn ones are left out unless their state is asked for."
    )
    title, row_name = _("Reports"), "Report"
    queryset = Report.objects.all()
    filterset_class = ReportFilter
    lookup_field = "public_id"
    sorts = {"period": "period", "computed_at": "computed_at", "published_at": "published_at"}
    order = Order("period", descending=True)
    confidential = True
    columns = (
        Column("public_id"),
        Column("kind"),
        Column("cluster", source="cluster__slug"),
        Column("cluster_name_ru", source="cluster__name_ru"),
        Column("cluster_name_en", source="cluster__name_en"),
        Column("territory", source="territory__code"),
        Column("territory_name_ru", source="territory__name_ru"),
        Column("territory_name_en", source="territory__name_en"),
        Column("period"),
        Column("state"),
        Column("method", source="method__code"),
        Column("method_version", source="method__version"),
        Column("method_digest", source="method__digest"),
        Column("input_digest", help=_("SHA-256 of the frozen inputs.")),
        Column("result_digest", help=_("SHA-256 of the frozen result.")),
        Column("computed_at", "datetime"),
        Column("published_at", "datetime"),
        Column("withdrawn_at", "datetime"),
        Column("withdrawal_reason"),
        Column("replaced_by", source="replaced_by__public_id"),
        Column("is_demo", "boolean", help=_("Rests on figures made up for demonstration.")),
    )
    detail_columns = (Column("result", "json", help=_("The whole result, frozen when it was computed.")),)

    def get_queryset(self) -> QuerySet[Report]:
        return reports_visible_to(self.request.user)
