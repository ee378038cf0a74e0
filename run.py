#!/usr/bin/env python3
"""Sets up and runs the portal with nothing but Python 3.11 and pip. `python3 run.py help` lists the commands."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - says so instead of failing somewhere below
    sys.exit(f"The portal needs Python 3.11 or later; this is {sys.version.split()[0]}. Try: python3.11 run.py")

import tomllib
import urllib.request

from deploy.runner import PYTHON, ROOT, Refusal, checks, say
from deploy.runner.installing import DEVELOPMENT, RUNTIME, ensure_environment
from deploy.runner.processes import Child, Supervisor, in_foreground
from deploy.runner.surroundings import address, check_port, data_dir, environment, host, only_one, port


def prepare(folder: Path) -> None:
    say("Preparing the data folder")
    if in_foreground([str(PYTHON), "manage.py", "prepare"], env=environment()):
        raise Refusal(f"The data folder {folder} could not be prepared; the reason is above. Nothing was started.")


def children() -> list[Child]:
    """Web, worker and beat; on the embedded broker the beat lives in a thread of the worker."""
    env = environment(PORT=str(port()), HOST=host())
    # The embedded edition may well be tried as root in a container; deploy/ has a user of its own.
    env["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser"
    celery = [str(PYTHON), "-m", "celery", "--quiet", "-A", "cmw_portal"]
    quiet = ["--loglevel", "WARNING"]
    web = Child("web", [str(PYTHON), "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "cmw_portal.wsgi"], env)
    if not env.get("REDIS_URL", "").strip():
        calm = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        return [web, Child("worker", [*celery, "worker", *calm, *quiet], env)]
    worker = Child("worker", [*celery, "worker", "--concurrency", "2", *quiet], env)
    return [web, worker, Child("beat", [*celery, "beat", "--pidfile=", *quiet], env)]


def sign_ins(folder: Path) -> Iterator[str]:
    """The demonstration accounts, one line each: role, e-mail, password."""
    path = folder / "demo_sign_ins.txt"
    if path.is_file():
        roles = tomllib.loads((ROOT / "accounts" / "roles.toml").read_text(encoding="utf-8"))
        yield "Demonstration sign-ins:"
        for line in path.read_text(encoding="utf-8").splitlines():
            role, email, password = line.split("\t")[:3]
            kind = next((code for code in roles if f"{role}_".startswith(f"{code}_")), role)
            which = role.removeprefix(kind).replace("_", ", ")
            name = roles.get(kind, {}).get("name_en", kind) + which
            yield f"  {name:<38} {email:<34} {password}"


def announcer(folder: Path, began: float) -> Callable[[], None]:
    """Tells once, when the portal answers, where it is and who may sign in."""
    told: list[float] = []

    def announce() -> None:
        if told:
            return
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address()}/healthz", timeout=1):
            told.append(time.monotonic() - began)
            where = os.environ.get("BASE_URL", "").strip() or address()
            lines = [f"The portal is open at {where} (after {told[0]:.0f} s)", *sign_ins(folder), "Ctrl-C stops it."]
            say("\n" + "\n".join(lines) + "\n")

    return announce


def start(_: Sequence[str]) -> int:
    began, folder = time.monotonic(), data_dir()
    with only_one(folder):
        check_port()
        ensure_environment(RUNTIME)
        prepare(folder)
        say("Starting web and worker")
        Supervisor(children(), announcer(folder, began)).run()
    say("Stopped; nothing is left running.")
    return 0


def setup(_: Sequence[str]) -> int:
    folder = data_dir()
    with only_one(folder):
        ensure_environment(RUNTIME)
        prepare(folder)
    return 0


def test(arguments: Sequence[str]) -> int:
    ensure_environment(DEVELOPMENT)
    return checks.test(arguments)


def lint(_: Sequence[str]) -> int:
    ensure_environment(DEVELOPMENT)
    return checks.lint()


def bench(arguments: Sequence[str]) -> int:
    ensure_environment(DEVELOPMENT)
    # Measures make databases of their own beside the one that DATABASE_URL names, and leave that one alone.
    return checks.in_scratch(["-m", "bench", *arguments], "DATABASE_URL")


def messages(arguments: Sequence[str]) -> int:
    ensure_environment(DEVELOPMENT)
    return checks.in_scratch(["manage.py", "messages", *arguments])


def show_help(_: Sequence[str]) -> int:
    say(
        "python3 run.py            sets up what is missing and runs the portal (PORT, HOST, DATA_DIR)\n"
        "python3 run.py setup      sets up and prepares the data folder, without starting\n"
        "python3 run.py test       runs the whole suite; arguments after it go to pytest\n"
        "python3 run.py lint       format, types, floors, templates, migrations, messages\n"
        "python3 run.py bench      measures what has a promised speed\n"
        "python3 run.py messages   brings the message catalogue up to date (--check: only looks)\n"
        "Variables are described in docs/operating.md."
    )
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "": start, "setup": setup, "test": test, "lint": lint, "bench": bench, "messages": messages, "help": show_help,
    "--help": show_help, "-h": show_help,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        say(f"There is no command {name!r}.\n")
        show_help([])
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is being started is ended first
    try:
        return COMMANDS[name](arguments[1:])
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
