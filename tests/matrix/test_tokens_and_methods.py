"""The programs' interface writes nothing, and no form is taken without its token."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from tests.matrix.asking import AUDIT, address_of
from tests.matrix.conftest import rooms
from tests.matrix.routes import routes
from tests.matrix.table import form_for, rows_of

ROOMS = rooms()
ROUTES = routes()
POSTS = [row for room in ROOMS.values() for row in rows_of(room) if row.method == "POST"]


def test_the_programs_interface_has_no_route_that_writes(asker):
    written = {row.route for row in POSTS if row.route.startswith("api:")}
    assert written == set()
    wrong = []
    for room in ROOMS.values():
        for row in (row for row in rows_of(room) if row.route.startswith("api:")):
            address = address_of(ROUTES[row.route], None if row.on == "-" else asker.scene.things[row.on])
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                for who in ("token", "admin"):
                    answer = asker.ask(who, method, address, {"name_ru": "Иначе"})
                    if answer.status not in {401, 403, 404, 405} or answer.wrote - AUDIT:
                        wrong.append(f"{row.route} {method}, {who}: {answer.status}, written: {sorted(answer.wrote)}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_form_without_its_token_is_refused_by_every_route_but_the_unsubscribing(asker):
    for client in asker.clients.values():
        client.handler.enforce_csrf_checks = True
    taken = {}
    for row in POSTS:
        who = (
            "anon" if row.route == "account_login" else next((w for w, c in row.cells.items() if c == "done"), "admin")
        )
        address = address_of(ROUTES[row.route], None if row.on == "-" else asker.scene.things[row.on])
        answer = asker.ask(who, "POST", address, form_for(ROOMS[row.room], row, asker.scene))
        if answer.status != 403 or answer.wrote - AUDIT:
            taken[row.route] = answer.status, answer.wrote - AUDIT
    assert taken == {"accounts:unsubscribe": (200, {"accounts_noticewish"})}


def test_no_view_but_the_unsubscribing_and_the_programs_interface_goes_without_the_token():
    exempt = {name for name, view in _views(get_resolver()) if getattr(view, "csrf_exempt", False)}
    assert {name for name in exempt if not name.startswith("api:")} == {"accounts:unsubscribe"}


def _views(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield f"{before}{pattern.name}", pattern.callback
