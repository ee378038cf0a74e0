"""The registry itself: territories, organisations, clusters. It is public to read."""

ROWS = """
route                         method  on            anon    visitor  admin  official  partner  token   coord  coord~  rep   rep~
clusters:cluster-list         GET     -             ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:cluster-detail       GET     cluster       ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:cluster-edit         GET     cluster       signin  403      ok     403       403      signin  ok     403     403   403
clusters:cluster-edit         POST    cluster       signin  403      done   403       403      signin  done   403     403   403
clusters:organisation-list    GET     -             ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:organisation-detail  GET     organisation  ok      ok       ok     ok        ok       ok      noted  ok      noted ok
clusters:organisation-edit    GET     organisation  signin  403      ok     403       403      signin  ok     403     ok    403
clusters:organisation-edit    POST    organisation  signin  403      done   403       403      signin  done   403     done  403
clusters:territory-list       GET     -             ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:territory-detail     GET     territory     ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
"""
FORMS = {
    "clusters:cluster-edit": {"name_ru": "Кластер с другим именем", "name_en": "Cluster of another name"},
    "clusters:organisation-edit": {
        "name_ru": "Здравница с другим именем",
        "kind": "sanatorium",
        "sector": "business",
        "size_class": "small",
        "legal_form": "llc",
    },
}
