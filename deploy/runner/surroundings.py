"""What the machine gives: the data folder, the address, and that only one portal uses them."""

import contextlib
import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from deploy.runner import ROOT, Refusal


def data_dir() -> Path:
    path = Path(os.environ.get("DATA_DIR", "").strip() or ROOT / "var").expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # sessions and letters are nobody else's
        probe = path / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refusal(
            f"DATA_DIR={path} cannot be written ({error.strerror}). Point DATA_DIR to a folder of your own."
        ) from error
    return path


def port() -> int:
    raw = os.environ.get("PORT", "").strip() or "8000"
    if not (raw.isascii() and raw.isdigit() and 0 < int(raw) < 65536):
        raise Refusal(f"PORT={raw!r} is not a port. Give a number from 1 to 65535: PORT=8080 python3 run.py")
    return int(raw)


def host() -> str:
    return os.environ.get("HOST", "").strip() or "127.0.0.1"


def address() -> str:
    """Where this machine itself finds the portal."""
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host(), host())  # noqa: S104 - compared, not bound
    return f"http://{near}:{port()}"


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(data_dir()), "PYTHONUNBUFFERED": "1", **extra}


def check_port(patience: float = 3.0) -> None:
    """Refuses a port that is taken; a portal stopped a moment ago is given time to let go of it."""
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    limit = time.monotonic() + patience
    while True:
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                return probe.bind((host(), port()))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > limit:
                raise Refusal(
                    f"Port {port()} on {host()} cannot be used ({error.strerror}). "
                    f"Free it, or choose another: PORT={port() % 65535 + 1} python3 run.py"
                ) from None
        time.sleep(0.3)


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Refuses a second portal on the same data folder; the kernel lets go of the lock however the first one ends."""
    with (folder / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise Refusal(
                f"The portal already runs on {folder} (process {lock.read().strip() or 'unknown'}). Stop it first, "
                f"or give this one a folder and a port of its own: DATA_DIR=/another/folder PORT=8001 python3 run.py"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
