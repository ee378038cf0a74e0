"""What `run.py test` and `run.py lint` run, each in a data folder that is thrown away."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from deploy.runner import PYTHON, ROOT, say
from deploy.runner.processes import captured, in_foreground

LONGEST = 500
MEASURED = {".py", ".html", ".css", ".js", ".md", ".toml"}
TYPED = ["deploy/runner", "run.py", "cmw_portal/environment.py", "competitiveness/engine", "exchange"]
TYPED_IN_EVERY_APP = ["actions*", "access*", "queries*", "*/actions*", "*/access*", "*/queries*"]
APPS = ["accounts", "clusters", "indicators", "competitiveness", "councils"]
PRODUCTION = {
    "BASE_URL": "https://portal.example.org",
    "SECRET_KEY": "checked-only-" * 8,
    "COLLECTED_STATIC": "1",
    "DEBUG": "0",
}


class Step(NamedTuple):
    name: str
    run: Callable[[], tuple[int, str]]


def scratch_environment(folder: str, **extra: str) -> dict[str, str]:
    ours = {"DATA_DIR", "BASE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "PORT", "DEBUG", "DATABASE_URL", "REDIS_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": folder, **extra}


def in_scratch(arguments: Sequence[str], *kept: str) -> int:
    """`kept` are variables that are passed on although the scratch has a place of its own."""
    extra = {name: os.environ[name] for name in kept if name in os.environ}
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        return in_foreground([str(PYTHON), *arguments], env=scratch_environment(folder, **extra))


# --- Tests -------------------------------------------------------------------------------------------------------------


def test(arguments: Sequence[str]) -> int:
    """The whole suite and the coverage that is asked for; with arguments, only what they choose."""
    if arguments:
        return in_foreground([str(PYTHON), "-m", "pytest", *arguments])
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        env = {**os.environ, "COVERAGE_FILE": str(Path(folder) / "coverage")}
        code = in_foreground(
            [str(PYTHON), "-m", "pytest", "-n", "2", "--cov", "--cov-branch", "--cov-report="],
            env=env,
        )
        gate, report = captured(
            [
                str(PYTHON),
                "-m",
                "coverage",
                "report",
                "--fail-under=100",
                "--show-missing",
                "--skip-covered",
            ],
            env=env,
        )
    say(f"\nBranch coverage of engine, actions and access:\n{report}")
    if gate:
        say("A branch above is taken by no test. Each line of the engine, of actions and of access needs one.")
    return code or gate


# --- Lint --------------------------------------------------------------------------------------------------------------


def source_files() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        hidden = {".venv", "var", "node_modules"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.relative_to(ROOT).parts)]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def long_files() -> tuple[int, str]:
    found = []
    for path in source_files():
        if path.suffix in MEASURED:
            count = len(path.read_text(encoding="utf-8").splitlines())
            if count > LONGEST:
                found.append(
                    f"{path.relative_to(ROOT)} has {count} lines; {LONGEST} is the most. Split it by what it is about."
                )
    return len(found), "\n".join(found)


def typed_rooms() -> list[str]:
    found = [path for app in APPS for pattern in TYPED_IN_EVERY_APP for path in sorted((ROOT / app).glob(pattern))]
    return [*TYPED, *(str(path.relative_to(ROOT)) for path in found if path.suffix in {"", ".py"})]


def steps(folder: str) -> list[Step]:
    python = str(PYTHON)
    env, production = scratch_environment(folder), scratch_environment(folder, **PRODUCTION)

    def command(name: str, *arguments: str, env: dict[str, str] = env) -> Step:
        return Step(name, lambda: captured([python, "-m", *arguments], env=env))

    def manage(name: str, *arguments: str, env: dict[str, str] = env) -> Step:
        return Step(name, lambda: captured([python, "manage.py", *arguments], env=env))

    return [
        command("ruff: rules", "ruff", "check", "."),
        command("ruff: format", "ruff", "format", "--check", "."),
        Step(f"files of {LONGEST} lines at most", long_files),
        Step(
            "import floors",
            lambda: captured([python, "-c", "from importlinter.cli import lint_imports_command as c; c()"], env=env),
        ),
        command("templates", "djlint", "templates", "exchange/templates", "--lint", "--quiet"),
        manage("migrations are made", "makemigrations", "--check", "--dry-run"),
        manage("message catalogue", "messages", "--check"),
        manage("settings in production shape", "check", "--deploy", "--fail-level", "WARNING", env=production),
        command("types", "mypy", *typed_rooms()),
    ]


def lint() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        for step in steps(folder):
            began = time.monotonic()
            code, output = step.run()
            say(f"{'✗' if code else '✓'} {step.name} ({time.monotonic() - began:.1f} s)")
            if code:
                failed.append(step.name)
                say("\n".join(f"    {line}" for line in output.rstrip().splitlines()))
    say(f"\nNot in order: {', '.join(failed)}." if failed else "\nAll in order.")
    return 1 if failed else 0
