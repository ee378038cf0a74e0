"""Pages of the room: who sees what on them, and that they ask the database equally often whatever there is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import today
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.models import Organisation
from tests import cast
from tests.clusters import make


def text_of(response) -> str:
    return response.content.decode()


def test_only_representatives_are_offered_to_post(client, notice, reporter):
    page = text_of(client.get("/partners/"))
    assert ("Творог и кефир" in page, "/partners/post/" in page, "/network/" in page) == (True, False, True)
    client.force_login(reporter)
    assert "/partners/post/" in text_of(client.get("/partners/"))


def test_the_page_of_a_notice_shows_each_what_is_his(client, notice, interest, reporter, neighbour):
    address = notice.get_absolute_url()
    assert "irina@one.example" not in text_of(client.get(address))
    client.force_login(neighbour)
    page = text_of(client.get(address))
    assert (interest.public_id in page, "irina@one.example" in page) == (True, False)
    client.force_login(reporter)
    page = text_of(client.get(address))
    assert (interest.public_id in page, "irina@one.example" in page) == (True, True)


def test_the_contacts_of_an_answer_open_only_with_acceptance(client, interest, reporter):
    client.force_login(reporter)
    address = interest.get_absolute_url()
    assert "petr@two.example" not in text_of(client.get(address))
    client.post(f"{address}steps/accept/", {"reply": "Хорошо"})
    page = text_of(client.get(address))
    assert ("petr@two.example" in page, "Хорошо" in page) == (True, True)
    assert Interest.objects.get().state == "accepted"


def test_who_represents_several_chooses_for_which_notices_are_sought(client, tourism, notice, other, neighbour):
    second = make.member(tourism, "Вторая организация")
    cast.neighbour(organisation=second)
    second.kind = other.kind = "processor"
    second.save()
    other.save()
    client.force_login(neighbour)
    page = client.get("/partners/own/", {"for": second.public_id})
    assert page.context["chosen"] == second
    assert f"?for={other.public_id}#suited" in text_of(page)
    assert [row[0]["text"] for row in page.context["suited"]["rows"]] == ["Творог и кефир"]
    assert client.get("/partners/own/", {"for": notice.organisation.public_id}).status_code == 404


def posted(number: int, organisation: Organisation, values: dict) -> None:
    PartnerNotice.objects.all().delete()
    dated = {"published_at": timezone.now(), "last_day": today() + dt.timedelta(days=9)}
    rows = [PartnerNotice(organisation=organisation, state="published", **values | dated) for _n in range(number)]
    PartnerNotice.objects.bulk_create(rows)


def counted(client, address: str) -> int:
    assert client.get(address).status_code == 200  # what is kept from the first visit is not counted
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("address", ["/partners/", "/partners/own/"])
def test_queries_equal_at_3_30_and_300_notices(client, author, reporter, values, address):
    client.force_login(reporter)
    counts = []
    for number in (3, 30, 300):
        posted(number, author, values)
        counts.append(counted(client, address))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 30


@pytest.mark.parametrize("address", ["/clusters/tourism/network/", "/network/?show=links", "/organisations/{}/links/"])
def test_queries_equal_at_3_30_and_300_members(client, tourism, address):
    client.force_login(cast.administrator())
    counts = []
    for number in (3, 30, 300):
        first = make.replaced(number, tourism, make.territory())[0]
        counts.append(counted(client, address.format(first.public_id)))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 30


def test_queries_equal_at_3_30_and_300_answers(client, tourism, notice, reporter):
    client.force_login(reporter)
    counts = []
    for number in (3, 27, 270):
        rows = [Organisation(public_id=f"a{number:03d}n{n:07d}", name_ru=f"Н{n}", kind="hotel") for n in range(number)]
        Organisation.objects.bulk_create(rows)
        Interest.objects.bulk_create(
            Interest(notice=notice, organisation=row, message="Да", contact_name="П", contact_email="p@two.example")
            for row in rows
        )
        counts.append(counted(client, "/partners/own/"))
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize(("links", "words"), [(1, "1 партнёр"), (2, "2 партнёра"), (5, "5 партнёров")])
def test_partners_are_counted_in_good_russian(client, tourism, links, words):
    make.many(links + 1, tourism, make.territory())
    page = text_of(client.get("/network/", headers={"Accept-Language": "ru"}))
    assert f"; {words}<" in page
