"""The pages that gather several rooms, and what every page carries."""

ROWS = """
route               method  on  anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
home                GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
search              GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
about               GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
glossary            GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
component-gallery   GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
set_language        GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
set_language        POST    -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
set_theme           GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
set_theme           POST    -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
healthz             GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
readyz              GET     -   ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
desk                GET     -   signin  ok       ok     ok        ok       signin  ok     ok      ok   ok
"""
FORMS = {"set_theme": {"theme": "dark", "next": "/about/"}, "set_language": {"language": "en", "next": "/about/"}}
