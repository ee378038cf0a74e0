"""Pages of the findings: the register, one of them, and the steps that are taken with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from clusters.acts import access, actions, lifecycle, pages, queries, tables, tasks, words
from clusters.acts.filters import FindingFilter, KeeperFindingFilter
from clusters.acts.forms import form_of_step
from clusters.pages import page_of
from exchange.filters import filtered

_VERBS = {
    "confirm": actions.confirm,
    "reject": actions.reject,
    "reconsider": actions.reconsider,
    "assign": actions.assign,
    "settle": actions.settle,
    "reopen": actions.reopen,
}


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    may_keep = access.can_keep_acts(request.user)
    visible = access.findings_visible_to(request.user)
    findings = filtered(request, KeeperFindingFilter if may_keep else FindingFilter, visible)
    page = page_of(request, queries.in_order_of_work(findings.qs))
    context = {
        "filter": findings,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.findings_table(page, with_owner=may_keep),
        "may_keep": may_keep,
        "looks_later": may_keep and queries.is_long_to_look_at(),
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/acts/finding_list.html", context)


@require_safe
def finding_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    finding = access.finding_for_reading(request.user, public_id)
    may_keep = access.can_keep_acts(request.user)
    concerned = may_keep or (request.user.is_authenticated and finding.owner_id == request.user.pk)
    context = {
        "finding": finding,
        "facts": pages.finding_facts(finding, with_person=may_keep),
        "acts": [{"act": act, "name": words.short_name(act)} for act in (finding.act_a, finding.act_b)],
        "offers": lifecycle.offers(request.user, finding) if concerned else [],
        "history": tables.history(access.steps_for_reading(request.user, finding), with_person=may_keep),
        "demo_notice": finding.act_a.is_demo or finding.act_b.is_demo,
        "breadcrumbs": pages.crumbs_of_findings(),
    }
    return render(request, "clusters/acts/finding_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    finding = access.finding_for_reading(request.user, public_id)
    if verb not in _VERBS:
        raise Http404
    step = lifecycle.FINDING.step(verb)
    if reason := step.may(request.user, finding):
        raise PermissionDenied(str(reason))
    initial = {"owner": finding.owner_id, "owner_organisation": finding.owner_organisation_id, "due": finding.due}
    form = form_of_step(verb, finding)(request.POST or None, initial=initial if verb == "assign" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _VERBS[verb](by=request.user, finding=finding, **form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("Done. The step stands in the history below."))
            return redirect(finding)
    context = {"finding": finding, "step": step, "form": form, "breadcrumbs": pages.crumbs_of_finding(finding)}
    return render(request, "clusters/acts/finding_step.html", context, status=422 if form.errors else 200)


@require_POST
def finding_look(request: HttpRequest) -> HttpResponse:
    """The portal looks at the whole register: now where it is short, else in a worker."""
    access.require_keeper(request.user)
    if queries.is_long_to_look_at():
        tasks.look_later(request.user)
        messages.success(request, _("The portal is looking. New pairs stand here in a few minutes: reload the page."))
        return redirect("clusters:finding-list")
    looked = actions.look_for_findings(by=request.user)
    number = looked.found + looked.returned
    text = ngettext("%(number)s new pair to check.", "%(number)s new pairs to check.", number)
    messages.success(request, text % {"number": number})
    return redirect("clusters:finding-list")
