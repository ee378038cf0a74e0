"""A small registry for the tests of figures: no demo data, few rows, quick."""

from datetime import date
from pathlib import Path

import pytest

import clusters.reference
import indicators.reference
from accounts.models import PortalAssignment, User
from clusters.models import Cluster, ClusterAssignment, Membership, Organisation, OrganisationAssignment, Territory
from indicators.models import Indicator

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the folder of reference data stands beside the repository only where it is developed",
)


@pytest.fixture
def registry(db):
    clusters.reference.load()


@pytest.fixture
def official(registry):
    """The catalogue and the official figures of the product."""
    return indicators.reference.load()


@pytest.fixture
def place(db):
    return Territory.objects.create(code="PYAT", level="municipality", name_ru="Пятигорск", name_en="Pyatigorsk")


@pytest.fixture
def wage(db):
    return Indicator.objects.create(code="E01", name_ru="Средняя зарплата", name_en="Average wage", unit="руб.")


@pytest.fixture
def staff(db):
    return Indicator.objects.create(code="A02", name_ru="Численность работников", name_en="Staff", unit="чел.")


@pytest.fixture
def cluster(db):
    return Cluster.objects.create(slug="tourism", name_ru="Туристский кластер", name_en="Tourism cluster")


@pytest.fixture
def neighbour_cluster(db):
    return Cluster.objects.create(slug="industrial", name_ru="Промышленный кластер", name_en="Industrial cluster")


@pytest.fixture
def make_member(db):
    def make(cluster, number=1, **fields):
        name = f"Организация {cluster.slug} {number}"
        organisation = Organisation.objects.create(name_ru=name, kind="sanatorium", **fields)
        Membership.objects.create(organisation=organisation, cluster=cluster, valid_from=date(2020, 1, 1))
        return organisation

    return make


@pytest.fixture
def make_user(db):
    def make(role="", context=None):
        user = User.objects.create_user(email=f"user{User.objects.count()}@example.org", password=None)
        base = {"user": user, "role": role, "valid_from": date(2020, 1, 1)}
        if isinstance(context, Cluster):
            ClusterAssignment.objects.create(cluster=context, **base)
        elif isinstance(context, Organisation):
            OrganisationAssignment.objects.create(organisation=context, **base)
        elif role:
            PortalAssignment.objects.create(**base)
        return user

    return make
