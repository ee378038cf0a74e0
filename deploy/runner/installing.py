"""The folder .venv with exactly the locked requirements in it."""

import fcntl
import hashlib
import importlib.util
import json
import shutil
import sys
import time

from deploy.runner import PYTHON, ROOT, VENV, Refusal, say
from deploy.runner.processes import piped, quietly

RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
# How pip begins the line in which it comes to a package.
SEEN = ("Collecting ", "Processing ", "Requirement already satisfied", "Ignoring ")
STAMP = VENV / "installed.json"
# When this is itself started by .venv/bin/python, which has no pip.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Which requirement files the environment holds in full, with the digest of each."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("python") == sys.version and PYTHON.exists() else {}


def ensure_environment(requirements: str) -> None:
    """Makes the environment hold the locked requirements; does nothing when it already does.

    The stamp goes first and comes back last: an environment without one was left half-made, and is made anew.
    """
    with (ROOT / RUNTIME).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second run waits for the first instead of installing beside it
        stamp = installed()
        if stamp.get(requirements) == digest(requirements):
            return
        began = time.monotonic()
        STAMP.unlink(missing_ok=True)
        if not stamp:
            make()
        install(requirements)
        names = [RUNTIME, DEVELOPMENT] if requirements == DEVELOPMENT else [requirements]
        part = STAMP.with_suffix(".part")
        part.write_text(json.dumps({"python": sys.version, **{name: digest(name) for name in names}}))
        part.replace(STAMP)
        say(f"  installed in {time.monotonic() - began:.0f} s")


def has_pip() -> bool:
    return importlib.util.find_spec("pip") is not None or sys.executable != BASE_PYTHON


def make() -> None:
    say("Making the environment .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if not has_pip() and importlib.util.find_spec("ensurepip") is None:
        raise Refusal("Python's pip is not installed. On Debian and Ubuntu: apt install python3-pip. Then start again.")
    bare = ["--without-pip"] if has_pip() else []
    quietly([BASE_PYTHON, "-m", "venv", *bare, str(VENV)], f"The folder {VENV} could not be made.")


def pip() -> list[str]:
    """pip of the machine, working on the environment: a slim machine has no ensurepip to put one inside."""
    return [BASE_PYTHON, "-m", "pip", "--python", str(PYTHON)] if has_pip() else [str(PYTHON), "-m", "pip"]


def install(requirements: str) -> None:
    lines = (ROOT / requirements).read_text().splitlines()
    total = sum(1 for line in lines if "==" in line and line[0].isalnum())
    say(f"Installing {total} packages of {requirements}")
    options = [
        "--require-hashes",
        "--no-input",
        "--progress-bar=off",
        "--disable-pip-version-check",
        "--no-warn-script-location",
    ]
    tail: list[str] = []
    count, spoken = 0, time.monotonic()
    with piped([*pip(), "install", *options, "-r", str(ROOT / requirements)]) as process:
        for line in process.stdout or ():
            tail = [*tail[-19:], line.rstrip()]
            count += line.startswith(SEEN)
            if line.startswith("Installing collected"):
                say(f"  {count} of {total}, unpacking")
            elif count < total and time.monotonic() - spoken > 3:
                spoken = time.monotonic()
                say(f"  {count} of {total}")
    if process.returncode:
        raise Refusal(
            "\n".join(tail)
            + "\n\npip did not finish; its last words are above. See that this machine reaches a package "
            "index and that `python3 -m pip --version` is 22.3 or later, then start again."
        )
