"""People, their sessions, invitations and data; and the councils, whose desk is for their own people (`sec`, `member` and
`chair` are of the scene's council, `chair~` of the one next door)."""

from accounts.actions import assign_portal_role
from accounts.invitations.actions import invite_to_portal
from accounts.models import today
from accounts.personal_data.actions import file_erasure
from accounts.sessions.actions import begin_session
from councils.models import Council
from tests import cast

ROWS = """
route                        method  on             anon    visitor  admin  official  partner  token   coord  coord~  rep    rep~   sec    member  chair  chair~
accounts:invitation-list     GET     -              signin  ok       ok     ok        ok       signin  ok     ok      ok     ok     ok     ok      ok     ok
accounts:invitation-new      GET     -              signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:invitation-new      POST    -              signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:invitation-detail   GET     invitation     signin  404      ok     404       404      signin  404    404     404    404    404    404     404    404
accounts:invitation-again    POST    invitation     signin  404      done   404       404      signin  404    404     404    404    404    404     404    404
accounts:invitation-revoke   POST    invitation     signin  404      done   404       404      signin  404    404     404    404    404    404     404    404
accounts:invitation-open     GET     secret         ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
accounts:invitation-welcome  GET     -              404     404      404    404       404      404     404    404     404    404    404    404     404    404
accounts:invitation-welcome  POST    -              404     404      404    404       404      404     404    404     404    404    404    404     404    404
accounts:session-list        GET     -              signin  ok       ok     ok        ok       signin  ok     ok      ok     ok     ok     ok      ok     ok
accounts:sessions-end        POST    -              signin  ok       ok     ok        ok       signin  ok     ok      done   ok     ok     ok      ok     ok
accounts:session-end         GET     session        signin  404      404    404       404      signin  404    404     ok     404    404    404     404    404
accounts:session-end         POST    session        signin  404      404    404       404      signin  404    404     done   404    404    404     404    404
accounts:person-list         GET     -              signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:person-detail       GET     account        signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:role-give           GET     giving         signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:role-give           POST    giving         signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:person-role         GET     held           signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:person-role         POST    held           signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:person-close        GET     account        signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:person-close        POST    account        signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:person-factor       GET     account        signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:person-factor       POST    account        signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:person-sessions     GET     account        signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:person-sessions     POST    account        signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
accounts:personal-data       GET     -              signin  ok       ok     ok        ok       signin  ok     ok      ok     ok     ok     ok      ok     ok
accounts:personal-data-file  POST    -              signin  noted    noted  noted     noted    signin  noted  noted   noted  noted  noted  noted   noted  noted
accounts:erasure-file        POST    -              signin  done     ok     ok        ok       signin  ok     ok      ok     ok     ok     ok      ok     ok
accounts:erasure-withdraw    POST    -              signin  ok       ok     ok        ok       signin  ok     ok      ok     ok     ok     ok      ok     ok
accounts:erasure-detail      GET     erasure        signin  403      ok     403       403      signin  403    403     403    403    403    403     403    403
accounts:erasure-detail      POST    erasure        signin  403      done   403       403      signin  403    403     403    403    403    403     403    403
councils:council-list        GET     -              ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
councils:council-detail      GET     council        ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
councils:council-desk        GET     council        signin  403      403    403       403      signin  403    403     403    403    ok     ok      ok     403
councils:council-desk        GET     other_council  signin  403      403    403       403      signin  403    403     403    403    403    403     403    ok
api:councils-list            GET     -              ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
api:councils-export          GET     -              ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
api:councils-detail          GET     council        ok      ok       ok     ok        ok       ok      ok     ok      ok     ok     ok     ok      ok     ok
"""
FORMS = {
    "accounts:invitation-new": {"email": "another@person.example", "role": "", "language": "ru"},
    "accounts:role-give": {"valid_from": str(today()), "valid_until": ""},
    "accounts:person-role": {"deed": "end"},
    "accounts:person-factor": {"reason": "утерян телефон"},
    "accounts:erasure-detail": {"deed": "carry_out"},
}
CANARIES = {"invited@person.example": "admin", "secretary@cast.example": "sec member chair admin"}


def furnish(scene) -> None:
    admin, person = scene.people["admin"], cast.person("kept-person")
    invitation = invite_to_portal(by=admin, email="invited@person.example", role="", language="ru")
    # The letter is old enough to be sent again.
    type(invitation).objects.filter(pk=invitation.pk).update(updated_at="2026-01-01T00:00:00+00:00")
    scene.add("invitation", invitation)
    scene.add("secret", {"secret": "no-such-secret"})
    scene.add("session", begin_session(user=scene.people["rep"], address=None, user_agent=""))
    scene.add("account", person)
    scene.add("giving", {"pk": person.pk, "code": "official"})
    held = assign_portal_role(by=None, user=person, role="api_partner")
    scene.add("held", {"pk": person.pk, "context": "portal", "assignment": held.pk})
    scene.add("erasure", file_erasure(by=cast.person("leaving-person")))
    for name, cluster in (("council", scene.cluster), ("other_council", scene.next_cluster)):
        scene.add(name, Council.objects.create(slug=name.replace("_", "-"), cluster=cluster, name_ru=f"Совет {name}"))
    council, other = scene.things["council"], scene.things["other_council"]
    scene.people |= {
        "sec": cast.secretary(council),
        "member": cast.council_member(council),
        "chair": cast.chair(council),
        "chair~": cast.chair(other, key="chair-next"),
    }
    begin_session(user=person, address=None, user_agent="")
