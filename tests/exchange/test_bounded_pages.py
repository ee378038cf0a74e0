"""Pages by number over the beginning of a list: exact to a thousand rows, “more than” beyond."""

import pytest

from clusters.models import Organisation
from exchange.paging import MOST_COUNTED, BoundedPaginator, MoreThan


@pytest.fixture
def many(db):
    def fill(number: int) -> None:
        Organisation.objects.bulk_create(
            [Organisation(name_ru=f"Завод {n:04d}", kind="manufacturer") for n in range(number)], batch_size=500
        )

    return fill


def text_of(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_a_thousand_is_counted_to_the_last_row(client, many):
    many(MOST_COUNTED)
    pages = BoundedPaginator(Organisation.objects.all(), 25)
    assert (pages.count, isinstance(pages.count, MoreThan), pages.num_pages) == (1000, False, 40)
    page = text_of(client.get("/organisations/?page=40"))
    assert "Найдено: 1000" in page or "Найдено: 1 000" in page
    assert "Страницы по номерам здесь кончаются" not in page


def test_beyond_a_thousand_the_page_says_more_than(client, many):
    many(MOST_COUNTED + 1)
    pages = BoundedPaginator(Organisation.objects.all(), 25)
    assert (pages.count, isinstance(pages.count, MoreThan), pages.num_pages) == (1000, True, 40)
    first, last = (text_of(client.get(f"/organisations/?page={number}")) for number in (1, 41))
    assert "Найдено: больше 1" in first
    assert "Страницы по номерам здесь кончаются" not in first
    assert "Завод 0999" in last
    assert "Страницы по номерам здесь кончаются" in last


def test_a_list_that_is_no_query_is_counted_whole():
    assert BoundedPaginator(range(3000), 25).count == 3000


def test_the_number_of_a_place_stays_exact_beyond_a_thousand(client, many, django_assert_max_num_queries):
    from tests.clusters import make

    many(MOST_COUNTED + 5)
    Organisation.objects.update(territory=make.territory())
    with django_assert_max_num_queries(30):
        page = text_of(client.get("/territories/KISL/"))
    assert "1005" in page or "1 005" in page


@pytest.mark.parametrize(("sort", "first"), [("name", "Завод 0000"), ("-name", "Завод 0029")])
def test_names_are_sorted_both_ways(client, many, sort, first):
    many(30)
    page = text_of(client.get(f"/organisations/?sort={sort}"))
    assert page.index(first) < page.index("Завод 0015")
