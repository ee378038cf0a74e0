"""Filters of memberships and links, which only the REST interface offers."""

from datetime import date

import pytest
from django.http import QueryDict

from clusters.filters import LinkFilter, MembershipFilter
from clusters.models import Link, Membership
from tests.clusters import make


@pytest.fixture
def memberships(tourism, industrial):
    make.member(tourism, "Прежний", valid_until=date(2021, 1, 1))
    make.member(tourism, "Нынешний")
    make.member(industrial, "Будущий", valid_from=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Будущий", "Нынешний", "Прежний"]),
        ("on=2020-06-01", ["Нынешний", "Прежний"]),
        ("on=2021-01-01", ["Нынешний"]),
        ("current=true", ["Нынешний"]),
        ("current=false", ["Будущий", "Прежний"]),
        ("cluster=tourism&current=false", ["Прежний"]),
    ],
)
def test_memberships(memberships, query, names):
    found = MembershipFilter(QueryDict(query), queryset=Membership.objects.all())
    assert found.faults() == []
    assert [row.organisation.name_ru for row in found.qs] == names


def test_memberships_of_one_organisation(memberships):
    row = Membership.objects.select_related("organisation").first()
    query = QueryDict(f"organisation={row.organisation.public_id}")
    assert MembershipFilter(query, queryset=Membership.objects.all()).qs.get() == row


def test_links(spa):
    other = make.organisation("Другая")
    old = Link.objects.create(supplier=spa, recipient=other, kind="serves", since="2020-01-01", until="2021-01-01")
    new = Link.objects.create(supplier=other, recipient=spa, kind="supplies", since="2022-01-01")
    undated = Link.objects.create(supplier=other, recipient=spa, kind="serves")

    def found(query: str) -> set[Link]:
        return set(LinkFilter(QueryDict(query), queryset=Link.objects.all()).qs)

    assert found("on=2020-06-01") == {old, undated}
    assert found("on=2023-01-01&kind=supplies") == {new}
    assert found(f"supplier={spa.public_id}") == {old}
    assert found(f"recipient={spa.public_id}&volume_class=unknown") == {new, undated}
