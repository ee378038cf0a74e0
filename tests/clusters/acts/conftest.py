import pytest

from tests import cast


@pytest.fixture
def official(db):
    return cast.official()
