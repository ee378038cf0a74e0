"""The document attacked: whatever is sent, no 5xx, no status it does not say, no body of another shape."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from cmw_portal.api_urls import LISTS
from cmw_portal.wsgi import application
from tests import cast

SEED, EXAMPLES = 20261124, 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
BOUNDS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def attacked(world):
    """The document, over WSGI; the connection stays open, since the rows of the test live in its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/schema/", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("kind", ["", "export/", "{word}/"])
@pytest.mark.parametrize("name", LISTS)
def test_the_interface_keeps_its_word(attacked, world, token, name, kind, mode):
    path = f"/api/v1/{name}/{kind}".replace("{word}", "{" + LISTS[name].lookup_field + "}")
    attack(attacked[path]["GET"], mode, {})
    attack(attacked[path]["GET"], mode, token(cast.coordinator(world.tourism)))


def attack(operation, mode: GenerationMode, headers: dict[str, str]) -> None:
    @seed(SEED)
    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case):
        case.headers.update(headers)
        case.call_and_validate(checks=CHECKS)

    run()
