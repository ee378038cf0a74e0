"""Methods, runs and reports can be looked at here, not changed: they are frozen, and their steps are actions."""

from django.contrib import admin

from competitiveness.models import MethodVersion, Report, ReportRun


class LookOnly(admin.ModelAdmin):
    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(MethodVersion)
class MethodVersionAdmin(LookOnly):
    list_display = ["code", "version", "digest", "loaded_at"]


@admin.register(ReportRun)
class ReportRunAdmin(LookOnly):
    list_display = ["pk", "kind", "cluster", "territory", "period", "state", "attempts", "queued_at", "finished_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["cluster", "territory"]


@admin.register(Report)
class ReportAdmin(LookOnly):
    list_display = ["public_id", "kind", "cluster", "territory", "period", "state", "computed_at", "is_demo"]
    list_filter = ["state", "kind", "is_demo"]
    list_select_related = ["cluster", "territory"]
    exclude = ["inputs", "result"]
