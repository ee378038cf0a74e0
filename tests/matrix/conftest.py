import importlib
import logging
from pathlib import Path
from types import ModuleType

import pytest

from tests.matrix.asking import Asker
from tests.matrix.scene import Scene, build

MACHINERY = {"table", "routes", "scene", "asking", "conftest"}


def rooms() -> dict[str, ModuleType]:
    """Every file of rows in this folder, by name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    kept = [name for name in names if name not in MACHINERY and not name.startswith(("test_", "_"))]
    return {name: importlib.import_module(f"tests.matrix.{name}") for name in kept}


@pytest.fixture
def scene(db) -> Scene:
    """What all rooms put into it: a list shows a neighbour's things too, if it leaks."""
    scene = build()
    for room in rooms().values():
        getattr(room, "furnish", lambda _scene: None)(scene)
    return scene


@pytest.fixture
def asker(scene, caplog) -> Asker:
    # Thousands of refusals, each as it should be, would hide the one line that says what is wrong.
    caplog.set_level(logging.CRITICAL)
    return Asker(scene)
