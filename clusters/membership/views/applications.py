"""An application on its way: written, kept, submitted, decided; one page for both sides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters import access as registry
from clusters import pages
from clusters.membership import access, actions, checks, queries, tables
from clusters.membership import pages as own
from clusters.membership.forms import ApplicationForm, LinkForm, ProposedForm
from clusters.membership.models import MembershipApplication
from clusters.models import Cluster


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """A new application: of one's own organisation, or of one that is not in the registry yet."""
    cluster = registry.cluster_for_reading(request.user, slug)
    own_ones = access.organisations_to_apply_for(request.user).exists()
    is_new = not own_ones or "new" in request.GET
    sent = request.POST if request.method == "POST" else None
    form = ApplicationForm(sent, user=request.user)
    if is_new:
        form.fields.pop("organisation", None)
    proposed = ProposedForm(sent) if is_new else None
    if request.method == "POST" and _all_valid(form, proposed):
        kept = _kept(request, form, proposed, cluster=cluster, organisation=form.cleaned_data.get("organisation"))
        if kept:
            messages.success(request, _("The application is kept as a draft. Look at the checks and submit it."))
            return redirect(kept)
    context = {"cluster": cluster, "own_ones": own_ones, "is_new": is_new, "rules": own.rules_in_words()}
    return _form_page(request, form, proposed, context | {"breadcrumbs": pages.crumbs_of_cluster(cluster)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    application = access.application_for_editing(request.user, public_id)
    sent = request.POST if request.method == "POST" else None
    form = ApplicationForm(sent, user=request.user, application=application)
    is_new = application.organisation is None
    proposed = ProposedForm(sent, instance=checks.subject(application)) if is_new else None
    if request.method == "POST" and _all_valid(form, proposed):
        kept = _kept(request, form, proposed, cluster=application.cluster, application=application)
        if kept:
            messages.success(request, _("The application has been saved."))
            return redirect(kept)
    context = {"cluster": application.cluster, "application": application, "is_new": is_new}
    return _form_page(request, form, proposed, context | {"breadcrumbs": own.crumbs_of(application, request.user)})


def _all_valid(form: ApplicationForm, proposed: ProposedForm | None) -> bool:
    # Both are asked, so that every error is shown at once.
    return all([form.is_valid(), proposed is None or proposed.is_valid()])


def _kept(
    request: HttpRequest, form: ApplicationForm, proposed: ProposedForm | None, **more: Any
) -> MembershipApplication | None:
    values = {name: form.cleaned_data[name] for name in ("statement_ru", "consent", "valid_from")}
    described = proposed.proposed() if proposed else None
    try:
        return actions.save_application(by=request.user, proposed=described, values=values, **more)
    except ValidationError as invalid:
        form.add_error(None, invalid.messages)
        return None


def _form_page(
    request: HttpRequest, form: ApplicationForm, proposed: ProposedForm | None, context: dict[str, Any]
) -> HttpResponse:
    wrong = bool(form.errors or (proposed is not None and proposed.errors))
    context |= {"form": form, "proposed": proposed}
    return render(request, "clusters/membership/application_form.html", context, status=422 if wrong else 200)


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """The reader's own side's applications."""
    page = pages.page_of(request, access.own_applications(request.user).order_by("-pk"))
    context = {
        "page_obj": page,
        "table": tables.applications_table(page),
        "clusters": Cluster.objects.all(),
        "reviewed": registry.coordinated_clusters(request.user),
    }
    return render(request, "clusters/membership/application_list.html", context)


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    return _detail(request, access.application_for_reading(request.user, public_id))


def _detail(
    request: HttpRequest, application: MembershipApplication, *, refused: str = "", reason: str = "", remark: str = ""
) -> HttpResponse:
    found = checks.checks_of(application) if application.is_open else []
    context = {
        "application": application,
        "subject": checks.subject(application),
        "facts": own.application_facts(application),
        "described": own.described(application),
        "checks": tables.shown_checks(found),
        "barring": [check for check in found if check.bars],
        "verbs": own.verbs(request.user, application, refused=refused, reason=reason, remark=remark),
        "history": tables.history(queries.steps_of(application), own.LABELS),
        "may_edit": application.state in ("draft", "returned") and access.speaks_for(request.user, application),
        "may_link": application.organisation is None and access.reviews(request.user, application),
        "demo_notice": application.is_demo,
        "breadcrumbs": own.crumbs_of(application, request.user),
    }
    return render(request, "clusters/membership/application_detail.html", context, status=422 if reason else 200)


@require_POST
def step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    application = access.application_for_reading(request.user, public_id)
    if verb not in own.LABELS:
        raise Http404
    remark = request.POST.get("remark", "")[:2000]
    try:
        taken = actions.take_step(by=request.user, application=application, verb=verb, remark=remark)
    except ValidationError as invalid:
        fresh = access.application_for_reading(request.user, public_id)
        return _detail(request, fresh, refused=verb, reason=" ".join(invalid.messages), remark=remark)
    messages.success(request, own.done_words(verb, taken))
    return redirect(own.after(verb, taken, request.user))


@require_POST
def link(request: HttpRequest, public_id: str) -> HttpResponse:
    """The coordinator says which organisation of the registry the proposed one is."""
    application = access.application_for_reading(request.user, public_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.link_organisation(
            by=request.user, application=application, organisation=form.cleaned_data["organisation"]
        )
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The application is linked to the organisation of the registry."))
    return redirect(reverse("clusters:application-detail", args=[public_id]))
