"""Signing in and one's own pages. What is one's own is nobody else's, an administrator's neither."""

import datetime as dt

from accounts.actions import issue_token

ROWS = """
route                                 method  on         anon    visitor  admin   official  partner  token   coord   coord~  rep     rep~
account_login                         GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_login                         POST    -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_logout                        GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_logout                        POST    -          ok      done     done    done      done     ok      done    done    done    done
account_inactive                      GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_reauthenticate                GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
account_reauthenticate                POST    -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
account_change_password               GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
account_change_password               POST    -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
account_set_password                  GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
account_reset_password                GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_reset_password                POST    -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_reset_password_done           GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_reset_password_from_key       GET     reset_key  ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_reset_password_from_key_done  GET     -          ok      ok       ok      ok        ok       ok      ok      ok      ok      ok
account_signup                        GET     -          signin  signin   signin  signin    signin   signin  signin  signin  signin  signin
accounts:profile                      GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
accounts:profile                      POST    -          signin  done     done    done      done     signin  done    done    done    done
accounts:token-list                   GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
accounts:token-issue                  GET     -          signin  ok       ok      ok        ok       signin  ok      ok      ok      ok
accounts:token-issue                  POST    -          signin  done     done    done      done     signin  done    done    done    done
accounts:token-revoke                 GET     token      signin  404      ok      404       404      signin  404     404     ok      404
accounts:token-revoke                 POST    token      signin  404      done    404       404      signin  404     404     done    404
"""
FORMS = {
    "accounts:profile": {
        "family_name": "Иванова",
        "given_name": "Ирина",
        "language": "ru",
        "time_zone": "Europe/Moscow",
    },
    "accounts:token-issue": {"name": "выгрузка", "scopes": ["read"], "days": "30"},
}
CANARIES = {"токен отчётности": "rep admin"}


def furnish(scene) -> None:
    month = dt.timedelta(days=30)
    own = scene.people["rep"]
    scene.add("token", issue_token(by=None, user=own, name="токен отчётности", scopes=["read"], expires_in=month)[0])
    scene.add("reset_key", {"uidb36": "1", "key": "no-key"})
