"""A real worker with the broker of the run: files, or Redis where REDIS_URL says so."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.settings import REDIS_URL

APP = """
import pathlib, sys
from cmw_portal.celery import app
app.conf.task_default_queue = {queue!r}
app.conf.beat_schedule = {{"tick": {{"task": "probe.tick", "schedule": 1.0}}}}

@app.task(name="probe.touch")
def touch(name):
    pathlib.Path({folder!r}, name).touch()

@app.task(name="probe.tick")
def tick():
    touch("ticked")
"""


@pytest.fixture
def probe(tmp_path: Path) -> dict[str, str]:
    """The surroundings of an application that is the portal's with two tasks more, on a queue of its own."""
    (tmp_path / "probe.py").write_text(APP.format(folder=str(tmp_path), queue=f"probe-{os.getpid()}-{tmp_path.name}"))
    for name in ("messages", "control"):
        (tmp_path / "var" / "broker" / name).mkdir(parents=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    paths = os.pathsep.join([str(tmp_path), str(settings.BASE_DIR)])
    return {
        **kept,
        "DATA_DIR": str(tmp_path / "var"),
        "REDIS_URL": REDIS_URL,
        "PYTHONPATH": paths,
        "PYTHONWARNINGS": "ignore",
    }


@pytest.fixture
def worker(probe: dict[str, str], tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [
        sys.executable,
        "-m",
        "celery",
        "--quiet",
        "-A",
        "probe",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "WARNING",
    ]
    calm = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, *calm], env=probe, cwd=tmp_path, stdout=log, stderr=log, start_new_session=True
        )
        yield process
        process.kill()
        process.wait()


def wait_for(path: Path, worker: "subprocess.Popen[str]", log: Path) -> None:
    limit = time.monotonic() + 30
    while not path.exists():
        assert worker.poll() is None, log.read_text()
        assert time.monotonic() < limit, log.read_text()
        time.sleep(0.05)


def group_is_empty(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_task_is_done_by_a_worker_that_ends_on_sigterm(
    worker: "subprocess.Popen[str]", probe: dict[str, str], tmp_path: Path
) -> None:
    send = [sys.executable, "-c", "import probe; probe.touch.delay('done')"]
    subprocess.run(send, env=probe, cwd=tmp_path, check=True, capture_output=True)
    wait_for(tmp_path / "done", worker, tmp_path / "log")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert group_is_empty(worker.pid)


@pytest.mark.skipif(bool(REDIS_URL), reason="with Redis the clock is a process of its own")
def test_clock_ticks_in_the_embedded_worker(worker: "subprocess.Popen[str]", tmp_path: Path) -> None:
    wait_for(tmp_path / "ticked", worker, tmp_path / "log")
    assert (tmp_path / "log").read_text().count("Traceback") == 0
