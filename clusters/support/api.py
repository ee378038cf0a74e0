"""Lists of this room over REST, by their name in the address."""

from django.utils.translation import gettext_lazy as _

from accounts.models import today
from clusters.rules.queries import content_on
from clusters.support.filters import MeasureApiFilter
from clusters.support.models import SupportMeasure
from exchange.api import ListViewSet
from exchange.formats import Column


class SupportMeasureViewSet(ListViewSet):
    about = _("Measures of support, with the rules of who may apply; drafts are not among them.")
    title, row_name = _("Measures of support"), "SupportMeasure"
    queryset = SupportMeasure.objects.published()
    filterset_class = MeasureApiFilter
    lookup_field = "public_id"
    sorts = {"name": "name_ru", "kind": "kind", "level": "level", "closes": "closes"}
    columns = (
        Column("public_id"),
        Column("name_ru"),
        Column("name_en"),
        Column("kind"),
        Column("level"),
        Column("state"),
        Column("giver", source="giver__public_id", help=_("The giver in the registry of organisations.")),
        Column("giver_ru"),
        Column("giver_en"),
        Column("summary_ru"),
        Column("summary_en"),
        Column("amount_min", "number", help=_("Roubles.")),
        Column("amount_max", "number", help=_("Roubles.")),
        Column("share_max", "number", help=_("Share of costs covered, per cent.")),
        Column("opens", "date", help=_("First day for applications.")),
        Column("closes", "date", help=_("Last day for applications.")),
        Column("act_ru"),
        Column("act_en"),
        Column("act_url"),
        Column("act", source="act_id", help=_("Public id of the act in the portal's register.")),
        Column("territory", source="territory__code"),
        Column("updated_at", "datetime"),
        Column("is_demo", "boolean", help=_("Made up for demonstration.")),
    )
    detail_columns = (
        Column("rule_set", source="rule_set__code"),
        Column("rules", "json", source="rules_in_force", help=_("Who may apply: rules in force today.")),
    )

    def get_queryset(self):
        return super().get_queryset().annotate(rules_in_force=content_on("rule_set", today()))


LISTS: dict[str, type[ListViewSet]] = {"support-measures": SupportMeasureViewSet}
