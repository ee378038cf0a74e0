"""A registry of any size with figures and reports, public and not."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actions import issue_token
from clusters.acts.models import LegalAct
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster, Link, Membership, Organisation, Territory
from clusters.support.models import SupportMeasure
from competitiveness.models import MethodVersion, Report
from councils.models import Council
from indicators.models import Dimension, Indicator, Observation
from tests import cast

LISTS = (
    *(
        "territories",
        "organisations",
        "clusters",
        "memberships",
        "links",
        "infrastructure",
        "support-measures",
        "legal-acts",
    ),
    *("indicators", "observations", "reports", "councils"),
)
YEAR = {"period": "2023", "period_start": dt.date(2023, 1, 1), "period_end": dt.date(2023, 12, 31)}


def ground() -> SimpleNamespace:
    region = Territory.objects.create(code="CMW", level="region", name_ru="Кавказские Минеральные Воды")
    town = Territory.objects.create(
        code="KISL", level="municipality", name_ru="Кисловодск", name_en="Kislovodsk", parent=region, in_cmw="full"
    )
    tourism = Cluster.objects.create(slug="tourism", name_ru="Туристско-рекреационный", is_demo=False)
    industrial = Cluster.objects.create(slug="industrial", name_ru="Промышленный", is_demo=True)
    criterion = Dimension.objects.create(code="C4", kind="criterion", name_ru="Производительность")
    staff = Indicator.objects.create(code="A02", name_ru="Численность работников", criterion=criterion, direction=1)
    method = MethodVersion.objects.create(code="test", version="1", config={}, digest="0" * 64)
    return SimpleNamespace(town=town, region=region, tourism=tourism, industrial=industrial, staff=staff, method=method)


def organisations(world: SimpleNamespace, count: int) -> list[Organisation]:
    rows = Organisation.objects.bulk_create(
        Organisation(name_ru=f"=Санаторий {n}", kind="sanatorium", territory=world.town, is_demo=n % 2 == 0)
        for n in range(count)
    )
    Membership.objects.bulk_create(
        Membership(organisation=row, cluster=world.tourism, valid_from=dt.date(2020, 1, 1), is_demo=row.is_demo)
        for row in rows
    )
    pairs = zip(rows, rows[1:] + rows[:1], strict=True)
    Link.objects.bulk_create(Link(supplier=one, recipient=other, kind="supplies") for one, other in pairs)
    return rows


def room_of_each(world: SimpleNamespace) -> None:
    """One row of each list that has few."""
    InfrastructureObject.objects.create(name_ru="Аэропорт", kind="transport", territory=world.town)
    SupportMeasure.objects.create(
        name_ru="Субсидия", kind="subsidy", level="federal", summary_ru="Что даёт", state="open"
    )
    LegalAct.objects.create(
        title_ru="О курортах",
        level="federal",
        kind="federal_law",
        number="26-ФЗ",
        date="1995-02-23",
        territory=world.region,
    )
    Council.objects.create(slug="tourism", name_ru="Совет", cluster=world.tourism)


def observations(world: SimpleNamespace, rows: list[Organisation]) -> None:
    shared = {"indicator": world.staff, "unit": "чел.", **YEAR}
    Observation.objects.bulk_create(
        Observation(
            territory=world.town, variant=str(n), status="official", value=Decimal(n) / 8, source="Росстат", **shared
        )
        for n in range(len(rows))
    )
    Observation.objects.bulk_create(
        Observation(organisation=row, status="submitted", value=Decimal("777.5"), **shared) for row in rows
    )


def report(world: SimpleNamespace, *, period: str, state: str = "published", **about) -> Report:
    about = about or {"kind": "territory_profile", "territory": world.town}
    published = timezone.now() if state == "published" else None
    return Report(
        method=world.method,
        inputs={"secret": "inputs"},
        result={"employment": {"sections": [{"section": "Q", "lq": 3.5}]}},
        input_digest="1" * 64,
        result_digest="2" * 64,
        computed_at=timezone.now(),
        published_at=published,
        state=state,
        period=period,
        is_demo=about["kind"] == "cluster",
        **about,
    )


@pytest.fixture
def make_world(db):
    def make(count: int = 3) -> SimpleNamespace:
        world = ground()
        world.organisations = organisations(world, count)
        observations(world, world.organisations)
        room_of_each(world)
        world.reports = Report.objects.bulk_create(report(world, period=str(1700 + n)) for n in range(count))
        draft = report(world, period="2024", state="draft", kind="cluster", cluster=world.tourism)
        world.draft = Report.objects.bulk_create([draft])[0]
        return world

    return make


@pytest.fixture
def world(make_world):
    return make_world()


@pytest.fixture
def token(db):
    """A header with a token of the person: `token(user)`. Whose role demands a second factor has one."""

    def make(user, scopes=("read",)) -> dict[str, str]:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "-"}})
        life = dt.timedelta(days=30)
        _row, secret = issue_token(by=None, user=user, name="test", scopes=list(scopes), expires_in=life)
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def partner(token):
    return token(cast.api_partner())
