"""Reports: what is published is for everyone; a draft of a cluster for its coordinator, a profile's for officials."""

from competitiveness import actions, reference, worker
from competitiveness.models import Report, ReportRun
from indicators.models import Dimension, Indicator, Observation
from indicators.periods import parse_period
from tests.clusters import make

KINDS = {"C4": "criterion", "C5": "criterion", "M1": "mechanism", "M2": "mechanism"}
PLACES = {"A02": ("C4", "M2"), "E01": ("C4", "M2"), "B05": ("C5", "M1"), "B01": ("C5", "M1"), "K03": ("C5", "M1")}

ROWS = """
route                           method  on                anon    visitor  admin  official  partner  token   coord  coord~  rep  rep~
competitiveness:report-list     GET     -                 ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
competitiveness:report-detail   GET     published_report  ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
competitiveness:report-detail   GET     draft_report      404     404      404    404       404      404     ok     404     404  404
competitiveness:report-detail   GET     draft_profile     404     404      ok     ok        404      404     404    404     404  404
competitiveness:report-data     GET     published_report  ok      ok       ok     ok        ok       ok      ok     ok      ok   ok
competitiveness:report-data     GET     draft_report      404     404      404    404       404      404     ok     404     404  404
competitiveness:report-data     GET     draft_profile     404     404      ok     ok        404      404     404    404     404  404
competitiveness:report-publish  GET     draft_report      signin  404      404    404       404      signin  ok     404     404  404
competitiveness:report-publish  POST    draft_report      signin  404      404    404       404      signin  done   404     404  404
competitiveness:report-publish  POST    draft_profile     signin  404      done   403       404      signin  404    404     404  404
competitiveness:report-withdraw GET     published_report  signin  ok       ok     ok        ok       signin  ok     ok      ok   ok
competitiveness:report-withdraw POST    published_report  signin  403      403    403       403      signin  done   403     403  403
competitiveness:run-request     GET     -                 signin  403      ok     ok        403      signin  ok     ok      403  403
competitiveness:run-request     POST    -                 signin  403      422    422       403      signin  done   422     403  403
competitiveness:run-detail      GET     run               signin  404      404    404       404      signin  ok     404     404  404
"""
FORMS = {
    "competitiveness:report-withdraw": {"reason": "Ошибка в исходных данных."},
    "competitiveness:run-request": {"subject": "cluster:tourism", "period": "2024-Q1"},
}


def furnish(scene) -> None:
    reference.load_methods()
    _catalogue()
    _figures(scene.cluster, 1)
    _figures(scene.next_cluster, 2)
    about = {"kind": "cluster", "subject": scene.cluster}
    draft = _computed(**about, period="2024-Q2")
    scene.add("draft_report", draft)
    scene.add("method", draft.method)
    scene.add("run", ReportRun.objects.get(report=draft))
    scene.add("published_report", _computed(**about, period="2024-Q1", publish=True))
    _region(scene.place)
    scene.add("draft_profile", _computed(kind="territory_profile", subject=scene.place, period="2022"))


def _catalogue() -> None:
    dimensions = {
        code: Dimension.objects.get_or_create(code=code, defaults={"kind": kind, "name_ru": code})[0]
        for code, kind in KINDS.items()
    }
    for code, (criterion, mechanism) in PLACES.items():
        given = {"name_ru": f"Показатель {code}", "direction": 1}
        Indicator.objects.get_or_create(
            code=code, defaults={**given, "criterion": dimensions[criterion], "mechanism": dimensions[mechanism]}
        )


def _region(town) -> None:
    """The town in its krai, with headcounts of both: the least of which a profile is made."""
    above = None
    for code, level in (("RU", "federation"), ("NCFD", "federal_district"), ("STA", "subject")):
        above = make.territory(
            code, name_ru=f"Место {code}", name_en=f"Place {code}", level=level, in_cmw="", parent=above
        )
    town.parent = above
    town.save()
    for section, whole, part in (("", 1000, 100), ("Q", 200, 60), ("H", 100, 10)):
        for place, value, basis in ((above, whole, "municipal-sum"), (town, part, "no-small-business")):
            told = {"activity": section, "variant": basis, "unit": "человек", "source": "Росстат"}
            figure("A02", place, "2022", value, status="official", **told)


def _figures(cluster, level: int) -> None:
    """Three members with made-up figures of two quarters."""
    for number in range(3):
        member = make.member(cluster, f"Участник {level}.{number}", valid_from=make.LONG_AGO)
        for step, period in enumerate(("2024-Q1", "2024-Q2")):
            figure("A02", member, period, 100 + 10 * number)
            figure("B01", member, period, 50000 * level + 10000 * step)
            figure("E01", member, period, 50000 + 5000 * step + 1000 * number)


def figure(code: str, subject, period: str, value: int, *, status: str = "demo", **fields) -> None:
    span = parse_period(period)
    about = {"period": span.code, "period_start": span.start, "period_end": span.end, subject._meta.model_name: subject}
    Observation.objects.create(
        indicator=Indicator.objects.get(code=code),
        value=value,
        status=status,
        is_demo=status == "demo",
        **about,
        **fields,
    )


def _computed(**about) -> Report:
    run = actions.request_report(by=None, **about)
    assert worker.work_on(run.pk)
    return Report.objects.get(run=run)
