"""The registry in the administration site. Where there is an action for it, the site calls it."""

from django import forms
from django.contrib import admin

from accounts.admin_base import AuditedModelAdmin, Confirmed
from clusters import actions
from clusters.actions.editing import CLUSTER_FIELDS, ORGANISATION_FIELDS
from clusters.actions.names import keep_names
from clusters.forms import OrganisationForm
from clusters.models import (
    Cluster,
    ClusterAssignment,
    Link,
    Membership,
    Organisation,
    OrganisationAssignment,
    ProtectionZone,
    SourcedFact,
    Territory,
)
from clusters.search import match


class RegistryAdmin(AuditedModelAdmin):
    """Nothing others rely on is deleted: it is closed with a date."""

    audit_masked = AuditedModelAdmin.audit_masked | {"search_text", "boundary"}

    def has_delete_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        """The search of the portal: the site's own is blind to the case of Cyrillic letters on SQLite."""
        if search_term and any(field.name == "search_text" for field in self.opts.fields):
            return match(queryset, search_term), False
        return super().get_search_results(request, queryset, search_term)


def _take(obj, row) -> None:
    """The site goes on with `obj`: it becomes the row that the action has written."""
    obj.__dict__.update(row.__dict__)


class ZoneInline(admin.TabularInline):
    model = ProtectionZone
    extra = 0
    can_delete = False


class FactInline(admin.TabularInline):
    model = SourcedFact
    extra = 0


@admin.register(Territory)
class TerritoryAdmin(RegistryAdmin):
    list_display = ["code", "name_ru", "level", "parent", "in_cmw", "oktmo"]
    list_filter = ["level", "in_cmw"]
    list_select_related = ["parent"]
    search_fields = ["name_ru"]
    inlines = [ZoneInline]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("boundary")


@admin.register(Organisation)
class OrganisationAdmin(RegistryAdmin):
    form = OrganisationForm
    audit_masked = RegistryAdmin.audit_masked | {"email", "phone"}
    list_display = ["name_ru", "kind", "territory", "inn", "is_demo"]
    list_filter = ["kind", "sector", "size_class", "is_demo"]
    list_select_related = ["territory"]
    search_fields = ["name_ru"]
    fields = [*ORGANISATION_FIELDS, "field_clusters"]
    inlines = [FactInline]

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            keep_names([obj])
            return
        changes = {name: form.cleaned_data[name] for name in ORGANISATION_FIELDS if name in form.changed_data}
        _take(obj, actions.edit_organisation(by=request.user, organisation=obj, changes=changes))


@admin.register(Cluster)
class ClusterAdmin(RegistryAdmin):
    list_display = ["slug", "name_ru", "name_en", "managing_organisation"]
    list_select_related = ["managing_organisation"]
    search_fields = ["name_ru"]
    autocomplete_fields = ["managing_organisation"]
    fields = ["slug", "hue", *CLUSTER_FIELDS]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []


class DatedAdmin(RegistryAdmin):
    """Made once and ended with a date; nothing else of such a row is rewritten."""

    ending = "valid_until"

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != self.ending] if obj else []

    def has_change_permission(self, request, obj=None):
        ended = obj is not None and getattr(obj, self.ending) is not None
        return not ended and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        given = {name: value for name, value in form.cleaned_data.items() if name in self.fields}
        if not change:
            _take(obj, self.make(request.user, given))
        elif given.get(self.ending):
            _take(obj, self.end(request.user, obj, given[self.ending]))


@admin.register(Membership)
class MembershipAdmin(DatedAdmin):
    list_display = ["organisation", "cluster", "valid_from", "valid_until", "is_demo"]
    list_filter = ["cluster", "is_demo"]
    list_select_related = ["organisation", "cluster"]
    autocomplete_fields = ["organisation", "cluster"]
    fields = ["organisation", "cluster", "valid_from", "valid_until"]

    def make(self, by, given):
        return actions.admit_member(by=by, **given)

    def end(self, by, obj, date):
        return actions.end_membership(by=by, membership=obj, valid_until=date)


@admin.register(Link)
class LinkAdmin(DatedAdmin):
    ending = "until"
    list_display = ["supplier", "kind", "recipient", "volume_class", "since", "until", "is_demo"]
    list_filter = ["kind", "volume_class", "is_demo"]
    list_select_related = ["supplier", "recipient"]
    autocomplete_fields = ["supplier", "recipient"]
    fields = ["supplier", "recipient", "kind", "volume_class", "since", "until", "source"]

    def make(self, by, given):
        until = given.pop("until")
        link = actions.record_link(by=by, **given)
        return actions.end_link(by=by, link=link, until=until) if until else link

    def end(self, by, obj, date):
        return actions.end_link(by=by, link=obj, until=date)


class AssignmentForm(forms.ModelForm):
    """The role follows from the page; it is set before the row is checked against others of the same role."""

    role = ""

    def _post_clean(self):
        self.instance.role = self.instance.role or self.role
        super()._post_clean()


class CoordinatorForm(AssignmentForm):
    role = "coordinator"


class ReporterForm(AssignmentForm):
    role = "reporter"


class AssignmentAdmin(Confirmed, DatedAdmin):
    list_filter = ["valid_from"]

    def end(self, by, obj, date):
        return actions.end_assignment(by=by, assignment=obj, valid_until=date)


@admin.register(ClusterAssignment)
class ClusterAssignmentAdmin(AssignmentAdmin):
    form = CoordinatorForm
    list_display = ["user", "cluster", "valid_from", "valid_until"]
    list_select_related = ["user", "cluster"]
    autocomplete_fields = ["user", "cluster"]
    fields = ["user", "cluster", "valid_from", "valid_until"]

    def make(self, by, given):
        return actions.assign_coordinator(by=by, **given)


@admin.register(OrganisationAssignment)
class OrganisationAssignmentAdmin(AssignmentAdmin):
    form = ReporterForm
    list_display = ["user", "organisation", "valid_from", "valid_until"]
    list_select_related = ["user", "organisation"]
    autocomplete_fields = ["user", "organisation"]
    fields = ["user", "organisation", "valid_from", "valid_until"]

    def make(self, by, given):
        return actions.assign_reporter(by=by, **given)
