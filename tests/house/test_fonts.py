"""The faces are cut once, and hold what Russian and English pages print."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cmw_portal import fonts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faces")
    assert fonts.make(folder) == 5
    return folder


@pytest.mark.parametrize("name", fonts.FACES)
def test_face_is_small_and_holds_the_letters(folder: Path, name: str) -> None:
    path = folder / f"{name}.woff2"
    assert path.stat().st_size < 40_000
    with TTFont(path) as font:
        letters = set(font.getBestCmap())
    assert {ord(letter) for letter in "Аяёё́№₽—«»…–−×0123456789AZaz\xa0".replace("\u0301", "")} <= letters


def test_second_time_nothing_is_cut(folder: Path) -> None:
    assert fonts.make(folder) == 0
    assert not list(folder.glob("*.part"))
