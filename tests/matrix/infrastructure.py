"""Shared infrastructure: public to read, kept by the administrator and the coordinator of a cluster it serves."""

from clusters.infrastructure.models import InfrastructureObject

ROWS = """
route                           method  on        anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
clusters:infrastructure-list    GET     -         ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:infrastructure-detail  GET     facility  ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:infrastructure-new     GET     -         signin  403      ok     403       403      signin  ok     ok      403  403
clusters:infrastructure-new     POST    -         signin  403      done   403       403      signin  done   422     403  403
clusters:infrastructure-edit    GET     facility  signin  403      ok     403       403      signin  ok     403     403  403
clusters:infrastructure-edit    POST    facility  signin  403      done   403       403      signin  done   403     403  403
clusters:infrastructure-close   GET     facility  signin  403      ok     403       403      signin  ok     403     403  403
clusters:infrastructure-close   POST    facility  signin  403      done   403       403      signin  done   403     403  403
api:infrastructure-list         GET     -         ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
api:infrastructure-detail       GET     facility  ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
api:infrastructure-export       GET     -         ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
"""


def _facility(scene):
    return {"name_ru": "Стенд", "kind": "laboratory", "territory": scene.place.pk, "clusters": [scene.cluster.pk]}


FORMS = {
    "clusters:infrastructure-new": _facility,
    "clusters:infrastructure-edit": _facility,
    "clusters:infrastructure-close": {"until": "2026-01-01"},
}


def furnish(scene):
    made = InfrastructureObject.objects.create(name_ru="Лаборатория", kind="laboratory", territory=scene.place)
    made.clusters.set([scene.cluster])
    scene.add("facility", made)
