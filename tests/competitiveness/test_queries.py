"""What other rooms ask."""

from clusters.models import Territory
from competitiveness import queries, worker
from indicators.periods import parse_period
from tests.competitiveness.conftest import QUARTERS


def test_nothing_published_yet(db):
    assert queries.latest_published() == {"clusters": {}, "territories": {}}


def test_latest_published_of_each(published, profile, request_cluster, django_assert_num_queries):
    worker.work_on(request_cluster(period=QUARTERS[0], publish=True).pk)
    with django_assert_num_queries(2):
        latest = queries.latest_published()
    found = latest["clusters"]["tourism"]
    assert found["report"] == published
    assert found["score"] == published.result["score"]
    assert found["low"] < found["score"] < found["high"]
    assert found["previous_period"] == QUARTERS[0]
    assert latest["territories"] == {"KISL": profile}


def test_first_period_has_no_change(request_cluster):
    worker.work_on(request_cluster(period=QUARTERS[0], publish=True).pk)
    found = queries.latest_published()["clusters"]["tourism"]
    assert (found["change"], found["previous_period"]) == (None, None)


def test_draft_is_not_the_latest(draft):
    assert queries.latest_about(draft.cluster) is None


def test_figures_of_members_and_periods(tourism):
    assert queries.has_figures(tourism, parse_period("2024-Q2"))
    assert not queries.has_figures(tourism, parse_period("2024-Q3"))
    assert queries.periods_with_figures() == ["2024-Q2", "2024-Q1"]


def test_other_periods(published, profile):
    assert queries.other_periods(published) == [published]
    assert Territory.objects.get(code="KISL") == profile.territory
