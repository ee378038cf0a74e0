"""One of each: a cluster with a member organisation, its people, the same next door, and what belongs to them."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from accounts.actions import issue_token
from accounts.models import User
from clusters.models import Cluster, Link, Membership, Organisation
from indicators.models import Dimension, Indicator, Observation
from tests import cast
from tests.clusters import make

YEAR = {"period": "2023", "period_start": dt.date(2023, 1, 1), "period_end": dt.date(2023, 12, 31)}


class Scene(SimpleNamespace):
    """`cluster`, `organisation` and what the rows are called on belong to `coord` and `rep`; `next_…` to the neighbours."""

    people: dict[str, User]
    things: dict[str, Any]
    token: str
    cluster: Cluster
    organisation: Organisation
    next_cluster: Cluster
    next_organisation: Organisation

    def add(self, name: str, thing: Any) -> Any:
        """Make a thing known to the rows: a model with an address, or a dict of what stands in it."""
        assert name not in self.things, f"{name} is in the scene already"
        self.things[name] = thing
        return thing


def build() -> Scene:
    place = make.territory()
    scene = Scene(people={}, things={}, place=place)
    for before, slug, name in (("", "tourism", "Здравница"), ("next_", "industrial", "Соседский завод")):
        cluster = make.cluster(slug, name_ru=f"Кластер «{slug}»", name_en=f"{slug.title()} Cluster")
        member = make.organisation(name, territory=place)
        Membership.objects.create(organisation=member, cluster=cluster, valid_from=make.LONG_AGO)
        setattr(scene, f"{before}cluster", scene.add(f"{before}cluster", cluster))
        setattr(scene, f"{before}organisation", scene.add(f"{before}organisation", member))
    scene.add("territory", place)
    scene.add("membership", Membership.objects.get(cluster=scene.cluster))
    scene.add(
        "link", Link.objects.create(supplier=scene.organisation, recipient=scene.next_organisation, kind="supplies")
    )
    _people(scene)
    _figures(scene)
    return scene


def _people(scene: Scene) -> None:
    scene.people |= {
        "visitor": cast.visitor(),
        "admin": cast.administrator(),
        "official": cast.official(),
        "partner": cast.api_partner(),
        "coord": cast.coordinator(scene.cluster),
        "coord~": cast.coordinator(scene.next_cluster, key="coordinator-next"),
        "rep": cast.reporter(scene.organisation),
        "rep~": cast.reporter(scene.next_organisation, key="reporter-next"),
    }
    month = dt.timedelta(days=30)
    partner = scene.people["partner"]
    _row, scene.token = issue_token(by=None, user=partner, name="pull", scopes=["read"], expires_in=month)


def _figures(scene: Scene) -> None:
    criterion = Dimension.objects.create(code="C4", kind="criterion", name_ru="Производительность")
    mechanism = Dimension.objects.create(code="M2", kind="mechanism", name_ru="Кадры")
    framework = {"criterion": criterion, "mechanism": mechanism, "direction": 1}
    staff = Indicator.objects.create(code="A02", name_ru="Численность работников", **framework)
    shared = {"indicator": staff, "unit": "чел.", **YEAR}
    scene.add("indicator", staff)
    scene.add(
        "public_figure",
        Observation.objects.create(territory=scene.place, status="official", value=12, source="Росстат", **shared),
    )
    scene.add(
        "own_figure",
        Observation.objects.create(
            organisation=scene.organisation, status="submitted", value=Decimal("717273.5"), **shared
        ),
    )
    scene.add(
        "draft_figure",
        Observation.objects.create(
            territory=scene.place,
            status="draft",
            value=Decimal("616263.5"),
            variant="черновик",
            recorded_by=scene.people["official"],
            **shared,
        ),
    )
