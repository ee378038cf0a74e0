"""A cluster report with its frozen names within reach."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from competitiveness.models import Report
from competitiveness.presentation import words


class Reader:
    """Names of clusters, criteria and indicators as they were frozen, in the reader's language."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.result: dict[str, Any] = report.result
        self.inputs: dict[str, Any] = report.inputs
        self.goalposts: dict[str, Any] = report.method.config["goalposts"]

    @cached_property
    def clusters(self) -> dict[str, dict[str, Any]]:
        return {cluster["slug"]: cluster for cluster in self.inputs["clusters"]}

    def cluster(self, slug: str) -> str:
        return words.name(self.clusters[slug]["name"])

    def hue(self, slug: str) -> int:
        return int(self.clusters[slug]["hue"])

    @property
    def own_hue(self) -> int:
        return self.hue(self.result["subject"])

    def dimension(self, code: str) -> str:
        return words.name(self.inputs["dimensions"][code]["name"])

    def indicator(self, code: str) -> str:
        return f"{code} · {words.name(self.inputs['indicators'][code]['name'])}"

    def indicator_url(self, code: str) -> str:
        return reverse("indicators:indicator-detail", args=[code])

    def unit(self, code: str) -> str:
        return words.name(self.goalposts[code]["unit"])

    @property
    def source(self) -> str:
        base = _("Figures of the members, %(period)s; method: %(method)s, version %(version)s") % {
            "period": words.period(self.result["period"]),
            "method": self.report.method.name,
            "version": self.report.method.version,
        }
        return _("%(source)s. Demonstration data") % {"source": base} if self.report.is_demo else base
