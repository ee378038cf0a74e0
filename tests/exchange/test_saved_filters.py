"""Saved filters of a register: above it as words, nobody else's, said so when a parameter is gone."""

import re

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from exchange import actions
from exchange.models import SavedFilter
from exchange.saved_filters import read_token
from tests import cast
from tests.clusters import make

pytestmark = pytest.mark.django_db
PAGE = "/organisations/"


@pytest.fixture
def mine(client):
    user = cast.visitor()
    client.force_login(user)
    make.organisation()
    return user


def body_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def token_of(body: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', body)[1]


def test_a_filter_is_saved_as_the_register_would_write_it(client, mine):
    body = body_of(client, f"{PAGE}?page=1&size=small&q=&sort=-name&kind=sanatorium")
    answer = client.post("/filters/save/", {"token": token_of(body), "name": " Малые здравницы "})
    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.page, saved.name) == (mine, PAGE, "Малые здравницы")
    assert saved.query == "kind=sanatorium&size=small&sort=-name"
    assert answer["Location"] == f"{PAGE}?{saved.query}"
    assert AuditEvent.objects.get(verb="exchange.save_filter").object_id == saved.public_id
    shown = body_of(client, f"{PAGE}?{saved.query}")
    assert 'aria-current="true">Малые здравницы</a>' in shown
    assert "Малые здравницы" not in body_of(client, "/territories/")


def test_the_same_name_again_takes_the_new_parameters(mine):
    first = actions.save_filter(by=mine, page=PAGE, query="kind=hotel", name="Мой")
    again = actions.save_filter(by=mine, page=PAGE, query="kind=farm", name="Мой")
    assert (first.pk, SavedFilter.objects.get().query) == (again.pk, "kind=farm")


def test_nothing_to_save_without_filters_and_for_strangers(client, mine):
    assert 'name="token"' not in body_of(client, PAGE)
    client.logout()
    body = body_of(client, f"{PAGE}?kind=hotel")
    assert 'name="token"' not in body
    assert client.get("/filters/").status_code == 302


@pytest.mark.parametrize("token", ["", "nonsense", "WyIvYWRtaW4vIiwgIiJd:1abc:xyz"])
def test_only_what_a_register_has_signed_is_saved(client, mine, token):
    assert read_token(token) is None
    assert client.post("/filters/save/", {"token": token, "name": "Чужой"}).status_code == 400
    assert not SavedFilter.objects.exists()


def test_a_name_is_needed(client, mine):
    token = token_of(body_of(client, f"{PAGE}?kind=hotel"))
    for name in ("", " ", "ю" * 61):
        assert client.post("/filters/save/", {"token": token, "name": name})["Location"] == f"{PAGE}?kind=hotel"
    assert not SavedFilter.objects.exists()
    assert client.get("/filters/save/")["Location"] == "/filters/"


def test_a_parameter_that_is_gone_is_said(client, mine):
    saved = actions.save_filter(by=mine, page=PAGE, query="kind=hotel&colour=red", name="Старый")
    body = body_of(client, PAGE)
    assert "больше не действует: в реестре нет «colour»" in body
    assert f"/filters/{saved.public_id}/" in body
    assert "colour=red" not in body


def test_rename_and_delete(client, mine):
    saved = actions.save_filter(by=mine, page=PAGE, query="kind=hotel", name="Гостиницы")
    actions.save_filter(by=mine, page=PAGE, query="kind=farm", name="Хозяйства")
    address = f"/filters/{saved.public_id}/"
    assert "Гостиницы" in body_of(client, address)
    taken = client.post(address, {"name": "Хозяйства"})
    assert taken.status_code == 422
    assert "уже сохранён" in taken.content.decode()
    assert client.post(address, {"name": "Отели"})["Location"] == "/filters/"
    assert "Отели" in body_of(client, "/filters/")
    assert client.get(f"{address}delete/")["Location"] == address
    assert client.post(f"{address}delete/")["Location"] == "/filters/"
    assert [row.name for row in SavedFilter.objects.all()] == ["Хозяйства"]
    verbs = AuditEvent.objects.filter(verb__startswith="exchange.").values_list("verb", flat=True)
    assert {"exchange.rename_filter", "exchange.delete_filter"} <= set(verbs)


def test_another_person_s_filter_is_like_none(client, mine):
    other = actions.save_filter(by=cast.official(), page=PAGE, query="kind=hotel", name="Служебный")
    for address in (f"/filters/{other.public_id}/", f"/filters/{other.public_id}/delete/", "/filters/zzzzzzzzzzzz/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Мой"}).status_code == 404
    assert "Служебный" not in body_of(client, PAGE)
    assert SavedFilter.objects.get().name == "Служебный"


def test_at_most_fifty(mine):
    for number in range(actions.MOST):
        SavedFilter.objects.create(owner=mine, page=PAGE, name=str(number), query="kind=hotel")
    with pytest.raises(ValidationError, match="50"):
        actions.save_filter(by=mine, page=PAGE, query="kind=farm", name="Лишний")
    assert actions.save_filter(by=mine, page=PAGE, query="kind=farm", name="7").query == "kind=farm"
