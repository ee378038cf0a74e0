"""The pages that gather several rooms: home, search, desk, about, glossary, and what a stranger may open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from clusters.models import Cluster, SourcedFact, Territory
from cmw_portal.public_pages import PUBLIC_PAGES
from cmw_portal.queries import wage_tiles
from tests import cast
from tests.clusters import make

pytestmark = pytest.mark.django_db


def _body(client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_names_the_clusters_and_the_wages_of_the_eight(client, reference):
    body = _body(client, "/")
    for cluster in Cluster.objects.all():
        assert cluster.name_ru in body
    tiles, wages = wage_tiles()
    assert len(tiles) == 11
    assert len(wages) == 8
    assert next(tile for tile in tiles if tile["code"] == "GEOR")["text"] == "39,9"
    assert "первый отчёт" in body.lower()


def test_home_of_an_empty_portal_says_what_is_to_come(client):
    assert "Профили появятся здесь" in _body(client, "/")


def test_search_finds_every_kind_and_says_so_in_english(client, reference):
    assert "/territories/KISL/" in _body(client, "/search/?q=кисловодск")
    assert "/indicators/E01/" in _body(client, "/search/?q=заработная плата")
    assert "/clusters/tourism/" in _body(client, "/search/?q=Tourism", accept_language="en")


@pytest.mark.parametrize("text", ["", "%", "'\"--", "\x00", "ю" * 10_000, "нет такого слова нигде"])
def test_search_answers_any_text(client, reference, text):
    assert client.get("/search/", {"q": text}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/search/?q=санаторий", "/desk/"])
def test_queries_equal_at_3_30_and_300_organisations(client, reference, address):
    cluster = Cluster.objects.get(slug="tourism")
    client.force_login(cast.coordinator(cluster))
    counts = {}
    for number in (3, 30, 300):
        SourcedFact.objects.all().delete()
        make.replaced(number, cluster, Territory.objects.get(code="KISL"))
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts[number] = len(captured)
    assert counts[3] == counts[30] == counts[300]


def test_desk_shows_what_is_one_s_own(client, reference):
    cluster = Cluster.objects.get(slug="industrial")
    client.force_login(cast.coordinator(cluster))
    body = _body(client, "/desk/")
    assert "/clusters/industrial/edit/" in body
    assert "/clusters/tourism/edit/" not in body
    assert "/admin/" not in body
    client.force_login(cast.administrator())
    assert "/admin/" in _body(client, "/desk/")


def test_about_names_the_sources_and_glossary_the_terms(client, reference):
    assert "Росстат" in _body(client, "/about/")
    assert 'id="location-quotient"' in _body(client, "/glossary/")


def _names(resolver, namespace: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{namespace}{pattern.name}")
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= _names(pattern, inner)
    return found


def test_every_public_page_exists():
    assert _names(get_resolver()) >= PUBLIC_PAGES


def test_every_other_page_without_arguments_asks_to_sign_in(client, reference):
    asked = 0
    for name in sorted(_names(get_resolver()) - PUBLIC_PAGES):
        if name.startswith("api:"):
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        answer = client.get(address)
        assert answer.status_code == 302, name
        assert "/login/" in answer["Location"], name
        asked += 1
    assert asked > 10


def test_theme_is_remembered_and_a_foreign_return_address_is_not_followed(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert answer.cookies["theme"].value == "dark"
    assert "theme" not in client.post("/theme/", {"theme": "plaid", "next": "/about/"}).cookies
    assert client.get("/theme/")["Location"] == "/"
