"""The matrix of rights: every cell of every room's table, and that no route is without rows. How to read it: `table.py`."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.matrix.asking import AUDIT, Answer, Asker, address_of, alike
from tests.matrix.conftest import rooms
from tests.matrix.routes import routes
from tests.matrix.table import Row, form_for, rows_of

ROOMS = rooms()
ROWS = [row for room in ROOMS.values() for row in rows_of(room)]
ROUTES = routes()
CANARIES = {word: set(seen.split()) for room in ROOMS.values() for word, seen in getattr(room, "CANARIES", {}).items()}
# Views of libraries answer other methods as a GET or a POST; that nothing is written holds for them too.
OF_LIBRARIES = ("account_", "admin:", "set_language", "mfa_")

each_room = pytest.mark.parametrize("room", ROOMS)


def asked(asker: Asker, row: Row, who: str, *, unknown: bool = False) -> tuple[str, Answer]:
    thing = None if row.on == "-" else asker.scene.things[row.on]
    address = address_of(ROUTES[row.route], thing, unknown=unknown)
    return address, asker.ask(who, row.method, address, form_for(ROOMS[row.room], row, asker.scene))


def wrong_cells(asker: Asker, row: Row) -> Iterator[str]:
    for who, expected in row.cells.items():
        _address, answer = asked(asker, row, who)
        if answer.word != expected:
            yield f"{row}, {who}: {answer.word} in place of {expected}"
        if answer.status >= 400 and answer.wrote - AUDIT:
            yield f"{row}, {who}: refused, and yet written: {', '.join(sorted(answer.wrote - AUDIT))}"
        for word, seen in CANARIES.items():
            if who not in seen and word in answer.body:
                yield f"{row}, {who}: is told “{word}”"


@each_room
def test_each_cell_is_as_written_and_nobody_is_told_what_is_not_for_him(asker, room):
    wrong = [fault for row in ROWS if row.room == room for fault in wrong_cells(asker, row)]
    assert not wrong, "\n" + "\n".join(wrong)


@each_room
def test_a_foreign_id_and_an_unknown_id_are_answered_alike(asker, room):
    told_apart = []
    for row in ROWS:
        for who, expected in row.cells.items():
            if row.room == room and expected == "404" and row.on != "-":
                (foreign, one), (unknown, other) = asked(asker, row, who), asked(asker, row, who, unknown=True)
                if alike(one, foreign) != alike(other, unknown):
                    told_apart.append(f"{row}, {who}: {one.status} and {other.status}")
    assert not told_apart, "\n" + "\n".join(told_apart)


def test_every_route_has_rows_and_every_row_a_route():
    written = {row.route for row in ROWS}
    assert not set(ROUTES) - written, f"Routes without rows: {', '.join(sorted(set(ROUTES) - written))}"
    assert not written - set(ROUTES), f"Rows of routes that are gone: {', '.join(sorted(written - set(ROUTES)))}"
    twice = [key for key, times in Counter(map(str, ROWS)).items() if times > 1]
    assert not twice, f"Rows written twice: {', '.join(twice)}"


@each_room
def test_methods_without_rows_are_refused_and_write_nothing(asker, room):
    declared: dict[str, set[str]] = {}
    first: dict[str, Row] = {}
    for row in ROWS:
        declared.setdefault(row.route, set()).add(row.method)
        first.setdefault(row.route, row)
    wrong = []
    for name, row in first.items():
        if row.room != room:
            continue
        address = address_of(ROUTES[name], None if row.on == "-" else asker.scene.things[row.on])
        for method in {"POST", "PUT", "PATCH", "DELETE"} - declared[name]:
            for who in ("anon", "admin", "coord", "rep"):
                answer = asker.ask(who, method, address)
                refused = answer.status >= 400 or answer.word == "signin" or name.startswith(OF_LIBRARIES)
                if answer.wrote - AUDIT or not refused:
                    wrong.append(f"{name} {method}, {who}: {answer.status}, written: {sorted(answer.wrote)}")
    assert not wrong, "\n" + "\n".join(wrong)
