"""Administration of people, of their roles in the portal, and the audit trail to read."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts import actions
from accounts.access import can_assign_roles, can_manage_users, can_read_audit
from accounts.admin_base import AuditedModelAdmin, Confirmed, ReadOnly
from accounts.models import AuditEvent, PortalAssignment, User
from accounts.roles import roles_in

__all__ = ["AuditedModelAdmin"]


@admin.register(User)
class UserAdmin(Confirmed, AuditedModelAdmin):
    """An account is closed, not deleted; its password is chosen by its owner through the reset letter."""

    audit_masked = frozenset({"password", "email", "family_name", "given_name", "patronymic"})
    list_display = ["email", "family_name", "given_name", "patronymic", "is_active", "is_demo"]
    list_filter = ["is_active", "is_demo", "language"]
    search_fields = ["email", "family_name", "given_name"]
    fields = ["email", "family_name", "given_name", "patronymic", "language", "time_zone", "is_active"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_manage_users(request.user)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return can_manage_users(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if not change:
            # Without a usable password until the owner asks for the reset letter.
            obj.set_password(None)
        if change and "is_active" in form.changed_data and not obj.is_active:
            actions.close_account(by=request.user, user=obj)
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            actions.forget_former_addresses(by=request.user, user=obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Hashes of passwords are not to be guessed letter by letter through the filters of the list."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)


class PortalAssignmentForm(forms.ModelForm):
    role = forms.ChoiceField(choices=lambda: roles_in("portal"), required=True)


@admin.register(PortalAssignment)
class PortalAssignmentAdmin(Confirmed, AuditedModelAdmin):
    """A role is given once and ended with a date; nothing else of it is rewritten."""

    form = PortalAssignmentForm
    list_display = ["user", "role_name", "valid_from", "valid_until", "appointed_by"]
    list_filter = ["role"]
    list_select_related = ["user", "appointed_by"]
    autocomplete_fields = ["user"]
    fields = ["user", "role", "valid_from", "valid_until"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_assign_roles(request.user)

    def has_view_permission(self, request: HttpRequest, obj: PortalAssignment | None = None) -> bool:
        return can_assign_roles(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: PortalAssignment | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: PortalAssignment | None = None) -> list[str]:
        return ["user", "role", "valid_from"] if obj else []

    def save_model(self, request: HttpRequest, obj: PortalAssignment, form: Any, change: bool) -> None:
        if change:
            if obj.valid_until is not None:
                actions.end_portal_role(by=request.user, assignment=obj, on=obj.valid_until)
            return
        made = actions.assign_portal_role(
            by=request.user, user=obj.user, role=obj.role, valid_from=obj.valid_from, valid_until=obj.valid_until
        )
        obj.pk, obj.appointed_by = made.pk, made.appointed_by


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly, AuditedModelAdmin):
    list_display = ["recorded_at", "stream", "sequence", "verb", "actor_id", "object_type", "object_id"]
    list_filter = ["stream", "verb"]
    search_fields = ["object_id", "request_id"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_read_audit(request.user)

    def has_view_permission(self, request: HttpRequest, obj: AuditEvent | None = None) -> bool:
        return can_read_audit(request.user)
