"""The supervisor with real processes: they are started again, and end with it however it ends."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.runner import ROOT
from deploy.runner.processes import Child


def eventually(happens: Callable[[], bool], within: float = 10.0) -> bool:
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        if happens():
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    """Not a zombie, which nobody in a container may reap."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Start]:
    """Starts a supervisor of one child, which writes its process ids to the file `pids`."""
    running: list[subprocess.Popen[str]] = []

    def start(body: str) -> "subprocess.Popen[str]":
        program = tmp_path / "child.py"
        program.write_text(f"import os, sys, time, signal, subprocess\npids = open({str(tmp_path / 'pids')!r}, 'a', buffering=1)\n"
                           "print(os.getpid(), file=pids)\n" + textwrap.dedent(body))  # fmt: skip
        code = f"from deploy.runner.processes import *; Supervisor([Child('fake', [{sys.executable!r}, {str(program)!r}])]).run()"
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.wait(30)
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def pids(tmp_path: Path) -> Callable[[], list[int]]:
    def read() -> list[int]:
        path = tmp_path / "pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    return read


Pids = Callable[[], list[int]]
GRANDCHILD = "print(subprocess.Popen(['sleep', '60']).pid, file=pids); time.sleep(60)"


def test_child_that_ends_is_started_again(supervise: Start, pids: Pids) -> None:
    supervisor = supervise("sys.exit(3)")
    assert eventually(lambda: len(pids()) >= 2)
    supervisor.terminate()
    printed, _ = supervisor.communicate()
    assert printed.startswith("fake ended (code 3); starting it again in 1 s\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_ends_children_and_their_children(supervise: Start, pids: Pids, number: int) -> None:
    supervisor = supervise(GRANDCHILD)
    assert eventually(lambda: len(pids()) == 2)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert eventually(lambda: not any(map(alive, pids())))


def test_child_deaf_to_sigterm_is_ended_by_a_second_signal(supervise: Start, pids: Pids) -> None:
    supervisor = supervise("signal.signal(signal.SIGTERM, signal.SIG_IGN); print(0, file=pids); time.sleep(60)")
    assert eventually(lambda: len(pids()) == 2)
    supervisor.terminate()
    time.sleep(0.5)
    assert alive(pids()[0])
    supervisor.terminate()
    assert supervisor.wait(5) == 0
    assert not alive(pids()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_children_end_when_the_supervisor_is_killed(supervise: Start, pids: Pids) -> None:
    supervisor = supervise("print(0, file=pids); time.sleep(60)")
    assert eventually(lambda: len(pids()) == 2)
    supervisor.kill()
    assert eventually(lambda: not alive(pids()[0]))


def test_killed_child_leaves_no_grandchild_behind(supervise: Start, pids: Pids) -> None:
    supervise(GRANDCHILD)
    assert eventually(lambda: len(pids()) == 2)
    first, grandchild = pids()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: len(pids()) == 4)
    assert not alive(grandchild)


def test_pause_doubles_up_to_half_a_minute_and_forgets(capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("fake", [sys.executable, "-c", ""])
    now, pauses = 1000.0, []
    for _ in range(7):
        child.tend(now)
        assert child.process is not None
        child.process.wait()
        child.tend(now + 1)
        pauses.append(child.pause)
        now = child.due
    child.tend(now)
    assert child.process is not None
    child.process.wait()
    child.tend(now + 31)
    assert [*pauses, child.pause] == [1, 2, 4, 8, 16, 30, 30, 1]
