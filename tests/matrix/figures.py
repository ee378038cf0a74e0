"""Figures: the catalogue and what is published are for everyone; an organisation's own are for it and its coordinator."""

from django.core.files.uploadedfile import SimpleUploadedFile

ROWS = """
route                          method  on             anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
indicators:indicator-list      GET     -              ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
indicators:indicator-detail    GET     indicator      ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
indicators:observation-detail  GET     public_figure  ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
indicators:observation-detail  GET     own_figure     404     404      404    404       404      404     noted  404     noted  404
indicators:observation-detail  GET     draft_figure   404     404      404    noted     404      404     404    404     404  404
indicators:import              GET     -              signin  403      ok     ok        403      signin  ok     ok      403  403
indicators:import              POST    -              signin  403      ok     ok        403      signin  422    422     403  403
"""
# The file is read and shown; it is recorded by the second step, which needs the digest of the first.
FILE = "indicator,subject,period,value,unit,source\nA02,KISL,2021,41,человек,Росстат\n"
FORMS = {"indicators:import": lambda scene: {"file": SimpleUploadedFile("figures.csv", FILE.encode(), "text/csv")}}
CANARIES = {
    # the organisation's own figure, as a page writes it and as a program does
    "717 273,5": "coord rep",
    "717273.5": "coord rep",
    # a draft of the official
    "616 263,5": "official",
    "616263.5": "official",
}
