"""Rules and the standing of clusters are public; measures too once opened; an application is its two sides' alone, a draft the applicant's."""

from decimal import Decimal

from accounts.models import today
from clusters.rules.models import RuleSet
from clusters.standing import reference
from clusters.support import actions, criteria

ROWS = """
route                                 method  on                   anon    visitor  admin  official  partner  token   coord  coord~  rep   rep~
clusters:rule-set-list                GET     -                    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:rule-set-detail              GET     rule_set             ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:rule-set-detail              GET     draft_rules          404     404      ok     ok        404      404     404    404     404   404
clusters:rule-set-edit                GET     rule_set             signin  403      ok     403       403      signin  403    403     403   403
clusters:rule-set-edit                POST    rule_set             signin  403      done   403       403      signin  403    403     403   403
clusters:rule-set-edit                GET     draft_rules          signin  404      ok     ok        404      signin  404    404     404   404
clusters:standing                     GET     cluster              ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:standing-fact-new            GET     cluster              signin  403      ok     403       403      signin  ok     403     403   403
clusters:standing-fact-new            POST    cluster              signin  403      done   403       403      signin  done   403     403   403
clusters:standing-rules               GET     cluster              signin  403      ok     403       403      signin  403    403     403   403
clusters:standing-rules               POST    cluster              signin  403      done   403       403      signin  403    403     403   403
clusters:measure-list                 GET     -                    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:measure-navigator            GET     -                    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:measure-detail               GET     measure              ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:measure-detail               GET     draft_measure        404     404      ok     ok        404      404     404    404     404   404
clusters:measure-new                  GET     -                    signin  403      ok     ok        403      signin  403    403     403   403
clusters:measure-new                  POST    -                    signin  403      done   done      403      signin  403    403     403   403
clusters:measure-edit                 GET     measure              signin  403      ok     ok        403      signin  403    403     403   403
clusters:measure-edit                 POST    measure              signin  403      done   done      403      signin  403    403     403   403
clusters:measure-edit                 GET     draft_measure        signin  404      ok     ok        404      signin  404    404     404   404
clusters:measure-eligibility          GET     measure              signin  403      ok     ok        403      signin  403    403     403   403
clusters:measure-eligibility          POST    measure              signin  403      done   done      403      signin  403    403     403   403
clusters:measure-step                 POST    closing              signin  403      done   done      403      signin  403    403     403   403
clusters:measure-step                 POST    opening              signin  404      done   done      404      signin  404    404     404   404
clusters:organisation-support         GET     organisation         signin  403      ok     ok        403      signin  ok     403     ok    403
clusters:support-application-list     GET     -                    signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
clusters:support-queue                GET     -                    signin  403      ok     ok        403      signin  403    403     403   403
clusters:support-application-new      GET     measure              signin  403      403    403       403      signin  403    403     ok    ok
clusters:support-application-new      POST    other_measure        signin  403      403    403       403      signin  403    403     done  422
clusters:support-application-detail   GET     support_application  signin  404      ok     ok        404      signin  404    404     ok    404
clusters:support-application-detail   GET     support_draft        signin  404      404    404       404      signin  404    404     ok    404
clusters:support-application-edit     GET     support_application  signin  404      403    403       404      signin  404    404     ok    404
clusters:support-application-edit     GET     support_draft        signin  404      404    404       404      signin  404    404     ok    404
clusters:support-application-edit     POST    support_draft        signin  404      404    404       404      signin  404    404     done  404
clusters:support-application-step     POST    support_review       signin  404      done   done      404      signin  404    404     403   404
clusters:support-application-step     POST    support_submission   signin  404      404    404       404      signin  404    404     done  404
api:support-measures-list             GET     -                    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
api:support-measures-export           GET     -                    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
api:support-measures-detail           GET     measure              ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
api:support-measures-detail           GET     draft_measure        404     404      404    404       404      404     404    404     404   404
"""
_MEASURE = {"name_ru": "Мера", "kind": "grant", "level": "regional", "summary_ru": "Что даёт"}
FORMS = {
    "clusters:rule-set-edit": {
        "threshold_members": "10",
        "threshold_member_types": "2",
        "threshold_public_link": "1",
        "threshold_management": "0.5",
        "threshold_website": "yes",
        "valid_from": today().isoformat(),
        "reason": "решение совета",
        "based_on": "1",
    },
    "clusters:standing-fact-new": {
        "fact": "cluster.management_fte",
        "value": "1",
        "as_of": today().isoformat(),
        "source": "приказ",
    },
    "clusters:standing-rules": {"rule_set": "decree-779", "valid_from": today().isoformat()},
    "clusters:measure-new": _MEASURE,
    "clusters:measure-edit": {**_MEASURE, "name_ru": "Мера под другим именем"},
    "clusters:measure-eligibility": {"kind": ["hotel"], "reason": "сужено"},
    "clusters:support-application-new": lambda scene: {
        "organisation": scene.organisation.public_id,
        "purpose": "пандус",
    },
    "clusters:support-application-edit": {"purpose": "другой пандус"},
}
CANARIES = {
    "тайна поданной": "rep admin official",
    "тайна поддержки": "rep",
    "мера в замысле": "admin official",
}


def furnish(scene) -> None:
    reference.load()
    scene.add("rule_set", {"code": RuleSet.objects.get(code="eccp").code})
    measure, other, third = (_measure(name) for name in ("Мера", "Вторая мера", "Третья мера"))
    scene.add("measure", measure)
    scene.add("other_measure", third)
    draft = actions.make_measure(by=None, fields={**_MEASURE, "name_ru": "мера в замысле"})
    rules = criteria.content({"kind": ["sanatorium"]})
    draft = actions.set_eligibility(by=None, measure=draft, content=rules, reason="первые")
    scene.add("draft_measure", draft)
    scene.add("draft_rules", {"code": draft.rule_set.code})
    scene.add("closing", {"public_id": measure.public_id, "verb": "close"})
    scene.add("opening", {"public_id": draft.public_id, "verb": "open"})
    submitted = actions.submit_application(by=None, application=_application(scene, measure, "тайна поданной"))
    own = _application(scene, other, "тайна поддержки")
    scene.add("support_application", submitted)
    scene.add("support_draft", own)
    scene.add("support_review", {"public_id": submitted.public_id, "verb": "review"})
    scene.add("support_submission", {"public_id": own.public_id, "verb": "submit"})


def _measure(name: str):
    measure = actions.make_measure(by=None, fields={**_MEASURE, "name_ru": name})
    return actions.move_measure(by=None, measure=measure, verb="open")


def _application(scene, measure, purpose: str):
    return actions.start_application(
        by=None,
        measure=measure,
        organisation=scene.organisation,
        purpose=purpose,
        requested=Decimal(1000),
        answers={},
    )
