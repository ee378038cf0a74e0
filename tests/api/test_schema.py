"""The document is valid, complete and says every status; its pages work without a script in them."""

import json

import pytest
from openapi_spec_validator import validate

from cmw_portal.api_urls import LISTS, router
from exchange.formats import FORMATS

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    response = client.get("/api/schema/")
    assert response["Content-Type"].startswith("application/vnd.oai.openapi+json")
    return json.loads(response.content)


def test_the_document_is_valid_openapi(document):
    validate(document)
    assert document["openapi"].startswith("3.")


def test_every_address_of_the_interface_is_in_the_document(document):
    kinds = ("", "export/", "{word}/")
    lookups = {name: viewset.lookup_field for name, viewset in LISTS.items()}
    expected = {f"/api/v1/{name}/{kind.replace('word', lookups[name])}" for name in LISTS for kind in kinds}
    assert set(document["paths"]) == expected
    assert len(router.urls) == len(expected)


def test_only_reading_is_offered(document):
    assert {method for path in document["paths"].values() for method in path} == {"get"}


def test_every_status_that_can_occur_is_said_with_the_shape_of_errors(document):
    for path, methods in document["paths"].items():
        responses = methods["get"]["responses"]
        shared = {"200", "400", "401", "403", "405", "429"}
        more = {"406"} if path.endswith("export/") else set()
        assert shared <= set(responses)
        assert ("406" in responses) is not bool(more)
        assert ("404" in responses) is path.endswith("}/")
        for status in set(responses) - {"200"}:
            assert set(responses[status]["content"]) == {"application/problem+json"}


def test_files_are_said_with_their_types(document):
    content = document["paths"]["/api/v1/reports/export/"]["get"]["responses"]["200"]["content"]
    assert set(content) == {form.media_type.partition(";")[0] for form in FORMATS.values()}


@pytest.mark.parametrize("name", LISTS)
def test_filters_are_said_for_list_and_file(document, name):
    words = set(LISTS[name].filterset_class.base_filters)
    for kind in ("", "export/"):
        parameters = {entry["name"] for entry in document["paths"][f"/api/v1/{name}/{kind}"]["get"]["parameters"]}
        assert words | {"fields", "sort"} <= parameters


def test_rows_have_the_fields_that_the_document_says(client, document, world):
    for name, viewset in LISTS.items():
        row = client.get(f"/api/v1/{name}/").json()["results"][0]
        assert set(row) == set(document["components"]["schemas"][viewset.row_name]["properties"])


def test_the_document_speaks_both_languages(client):
    texts = {
        language: client.get("/api/schema/", headers={"Accept-Language": language}).content.decode()
        for language in ("ru", "en")
    }
    assert "Organisations of the registry" in texts["en"]
    assert "Организации реестра" in texts["ru"]


def test_yaml_is_given_to_those_who_ask(client):
    response = client.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi"})
    assert response.content.startswith(b"openapi: 3")


def test_the_page_of_the_document_has_no_script_in_it(client):
    page = client.get("/api/docs/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<script") == text.count('<script src="') == 2
    assert "<style" not in text
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert b'url: "/api/schema/"'.replace(b"/", b"/") in script.content


def test_the_page_about_the_interface_names_every_list(client):
    page = client.get("/api/").content.decode()
    for name in LISTS:
        assert f"/api/v1/{name}/" in page
