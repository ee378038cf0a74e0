"""An unknown word in the address is an error that names the known ones, on pages as in the REST interface."""

import django_filters
import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from accounts.models import User
from exchange.faults import BadParameters
from exchange.filters import StrictFilterSet, filtered

pytestmark = pytest.mark.django_db


class PeopleFilter(StrictFilterSet):
    language = django_filters.ChoiceFilter(choices=[("ru", "Russian"), ("en", "English")])
    joined = django_filters.DateFromToRangeFilter(field_name="date_joined")
    several = django_filters.MultipleChoiceFilter(field_name="language", choices=[("ru", "ru"), ("en", "en")])

    class Meta:
        model = User
        fields = ["is_demo"]


@pytest.fixture
def people():
    for number, language in enumerate(["ru", "ru", "en"]):
        User.objects.create_user(f"p{number}@example.org", language=language, is_demo=number == 0)
    return User.objects.order_by("pk")


def bound(query: str, people, **more) -> StrictFilterSet:
    return filtered(RequestFactory().get("/" + query), PeopleFilter, people, **more)


def faults(query: str, people, **more):
    with pytest.raises(BadParameters) as caught:
        bound(query, people, **more)
    return caught.value.errors


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?language=ru", 2),
        ("?language=", 3),
        ("?is_demo=true", 1),
        ("?is_demo=False", 2),
        ("?is_demo=", 3),
        ("?several=ru&several=en", 3),
        ("?joined_after=2020-01-01", 3),
        ("?joined_before=2020-01-01", 0),
        ("?page=2&sort=name&language=en", 1),
    ],
)
def test_known_words_filter(people, query, count):
    assert bound(query, people).qs.count() == count


def test_an_unknown_word_names_the_known_ones(people):
    (fault,) = faults("?langage=ru", people)
    assert fault.field == "langage"
    assert "language" in fault.remedy
    for name in ("is_demo", "joined_after", "joined_before", "several", "page", "sort"):
        assert name in fault.remedy


def test_each_place_says_what_else_may_stand_in_the_address(people):
    assert bound("?cursor=1", people, passes=["cursor"]).qs.count() == 3
    assert [fault.field for fault in faults("?page=1", people, passes=["cursor"])] == ["page"]


@pytest.mark.parametrize(
    ("query", "field", "remedy"),
    [
        ("?language=de", "language", "ru, en"),
        ("?is_demo=2", "is_demo", "true, false"),
        ("?is_demo=maybe", "is_demo", "true, false"),
        ("?joined_after=yesterday", "joined", ""),
        ("?language=ru&language=en", "language", ""),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_remedy(people, query, field, remedy):
    (fault,) = faults(query, people)
    assert fault.field == field
    assert fault.message
    assert remedy in fault.remedy


def test_the_error_is_the_one_that_django_answers_with_400(people):
    with pytest.raises(BadRequest, match="nothing"):
        bound("?nothing=1", people)


def test_an_invalid_value_shows_no_rows_rather_than_all(people):
    assert PeopleFilter({"language": "de"}, queryset=people).qs.count() == 0
    assert PeopleFilter(queryset=people).qs.count() == 3


def test_a_long_unknown_word_is_not_repeated_whole(people):
    (fault,) = faults("?" + "x" * 500, people)
    assert len(fault.message) < 120
