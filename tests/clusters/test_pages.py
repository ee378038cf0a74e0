"""Pages of the registry: what they show, to whom, and what they answer to a wrong address."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from clusters import demo, panels, reference
from clusters.models import Membership, Organisation, ProtectionZone, SourcedFact, Territory
from tests import cast
from tests.clusters import make


@pytest.fixture
def whole(db):
    reference.load()
    demo.load({})


def text_of(response) -> str:
    return response.content.decode()


def test_cluster_list_names_the_three(client, whole):
    page = text_of(client.get("/clusters/"))
    for name in ("Туристско-рекреационный кластер", "Агропромышленный кластер", "Промышленный кластер"):
        assert name in page
    assert page.count("управляющая организация —") == 3


def test_cluster_page_shows_members_links_and_known(client, whole):
    page = text_of(client.get("/clusters/tourism/"))
    assert "Ассоциация курортов «Демо-Круг 52»" in page
    assert "Демонстрационные данные" in page
    assert "АО «Нарзан»" in page
    assert "не означает участия в кластере" in page
    assert "Изменить сведения" not in page


def test_cluster_page_without_members_says_why(client, tourism):
    page = text_of(client.get("/clusters/tourism/"))
    assert "Сегодня участников нет" in page
    assert "Демонстрационные данные." not in page


def test_pages_in_english(client, whole):
    client.cookies["language"] = "en"
    assert "Tourism and Recreation Cluster" in text_of(client.get("/clusters/tourism/"))
    assert "Kislovodsk" in text_of(client.get("/territories/KISL/"))
    assert "Demo Wind Rose Sanatorium 01" in text_of(client.get("/organisations/?q=0000000018"))


def test_organisation_list_filters_and_counts(client, whole):
    page = text_of(client.get("/organisations/?q=Санатории&territory=KISL&kind=sanatorium&is_demo=false"))
    assert "Найдено: 1" in page
    assert "Санаторий «Красные камни»" in page
    assert "/api/v1/organisations/export/?q=" in page


def test_organisation_list_filters_by_cluster_and_sector(client, whole):
    found = client.get("/organisations/?cluster=industrial&sector=science&size=large").context["page_obj"]
    assert [row.kind for row in found] == ["university"]


def test_organisation_list_empty_says_what_to_do(client, db):
    assert "Таких организаций нет" in text_of(client.get("/organisations/?q=ничего"))


@pytest.mark.parametrize(
    "sort", ["name", "-name", "kind", "-kind", "territory", "-territory", "size", "-size", "sector"]
)
def test_organisation_list_sorts(client, whole, sort):
    page = client.get(f"/organisations/?sort={sort}&page=2")
    assert len(page.context["page_obj"].object_list) == 25


def test_organisation_list_sorts_sizes_by_size(client, db):
    for size in ("large", "unknown", "micro"):
        make.organisation(size, size_class=size)
    rows = client.get("/organisations/?sort=-size").context["page_obj"]
    assert [row.size_class for row in rows] == ["large", "micro", "unknown"]


def test_organisation_list_sorts_kinds_by_their_words(client, db):
    for kind in ("bank", "university", "restaurant"):
        make.organisation(kind, kind=kind)
    rows = client.get("/organisations/?sort=kind").context["page_obj"]
    assert [row.kind for row in rows] == ["bank", "university", "restaurant"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/organisations/?colour=red", "colour"),
        ("/organisations/?kind=castle", "sanatorium"),
        ("/organisations/?sort=colour", "-name"),
        ("/organisations/?cluster=none", "cluster"),
        ("/territories/?codes=KISL", "level"),
        ("/clusters/?slug=tourism", "slug"),
    ],
)
def test_unknown_parameter_is_400_that_names_the_allowed(client, db, address, words):
    response = client.get(address)
    assert response.status_code == 400
    assert words in text_of(response)


def test_organisation_page_of_a_real_one_shows_facts_with_sources(client, whole):
    found = Organisation.objects.get(name_ru="АО «Нарзан»")
    page = text_of(client.get(found.get_absolute_url()))
    assert "исключительное право на товарный знак" in page
    assert found.facts.first().source_url in page
    assert "rossaprimavera.ru" in page
    assert "Демонстрационные данные." not in page
    assert "нет записей об участии" in page


def test_organisation_page_of_a_demo_one_is_marked(client, whole):
    page = text_of(client.get("/organisations/zsrw9vb194h7/"))
    assert "mark-demo" in page
    assert "Вымышленная организация" in page
    assert "0000000018" in page
    assert "° с. ш., " in page
    assert "получает от неё товары" in page


def test_organisation_page_tells_past_and_coming_memberships(client, tourism, industrial):
    spa = make.member(tourism, valid_until="2021-01-01")
    Membership.objects.create(organisation=spa, cluster=industrial, valid_from="2100-01-01")
    page = text_of(client.get(spa.get_absolute_url()))
    assert "1 января 2020 — 31 декабря 2020" in page
    assert "завершено" in page
    assert "ещё не началось" in page


@pytest.mark.parametrize(
    ("dated", "words"),
    [("2023", "2023"), ("2023-05", "май 2023"), ("2023-05-11", "11 мая 2023"), ("2018/2020", "2018–2020"), ("", "")],
)
def test_fact_date_in_words(client, spa, dated, words):
    SourcedFact.objects.create(organisation=spa, text_ru="Факт", dated=dated, source_url="https://a.example/x")
    assert words in text_of(client.get(spa.get_absolute_url()))


def test_territory_list_shows_map_and_totals(client, whole):
    response = client.get("/territories/")
    assert len(response.context["map"]["places"]) == 11
    assert 'class="cartogram"' in text_of(response)
    rows = {row[0]["text"]: row[3] for row in response.context["table"]["rows"]}
    assert rows["Российская Федерация"] == rows["Кавказские Минеральные Воды"] == 139
    assert (
        rows["Ставропольский край"] + rows["Кабардино-Балкарская Республика"] + rows["Карачаево-Черкесская Республика"]
        == 139
    )
    assert list(rows)[:2] == ["Российская Федерация", "Северо-Кавказский федеральный округ"]


def test_territory_page_shows_lineage_and_what_is_there(client, whole):
    page = text_of(client.get("/territories/kisl/"))
    for words in ("Российская Федерация", "Ставропольский край", "07715000", "только город", "Зоны пока не внесены"):
        assert words in page


def test_territory_page_of_the_region_has_its_municipalities(client, whole):
    below = client.get("/territories/CMW/").context["below"]["rows"]
    assert len(below) == 11
    assert client.get("/territories/CMW/").context["page_obj"].paginator.count == 139
    assert client.get("/territories/NCFD/").context["map"] is None


def test_territory_page_shows_zones_and_outline(client, kislovodsk):
    ProtectionZone.objects.create(
        territory=kislovodsk,
        zone=1,
        act_title_ru="Положение",
        act_number="1425",
        act_date="1996-12-07",
        valid_from="1996-12-07",
    )
    ring = [[42.7, 43.9], [42.8, 43.9], [42.8, 44.0], [42.7, 43.9]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    Territory.objects.update(boundary=geometry, boundary_attribution="© кто-то")
    page = text_of(client.get("/territories/KISL/"))
    assert "Первая зона (строгий режим)" in page
    assert "№ 1425 7 декабря 1996" in page
    assert "© кто-то" in page
    assert "0, здесь" in page


@pytest.mark.parametrize("address", ["/clusters/none/", "/organisations/000000000000/", "/territories/NONE/"])
def test_nothing_at_this_address(client, db, address):
    assert client.get(address).status_code == 404


def test_edit_asks_to_sign_in(client, spa):
    response = client.get(reverse("clusters:organisation-edit", args=[spa.public_id]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_edit_is_refused_with_the_reason(client, spa, tourism):
    client.force_login(cast.visitor())
    for address in (f"{spa.get_absolute_url()}edit/", "/clusters/tourism/edit/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "координатор" in text_of(response)


def form_data(row, **changes) -> dict:
    values = {name: getattr(row, name) for name in ("name_ru", "kind", "sector", "size_class", "legal_form")}
    return {**values, "okved_additional": "55.10 56.10", **changes}


def test_reporter_edits_the_organisation(client, spa):
    client.force_login(cast.reporter(spa))
    assert "Изменить сведения об организации" in text_of(client.get(spa.get_absolute_url()))
    address = f"{spa.get_absolute_url()}edit/"
    assert client.get(address).status_code == 200
    response = client.post(address, form_data(spa, inn=make.INN, name_ru="Санаторий «Клён»"), follow=True)
    assert "Сведения об организации сохранены." in text_of(response)
    spa.refresh_from_db()
    assert (spa.inn, spa.name_ru, spa.okved_additional) == (make.INN, "Санаторий «Клён»", ["55.10", "56.10"])
    assert AuditEvent.objects.get().verb == "clusters.edit_organisation"


def test_wrong_inn_is_shown_at_the_field_and_nothing_is_written(client, spa):
    client.force_login(cast.reporter(spa))
    response = client.post(f"{spa.get_absolute_url()}edit/", form_data(spa, inn="7707083894", name_ru="Иное"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["inn"]
    assert "Контрольная цифра ИНН не сходится" in text_of(response)
    assert Organisation.objects.get().name_ru == "Санаторий «Каштан»"


def test_edit_refused_by_the_action_is_shown(client, spa, monkeypatch):
    def refuse(**arguments):
        raise ValidationError("занято другим")

    monkeypatch.setattr("clusters.actions.edit_organisation", refuse)
    client.force_login(cast.reporter(spa))
    response = client.post(f"{spa.get_absolute_url()}edit/", form_data(spa))
    assert "занято другим" in text_of(response)


def test_coordinator_edits_the_cluster(client, tourism):
    member, stranger = make.member(tourism), make.organisation("Чужая")
    client.force_login(cast.coordinator(tourism))
    form = client.get("/clusters/tourism/edit/").context["form"]
    assert list(form.fields["managing_organisation"].queryset) == [member]
    data = {"name_ru": "Курортный кластер", "managing_organisation": member.pk}
    assert client.post("/clusters/tourism/edit/", {**data, "managing_organisation": stranger.pk}).status_code == 422
    assert client.post("/clusters/tourism/edit/", data).status_code == 302
    tourism.refresh_from_db()
    assert (tourism.name_ru, tourism.managing_organisation) == ("Курортный кластер", member)


def test_panels_of_higher_rooms_are_shown(client, tourism, monkeypatch):
    def panel(request, cluster):
        context = {"heading": f"О кластере {cluster.slug}"}
        return {"template": "components/empty.html", "context": context, "id": "above", "title": "Сверху"}

    monkeypatch.setattr(panels, "CLUSTER_PANELS", [panel, lambda request, cluster: None])
    page = text_of(client.get("/clusters/tourism/"))
    assert "О кластере tourism" in page
    assert '<a href="#above">Сверху</a>' in page
