"""Pages on which a relation between two acts is recorded and ended."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.form_parts import add_errors
from clusters.acts import access, actions, pages, words
from clusters.acts.forms import ConflictForm, EndRelationForm, RelationForm


@require_http_methods(["GET", "HEAD", "POST"])
def relation_new(request: HttpRequest, public_id: str) -> HttpResponse:
    act = access.act_for_keeping(request.user, public_id)
    form = RelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        other = given.pop("other")
        try:
            actions.record_relation(by=request.user, from_act=act, to_act=other, **given)
        except ValidationError as invalid:
            add_errors(form, invalid, {"to_act": "other", "from_act": "other"})
        else:
            messages.success(request, _("The relation is recorded."))
            return redirect(act)
    context = {"act": act, "name": words.short_name(act), "form": form, "breadcrumbs": pages.crumbs_of_act(act)}
    return render(request, "clusters/acts/relation_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_end(request: HttpRequest, public_id: str, relation_id: str) -> HttpResponse:
    act = access.act_for_keeping(request.user, public_id)
    relation = access.relation_for_ending(request.user, act, relation_id)
    form = EndRelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_relation(by=request.user, relation=relation, until=form.cleaned_data["until"])
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The relation has been ended; it stays in the history of both acts."))
            return redirect(act)
    sentence = (
        f"{words.short_name(relation.from_act)} {words.OUTWARD[relation.kind]()} {words.short_name(relation.to_act)}"
    )
    context = {"act": act, "sentence": sentence, "form": form, "breadcrumbs": pages.crumbs_of_act(act)}
    return render(request, "clusters/acts/relation_end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """The official says himself that two acts are at odds."""
    act = access.act_for_keeping(request.user, public_id)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finding = actions.mark_conflict(by=request.user, act=act, **form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The finding is in the register and its owner has been told."))
            return redirect(finding)
    context = {"act": act, "name": words.short_name(act), "form": form, "breadcrumbs": pages.crumbs_of_act(act)}
    return render(request, "clusters/acts/conflict_form.html", context, status=422 if form.errors else 200)
