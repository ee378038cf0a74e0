"""Saved filters: one's own and nobody else's, an administrator's neither."""

from django.core import signing

from exchange import actions
from exchange.saved_filters import SALT

ROWS = """
route                         method  on            anon    visitor  admin  official  partner  token   coord  coord~  rep   rep~
exchange:saved-filter-list    GET     -             signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
exchange:saved-filter-save    GET     -             signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
exchange:saved-filter-save    POST    -             signin  done     done   done      done     signin  done   done    done  done
exchange:saved-filter         GET     saved_filter  signin  404      404    404       404      signin  404    404     ok    404
exchange:saved-filter         POST    saved_filter  signin  404      404    404       404      signin  404    404     done  404
exchange:saved-filter-delete  GET     saved_filter  signin  404      404    404       404      signin  404    404     ok    404
exchange:saved-filter-delete  POST    saved_filter  signin  404      404    404       404      signin  404    404     done  404
"""
FORMS = {
    "exchange:saved-filter-save": lambda scene: {
        "token": signing.dumps(["/organisations/", "kind=hotel"], salt=SALT),
        "name": "Гостиницы",
    },
    "exchange:saved-filter": {"name": "Другое название"},
}
CANARIES = {"Тайный список": "rep"}


def furnish(scene) -> None:
    own = scene.people["rep"]
    saved = actions.save_filter(by=own, page="/organisations/", query="kind=sanatorium", name="Тайный список")
    scene.add("saved_filter", saved)
