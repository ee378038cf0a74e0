"""Every component, rendered once: nothing inline, everything named, both languages, both themes."""

import re
from html.parser import HTMLParser

import pytest
from django.template import engines
from django.utils import translation

from cmw_portal.charts import read_chart
from cmw_portal.charts.tables import csv_link, table_of

pytestmark = pytest.mark.django_db


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(params=["ru", "en"])
def page(request, client):
    client.cookies["language"] = request.param
    return client.get("/components/").content.decode()


def tags_of(page):
    reader = Reader()
    reader.feed(page)
    return reader.tags


def test_nothing_is_inline(page):
    for tag, attributes in tags_of(page):
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")], (tag, attributes)
        assert tag != "script" or attributes.get("src")


def test_ids_are_unique_and_every_reference_finds_its_own(page):
    ids = [attributes["id"] for _tag, attributes in tags_of(page) if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))
    for name in re.findall(r"url\(#([\w-]+)\)", page):
        assert name in ids
    for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page):
        assert set(names.split()) <= set(ids)


def test_every_drawing_is_named_for_those_who_listen(page):
    drawings = [a for tag, a in tags_of(page) if tag == "svg" and a.get("aria-hidden") != "true"]
    assert len(drawings) > 15
    assert all(a["role"] in {"img", "group"} and a["aria-labelledby"] for a in drawings)


def test_coordinates_are_written_with_points_in_both_languages(page):
    assert not re.search(r'\b(?:x|y|x1|y1|width|height|cx|cy)="[-\d]+,\d', page)


def test_russian_page_has_no_english_words_of_ours(client):
    client.cookies["language"] = "ru"
    page = client.get("/components/").content.decode()
    assert '<html lang="ru"' in page
    assert "В Кисловодске каждое второе рабочее место" in page
    for word in ("Suppressed", "Sign in", "Download", "Table<", "Search"):
        assert word not in page


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("neon", "auto")])
def test_theme_comes_from_the_cookie(client, cookie, theme):
    client.cookies["theme"] = cookie
    assert f'data-theme="{theme}"' in client.get("/components/").content.decode()


def test_form_errors_are_in_a_summary_that_leads_to_the_fields(page):
    assert 'href="#id_name"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page


def test_table_behind_a_chart_gives_no_formula_to_a_spreadsheet():
    chart = read_chart({"series": [{"label": "v", "points": [{"label": "=1+1", "value": -2.5}]}]})
    link = csv_link(table_of(chart))
    assert "%27%3D1%2B1%2C-2.5" in link


def test_lonely_page_extends_base_without_any_context(rf):
    text = '{% extends "base.html" %}{% block title %}Заголовок{% endblock %}'
    page = engines["django"].from_string(text).render({}, rf.get("/"))
    assert re.search(r"<title>Заголовок — Портал кластеров КМВ</title>", page)
    assert "<h1>Заголовок</h1>" in page
    assert "<aside" not in page
    assert 'class="lead"' not in page


def test_sort_heads_keep_the_filters_and_turn_round(rf):
    table = {"columns": [{"label": "Имя", "sort": "name"}], "rows": [["а"]]}
    template = engines["django"].from_string('{% include "components/data_table.html" %}')
    first = template.render({"table": table}, rf.get("/?q=x&page=3"))
    assert 'href="?q=x&amp;sort=name"' in first
    assert 'aria-sort="none"' in first
    assert 'href="?sort=-name"' in template.render({"table": table}, rf.get("/?sort=name"))


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_plain_error_pages_need_no_context_and_speak_both_languages(name):
    with translation.override(None):
        page = engines["django"].get_template(name).render()
    assert '<html lang="ru">' in page
    assert '<div lang="en">' in page
