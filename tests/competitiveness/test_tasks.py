"""Beat: the quarterly requests, however often they are made."""

import datetime as dt

import pytest

from competitiveness import tasks
from competitiveness.models import ReportRun
from tests.competitiveness.conftest import QUARTERS


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(tasks, "_send", found.append)
    return found


@pytest.fixture
def third_quarter(monkeypatch):
    monkeypatch.setattr(tasks, "today", lambda: dt.date(2024, 7, 1))


def test_doubled_beat_has_one_effect(clusters_with_figures, sent, third_quarter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.request_quarterly_reports() == 2
        assert tasks.request_quarterly_reports() == 2
    slots = list(ReportRun.objects.order_by("slot").values_list("slot", "period", "publish"))
    assert slots == [
        ("cluster:industrial:2024-Q2:quarterly", QUARTERS[1], False),
        ("cluster:tourism:2024-Q2:quarterly", QUARTERS[1], False),
    ]
    assert set(sent) == set(ReportRun.objects.values_list("pk", flat=True))


def test_cluster_without_figures_waits(clusters_with_figures, sent, monkeypatch):
    monkeypatch.setattr(tasks, "today", lambda: dt.date(2024, 12, 31))
    assert tasks.request_quarterly_reports() == 0
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(dt.date(2026, 1, 1), "2025-Q4"), (dt.date(2026, 3, 31), "2025-Q4"), (dt.date(2026, 10, 2), "2026-Q3")],
)
def test_last_finished_quarter(monkeypatch, day, quarter):
    monkeypatch.setattr(tasks, "today", lambda: day)
    assert tasks.last_finished_quarter().code == quarter


def test_sweep_wakes_in_the_order_of_requests(request_cluster, sent):
    runs = [request_cluster(period=period) for period in QUARTERS]
    assert tasks.sweep_report_runs() == 2
    assert sent == [run.pk for run in runs]


def test_message_goes_to_the_broker(request_cluster, monkeypatch):
    calls = []
    monkeypatch.setattr(tasks.run_report, "apply_async", lambda args, retry: calls.append((args, retry)))
    tasks._send(7)
    assert calls == [((7,), False)]
