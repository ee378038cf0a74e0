"""How the matrix of rights is written and read.

Each room has a file here. It holds literal rows that a reader can check, and nothing of it is computed:

    ROWS = '''
    route                  method  on            anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
    clusters:cluster-edit  GET     cluster       signin  403      ok     403       403      signin  ok     403     403  403
    clusters:cluster-edit  POST    cluster       signin  403      done   403       403      signin  done   403     403  403
    '''
    FORMS = {"clusters:cluster-edit": lambda scene: {"name_ru": "Кластер", …}}
    CANARIES = {"тайный замысел": "coord admin"}

    def furnish(scene): scene.add("application", Application.objects.create(…))

The first line names the columns. The first three are the route's name, the method and what it is called on: a thing of the scene
(`-` where the address takes none), whose `public_id`, `slug`, `code` or `pk` fill the address; a dict fills it as it is. The other
columns are the positions of the cast. `coord` and `rep` hold their role for the very cluster and organisation of the scene, to which
the things belong; `coord~` and `rep~` hold the same role next door, so that for them each thing is a neighbour's; `visitor` is signed
in without a role; `token` is the API partner with a token and no session. All are signed in with the second factor. A room may add
columns of its own (`scene.people["applicant"] = user` in `furnish`, then a column `applicant`); those of BASE have to be in every table.
One route may have several rows, each on another thing: the draft, the published one.

What may stand in a cell:

    ok       the page is shown, or it leads on to another; nothing is written
    noted    as `ok`, and the audit trail has a row of it: reading of what is confidential
    done     it was done: the answer is no error, and rows were written
    signin   led to signing in; in the API, 401
    again    led to proving once more who one is
    400 403 404 405 410 422 …   exactly this status; nothing is written but the refusal in the audit trail

FORMS give what a POST sends: by route, or by "route on"; a dict, or a function of the scene that makes one; anything with files is sent
as multipart, to the API as JSON. A row that says `done` somewhere needs a form that is valid. CANARIES are words put into things that are not public,
each with the positions that may read it: every page of every row is searched for them, for every position.

What is checked besides each cell: every route of the portal has rows, no row is of a route that is gone, a method without rows is refused
and writes nothing, and where the cell says 404 an unknown id is answered in the same words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

BASE = ("anon", "visitor", "admin", "official", "partner", "token", "coord", "coord~", "rep", "rep~")
WORDS = {"ok", "noted", "done", "signin", "again"}


@dataclass(frozen=True)
class Row:
    room: str
    route: str
    method: str
    on: str
    cells: Mapping[str, str] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.route} {self.method} {self.on}"


def rows_of(room: ModuleType) -> Iterator[Row]:
    name = room.__name__.rpartition(".")[2]
    lines = [line.split() for line in room.ROWS.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    head: list[str] = []
    for words in lines:
        if words[0] == "route":
            head = words
            missing = set(BASE) - set(head)
            assert not missing, f"tests/matrix/{name}.py: the table has no column for {', '.join(sorted(missing))}"
            continue
        assert len(words) == len(head), f"tests/matrix/{name}.py: {len(words)} cells in place of {len(head)}: {words}"
        cells = dict(zip(head[3:], words[3:], strict=True))
        wrong = [word for word in cells.values() if word not in WORDS and not word.isdigit()]
        assert not wrong, f"tests/matrix/{name}.py: {words[0]} has cells that are no words of the table: {wrong}"
        yield Row(name, words[0], words[1], words[2], cells)


def form_for(room: ModuleType, row: Row, scene: Any) -> dict[str, Any]:
    """What is sent: by "route on", else by route, else nothing."""
    forms: Mapping[str, Any] = getattr(room, "FORMS", {})
    given: dict[str, Any] | Callable[[Any], dict[str, Any]] = forms.get(
        f"{row.route} {row.on}", forms.get(row.route, {})
    )
    return dict(given(scene) if callable(given) else given)
