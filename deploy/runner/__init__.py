"""The parts of run.py. Standard library only: they run before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class Refusal(Exception):
    """Cannot go on; the message says why and what helps."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - speaking to the terminal is its purpose
