"""Legal acts are public to read and kept by officials and the administrator; candidates are theirs alone.

`confirmed` is a contradiction in work that the official owns; `candidate` is a pair that the portal has found.
"""

import datetime as dt

from accounts.models import today
from clusters.acts.models import ActFinding, ActRelation, LegalAct

ROWS = """
route                   method  on          anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
clusters:act-list       GET     -           ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:act-detail     GET     act         ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:act-new        GET     -           signin  403      ok     ok        403      signin  403    403     403  403
clusters:act-new        POST    -           signin  403      done   done      403      signin  403    403     403  403
clusters:act-edit       GET     act         signin  403      ok     ok        403      signin  403    403     403  403
clusters:act-edit       POST    act         signin  403      done   done      403      signin  403    403     403  403
clusters:relation-new   GET     act         signin  403      ok     ok        403      signin  403    403     403  403
clusters:relation-new   POST    act         signin  403      done   done      403      signin  403    403     403  403
clusters:relation-end   GET     relation    signin  403      ok     ok        403      signin  403    403     403  403
clusters:relation-end   POST    relation    signin  403      done   done      403      signin  403    403     403  403
clusters:conflict-new   GET     act         signin  403      ok     ok        403      signin  403    403     403  403
clusters:conflict-new   POST    act         signin  403      done   done      403      signin  403    403     403  403
clusters:finding-list   GET     -           ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:finding-look   POST    -           signin  403      done   done      403      signin  403    403     403  403
clusters:finding-detail GET     confirmed   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
clusters:finding-detail GET     candidate   404     404      ok     ok        404      404     404    404     404  404
clusters:finding-step   GET     settling    signin  403      ok     ok        403      signin  403    403     403  403
clusters:finding-step   POST    settling    signin  403      done   done      403      signin  403    403     403  403
clusters:finding-step   GET     checking    signin  404      ok     ok        404      signin  404    404     404  404
clusters:finding-step   POST    checking    signin  404      done   done      404      signin  404    404     404  404
api:legal-acts-list     GET     -           ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
api:legal-acts-detail   GET     act         ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
api:legal-acts-export   GET     -           ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
"""
_SOON = today() + dt.timedelta(days=30)


def _act(scene):
    return {"kind": "decree", "number": "77", "date": "2024-05", "title_ru": "О тропах", "territory": scene.place.pk}


def _conflict(scene):
    owner = scene.people["official"].pk
    return {"other": "м-2", "kind": "duplication", "reason": "статья 1", "owner": owner, "due": _SOON.isoformat()}


FORMS = {
    "clusters:act-new": _act,
    "clusters:act-edit": _act,
    "clusters:relation-new": {"kind": "amends", "other": "м-2"},
    "clusters:relation-end": {"until": "2030-01-01"},
    "clusters:conflict-new": _conflict,
    "clusters:finding-step settling": {"settlement": "agreed", "settled_on": "2026-01-01", "remark": "согласовано"},
    "clusters:finding-step checking": {"remark": "разные предметы"},
}
CANARIES = {"невысказанное подозрение": "admin official"}


def furnish(scene):
    shared = {"kind": "decree", "level": "municipal", "date": "2020-01-01", "territory": scene.place}
    first, second = (
        LegalAct.objects.create(number=number, title_ru=title, **shared)
        for number, title in (("м-1", "О дорогах"), ("м-2", "О мостах"))
    )
    scene.add("act", first)
    relation = ActRelation.objects.create(from_act=first, kind="cites", to_act=second)
    scene.add("relation", {"public_id": first.public_id, "relation_id": relation.public_id})
    pair = {"act_a": first, "act_b": second}
    confirmed = ActFinding.objects.create(
        kind="contradiction", state="in_work", owner=scene.people["official"], due=_SOON, reason_ru="статья 3", **pair
    )
    candidate = ActFinding.objects.create(kind="two_programmes", reason_ru="невысказанное подозрение", **pair)
    scene.add("confirmed", confirmed)
    scene.add("candidate", candidate)
    scene.add("settling", {"public_id": confirmed.public_id, "verb": "settle"})
    scene.add("checking", {"public_id": candidate.public_id, "verb": "reject"})
