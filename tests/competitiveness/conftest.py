"""A small region with figures worked out by hand, two clusters of three members, and the whole official set where needed."""

from datetime import date
from decimal import Decimal

import pytest

import clusters.reference
import indicators.reference
from clusters.models import Cluster, Membership, Organisation, Territory
from competitiveness import actions, computing, reference, worker
from competitiveness.enums import ReportKind
from competitiveness.models import Report
from indicators.models import Dimension, Indicator, Observation
from indicators.periods import parse_period
from tests import cast

QUARTERS = ("2024-Q1", "2024-Q2")
HEADCOUNT = {
    # Section: krai, Kislovodsk, Mineralnye Vody. None is withheld; the empty key is the published total.
    "": (1000, 100, 200),
    "Q": (200, 60, 30),
    "H": (100, 10, 120),
    "P": (300, 25, None),
}


@pytest.fixture
def methods(db):
    reference.load_methods()


@pytest.fixture
def catalogue(db):
    """The few indicators the small region has figures of."""
    kinds = {"C4": "criterion", "C5": "criterion", "M1": "mechanism", "M2": "mechanism"}
    dimensions = {code: Dimension.objects.create(code=code, kind=kind, name_ru=code) for code, kind in kinds.items()}
    places = {"A02": ("C4", "M2"), "E01": ("C4", "M2"), "B05": ("C5", "M1"), "B06": ("C5", "M1")}
    for code in ("A02", "E01", "B05", "B06", "B01", "K03"):
        criterion, mechanism = places.get(code, ("", ""))
        Indicator.objects.create(
            code=code,
            name_ru=f"Показатель {code}",
            name_en=f"Indicator {code}",
            direction=1,
            criterion=dimensions.get(criterion),
            mechanism=dimensions.get(mechanism),
        )


@pytest.fixture
def figure(catalogue):
    """Records one figure; a number is official, unless `demo`."""

    def record(code, subject, period, value, *, demo=False, **fields):
        span = parse_period(period)
        return Observation.objects.create(
            indicator=Indicator.objects.get(code=code),
            period=span.code,
            period_start=span.start,
            period_end=span.end,
            value=None if value is None else Decimal(str(value)),
            status="demo" if demo else "official",
            is_demo=demo,
            **{subject._meta.model_name: subject},
            **fields,
        )

    return record


@pytest.fixture
def region(figure, methods):
    """Russia, district, krai, two municipalities of it and the region they form."""
    found = {}
    for code, parent, level in (
        ("RU", None, "federation"),
        ("NCFD", "RU", "federal_district"),
        ("STA", "NCFD", "subject"),
        ("CMW", "NCFD", "region"),
        ("KISL", "STA", "municipality"),
        ("MINV", "STA", "municipality"),
    ):
        found[code] = Territory.objects.create(
            code=code,
            parent=found.get(parent),
            level=level,
            name_ru=f"Место {code}",
            name_en=f"Place {code}",
            in_cmw="full" if level == "municipality" else "",
        )
    for section, values in HEADCOUNT.items():
        for code, value in zip(("STA", "KISL", "MINV"), values, strict=True):
            basis = "municipal-sum" if code == "STA" else "no-small-business"
            figure("A02", found[code], "2023", value, activity=section, variant=basis, unit="человек", source="Росстат")
    return found


@pytest.fixture
def clusters_with_figures(figure, methods):
    """Two clusters of three members each, with made-up figures of two quarters."""
    found = {}
    for place, slug in enumerate(("tourism", "industrial")):
        found[slug] = Cluster.objects.create(slug=slug, name_ru=f"Кластер {slug}", name_en=f"Cluster {slug}", hue=place)
        for number in range(3):
            member = Organisation.objects.create(name_ru=f"{slug} {number}", kind="sanatorium", is_demo=True)
            Membership.objects.create(organisation=member, cluster=found[slug], valid_from=date(2020, 1, 1))
            for step, period in enumerate(QUARTERS):
                figure("A02", member, period, 100 + 10 * number, demo=True)
                figure("B01", member, period, 50000 * (1 + place) + 10000 * step, demo=True)
                figure("E01", member, period, 50000 + 5000 * step + 1000 * number, demo=True)
    return found


@pytest.fixture
def tourism(clusters_with_figures):
    return clusters_with_figures["tourism"]


@pytest.fixture
def coordinator(tourism):
    return cast.coordinator(tourism)


@pytest.fixture
def request_cluster(tourism):
    """A run for the tourism cluster's second quarter."""

    def ask(by=None, **fields):
        about = {"kind": ReportKind.CLUSTER, "subject": tourism, "period": QUARTERS[1]}
        return actions.request_report(by=by, **{**about, **fields})

    return ask


@pytest.fixture
def draft(request_cluster):
    run = request_cluster()
    assert worker.work_on(run.pk)
    return Report.objects.get(run=run)


@pytest.fixture
def published(request_cluster):
    run = request_cluster(publish=True)
    assert worker.work_on(run.pk)
    return Report.objects.get(run=run)


@pytest.fixture
def profile(region):
    """The published profile of Kislovodsk."""
    run = actions.request_report(
        by=None, kind=ReportKind.TERRITORY_PROFILE, subject=region["KISL"], period="2023", publish=True
    )
    assert worker.work_on(run.pk)
    return Report.objects.get(run=run)


@pytest.fixture
def official_figures(db):
    """Everything official that the product carries."""
    clusters.reference.load()
    indicators.reference.load()
    reference.load_methods()


@pytest.fixture
def profile_of():
    """Inputs and result of a territory for a year, computed without storing."""

    def compute(code, period="2023"):
        method = computing.newest_method(ReportKind.TERRITORY_PROFILE)
        module = computing.MODULES[ReportKind.TERRITORY_PROFILE]
        inputs = module.collect(Territory.objects.get(code=code), period, method.config)
        return inputs, computing.compute(ReportKind.TERRITORY_PROFILE, inputs, method.config)

    return compute
