"""Pages of rule sets: what they ask, since when, and the form that makes the next version."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import today
from clusters import pages
from clusters.rules import access, actions, queries, tables
from clusters.rules.forms import ThresholdsForm
from clusters.rules.models import RuleSet


def crumbs(rule_set: RuleSet | None = None) -> list[dict[str, str]]:
    above = [{"label": _("Rules"), "url": reverse("clusters:rule-set-list")}]
    return [*above, {"label": rule_set.name, "url": rule_set.get_absolute_url()}] if rule_set else above


@require_safe
def rule_set_list(request: HttpRequest) -> HttpResponse:
    page = pages.page_of(request, queries.rule_sets_for_list(request.user))
    context = {"page_obj": page, "table": tables.rule_sets_table(page)}
    return render(request, "clusters/rules/rule_set_list.html", context)


@require_safe
def rule_set_detail(request: HttpRequest, code: str) -> HttpResponse:
    rule_set = access.rule_set_for_reading(request.user, code)
    version = queries.version_on(rule_set, today())
    page = pages.page_of(request, rule_set.versions.order_by("-number"))
    context = {
        "rule_set": rule_set,
        "version": version,
        "rules": tables.rules_table(version) if version else None,
        "page_obj": page,
        "history": tables.history_table(page),
        "may_edit": access.can_edit_rule_set(request.user, rule_set),
        "demo_notice": rule_set.is_demo,
        "breadcrumbs": crumbs(),
    }
    return render(request, "clusters/rules/rule_set_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_set_edit(request: HttpRequest, code: str) -> HttpResponse:
    rule_set = access.rule_set_for_editing(request.user, code)
    version = rule_set.versions.order_by("-number").first()
    form = ThresholdsForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, rule_set, form)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The rules have been saved as a new version."))
            return redirect(rule_set)
    context = {"rule_set": rule_set, "form": form, "breadcrumbs": crumbs(rule_set)}
    return render(request, "clusters/rules/rule_set_form.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, rule_set: RuleSet, form: ThresholdsForm) -> None:
    given = form.cleaned_data
    actions.change_thresholds(
        by=request.user,
        rule_set=rule_set,
        thresholds=form.thresholds(),
        valid_from=given["valid_from"],
        reason=given["reason"],
        based_on=given["based_on"],
    )
