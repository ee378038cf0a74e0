"""Pages of shared infrastructure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_parts import add_errors
from clusters.infrastructure import access, actions, queries, tables
from clusters.infrastructure.filters import InfrastructureFilter
from clusters.infrastructure.forms import CloseForm, ObjectForm
from clusters.infrastructure.models import InfrastructureObject
from clusters.pages import page_of
from exchange.filters import filtered


@require_safe
def object_list(request: HttpRequest) -> HttpResponse:
    objects = filtered(request, InfrastructureFilter, queries.objects_for_list())
    page = page_of(request, objects.qs)
    context = {
        "filter": objects,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.objects_table(page, _("Shared infrastructure")),
        "export_url": f"{reverse('home')}api/v1/infrastructure/export/",
        "may_keep": access.can_keep_some(request.user),
    }
    return render(request, "clusters/infrastructure/object_list.html", context)


@require_safe
def object_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    obj = access.object_for_reading(request.user, public_id)
    context = {
        "object": obj,
        "facts": tables.facts(obj),
        "particulars": tables.particulars(obj),
        "clusters": obj.clusters.all(),
        "may_keep": access.can_keep_object(request.user, obj),
        "demo_notice": obj.is_demo,
        "breadcrumbs": _crumbs(),
    }
    return render(request, "clusters/infrastructure/object_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def object_new(request: HttpRequest) -> HttpResponse:
    access.require_some_keeper(request.user)
    form = ObjectForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"fields": form.given, "clusters": form.cleaned_data["clusters"]}
        try:
            obj = actions.record_object(by=request.user, **given)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The object is in the register."))
            return redirect(obj)
    return _form_page(request, form, _("A new object of infrastructure"), None)


@require_http_methods(["GET", "HEAD", "POST"])
def object_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    obj = access.object_for_keeping(request.user, public_id)
    form = ObjectForm(request.POST or None, instance=obj, by=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"changes": form.given, "clusters": form.cleaned_data["clusters"], "seen": form.seen_at}
        try:
            actions.edit_object(by=request.user, obj=obj, **given)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The object has been saved."))
            return redirect(obj)
    return _form_page(request, form, _("Editing the object"), obj)


@require_http_methods(["GET", "HEAD", "POST"])
def object_close(request: HttpRequest, public_id: str) -> HttpResponse:
    obj = access.object_for_keeping(request.user, public_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_object(by=request.user, obj=obj, until=form.cleaned_data["until"])
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The object is closed; it stays in the register with this day."))
            return redirect(obj)
    return _form_page(request, form, _("Closing the object"), obj)


def _crumbs(obj: InfrastructureObject | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Infrastructure"), "url": reverse("clusters:infrastructure-list")}]
    return [*crumbs, {"label": obj.name, "url": obj.get_absolute_url()}] if obj else crumbs


def _form_page(request: HttpRequest, form: BaseForm, title: str, obj: InfrastructureObject | None) -> HttpResponse:
    context = {"form": form, "title": title, "object": obj, "breadcrumbs": _crumbs(obj)}
    return render(request, "clusters/infrastructure/object_form.html", context, status=422 if form.errors else 200)
