"""Legal acts over REST: the list is public, an act comes with its relations both ways."""

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.aggregates import Aggregate
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext_lazy as _

from clusters.acts.filters import ActFilter
from clusters.acts.models import ActRelation, LegalAct, Topic
from clusters.acts.queries import with_status
from exchange.api import ListViewSet
from exchange.formats import Column


class JsonRows(Aggregate):
    """Many values as one JSON array, on both databases."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


def _rows(related: QuerySet, value: object) -> Coalesce:
    gathered = related.order_by().annotate(_one=Value(1)).values("_one").annotate(_rows=JsonRows(value)).values("_rows")
    return Coalesce(Subquery(gathered, output_field=JSONField()), Value([], JSONField()))


def _relations() -> Coalesce:
    """Those of the act either way, ended ones too, each as the first act does it to the second."""
    fields = {
        "public_id": "public_id",
        "from": "from_act__public_id",
        "kind": "kind",
        "to": "to_act__public_id",
        "since": "since",
        "until": "until",
    }
    either_way = Q(from_act=OuterRef("pk")) | Q(to_act=OuterRef("pk"))
    return _rows(ActRelation.objects.filter(either_way), JSONObject(**fields))


def _topics() -> Coalesce:
    return _rows(Topic.objects.filter(acts=OuterRef("pk")), "code")


class LegalActViewSet(ListViewSet):
    about = _("Legal acts and programmes that bear on the clusters; an act comes with its relations to others.")
    title, row_name = _("Legal acts"), "LegalAct"
    queryset = LegalAct.objects.all()
    filterset_class = ActFilter
    lookup_field = "public_id"
    sorts = {"date": "date", "level": "level", "kind": "kind", "title": "title_ru"}
    columns = (
        Column("public_id"),
        Column("level", help=_("Whose power issued it.")),
        Column("kind"),
        Column("issuer_ru"),
        Column("issuer_en"),
        Column("number", help=_("As it is written; empty where it is not known.")),
        Column("date", help=_("Day, or only the month or the year where no more is known: 2021-09.")),
        Column("title_ru"),
        Column("title_en"),
        Column("territory", source="territory__code", help=_("Code of the territory where it applies.")),
        Column("status", help=_("As things stand today, computed from the dates.")),
        Column("in_force_from", "date"),
        Column("in_force_until", "date", help=_("First day on which it no longer holds; empty while it lasts.")),
        Column("is_programme", "boolean"),
        Column("period_from", "integer", help=_("First year of a programme.")),
        Column("period_until", "integer", help=_("Last year of a programme.")),
        Column("text_url"),
        Column("source"),
        Column("owner_organisation", source="owner_organisation__public_id", help=_("Responsible authority.")),
        Column("updated_at", "datetime"),
        Column("is_demo", "boolean", help=_("Made up for demonstration.")),
    )
    detail_columns = (
        Column("note_ru"),
        Column("note_en"),
        Column("topics", "json", source="topic_codes", help=_("Codes of the topics.")),
        Column("relations", "json", source="relation_rows", help=_("Relations to other acts, both ways.")),
    )

    def get_queryset(self) -> QuerySet[LegalAct]:
        rows = with_status(LegalAct.objects.all())
        if self.action == "retrieve":
            rows = rows.annotate(topic_codes=_topics(), relation_rows=_relations())
        return rows


LISTS: dict[str, type[ListViewSet]] = {"legal-acts": LegalActViewSet}
