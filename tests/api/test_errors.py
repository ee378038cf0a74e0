"""Every refusal has the one shape, says what is wrong and what to do."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import ApiToken
from tests import cast
from tests.api.conftest import LISTS


def problem(response, status: int) -> dict:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["instance"] == response["X-Request-ID"]
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["", "export/"])
def test_an_unknown_filter_names_the_known_ones(client, world, name, kind):
    (error,) = problem(client.get(f"/api/v1/{name}/{kind}?colour=red"), 400)["errors"]
    assert error["field"] == "colour"
    assert "fields" in error["remedy"]


@pytest.mark.parametrize(
    ("address", "field", "remedy"),
    [
        ("organisations/export/?format=pdf", "format", "csv, ndjson, json, xlsx"),
        ("organisations/export/?delimiter=tab", "delimiter", "comma, semicolon"),
        ("organisations/export/?bom=perhaps", "bom", "false, true"),
        ("organisations/?page_size=0", "page_size", "1000"),
        ("organisations/?page_size=1001", "page_size", "1000"),
        ("organisations/?page_size=ten", "page_size", "1000"),
        ("organisations/?page_size=%D9%A3", "page_size", "1000"),
        ("organisations/?sort=inn", "sort", "name, -name"),
        ("organisations/?fields=password", "fields", "public_id"),
        ("organisations/?cursor=nobody", "cursor", "cursor"),
        ("organisations/?cursor=%00", "cursor", "cursor"),
        ("organisations/?kind=palace", "kind", "sanatorium"),
        ("organisations/?territory=%00", "territory", ""),
        ("organisations/?format=csv", "format", "kind"),
        ("observations/?period=someday", "period", ""),
        ("observations/?activity=7", "activity", "total, A"),
        ("observations/?as_of=99999-99-99", "as_of", "2026-12-01T00:00:00Z"),
        ("observations/?as_of=0001-01-01T00:00:00%2B10:00", "as_of", "2026-12-01T00:00:00Z"),
        ("territories/KISL/?colour=red", "colour", "fields"),
        ("territories/KISL/?fields=colour", "fields", "boundary"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client, world, address, field, remedy):
    (error,) = problem(client.get("/api/v1/" + address), 400)["errors"]
    assert error["field"] == field
    assert remedy in error.get("remedy", "")


def test_errors_speak_the_language_of_the_reader(client, world):
    english = problem(client.get("/api/v1/links/?x=1", headers={"Accept-Language": "en"}), 400)
    russian = problem(client.get("/api/v1/links/?x=1", headers={"Accept-Language": "ru"}), 400)
    assert english["title"] == "The request cannot be understood"
    assert russian["title"] != english["title"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "territories/NOWHERE/",
        "reports/000000000000/",
        "nothing/",
        "territories/a%00b/",
        "territories/a/b/",
        "territories/a%0Ab/",
    ],
)
def test_nothing_there_is_404(client, world, address):
    if address:
        problem(client.get("/api/v1/" + address), 404)
    else:
        assert client.get("/api/v1/").json()["reports"] == "http://testserver/api/v1/reports/"


def test_an_address_without_its_slash_is_mended(client, world):
    assert client.get("/api/v1/territories")["Location"] == "/api/v1/territories/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["territories/", "territories/KISL/", "territories/export/"])
def test_other_methods_are_405(client, world, partner, method, address):
    for headers in ({}, partner):
        response = getattr(client, method)("/api/v1/" + address, headers=headers)
        problem(response, 405)
        assert response["Allow"] == "GET, HEAD"


def test_another_format_than_json_is_406_for_lists_but_files_are_chosen_by_name(client, world):
    problem(client.get("/api/v1/territories/", headers={"Accept": "text/csv"}), 406)
    assert client.get("/api/v1/territories/export/?format=csv", headers={"Accept": "text/csv"}).status_code == 200


@pytest.mark.parametrize("secret", ["", "nonsense", "a b", "\x00", "ÿ" * 20, "x" * 5000])
def test_a_bad_token_is_401(client, world, secret):
    response = client.get("/api/v1/territories/", headers={"Authorization": f"Bearer {secret}"})
    problem(response, 401)
    assert response["WWW-Authenticate"] == "Bearer"


def test_an_expired_or_revoked_token_is_401(client, world, partner):
    ApiToken.objects.update(expiry=timezone.now() - dt.timedelta(seconds=1))
    problem(client.get("/api/v1/territories/", headers=partner), 401)
    ApiToken.objects.update(expiry=None, revoked_at=timezone.now())
    problem(client.get("/api/v1/territories/", headers=partner), 401)


def test_a_token_that_may_not_read_is_403(client, world, token):
    header = token(cast.api_partner(), scopes=["write"])
    problem(client.get("/api/v1/territories/", headers=header), 403)


def test_an_unforeseen_error_tells_its_number_alone(client, world, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("exchange.api.chosen_size", fail)
    body = problem(client.get("/api/v1/territories/"), 500)
    assert "inside" not in str(body)


def test_what_fails_at_the_beginning_of_a_file_is_an_error_and_no_broken_file(client, world, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("exchange.formats.csv_format.csv.writer", fail)
    problem(client.get("/api/v1/territories/export/?format=csv"), 500)
