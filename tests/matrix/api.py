"""The REST interface: what is public is read without a token; the rest is as on the pages."""

ROWS = """
route                       method  on                anon  visitor  admin  official  partner  token  coord  coord~  rep  rep~
api:about                   GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:schema                  GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:docs                    GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:root                    GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:nothing-here            GET     -                 404   404      404    404       404      404    404    404     404  404
api:territories-list        GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:territories-export      GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:territories-detail      GET     territory         ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:organisations-list      GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:organisations-export    GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:organisations-detail    GET     organisation      ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:clusters-list           GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:clusters-export         GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:clusters-detail         GET     cluster           ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:memberships-list        GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:memberships-export      GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:memberships-detail      GET     membership        ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:links-list              GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:links-export            GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:links-detail            GET     link              ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:indicators-list         GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:indicators-export       GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:indicators-detail       GET     indicator         ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:observations-list       GET     -                 ok    ok       ok     noted     ok       ok     noted  noted   noted ok
api:observations-export     GET     -                 ok    noted    noted  noted     noted    noted  noted  noted   noted noted
api:observations-detail     GET     public_figure     ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:observations-detail     GET     own_figure        404   404      404    404       404      404    noted  404     noted 404
api:observations-detail     GET     draft_figure      404   404      404    noted     404      404    404    404     404  404
api:reports-list            GET     -                 ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:reports-export          GET     -                 ok    noted    noted  noted     noted    noted  noted  noted   noted noted
api:reports-detail          GET     published_report  ok    ok       ok     ok        ok       ok     ok     ok      ok   ok
api:reports-detail          GET     draft_report      404   404      404    404       404      404    ok     404     404  404
api:reports-detail          GET     draft_profile     404   404      ok     ok        404      404    404    404     404  404
"""
