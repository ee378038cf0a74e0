"""Starting processes, keeping them running, and ending them with everything they started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from deploy.runner import ROOT, Refusal, say

GRACE = 20.0  # seconds a process is given to finish what it is doing
STEADY = 30.0  # seconds of running after which an end counts as the first one again
PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> Callable[[], None]:
    """For a child about to start: the kernel sends it SIGTERM when its parent ends, however the parent ends."""

    def prepare() -> None:
        if sys.platform == "linux":
            import ctypes

            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)

    return prepare


def spawn(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    own_group: bool = True,
    stdin: int | None = None,
    stdout: int | None = None,
) -> "subprocess.Popen[str]":
    """Starts a process; in a group of its own, so that it can be ended with all its children, unless it needs the terminal."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.STDOUT if stdout else None,
        text=True,
        errors="replace",
        start_new_session=own_group,
        preexec_fn=die_with(os.getpid()),
    )


def end_group(process: "subprocess.Popen[str]", number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


@contextlib.contextmanager
def piped(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    """A process whose output is read by the caller; nothing of it is left when the block ends."""
    process = spawn(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        yield process
        process.wait()
    finally:
        end_group(process, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def captured(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    with piped(command, env=env) as process:
        output = process.stdout.read() if process.stdout else ""
    return process.returncode, output


def quietly(command: Sequence[str], complaint: str) -> None:
    code, output = captured(command)
    if code:
        raise Refusal(f"{output}\n{complaint}")


def in_foreground(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
    """Runs a command on this terminal and gives its exit code."""
    process = spawn(command, env=env, own_group=False)
    try:
        return process.wait()
    except KeyboardInterrupt:  # the terminal has told the command as well: let it finish in its own way
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


class Child:
    """A process kept running: when it ends it is started again after 1, 2, 4 … 30 seconds."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.name, self.command, self.env = name, command, env
        self.process: subprocess.Popen[str] | None = None
        self.pause, self.due, self.since = 0.5, 0.0, 0.0

    def tend(self, now: float) -> None:
        if self.process is None:
            if now >= self.due:
                self.process, self.since = spawn(self.command, env=self.env, stdin=subprocess.DEVNULL), now
            return
        code = self.process.poll()
        if code is None:
            return
        end_group(self.process, signal.SIGKILL)
        self.pause = 1.0 if now - self.since > STEADY else min(self.pause * 2, 30.0)
        self.process, self.due = None, now + self.pause
        say(
            f"{self.name} ended ({'signal' if code < 0 else 'code'} {abs(code)}); starting it again in {self.pause:g} s"
        )


class Supervisor:
    """Keeps children running until SIGTERM, SIGINT or SIGHUP, then ends them all; a second signal does not wait."""

    def __init__(self, children: Sequence[Child], on_tick: Callable[[], None] = lambda: None) -> None:
        self.children, self.on_tick, self.signals = children, on_tick, 0

    def stop(self, *_: object) -> None:
        self.signals += 1

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            while not self.signals:
                for child in self.children:
                    child.tend(time.monotonic())
                self.on_tick()
                time.sleep(0.2)
        finally:
            self.end()

    def end(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            process.terminate()
        limit = time.monotonic() + GRACE
        while self.signals < 2 and time.monotonic() < limit and any(process.poll() is None for process in running):
            time.sleep(0.05)
        for process in running:
            end_group(process, signal.SIGKILL)
            process.wait()
