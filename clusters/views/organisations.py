"""Pages of the organisations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import today
from clusters import access, actions, pages, panels, queries, tables
from clusters.filters import OrganisationFilter, sorted_organisations
from clusters.forms import OrganisationForm
from exchange.filters import filtered


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    organisations = filtered(request, OrganisationFilter, queries.organisations_for_list())
    page = pages.page_of(request, sorted_organisations(organisations.qs, request.GET.get("sort", "")))
    context = {
        "filter": organisations,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.organisations_table(page, _("Organisations")),
        "export_url": pages.organisations_export_url(),
        "may_import": access.can_import_organisations(request.user),
    }
    return render(request, "clusters/organisation_list.html", context)


@require_safe
def organisation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = access.organisation_for_reading(request.user, public_id)
    if organisation.replaced_by is not None:
        return redirect(organisation.replaced_by)
    memberships = organisation.memberships.select_related("cluster").order_by("-valid_from")
    page = pages.page_of(request, queries.links_of_organisation(organisation, today()))
    context = {
        "organisation": organisation,
        "facts": pages.organisation_facts(organisation),
        "registration": pages.registration(organisation),
        "sourced": tables.sourced_facts(organisation.facts.all()),
        "field_clusters": organisation.field_clusters.all(),
        "memberships": tables.memberships_table(memberships),
        "page_obj": page,
        "links": tables.links_table(organisation, page),
        "panels": panels.rendered(panels.ORGANISATION_PANELS, request, organisation),
        "may_edit": access.can_edit_organisation(request.user, organisation),
        "demo_notice": organisation.is_demo,
        "breadcrumbs": [{"label": _("Organisations"), "url": reverse("clusters:organisation-list")}],
    }
    return render(request, "clusters/organisation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = access.organisation_for_editing(request.user, public_id)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(by=request.user, organisation=organisation, changes=form.cleaned_data)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The organisation has been saved."))
            return redirect(organisation)
    context = {"organisation": organisation, "form": form, "breadcrumbs": pages.crumbs_of_organisation(organisation)}
    return render(request, "clusters/organisation_form.html", context, status=422 if form.errors else 200)
