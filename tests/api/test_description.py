"""docs/api.md says what is so: its addresses answer, its example of an error is the one that comes."""

import json
import re
from pathlib import Path

import pytest

from exchange.problems import TITLES
from tests.api.conftest import LISTS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESSES = sorted(set(re.findall(r'"\$PORTAL(/api/[^"]+)"', TEXT)))


def test_there_are_examples_for_every_way_of_reading():
    assert len(ADDRESSES) >= 10
    assert any("/export/" in address for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_example_answers(client, world, address):
    assert client.get(address).status_code == (400 if "colour" in address else 200)


def test_the_example_of_an_error_is_the_one_that_comes(client, world):
    shown = json.loads(re.search(r"```json\n(.+?)```", TEXT, re.DOTALL)[1])
    come = client.get("/api/v1/organisations/?colour=red", headers={"Accept-Language": "en"}).json()
    assert {**come, "instance": ""} == {**shown, "instance": ""}


def test_every_list_and_every_status_is_described():
    assert all(f"| `{name}` |" in TEXT for name in LISTS)
    assert all(f"| {status} |" in TEXT for status in set(TITLES) - {415})
