"""The ground every other test stands on."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.template import engines

from tests.settings import forget_cached
from tests.undefined_variables import ROOT, UndefinedVariable


def render(source: str, origin: Path, **context: object) -> str:
    template = engines["django"].from_string(source)
    template.template.origin.name = str(origin)
    return template.render(context)


@pytest.mark.parametrize(
    "source",
    ["{{ absent }}", "{{ absent|upper }}", "{% load i18n %}{% blocktranslate %}{{ absent }}{% endblocktranslate %}"],
)
def test_undefined_variable_in_our_template_fails(source: str) -> None:
    with pytest.raises(UndefinedVariable, match=r"absent.* is not defined"):
        render(source, ROOT / "templates" / "page.html")


@pytest.mark.parametrize(
    ("source", "printed"),
    [("{{ absent|default:'-' }}", "-"), ("{% if absent %}a{% else %}b{% endif %}", "b"), ("{{ here }}", "")],
)
def test_absent_value_that_is_spoken_of_passes(source: str, printed: str) -> None:
    assert render(source, ROOT / "templates" / "page.html", here="") == printed


def test_undefined_variable_in_a_template_of_a_library_is_empty() -> None:
    assert render("[{{ absent }}]", ROOT / ".venv/lib/site-packages/page.html") == "[]"


def test_outgoing_connection_is_refused() -> None:
    with socket.socket() as out, pytest.raises(ConnectionRefusedError, match="this machine only"):
        out.connect(("192.0.2.1", 80))


def test_loopback_is_open() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_cache_forgets_between_tests() -> None:
    cache.set("word", 1)
    assert cache.get("word") == 1
    forget_cached()
    assert cache.get("word") is None


def test_data_folder_is_a_temporary_one() -> None:
    assert settings.DATA_DIR.name.startswith(("portal-tests-", "gw"))
