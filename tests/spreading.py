"""How tests are spread over the workers of xdist: one by one, but those in a browser together and first.

They share a portal that takes half a minute to start. `--dist loadgroup` would say the same with a mark, were it not
without effect under pytest 9.2 (pytest-dev/pytest-xdist#1386).
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"


class BrowserTogether(LoadScopeScheduling):
    """Larger scopes are begun first, and a browser is the only one of more than one test."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> BrowserTogether:
    return BrowserTogether(config, log)
