import pytest

from clusters.membership import actions
from tests import cast
from tests.clusters import make


@pytest.fixture
def tourism(db):
    return make.cluster()


@pytest.fixture
def industrial(db):
    return make.cluster("industrial", name_ru="Промышленный кластер", name_en="Industrial Cluster")


@pytest.fixture
def spa(db):
    """An organisation that nothing bars from admission."""
    return make.organisation(inn=make.INN, ogrn="1027700132195", okved_main="86.90.4", territory=make.territory())


@pytest.fixture
def reporter(spa):
    return cast.reporter(spa)


@pytest.fixture
def coordinator(tourism):
    return cast.coordinator(tourism)


@pytest.fixture
def draft(tourism, spa, reporter):
    values = {"statement_ru": "Лечим водой", "consent": True, "valid_from": None}
    return actions.save_application(by=reporter, cluster=tourism, organisation=spa, values=values)


@pytest.fixture
def submitted(draft, reporter):
    return actions.take_step(by=reporter, application=draft, verb="submit")


PROPOSED = {
    "name_ru": "Отель «Новый»",
    "kind": "hotel",
    "inn": make.OTHER_INN,
    "okved_main": "55.10",
    "territory": "KISL",
    "latitude": "",
}


@pytest.fixture
def proposal(tourism):
    """Of a person whose organisation is not in the registry, submitted."""
    make.territory()
    by = cast.visitor()
    values = {"statement_ru": "Принимаем гостей", "consent": True, "valid_from": None}
    made = actions.save_application(by=by, cluster=tourism, proposed=PROPOSED, values=values)
    return actions.take_step(by=by, application=made, verb="submit")
