"""Pages of rules and of the standing, in both languages and at any length."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import today
from clusters.rules.models import RuleSetVersion
from clusters.standing import reference
from clusters.standing.models import AppliedRuleSet, ClusterFact
from tests import cast
from tests.clusters import make

PAGE = "/clusters/tourism/standing/"


@pytest.fixture
def loaded(tourism):
    reference.load()
    return tourism


def test_anyone_reads_what_is_lacking_with_has_and_needs(client, loaded, kislovodsk):
    make.many(14, loaded, kislovodsk)
    russian = client.get(PAGE).content.decode()
    assert "есть 14\N{NO-BREAK SPACE}орг., нужно не менее 15\N{NO-BREAK SPACE}орг." in russian
    assert "«Кто управляет кластером» сообщает координатор кластера" in russian
    english = client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "has 14\N{NO-BREAK SPACE}organisations, needs at least 15\N{NO-BREAK SPACE}organisations." in english


def test_a_day_before_the_rules_has_none_and_a_wrong_day_is_named(client, loaded):
    assert "правила к кластеру не применялись" in client.get(f"{PAGE}?on=2019-12-31").content.decode()
    wrong = client.get(f"{PAGE}?on=32.13.2025")
    assert (wrong.status_code, "field-error" in wrong.content.decode()) == (422, True)


def test_the_coordinator_states_a_fact_with_a_comma(client, loaded):
    client.force_login(cast.coordinator(loaded))
    given = {"fact": "cluster.management_fte", "value": "0,5", "as_of": today().isoformat(), "source": "приказ № 1"}
    assert client.post(f"{PAGE}facts/new/", given).status_code == 302
    row = ClusterFact.objects.get()
    assert (row.number, row.source) == (row.number.__class__("0.5"), "приказ № 1")
    assert "приказ № 1" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("cluster.management_fte", "много", "число"),
        ("cluster.website_english", "5", "«да» или «нет»"),
        ("cluster.members", "5", "Выберите"),
        ("cluster.management_fte", "-1", "больше"),
    ],
)
def test_a_fact_that_cannot_be_read_keeps_the_form(client, loaded, fact, value, words):
    client.force_login(cast.coordinator(loaded))
    given = {"fact": fact, "value": value, "as_of": today().isoformat(), "source": "приказ"}
    answer = client.post(f"{PAGE}facts/new/", given)
    assert (answer.status_code, words in answer.content.decode(), ClusterFact.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("word", ["да", "yes", "Нет"])
def test_yes_and_no_in_the_words_of_the_reader(client, loaded, word):
    client.force_login(cast.coordinator(loaded))
    given = {"fact": "cluster.website_english", "value": word, "as_of": today().isoformat(), "source": "сайт"}
    client.post(f"{PAGE}facts/new/", given)
    assert ClusterFact.objects.get().yes_no is (word != "Нет")


def test_a_fact_of_the_future_is_refused_at_its_field(client, loaded):
    client.force_login(cast.coordinator(loaded))
    given = {"fact": "cluster.website_english", "value": "да", "as_of": "2999-01-01", "source": "сайт"}
    assert "на будущее" in client.post(f"{PAGE}facts/new/", given).content.decode()


def test_the_administrator_applies_and_lifts_rules(client, loaded):
    client.force_login(cast.administrator())
    assert client.post(f"{PAGE}rules/", {"rule_set": "decree-779", "valid_from": "2025-01-01"}).status_code == 302
    row = AppliedRuleSet.objects.get(rule_set__code="decree-779")
    again = client.post(f"{PAGE}rules/", {"rule_set": "decree-779", "valid_from": "2025-02-01"})
    assert "уже применяются" in again.content.decode()
    assert client.post(f"{PAGE}rules/", {"applied": row.pk, "valid_until": "2025-03-01"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_until == dt.date(2025, 3, 1)


def test_the_administrator_changes_a_threshold(client, loaded):
    client.force_login(cast.administrator())
    page = client.get("/rules/eccp/edit/").content.decode()
    assert 'name="threshold_members"' in page
    given = {
        "threshold_members": "10",
        "threshold_member_types": "2",
        "threshold_public_link": "1",
        "threshold_management": "0.5",
        "threshold_website": "yes",
        "valid_from": today().isoformat(),
        "reason": "решение совета",
        "based_on": "1",
    }
    assert client.post("/rules/eccp/edit/", given).status_code == 302
    assert RuleSetVersion.objects.get(rule_set__code="eccp", number=2).content["items"][0]["threshold"] == "10"
    late = client.post("/rules/eccp/edit/", {**given, "threshold_members": "9"})
    assert "изменил кто-то другой" in late.content.decode()
    assert "решение совета" in client.get("/rules/eccp/").content.decode()


def test_words_are_thresholds_too(client, loaded):
    client.force_login(cast.administrator())
    given = {
        "threshold_kind": ["hotel", "bank"],
        "threshold_region": "yes",
        "threshold_inn": "no",
        "threshold_activity": ["I"],
        "valid_from": today().isoformat(),
        "reason": "проба",
        "based_on": "1",
    }
    client.post("/rules/admission-tourism/edit/", given)
    items = RuleSetVersion.objects.get(rule_set__code="admission-tourism", number=2).content["items"]
    assert [item["threshold"] for item in items] == [["bank", "hotel"], True, False, ["I"]]


@pytest.mark.parametrize("address", [PAGE, "/rules/", "/rules/eccp/"])
def test_queries_equal_at_3_30_and_300(client, loaded, kislovodsk, address):
    counts = {}
    for number in (3, 30, 300):
        make.replaced(number, loaded, kislovodsk)
        ClusterFact.objects.bulk_create(
            ClusterFact(
                public_id=f"f{number:03d}{n:08d}",
                cluster=loaded,
                fact="cluster.management_fte",
                number=1,
                as_of=today(),
                source="п",
            )
            for n in range(number)
        )
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 30
