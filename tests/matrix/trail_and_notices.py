"""Notices are their reader's alone; letters are stopped by whoever holds one; the trail is for administrators."""

from accounts.notices import notify, unsubscribing

ROWS = """
route                   method  on      anon    visitor  admin  official  partner  token   coord   coord~  rep     rep~
accounts:notice-list    GET     -       signin  ok       ok     ok        ok       signin  ok      ok      ok      ok
accounts:notices-read   POST    -       signin  ok       done   done      ok       signin  ok      ok      done    ok
accounts:notice-read    POST    notice  signin  404      404    404       404      signin  404     404     done    404
accounts:notice-wishes  GET     -       signin  ok       ok     ok        ok       signin  ok      ok      ok      ok
accounts:notice-wishes  POST    -       signin  done     done   done      done     signin  done    done    done    done
accounts:unsubscribe    GET     word    ok      ok       ok     ok        ok       ok      ok      ok      ok      ok
accounts:unsubscribe    POST    word    done    done     done   done      done     done    done    done    done    done
accounts:audit-list     GET     -       signin  403      ok     403       403      signin  403     403     403     403
audit-export            GET     -       signin  403      noted  403       403      signin  403     403     403     403
"""
CHOICES = dict.fromkeys(("membership", "partners", "support", "acts", "figures", "registry", "other"), "digest")
FORMS = {"accounts:notice-wishes": {**CHOICES, "acts": "portal", "digest_at": "09:00"}}
CANARIES = {"Слово для одной": "rep"}


def furnish(scene) -> None:
    own = scene.people["rep"]
    scene.add("notice", notify(recipient=own, kind="test", subject="Слово для одной", body="…"))
    scene.add("word", {"word": unsubscribing.token(own, "acts")})
