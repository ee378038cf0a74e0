"""Sample data for the gallery of components. Every figure here is made up."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmw_portal.charts import sample_charts as charts
from cmw_portal.charts.cartograms import PLACES
from cmw_portal.charts.sample_charts import SOURCE, name_of


def tiles_sample() -> list[dict[str, Any]]:
    values = (142895, 125931, 119658, 22863, 23986, 133463, 158452, 104391, 50875, None, None)
    codes = ("PYAT", "KISL", "ESSE", "ZHEL", "LERM", "MINV", "GEOR", "PRED", "ZOLS", "MKAR", "PKUB")
    tiles: list[dict[str, Any]] = [
        {"code": code, "label": name_of(code), "url": f"/territories/{code}/", "value": value}
        for code, value in zip(codes, values, strict=True)
    ]
    tiles[9]["mark"] = "suppressed"
    return tiles


def features_sample() -> list[dict[str, Any]]:
    """Boxes around made-up centres: enough to show how an outline map is drawn."""
    features = []
    for tile in tiles_sample():
        column, row = PLACES[tile["code"]]
        west, north = 42.3 + column * 0.4, 44.4 - row * 0.2
        corners = [(0.02, 0), (0.36, 0.03), (0.39, 0.15), (0.2, 0.19), (0.0, 0.12), (0.02, 0)]
        ring = [[west + lon, north - lat] for lon, lat in corners]
        features.append({**tile, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    return features


def table_sample() -> dict[str, Any]:
    demo = {"text": _("Narzan Spring sanatorium"), "url": "/organisations/", "mark": "demo"}
    return {
        "caption": _("Members of the cluster"),
        "columns": [
            {"label": _("Organisation"), "sort": "name"},
            {"label": _("Territory")},
            {"label": _("Employees"), "numeric": True, "sort": "employees"},
            {"label": _("Revenue, million roubles"), "numeric": True, "digits": 1},
        ],
        "rows": [
            [demo, name_of("KISL"), 412, 1234.56],
            [_("Beshtau plant"), name_of("LERM"), 1870, {"text": 980.2, "mark": "provisional"}],
            [_("Podkumok farm"), name_of("PRED"), 96, {"text": None, "mark": "suppressed"}],
            [_("Mashuk research centre"), name_of("PYAT"), {"text": 58, "note": _("on 1 January")}, None],
        ],
        "note": _("Suppressed values would reveal a single organisation."),
    }


def facts_sample() -> list[dict[str, Any]]:
    return [
        {"label": _("Score"), "value": "57,3", "note": _("interval 55.1–59.8, provisional")},
        {"label": _("Members"), "value": 47, "note": _("5 more than a year ago"), "url": "/organisations/"},
        {"label": _("Population"), "value": 950946, "source": str(SOURCE), "source_url": "/about/"},
        {"label": _("Mean wage"), "value": None, "note": _("no value for this period yet")},
    ]


class SampleForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("As in the charter, without quotation marks."),
    )
    inn = forms.CharField(
        label=gettext_lazy("Taxpayer number (INN)"), help_text=gettext_lazy("10 or 12 digits."), min_length=10
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("s", gettext_lazy("sanatorium")), ("f", gettext_lazy("farm"))],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=gettext_lazy("What it does"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    agree = forms.BooleanField(label=gettext_lazy("The figures may be shown to the coordinator of the cluster"))


class SampleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("Name contains"), method="keep")
    territory = django_filters.ChoiceFilter(
        label=gettext_lazy("Territory"),
        choices=[("KISL", gettext_lazy("Kislovodsk")), ("PYAT", gettext_lazy("Pyatigorsk"))],
        empty_label=gettext_lazy("any territory"),
        method="keep",
    )

    def keep(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset


def _filter() -> SampleFilter:
    from accounts.models import User

    return SampleFilter({"territory": "KISL"}, queryset=User.objects.none())


def charts_context() -> dict[str, Any]:
    return {
        "bars": charts.bar_sample(),
        "groups": charts.grouped_sample(),
        "lines": charts.line_sample(),
        "dots": charts.dot_sample(),
        "stack": charts.stack_sample(),
        "contributions": charts.contribution_sample(),
        "climb": charts.climb_sample(),
        "multiples": charts.multiples_sample(),
        "small_spark": charts.multiples_sample()[0] | {"id": "sample-spark"},
        "tiles": tiles_sample(),
        "features": features_sample(),
    }


def gallery_context() -> dict[str, Any]:
    """Everything the gallery shows, in the active language."""
    clusters = (("tourism", _("Tourism cluster")), ("agro-industrial", _("Agro-industrial cluster")))
    clusters += (("industrial", _("Industrial cluster")),)
    return {
        "breadcrumbs": [{"label": _("Home"), "url": "/"}, {"label": _("Components"), "url": ""}],
        "demo_notice": True,
        "facts": facts_sample(),
        "table": table_sample(),
        "empty_table": {"caption": "", "columns": [{"label": _("Meeting")}, {"label": _("Date")}], "rows": []},
        "page_obj": Paginator(range(400), 20).page(7),
        "filter": _filter(),
        "total": 1247,
        "form": SampleForm({"inn": "77"}),
        "clusters": [
            SimpleNamespace(slug=slug, name=name, get_absolute_url=f"/clusters/{slug}/") for slug, name in clusters
        ],
        "tones": ("neutral", "good", "warn", "bad", "info"),
        "day": date(2026, 11, 22),
        "periods": ("2024", "2023-Q4", "2024-H1", "2023-04", "2023-9M", "2022-01-01", "2025-01/2025-04", "2023-end"),
        **charts_context(),
    }
