"""Pages of the councils."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils import access, queries, tables

PAGE_SIZE = 25


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Councils"), "url": reverse("councils:council-list")}]


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.councils_with_holders(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "table": tables.council_table(page),
        "demo_notice": any(council.is_demo for council in page),
    }
    return render(request, "councils/council_list.html", context)


@require_safe
def council_detail(request: HttpRequest, slug: str) -> HttpResponse:
    council = access.council_for_reading(request.user, slug)
    context = {
        "council": council,
        "table": tables.office_table(queries.holders().filter(council=council)),
        "may_work": access.can_read_agenda(request.user, council),
        "demo_notice": council.is_demo,
        "breadcrumbs": _crumbs(),
    }
    return render(request, "councils/council_detail.html", context)


@require_safe
def council_desk(request: HttpRequest, slug: str) -> HttpResponse:
    council = access.council_for_work(request.user, slug)
    page = Paginator(queries.offices(queries.holders().filter(council=council)), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "council": council,
        "page_obj": page,
        "table": tables.office_table(page, contacts=True),
        "mine": queries.roles_in(council, request.user),
        "may_convene": access.can_convene(request.user, council),
        "may_vote": access.holds(request.user, council, access.CAST_BALLOT),
        "may_issue_minutes": access.holds(request.user, council, access.ISSUE_MINUTES),
        "may_break_tie": access.holds(request.user, council, access.BREAK_TIE),
        "demo_notice": council.is_demo,
        "breadcrumbs": [*_crumbs(), {"label": council.name, "url": council.get_absolute_url()}],
    }
    return render(request, "councils/council_desk.html", context)
