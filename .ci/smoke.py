"""Starts the portal from a fresh copy with no variables set, looks at it as a visitor would, stops it, starts it again.

Prints what it measured; ends with an error at the first thing that is not as README promises.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLUSTERS = ("tourism", "agro-industrial", "industrial")
MUNICIPALITIES = ("PYAT", "KISL", "ESSE", "ZHEL", "LERM", "GEOR", "MINV", "PRED")
FIRST_START, SECOND_START = 300, 15
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "CI")


def free_port() -> int:
    """Below 32768, where no outgoing connection of this machine picks its own."""
    while True:
        port = random.randrange(20000, 32768)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def wait(what: str, happens: Callable[[], bool], within: float, process: "subprocess.Popen[bytes]") -> float:
    began = time.monotonic()
    while time.monotonic() - began < within:
        with contextlib.suppress(OSError, ValueError):
            if happens():
                return time.monotonic() - began
        if process.poll() is not None:
            sys.exit(f"The portal ended by itself (code {process.returncode}).")
        time.sleep(0.25)
    sys.exit(f"Not within {within:.0f} s: {what}.")


def processes_in(folder: Path) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").resolve().is_relative_to(folder):
                found.append(f"{entry.name} {(entry / 'cmdline').read_bytes().replace(bytes(1), b' ').decode()}")
    return found


@contextlib.contextmanager
def portal(copy: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {name: os.environ[name] for name in os.environ if name in KEPT or name.startswith("PIP_")}
    log = (copy / "smoke.log").open("wb")
    command = [shutil.which("python3") or sys.executable, "run.py"]
    process = subprocess.Popen(command, cwd=copy, env={**environment, "PORT": str(port)}, stdout=log, stderr=log)
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)
        left = processes_in(copy)
        if code or left:
            sys.exit(f"Stopped with code {code}; still running: {left or 'nothing'}")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        log.close()


def answers(address: str) -> Callable[[], bool]:
    return lambda: json.loads(fetch(f"{address}/healthz"))["status"] == "ok"


def reports_are_there(address: str) -> Callable[[], bool]:
    """A published report of each cluster and a profile of each municipality."""
    wanted = [f"cluster={slug}" for slug in CLUSTERS] + [f"territory={code}" for code in MUNICIPALITIES]
    return lambda: all(json.loads(fetch(f"{address}/api/v1/reports/?{query}"))["results"] for query in wanted)


def look(address: str) -> None:
    home = fetch(f"{address}/")
    for slug in CLUSTERS:
        if f"/clusters/{slug}/" not in home:
            sys.exit(f"The home page does not lead to the cluster {slug}.")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("  no Chromium on this machine: the page was not opened in a browser")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{address}/", wait_until="load")
        heading = page.locator("h1").inner_text()
        browser.close()
    if troubles or not heading.strip():
        sys.exit(f"The home page in Chromium: heading {heading!r}, complaints {troubles}")
    print(f"  in Chromium the home page is headed: {heading}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-smoke-") as folder:
        copy, port = Path(folder).resolve() / "copy", free_port()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)
        address = f"http://127.0.0.1:{port}"
        try:
            with portal(copy, port) as process:
                first = wait("the first answer", answers(address), FIRST_START, process)
                print(f"  first start: answers after {first:.0f} s", flush=True)
                more = wait("all reports", reports_are_there(address), FIRST_START - first, process)
                print(f"  all reports are there {more:.0f} s later", flush=True)
                look(address)
            with portal(copy, port) as process:
                print(
                    f"  second start: answers after {wait('the second start', answers(address), SECOND_START, process):.1f} s"
                )
        except BaseException:
            print((copy / "smoke.log").read_text(errors="replace")[-6000:])
            raise
        print("  nothing was left running")


if __name__ == "__main__":
    main()
