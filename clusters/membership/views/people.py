"""Who speaks for an organisation, for those who do and the coordinator of its cluster."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_parts import add_errors
from clusters import pages
from clusters.membership import access, actions, queries
from clusters.membership.forms import InviteForm


@require_safe
def people(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = access.people_for_reading(request.user, public_id)
    page = pages.page_of(request, queries.people_of(organisation))
    context = {
        "organisation": organisation,
        "page_obj": page,
        "may_invite": access.can_invite(request.user, organisation),
        "invitations": queries.invitations_to(organisation, request.user),
        "breadcrumbs": pages.crumbs_of_organisation(organisation),
    }
    return render(request, "clusters/membership/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = access.people_for_reading(request.user, public_id)
    access.require_inviter(request.user, organisation)
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_colleague(by=request.user, organisation=organisation, **form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The letter will be sent in a minute. Its link works for three days."))
            return redirect("clusters:organisation-people", public_id)
    context = {"organisation": organisation, "form": form, "breadcrumbs": pages.crumbs_of_organisation(organisation)}
    return render(request, "clusters/membership/invite_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, public_id: str, key: int) -> HttpResponse:
    organisation = access.people_for_reading(request.user, public_id)
    assignment = access.assignment_for_ending(request.user, organisation, key)
    is_own = assignment.user_id == request.user.pk
    if request.method == "POST":
        actions.end_role(by=request.user, assignment=assignment)
        messages.success(request, _("The role has ended."))
        return redirect(organisation) if is_own else redirect("clusters:organisation-people", public_id)
    context = {
        "organisation": organisation,
        "assignment": assignment,
        "is_own": is_own,
        "is_last": queries.is_last_reporter(assignment),
        "breadcrumbs": pages.crumbs_of_organisation(organisation),
    }
    return render(request, "clusters/membership/role_end.html", context)
