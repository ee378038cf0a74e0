"""Pages of the legal acts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.acts import access, actions, pages, queries, tables, words
from clusters.acts.filters import ActFilter, sorted_acts
from clusters.acts.forms import ActForm
from clusters.acts.models import LegalAct
from clusters.pages import page_of
from exchange.filters import filtered


@require_safe
def act_list(request: HttpRequest) -> HttpResponse:
    acts = filtered(request, ActFilter, queries.acts_for_list())
    page = page_of(request, sorted_acts(acts.qs, request.GET.get("sort", "")))
    context = {
        "filter": acts,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.acts_table(page, _("Legal acts and programmes")),
        "export_url": pages.export_url(),
        "may_keep": access.can_keep_acts(request.user),
    }
    return render(request, "clusters/acts/act_list.html", context)


@require_safe
def act_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    act = access.act_for_reading(request.user, public_id)
    may_keep = access.can_keep_acts(request.user)
    page = page_of(request, queries.relations_of(act))
    findings = queries.findings_of(request.user, act)[:LONGEST_LIST]
    context = {
        "act": act,
        "name": words.short_name(act),
        "facts": pages.act_facts(act, queries.status_of(act)),
        "particulars": pages.particulars(act, with_person=may_keep),
        "page_obj": page,
        "relations": tables.relations_table(act, page, may_keep=may_keep),
        "succession": tables.succession(queries.successions(act), act),
        "findings": tables.findings_table(findings, with_owner=may_keep),
        "may_keep": may_keep,
        "demo_notice": act.is_demo,
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/acts/act_detail.html", context)


LONGEST_LIST = 25


@require_http_methods(["GET", "HEAD", "POST"])
def act_new(request: HttpRequest) -> HttpResponse:
    access.require_keeper(request.user)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act = actions.record_act(by=request.user, fields=form.given, topics=form.cleaned_data["topics"])
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The act is in the register."))
            return redirect(act)
    return _form_page(request, form, _("A new act"), None)


@require_http_methods(["GET", "HEAD", "POST"])
def act_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    act = access.act_for_keeping(request.user, public_id)
    form = ActForm(request.POST or None, instance=act)
    if request.method == "POST" and form.is_valid():
        given = {"changes": form.given, "topics": form.cleaned_data["topics"], "seen": form.seen_at}
        try:
            actions.edit_act(by=request.user, act=act, **given)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The act has been saved."))
            return redirect(act)
    return _form_page(request, form, _("Editing the act"), act)


def _form_page(request: HttpRequest, form: ActForm, title: str, act: LegalAct | None) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "act": act,
        "breadcrumbs": pages.crumbs_of_act(act) if act else pages.crumbs(),
    }
    return render(request, "clusters/acts/act_form.html", context, status=422 if form.errors else 200)
