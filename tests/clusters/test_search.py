"""Search finds the same in any case, ending and language on both databases, and takes anything typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters import queries
from clusters.models import Organisation
from clusters.search import match, stems, words
from tests.clusters import make


@pytest.fixture
def names(db):
    make.territory("ESSE", name_ru="Город-курорт Ессентуки", name_en="Yessentuki", oktmo="07710000")
    make.cluster(mission_ru="Лечение и отдых")
    make.organisation("Санаторий «Виктория»", name_en="Victoria Sanatorium", inn=make.INN)
    make.organisation("ООО «Зелёный Ключ»", kind="processor", short_name_ru="«ЗК»", is_demo=True)


def titles(text: str) -> list[str]:
    return [hit.title for hit in queries.search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "санаторий", "Санатории", "САНАТОРИЯМ", "санат", "виктория санаторий", "victoria", "VICTORIA", "sanatoriums",
        make.INN, "083893", "«Виктория»", "  виктория,  ",
    ],
)  # fmt: skip
def test_search_finds_organisation(names, text):
    assert titles(text) == ["Санаторий «Виктория»"]


@pytest.mark.parametrize("text", ["зелёный", "ЗЕЛЕНЫЙ", "зеленого ключа", "зк"])
def test_search_reads_yo_as_ye_and_short_names(names, text):
    assert titles(text) == ["ООО «Зелёный Ключ»"]


@pytest.mark.parametrize("text", ["Ессентуках", "yessentuki", "07710", "esse"])
def test_search_finds_territory(names, text):
    assert titles(text) == ["Город-курорт Ессентуки"]


def test_search_finds_cluster_by_name_and_mission(names):
    assert titles("туристский") == titles("лечения") == ["Туристский кластер"]


def test_search_needs_every_word(names):
    assert titles("санаторий ключ") == []


def test_search_hit_says_what_it_is(names):
    hit = queries.search("ключ")[0]
    assert (hit.kind, hit.summary) == ("organisation", "Переработка и розлив · демонстрационные данные")
    assert hit.url == Organisation.objects.get(is_demo=True).get_absolute_url()
    assert queries.search("виктория")[0].summary == f"Санаторий · ИНН {make.INN}"


def test_search_limit_counts_each_kind(db):
    make.many(5, make.cluster(), make.territory())
    assert len(queries.search("санаторий", limit=3)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "_",
        "*",
        "'",
        '"',
        "\\",
        "\0",
        "a" * 10_000,
        "' OR 1=1 --",
        "%%%%",
        "()",
        "а" * 300,
        "\ud800",
        "🙂",
    ],
)
def test_search_hostile_text_finds_nothing(names, text):
    assert titles(text) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_search_takes_any_text(names, text):
    assert len(queries.search(text)) <= 4


def test_search_text_is_kept_at_every_way_of_writing(db):
    row = make.organisation("Старое имя")
    row.name_ru = "Новое имя"
    row.save()
    Organisation.objects.bulk_create([Organisation(name_ru="Третье имя", kind="hotel")])
    assert match(Organisation.objects.all(), "старое").count() == 0
    assert match(Organisation.objects.all(), "новое").get() == row
    assert match(Organisation.objects.all(), "третье").count() == 1


def test_stems_keep_word_and_stem_once():
    assert stems("Санаторий, САНАТОРИЙ") == " санаторий санатор "
    assert stems("«…»") == ""
    assert words("Ёлки-палки 07") == ["елки", "палки", "07"]
