"""The standing of a cluster by its rules, and the forms of those who keep its facts and rules."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_parts import add_errors
from clusters import pages
from clusters.access import cluster_for_reading
from clusters.models import Cluster
from clusters.rules.access import can_edit_rules
from clusters.standing import access, actions, queries, tables
from clusters.standing.forms import ApplyRulesForm, AsOfForm, LiftRulesForm, StatedFactForm


def crumbs(cluster: Cluster, *, below: bool = False) -> list[dict[str, str]]:
    above = pages.crumbs_of_cluster(cluster)
    own = {"label": _("How it stands"), "url": reverse("clusters:standing", args=[cluster.slug])}
    return [*above, own] if below else above


@require_safe
def standing(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = cluster_for_reading(request.user, slug)
    form = AsOfForm(request.GET or None)
    date = form.date()
    found = queries.standings_of(cluster, date)
    page = pages.page_of(request, queries.statements_of(cluster))
    context = {
        "cluster": cluster,
        "form": form if form.is_bound else AsOfForm(initial={"on": date}),
        "date": date,
        "standings": found,
        "page_obj": page,
        "statements": tables.statements_table(page),
        "may_state": access.can_state_fact(request.user, cluster),
        "may_choose": can_edit_rules(request.user),
        "demo_notice": any(row.is_demo for row in page),
        "breadcrumbs": crumbs(cluster),
    }
    return render(request, "clusters/standing/standing.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def fact_new(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = access.cluster_for_facts(request.user, slug)
    form = StatedFactForm(request.POST or None, initial={"fact": request.GET.get("fact", "")})
    if request.method == "POST" and form.is_valid() and _done(request, form, actions.state_fact, cluster=cluster):
        messages.success(request, _("The fact has been stated."))
        return redirect("clusters:standing", cluster.slug)
    context = {"cluster": cluster, "form": form, "breadcrumbs": crumbs(cluster, below=True)}
    return render(request, "clusters/standing/fact_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Two forms: to apply a rule set and to lift one; the name of the button says which."""
    cluster = access.cluster_for_rules(request.user, slug)
    lifting = request.method == "POST" and "applied" in request.POST
    applying = request.method == "POST" and not lifting
    apply_form = ApplyRulesForm(request.POST if applying else None)
    lift_form = LiftRulesForm(request.POST if lifting else None, cluster=cluster)
    if applying and apply_form.is_valid() and _done(request, apply_form, actions.apply_rules, cluster=cluster):
        return redirect("clusters:standing", cluster.slug)
    if lifting and lift_form.is_valid() and _done(request, lift_form, actions.lift_rules):
        return redirect("clusters:standing", cluster.slug)
    page = pages.page_of(request, cluster.applied_rules.select_related("rule_set").order_by("-valid_from", "-pk"))
    context = {
        "cluster": cluster,
        "apply_form": apply_form,
        "lift_form": lift_form,
        "page_obj": page,
        "applied": tables.applied_table(page),
        "breadcrumbs": crumbs(cluster, below=True),
    }
    status = 422 if apply_form.errors or lift_form.errors else 200
    return render(request, "clusters/standing/rules_form.html", context, status=status)


def _done(request: HttpRequest, form: Form, action: Any, **more: Any) -> bool:
    """Whether the action went through; if not, the form says why."""
    try:
        action(by=request.user, **more, **form.cleaned_data)
    except ValidationError as invalid:
        add_errors(form, invalid)
        return False
    return True
