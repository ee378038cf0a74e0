import pytest

from tests.clusters import make


@pytest.fixture
def tourism(db):
    return make.cluster()


@pytest.fixture
def industrial(db):
    return make.cluster("industrial", name_ru="Промышленный кластер", name_en="Industrial Cluster")


@pytest.fixture
def kislovodsk(db):
    return make.territory()


@pytest.fixture
def spa(db):
    return make.organisation()
