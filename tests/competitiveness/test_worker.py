"""Twice, after a crash, after a kill: one report or none, and the row tells."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from competitiveness import actions, computing, tasks, worker
from competitiveness.actions import outcomes
from competitiveness.models import Report, ReportRun


def state_of(run):
    run.refresh_from_db()
    return run.state


def test_task_run_twice_gives_one_report(request_cluster):
    run = request_cluster(publish=True)
    assert tasks.run_report(run.pk) is True
    assert tasks.run_report(run.pk) is False
    assert Report.objects.count() == 1
    assert AuditEvent.objects.filter(verb="competitiveness.store_report").count() == 1


def test_unknown_run_is_nothing(db):
    assert tasks.run_report(999999) is False


def test_crash_between_report_and_run_leaves_nothing_half(request_cluster, monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("power cut")

    run = request_cluster(publish=True)
    with monkeypatch.context() as patch:
        patch.setattr(outcomes, "make_published", crash)
        assert worker.work_on(run.pk) is False
    assert (state_of(run), Report.objects.count()) == ("queued", 0)
    assert not AuditEvent.objects.filter(verb="competitiveness.store_report").exists()
    assert "будет повторён" in run.error
    assert worker.work_on(run.pk) is True
    assert (state_of(run), run.error, Report.objects.count()) == ("done", "", 1)


def test_crash_of_the_computation_is_tried_five_times(request_cluster, monkeypatch, caplog):
    def crash(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(computing, "compute", crash)
    run = request_cluster()
    states = []
    for _attempt in range(6):
        worker.work_on(run.pk)
        states.append(state_of(run))
    assert states == ["queued"] * 4 + ["failed"] * 2
    assert "журнале" in run.error
    assert "ZeroDivisionError" in caplog.text


def test_killed_worker_is_noticed_by_its_silence(request_cluster, monkeypatch):
    run = request_cluster()
    assert ReportRun.objects.claim(run.pk)
    assert tasks.run_report(run.pk) is False
    ReportRun.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=1))
    monkeypatch.setattr(tasks, "_send", tasks.run_report)
    assert tasks.sweep_report_runs() == 1
    assert (state_of(run), run.attempts, Report.objects.count()) == ("done", 2, 1)


def test_late_worker_stores_nothing(request_cluster, monkeypatch):
    run = request_cluster()
    real = computing.compute

    def overtaken(*args):
        ReportRun.objects.update(attempts=2)
        return real(*args)

    monkeypatch.setattr(computing, "compute", overtaken)
    assert worker.work_on(run.pk) is False
    assert (state_of(run), Report.objects.count()) == ("running", 0)


def test_without_a_method_the_remedy_is_told(tourism, request_cluster, monkeypatch):
    monkeypatch.setitem(computing.METHOD_CODES, "cluster", "unknown")
    run = request_cluster()
    worker.work_on(run.pk)
    assert "load_reference" in ReportRun.objects.get(pk=run.pk).error


def test_error_is_in_the_language_of_who_asked(request_cluster, coordinator):
    coordinator.language = "en"
    coordinator.save()
    run = request_cluster(by=coordinator, period="2023-Q4")
    worker.work_on(run.pk)
    assert "Choose a period" in ReportRun.objects.get(pk=run.pk).error


def test_progress_is_seen_while_it_runs(request_cluster, monkeypatch):
    seen = []
    real = actions.store_report

    def look(*, run, **rest):
        seen.append(ReportRun.objects.values_list("progress", "stage").get(pk=run.pk))
        return real(run=run, **rest)

    monkeypatch.setattr(actions, "store_report", look)
    worker.work_on(request_cluster().pk)
    assert seen == [(90, "Storing the report")]


@pytest.mark.django_db(transaction=True)
def test_wake_up_is_sent_after_the_commit_and_may_fail(request_cluster, monkeypatch, caplog):
    def away(run_id):
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(tasks, "_send", away)
    run = request_cluster()
    tasks.wake(run)
    assert "the sweep will find it" in caplog.text
    assert state_of(run) == "queued"
