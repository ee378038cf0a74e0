import pytest

import clusters.reference
import indicators.reference


@pytest.fixture
def reference(db) -> None:
    clusters.reference.load()
    indicators.reference.load()
