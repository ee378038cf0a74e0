"""Administration of people. Everything that changes a right asks to show anew who one is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.door.access import has_second_factor
from accounts.door.actions import reset_second_factor
from accounts.door.reauthentication import recently_authenticated
from accounts.models import AssignmentBase, User, today
from accounts.people import access, queries, tables
from accounts.people.contexts import RoleContext, all_contexts, context_of
from accounts.people.forms import GiveRoleForm, PeopleFilter, ReasonForm
from accounts.roles import roles_in
from accounts.sessions.actions import end_sessions
from accounts.sessions.enums import Ending
from accounts.sessions.queries import sessions_of

PAGE_SIZE = 25


def _crumbs(user: User | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("People"), "url": reverse("accounts:person-list")}]
    if user is not None:
        crumbs.append({"label": str(user), "url": reverse("accounts:person-detail", args=[user.pk])})
    return crumbs


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    access.require_people_keeper(request.user)
    people = PeopleFilter(request.GET, queries.people())
    page = Paginator(people.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": people,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.people_table(page.object_list),
        "proposals": tables.proposal_table(queries.proposals()),
    }
    return render(request, "accounts/person_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    context = {
        "person": person,
        "facts": _facts(person),
        "table": tables.role_table(queries.roles_of(person)),
        "offered": [choice for context in all_contexts() for choice in roles_in(context.code)],
        "breadcrumbs": _crumbs(),
    }
    return render(request, "accounts/person_detail.html", context)


def _facts(person: User) -> list[dict[str, Any]]:
    return [
        {"label": _("Account"), "value": _("open") if person.is_active else _("closed")},
        {"label": _("E-mail"), "value": person.email},
        {"label": _("Second factor"), "value": _("set up") if has_second_factor(person) else _("none")},
        {"label": _("Open sessions"), "value": sessions_of(person).count()},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def role_give(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    role = access.role_for_giving(request.user, code)
    place = context_of(role.context)
    form = GiveRoleForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid() and _give(request, form, place, person, code):
        words = _("The role has been proposed: another administrator has to confirm it.")
        messages.success(request, words if role.two_persons else _("The role has been given."))
        return redirect("accounts:person-detail", pk)
    context = {"person": person, "role": role, "form": form, "breadcrumbs": _crumbs(person)}
    return render(request, "accounts/person_role_form.html", context, status=422 if form.errors else 200)


def _give(request: HttpRequest, form: Form, place: RoleContext, person: User, code: str) -> bool:
    """False where the action has refused; what it said is then in the form."""
    try:
        place.give(by=request.user, user=person, role=code, **form.cleaned_data)
    except ValidationError as invalid:
        form.add_error(None, invalid.messages)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def person_role(request: HttpRequest, pk: int, context: str, assignment: int) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    place, held = access.assignment_for_deciding(request.user, person, context, assignment)
    if request.method == "POST":
        _decide(request, place, held)
        return redirect("accounts:person-detail", pk)
    shown = {
        "person": person,
        "held": queries.Held(place, held),
        "state": tables.state(held),
        "period": tables.period(held),
        "may_confirm": access.may_confirm(request.user, held),
        "awaits": held.awaits_confirmation,
        "may_end": held.confirmed_at is not None and (held.valid_until is None or held.valid_until > _end_day(held)),
        "breadcrumbs": _crumbs(person),
    }
    return render(request, "accounts/person_role.html", shown)


def _end_day(held: AssignmentBase) -> Any:
    """Today, or the first day of a role that begins later: it is then held on no day."""
    return max(today(), held.valid_from)


def _decide(request: HttpRequest, place: RoleContext, held: AssignmentBase) -> None:
    deed = request.POST.get("deed", "")
    try:
        if deed == "confirm":
            actions.confirm_role(by=request.user, assignment=held)
            messages.success(request, _("The role has been confirmed and is held from now on."))
        elif deed == "refuse":
            actions.refuse_role(by=request.user, assignment=held)
            messages.success(request, _("The proposal has been refused."))
        elif deed == "end":
            place.end(by=request.user, assignment=held, on=_end_day(held))
            messages.success(request, _("The role has ended: it is gone at the person's next request."))
        else:
            messages.error(request, _("Nothing was chosen, so nothing was done."))
    except (ValidationError, PermissionDenied) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", None) or [str(refusal)]))


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def person_close(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    if request.method == "POST":
        try:
            actions.close_account(by=request.user, user=person)
        except ValidationError as invalid:
            messages.error(request, " ".join(invalid.messages))
        else:
            messages.success(request, _("The account is closed; its sessions and tokens have ended."))
        return redirect("accounts:person-detail", pk)
    return render(request, "accounts/person_close.html", {"person": person, "breadcrumbs": _crumbs(person)})


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def person_factor(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reset_second_factor(by=request.user, user=person, reason=form.cleaned_data["reason"])
        messages.success(request, _("The second factor has been reset and the person's sessions have ended."))
        return redirect("accounts:person-detail", pk)
    context = {"person": person, "form": form, "breadcrumbs": _crumbs(person)}
    return render(request, "accounts/person_factor.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def person_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_keeping(request.user, pk)
    if request.method == "POST":
        end_sessions(by=request.user, user=person, ending=Ending.BY_ADMINISTRATOR)
        messages.success(request, _("Every session of the person has ended."))
        return redirect("accounts:person-detail", pk)
    context = {"person": person, "number": sessions_of(person).count(), "breadcrumbs": _crumbs(person)}
    return render(request, "accounts/person_sessions.html", context)
