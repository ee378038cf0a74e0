"""What every page of the administration site shares: each change is one audit row, in the change's transaction."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from accounts import audit
from accounts.door.reauthentication import recently_authenticated


class ReadOnly:
    """For pages of the administration site that write nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Confirmed:
    """For pages that give roles or change accounts: who works there has shown in the last ten minutes who they are."""

    @method_decorator(recently_authenticated)
    def changeform_view(self, request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        return super().changeform_view(request, *arguments, **keywords)  # type: ignore[misc]


class AuditedModelAdmin(admin.ModelAdmin):
    """Writes who changed which fields from what to what; fields in `audit_masked` are named but not told."""

    audit_masked: frozenset[str] = frozenset({"password"})

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        with transaction.atomic():
            before = self._snapshot(type(obj)._base_manager.filter(pk=obj.pk).first()) if change else {}
            super().save_model(request, obj, form, change)
            self._record(request, "change" if change else "add", obj, before, self._snapshot(obj))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            self._record(request, "delete", obj, self._snapshot(obj), {})
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:
        with transaction.atomic():
            stored = formset.model._base_manager.in_bulk([row.instance.pk for row in formset.initial_forms])
            before = {pk: self._snapshot(obj) for pk, obj in stored.items()}
            keys = {id(row.instance): row.instance.pk for row in formset.initial_forms}
            super().save_formset(request, form, formset, change)
            for obj in formset.new_objects:
                self._record(request, "add", obj, {}, self._snapshot(obj))
            for obj, _fields in formset.changed_objects:
                self._record(request, "change", obj, before[obj.pk], self._snapshot(obj))
            for obj in formset.deleted_objects:
                obj.pk = keys[id(obj)]
                self._record(request, "delete", obj, before[obj.pk], {})

    def _snapshot(self, obj: Model | None) -> dict[str, Any]:
        return {} if obj is None else {f.name: audit.plain(f.value_from_object(obj)) for f in obj._meta.concrete_fields}

    def _record(self, request: HttpRequest, deed: str, obj: Model, before: dict, after: dict) -> None:
        changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if not changed:
            return
        audit.record(
            by=request.user,
            verb=f"{obj._meta.app_label}.{deed}_{obj._meta.model_name}",
            obj=obj,
            before=self._told(before, changed) or None,
            after=self._told(after, changed) or None,
        )

    def _told(self, values: dict[str, Any], changed: list[str]) -> dict[str, Any]:
        return {name: audit.MASKED if name in self.audit_masked else values[name] for name in changed if name in values}
