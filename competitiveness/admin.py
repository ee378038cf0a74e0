"""Methods, runs and reports can be looked at here; the site makes every page read-only that does not audit its changes."""

from django.contrib import admin
from django.http import HttpRequest

from competitiveness import access
from competitiveness.models import MethodVersion, Report, ReportQuerySet, ReportRun


@admin.register(MethodVersion)
class MethodVersionAdmin(admin.ModelAdmin):
    list_display = ["code", "version", "digest", "loaded_at"]


@admin.register(ReportRun)
class ReportRunAdmin(admin.ModelAdmin):
    list_display = ["pk", "kind", "cluster", "territory", "period", "state", "attempts", "queued_at", "finished_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["cluster", "territory"]


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["public_id", "kind", "cluster", "territory", "period", "state", "computed_at", "is_demo"]
    list_filter = ["state", "kind", "is_demo"]
    list_select_related = ["cluster", "territory"]
    exclude = ["inputs", "result"]

    def get_queryset(self, request: HttpRequest) -> ReportQuerySet:
        """A draft is seen here by no more people than at its own address."""
        return access.reports_visible_to(request.user)
