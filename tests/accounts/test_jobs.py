"""Rows of long work: claimed once, found again when their worker falls silent, closed after five attempts."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import isolate_apps
from django.utils import timezone

from accounts.jobs import sweep
from accounts.models import Job, JobTakenOver

with isolate_apps("accounts"):

    class Errand(Job):
        class Meta(Job.Meta):
            app_label = "accounts"


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Errand)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Errand)


@pytest.fixture
def errand(db) -> Errand:
    return Errand.objects.create()


def fall_silent(errand: Errand, seconds: float = 31) -> None:
    Errand.objects.filter(pk=errand.pk).update(heartbeat_at=timezone.now() - dt.timedelta(seconds=seconds))


def claimed(errand: Errand) -> Errand:
    assert Errand.objects.claim(errand.pk)
    return Errand.objects.get(pk=errand.pk)


def test_claim_takes_a_queued_job_once(errand: Errand) -> None:
    running = claimed(errand)
    assert (running.state, running.attempts, running.is_finished) == ("running", 1, False)
    assert running.started_at == running.heartbeat_at
    assert not Errand.objects.claim(errand.pk)


def test_silent_job_is_claimed_again_and_the_first_worker_stopped(errand: Errand) -> None:
    first = claimed(errand)
    fall_silent(errand, 29)
    assert not Errand.objects.claim(errand.pk)
    fall_silent(errand, 31)
    second = claimed(errand)
    assert (second.attempts, second.started_at) == (2, first.started_at)
    for late in (lambda: first.beat(50, "half"), first.finish, lambda: first.fail("late")):
        with pytest.raises(JobTakenOver):
            late()
    second.finish()
    assert Errand.objects.get().state == "done"


def test_beat_tells_progress_within_bounds(errand: Errand) -> None:
    job = claimed(errand)
    job.beat(140, "reading")
    stored = Errand.objects.get()
    assert (job.progress, stored.progress, stored.stage) == (100, 100, "reading")
    job.beat(-1, "x" * 300)
    assert (Errand.objects.get().progress, len(Errand.objects.get().stage)) == (0, 200)


def test_finished_job_is_left_alone(errand: Errand) -> None:
    job = claimed(errand)
    job.fail("The file is empty. Give one with rows.")
    assert (Errand.objects.get().error, job.is_finished) == ("The file is empty. Give one with rows.", True)
    fall_silent(errand)
    assert not Errand.objects.claim(errand.pk)
    with pytest.raises(JobTakenOver):
        job.finish()


def test_sweep_wakes_the_waiting_and_closes_the_exhausted(db) -> None:
    queued, silent, busy, tried = [Errand.objects.create() for _number in range(4)]
    for errand in (silent, busy, tried):
        claimed(errand)
    for errand in (silent, tried):
        fall_silent(errand)
    Errand.objects.filter(pk=tried.pk).update(attempts=5)
    woken: list[int] = []
    assert sweep(Errand, woken.append) == 2
    assert woken == [queued.pk, silent.pk]
    tried.refresh_from_db()
    assert (tried.state, tried.error, tried.finished_at is not None) == ("failed", "stopped after 5 attempts", True)


def test_sixth_attempt_is_never_made(errand: Errand) -> None:
    for attempt in range(1, 6):
        assert claimed(errand).attempts == attempt
        fall_silent(errand)
    assert not Errand.objects.claim(errand.pk)


def test_slot_is_taken_once_and_empty_slots_many_times(errand: Errand) -> None:
    Errand.objects.create()
    Errand.objects.create(slot="tourism 2026-Q1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Errand.objects.create(slot="tourism 2026-Q1")
    assert Errand.objects.count() == 3


@pytest.mark.parametrize(
    "values",
    [
        {"progress": 101},
        {"state": "done"},
        {"finished_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"state": "running"},
    ],
)
def test_state_and_times_agree(errand: Errand, values: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Errand.objects.filter(pk=errand.pk).update(**values)
    assert Errand.objects.filter(pk=errand.pk).update(progress=100) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_job() -> None:
    pk, start = Errand.objects.create().pk, Barrier(8)

    def claim(_worker: int) -> bool:
        start.wait()
        try:
            return Errand.objects.claim(pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(claim, range(8)))
    assert sorted(answers) == [False] * 7 + [True]
    Errand.objects.all().delete()
