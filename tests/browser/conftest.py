"""A whole portal for the browser: its own data folder, web server and worker, as `python3 run.py` starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(p).exists()), ""
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVICE_VARIABLES = {"DATABASE_URL", "REDIS_URL", "BASE_URL", "ALLOWED_HOSTS"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: install the package chromium"))
            elif os.environ.get("DATABASE_URL"):
                reason = "a browser looks at the embedded edition, which the run on SQLite has seen"
                item.add_marker(pytest.mark.skip(reason=reason))


class Portal:
    """Address and demonstration sign-ins of a running portal."""

    def __init__(self, address: str, data_dir: Path) -> None:
        self.address, self.data_dir = address, data_dir
        lines = (data_dir / "demo_sign_ins.txt").read_text().splitlines()
        self.sign_ins = {role: (email, password) for role, email, password in (line.split("\t") for line in lines)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, text: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=10) as answer:
                if text in answer.read().decode():
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.5)
    raise TimeoutError(f"{url} did not show {text!r} within {seconds} s")


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The embedded edition, whatever database the rest of the suite runs on: what a newcomer sees."""
    data_dir, port = tmp_path_factory.mktemp("portal"), _free_port()
    kept = {name: value for name, value in os.environ.items() if name not in SERVICE_VARIABLES}
    environment = kept | {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "cmw_portal.settings",
    }
    log = (data_dir / "portal.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "run.py"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", "", 240)
        _wait_for(f"{address}/api/v1/reports/?territory=KISL", '"result_digest"', 240)
        _wait_for(f"{address}/api/v1/reports/?cluster=industrial&period=2026-Q3", '"result_digest"', 240)
        yield Portal(address, data_dir)
    except TimeoutError as error:
        raise TimeoutError(f"{error}\n{(data_dir / 'portal.log').read_text()[-4000:]}") from None
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Closed with its module: Playwright leaves an event loop behind, in which Django would refuse the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def _unexpected(message, page) -> bool:
    return message.type == "error" and not any(f"status of {status}" in message.text for status in page.refusals)


@pytest.fixture
def visit(browser, portal):
    """`visit(language, width, theme)` gives a page that fails the test on any console error or foreign request.

    A test that means to be refused says so beforehand: `page.refusals = {404}`.
    """
    contexts, troubles = [], []

    def open_page(language: str = "ru", width: int = 1280, theme: str = "light"):
        context = browser.new_context(
            base_url=portal.address,
            locale={"ru": "ru-RU", "en": "en-GB"}[language],
            color_scheme=theme,
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.refusals = set()
        page.on("console", lambda message: _unexpected(message, page) and troubles.append(message.text))
        page.on(
            "request", lambda r: r.url.startswith(("data:", portal.address)) or troubles.append(f"foreign: {r.url}")
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def sign_in(portal):
    def enter(page, role: str) -> None:
        email, password = portal.sign_ins[role]
        page.goto("/accounts/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/")

    return enter
