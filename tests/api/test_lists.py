"""Every list: pages, objects, fields, order, filters, files; the same cost for few rows and for many."""

import csv
import io
import json
import re
from decimal import Decimal
from urllib.parse import unquote, urlsplit

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cmw_portal.api_urls import LISTS as VIEWSETS
from exchange.formats import FORMATS
from indicators.models import Observation
from tests.api.conftest import LISTS

FIRST_WORD = {"territories": "code", "clusters": "slug", "indicators": "code", "councils": "slug"}


def rows_of(response) -> list[dict]:
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content, parse_float=Decimal)["results"]


def body_of(response) -> bytes:
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def all_pages(client, address: str, **more) -> list[dict]:
    found, pages = [], 0
    while address:
        page = client.get(address, **more).json()
        found += page["results"]
        address, pages = page["next"], pages + 1
        assert pages < 100
    return found


def test_these_are_the_lists_of_the_portal():
    assert tuple(VIEWSETS) == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_a_stranger_reads_list_object_and_every_file(client, world, name):
    rows = rows_of(client.get(f"/api/v1/{name}/"))
    assert rows
    word = rows[0][FIRST_WORD.get(name, "public_id")]
    one = client.get(f"/api/v1/{name}/{word}/").json()
    assert {key: one[key] for key in rows[0]} == json.loads(json.dumps(rows[0], default=float))
    for form in FORMATS.values():
        response = client.get(f"/api/v1/{name}/export/?format={form.name}")
        assert response["Content-Type"] == form.media_type
        assert f".{form.name}" in response["Content-Disposition"]
        assert body_of(response)


@pytest.mark.parametrize("name", LISTS)
def test_a_token_reads_the_same_public_rows(client, world, partner, name):
    address = f"/api/v1/{name}/"
    assert rows_of(client.get(address, headers=partner)) == rows_of(client.get(address))


@pytest.mark.parametrize("name", LISTS)
def test_all_files_hold_the_rows_of_the_list(client, world, name):
    rows = all_pages(client, f"/api/v1/{name}/?page_size=2")
    address = f"/api/v1/{name}/export/?format="
    array = json.loads(body_of(client.get(address + "json")))
    lines = [json.loads(line) for line in body_of(client.get(address + "ndjson")).splitlines()]
    table = list(csv.DictReader(io.StringIO(body_of(client.get(address + "csv")).decode(), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(body_of(client.get(address + "xlsx")))).active
    assert array == lines == rows
    assert [list(row) for row in table] == [list(rows[0])] * len(rows)
    assert sheet.max_row == len(rows) + 1
    assert [cell.value for cell in sheet[1]] == list(rows[0])


@pytest.mark.parametrize("name", LISTS)
def test_synthetic_rows_are_marked(client, world, name):
    if name in {"territories", "indicators"}:
        assert not any("is_demo" in row for row in rows_of(client.get(f"/api/v1/{name}/")))
        return
    rows = rows_of(client.get(f"/api/v1/{name}/"))
    real = rows_of(client.get(f"/api/v1/{name}/?is_demo=false"))
    made_up = rows_of(client.get(f"/api/v1/{name}/?is_demo=true"))
    assert len(real) + len(made_up) == len(rows)
    assert {row["is_demo"] for row in real} <= {False}
    assert {row["is_demo"] for row in made_up} <= {True}


@pytest.mark.parametrize("sort", ["", "name", "-name", "territory", "-territory", "kind"])
def test_pages_give_every_row_once(client, make_world, sort):
    world = make_world(11)
    world.organisations[4].territory = None
    world.organisations[4].save()
    found = all_pages(client, f"/api/v1/organisations/?page_size=3&sort={sort}")
    assert sorted(row["public_id"] for row in found) == sorted(row.public_id for row in world.organisations)
    file = client.get(f"/api/v1/organisations/export/?format=json&sort={sort}")
    assert json.loads(body_of(file)) == found


@pytest.mark.parametrize("sort", ["published_at", "-published_at"])
def test_rows_without_a_value_have_their_place_in_the_order(client, make_world, token, sort):
    from tests import cast

    world = make_world(5)
    header = {"headers": token(cast.coordinator(world.tourism))}
    found = [row["public_id"] for row in all_pages(client, f"/api/v1/reports/?page_size=1&sort={sort}", **header)]
    assert len(found) == len(set(found)) == 6
    assert found.index(world.draft.public_id) == (5 if sort.startswith("-") else 0)


def test_the_address_of_the_next_page_keeps_the_question(client, world):
    page = client.get("/api/v1/organisations/?page_size=1&kind=sanatorium&fields=public_id").json()
    assert urlsplit(page["next"]).query.startswith("page_size=1&kind=sanatorium&fields=public_id&cursor=")


def test_chosen_fields_come_in_the_order_asked_for(client, world):
    assert list(rows_of(client.get("/api/v1/territories/?fields=name_ru,code"))[0]) == ["name_ru", "code"]
    head = body_of(client.get("/api/v1/territories/export/?fields=name_ru,code")).splitlines()[0]
    assert head == b"name_ru,code"


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("reports/?territory=KISL", 3),
        ("reports/?territory=CMW", 0),
        ("reports/?period=1701&kind=territory_profile", 1),
        ("observations/?indicator=A02&territory=KISL&period=2023", 3),
        ("observations/?activity=Q", 0),
        ("observations/?activity=total", 3),
        ("observations/?period=2023-q4", 0),
        ("observations/?recorded_since=0865-03-20T16:56:50.7-17:28", 3),
        ("observations/?period_from=2023-12-31&period_until=2023-01-01", 3),
        ("organisations/?cluster=tourism&territory=KISL&kind=sanatorium", 3),
        ("organisations/?cluster=industrial", 0),
        ("memberships/?cluster=tourism", 3),
        ("links/?kind=supplies", 3),
        ("indicators/?criterion=C4", 1),
        ("territories/?in_cmw=full", 1),
    ],
)
def test_lists_are_filtered_by_the_words_of_the_addresses(client, world, address, count):
    assert len(rows_of(client.get("/api/v1/" + address))) == count


def test_only_what_stands_is_given_unless_history_or_a_moment_is_asked_for(client, world):
    old = Observation.objects.filter(territory=world.town).first()
    moment = timezone.now().isoformat().replace("+00:00", "Z")
    Observation.objects.filter(pk=old.pk).update(superseded_at=timezone.now().replace(year=2100))
    assert len(rows_of(client.get("/api/v1/observations/"))) == 2
    assert len(rows_of(client.get("/api/v1/observations/?history=true"))) == 3
    assert len(rows_of(client.get(f"/api/v1/observations/?as_of={moment}"))) == 3
    assert client.get(f"/api/v1/observations/{old.public_id}/").json()["superseded_at"].startswith("2100")


def test_a_report_carries_its_whole_result_but_not_its_inputs(client, world):
    body = client.get(f"/api/v1/reports/{world.reports[0].public_id}/").json()
    assert body["result"]["employment"]["sections"][0] == {"section": "Q", "lq": 3.5}
    assert "inputs" not in body


def test_figures_are_numbers_to_the_last_digit(client, world):
    rows = rows_of(client.get("/api/v1/observations/"))
    assert [row["value"] for row in rows] == [Decimal("0"), Decimal("0.125"), Decimal("0.25")]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["", "export/?format=csv"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(client, make_world, name, kind):
    counts = set()
    world = make_world(3)
    for further in (0, 27, 270):
        _grow(world, further)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(f"/api/v1/{name}/{kind}")
            b"".join(response.streaming_content) if kind else response.content
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 2


def _grow(world, count: int) -> None:
    from competitiveness.models import Report
    from tests.api import conftest

    conftest.organisations(world, count)
    Observation.objects.bulk_create(
        Observation(
            indicator=world.staff,
            territory=world.town,
            variant=f"more {count} {n}",
            status="official",
            value=1,
            **conftest.YEAR,
        )
        for n in range(count)
    )
    Report.objects.bulk_create(conftest.report(world, period=f"{count}-{n}") for n in range(count))


def test_an_unchanged_answer_is_not_sent_twice(client, world):
    first = client.get("/api/v1/territories/")
    again = client.get("/api/v1/territories/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert {"Accept-Language", "Authorization"} <= set(first["Vary"].split(", "))


def test_csv_for_a_russian_excel(client, world):
    data = body_of(client.get("/api/v1/observations/export/?bom=true&delimiter=semicolon&fields=public_id,value"))
    assert data.decode("utf-8-sig").splitlines()[2].endswith(";0,125")
    assert data.startswith(b"\xef\xbb\xbf")


def test_text_of_an_organisation_is_no_formula(client, world):
    table = list(csv.DictReader(io.StringIO(body_of(client.get("/api/v1/organisations/export/")).decode())))
    assert {row["name_ru"][:2] for row in table} == {"'="}


def test_the_file_has_a_russian_name(client, world):
    disposition = client.get("/api/v1/organisations/export/", headers={"Accept-Language": "ru"})["Content-Disposition"]
    plain, full = disposition.split("; ")[1:]
    assert re.fullmatch(r'filename="organisations-\d{4}-\d\d-\d\d\.csv"', plain)
    assert unquote(full).startswith("filename*=utf-8''Организации 20")


def test_head_gives_headers_alone(client, world):
    response = client.head("/api/v1/observations/export/?format=xlsx")
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert "xlsx" in response["Content-Disposition"]
