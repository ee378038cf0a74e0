"""Pages of one's saved filters."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from exchange import access, actions
from exchange.forms import FilterNameForm
from exchange.saved_filters import read_token

PER_PAGE = 25


class SignedInRequest(HttpRequest):
    """These pages are not public: the middleware lets in whoever is signed in and nobody else."""

    user: User


@require_safe
def saved_filter_list(request: SignedInRequest) -> HttpResponse:
    rows = access.saved_filters_of(request.user).order_by("page", "name")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    table = {
        "caption": _("Your saved filters"),
        "columns": [{"label": _("Name")}, {"label": _("Register")}, {"label": _("Change")}],
        "rows": [
            [
                {"text": row.name, "url": f"{row.page}?{row.query}"},
                row.page,
                {"text": _("rename or delete"), "url": reverse("exchange:saved-filter", args=[row.public_id])},
            ]
            for row in page
        ],
    }
    return render(request, "exchange/saved_filter_list.html", {"page_obj": page, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter_save(request: SignedInRequest) -> HttpResponse:
    """Comes from a register with its signed word; opened as a page it leads to the list."""
    if request.method != "POST":
        return redirect("exchange:saved-filter-list")
    found = read_token(request.POST.get("token", ""))
    if found is None:
        raise BadRequest(_("The page was opened too long ago. Open the register again and save the filter there."))
    page, query = found
    form = FilterNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the filter a name of at most 60 characters."))
        return HttpResponseRedirect(f"{page}?{query}")
    try:
        saved = actions.save_filter(by=request.user, page=page, query=query, name=form.cleaned_data["name"])
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The filter “%(name)s” is saved.") % {"name": saved.name})
    return HttpResponseRedirect(f"{page}?{query}")


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    saved = access.saved_filter_for_change(request.user, public_id)
    form = FilterNameForm(request.POST or None, initial={"name": saved.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_filter(by=request.user, saved=saved, name=form.cleaned_data["name"])
        except ValidationError as invalid:
            form.add_error("name", " ".join(invalid.messages))
        else:
            messages.success(request, _("The filter has been renamed."))
            return redirect("exchange:saved-filter-list")
    crumbs = [{"label": _("Saved filters"), "url": reverse("exchange:saved-filter-list")}]
    context = {"saved": saved, "form": form, "breadcrumbs": crumbs}
    return render(request, "exchange/saved_filter_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter_delete(request: SignedInRequest, public_id: str) -> HttpResponse:
    saved = access.saved_filter_for_change(request.user, public_id)
    if request.method != "POST":
        return redirect("exchange:saved-filter", public_id)
    actions.delete_filter(by=request.user, saved=saved)
    messages.success(request, _("The filter has been deleted."))
    return redirect("exchange:saved-filter-list")
