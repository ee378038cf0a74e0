"""The catalogue and the figures in the administration site, to read: they change by reference data and by imports."""

from django.contrib import admin

from accounts.admin_base import AuditedModelAdmin
from indicators.models import Dimension, Indicator, Observation


class ReadOnlyAdmin(AuditedModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Dimension)
class DimensionAdmin(ReadOnlyAdmin):
    list_display = ["code", "kind", "name_ru"]
    list_filter = ["kind"]


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_ru", "unit", "criterion", "mechanism", "is_catalogue"]
    list_filter = ["is_catalogue", "group", "criterion"]
    list_select_related = ["criterion", "mechanism"]


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """Published figures only: an administrator of the site is no reader of what organisations report."""

    list_display = ["public_id", "indicator", "territory", "period", "variant", "unit", "status", "revision"]
    list_filter = ["status"]
    list_select_related = ["indicator", "territory"]

    def get_queryset(self, request):
        return super().get_queryset(request).public()
