from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clusters.models import Territory
from indicators.actions import record_observation
from indicators.enums import Status
from indicators.models import Indicator, Observation
from indicators.periods import SHAPES, parse_period

HEAD = "indicator,subject,period,value,unit,source\n"


def plain(answer):
    """The page with the no-break spaces of figures as plain ones."""
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def page(client):
    def page(url, status=200, **query):
        answer = client.get(url, query)
        assert answer.status_code == status
        return plain(answer)

    return page


@pytest.fixture
def figure(wage, place):
    return record_observation(
        by=None,
        indicator=wage,
        subject=place,
        period=parse_period("2023"),
        value=Decimal("55713.2"),
        unit="рублей",
        status=Status.OFFICIAL,
        source="Росстат, БД ПМО",
        source_url="https://rosstat.example/a",
        note="БД ПМО, indicator Y48423007, January-December",
    )


def test_catalogue_lists_groups_filters_and_searches(official, page):
    whole = page("/indicators/")
    assert "A. Масштаб и специализация" in whole
    assert 'href="/indicators/A02/"' in whole
    found = page("/indicators/", q="ЗАРАБОТНАЯ плата")
    assert 'href="/indicators/E01/"' in found
    assert 'href="/indicators/A02/"' not in found
    assert 'href="/indicators/D06/"' in page("/indicators/", criterion="C6", group="D")
    assert 'href="/indicators/GRP/"' in page("/indicators/", is_catalogue="false")
    assert "Ничего не найдено" in page("/indicators/", q="ъъъ")


def test_unknown_filter_is_refused_by_name(official, page):
    assert "colour" in page("/indicators/", 400, colour="red")
    assert "as_off" in page("/indicators/E01/", 400, as_off="2023")
    for text in ("вчера", "2023-02-30", "0001-01-01T00:00:00+23:59"):
        assert text in page("/indicators/E01/", 400, as_of=text)


def test_indicator_shows_definition_series_and_provenance(official, page):
    shown = page("/indicators/E01/")
    for words in ("58701", "П-4; ПМ", "больше всего — ", "Росстат, БД ПМО", "без субъектов малого", "<svg"):
        assert words in shown, words
    assert "/api/v1/observations/export/?indicator=E01&amp;format=csv" in shown


def test_indicator_page_shows_only_what_is_asked_for(official, page):
    shown = page("/indicators/A02/", territory="LERM", activity="Q")
    assert "Q · Здравоохранение" in shown
    assert "город-курорт Пятигорск</a>" not in shown.split('id="figures"')[1].split("<table")[1]
    assert "скрыто источником" in page("/indicators/A02/", territory="LERM", activity="A")


def test_unknown_indicator_is_not_found(official, page):
    page("/indicators/Z99/", 404)


def test_indicator_without_figures_says_why(official, page):
    assert "Опубликованных значений нет" in page("/indicators/G05/")


def test_past_is_read_with_as_of(wage, place, page):
    days = [timezone.now() - timedelta(days=number) for number in (20, 10)]
    base = {"indicator": wage, "territory": place, "period": "2023", "unit": "рублей", "status": "official"}
    base |= {"period_start": parse_period("2023").start, "period_end": parse_period("2023").end}
    Observation.objects.create(value=Decimal(55713), recorded_at=days[0], superseded_at=days[1], **base)
    Observation.objects.create(value=Decimal(60000), recorded_at=days[1], revision=2, **base)
    assert "60 000" in page("/indicators/E01/")
    assert "55 713" not in page("/indicators/E01/")
    past = page("/indicators/E01/", as_of=timezone.localdate(days[1] - timedelta(days=1)).isoformat())
    assert "55 713" in past
    assert "60 000" not in past
    assert "60 000" in page("/indicators/E01/", as_of=timezone.localdate(days[1]).isoformat())
    assert "Опубликованных значений нет" in page("/indicators/E01/", as_of="2020-01-01T10:00")


def test_passport_tells_value_source_note_and_history(figure, wage, place, page):
    newer = record_observation(
        by=None,
        indicator=wage,
        subject=place,
        period=parse_period("2023"),
        value=Decimal(56000),
        unit="рублей",
        status=Status.OFFICIAL,
        source="Росстат",
    )
    shown = page(newer.get_absolute_url())
    for words in ("56 000", "рублей", "Редакция 2", "Редакция 1", "55 713,2", "самим порталом", "официальное"):
        assert words in shown, words
    old = page(figure.get_absolute_url())
    for words in ("https://rosstat.example/a", "показатель Y48423007, январь—декабрь", "Это значение заменено"):
        assert words in old, words
    assert newer.get_absolute_url() in old


def test_passport_in_english(client, figure):
    answer = client.get(figure.get_absolute_url(), headers={"accept-language": "en"})
    shown = answer.content.decode()
    for words in ("Average wage: Pyatigorsk, 2023", "55,713.2", "RUB", "by the portal itself"):
        assert words in shown, words


def test_confidential_figure_is_not_found_by_strangers_and_read_by_its_reporter(
    client, wage, cluster, make_member, make_user
):
    organisation = make_member(cluster)
    reporter = make_user("reporter", organisation)
    row = record_observation(
        by=reporter,
        indicator=wage,
        subject=organisation,
        period=parse_period("2025-Q1"),
        value=Decimal(777),
        unit="руб.",
        status=Status.SUBMITTED,
    )
    bodies = [client.get(url) for url in (row.get_absolute_url(), "/observations/000000000000/")]
    assert [answer.status_code for answer in bodies] == [404, 404]
    client.force_login(make_user("official"))
    assert client.get(row.get_absolute_url()).status_code == 404
    assert "777" not in client.get(organisation.get_absolute_url()).content.decode()
    client.force_login(reporter)
    shown = client.get(row.get_absolute_url()).content.decode()
    assert "Конфиденциально" in shown
    own = client.get(organisation.get_absolute_url()).content.decode()
    assert "Показатели организации" in own
    assert row.get_absolute_url() in own


def test_author_is_named_to_the_signed_in_only(client, wage, place, make_user):
    by = make_user("official")
    type(by).objects.filter(pk=by.pk).update(family_name="Автор-Проверкин", given_name="Иван")
    row = record_observation(
        by=by,
        indicator=wage,
        subject=place,
        period=parse_period("2023"),
        value=Decimal(1),
        unit="руб.",
        status=Status.OFFICIAL,
    )
    assert "Автор-Проверкин" not in client.get(row.get_absolute_url()).content.decode()
    client.force_login(by)
    assert "Автор-Проверкин" in client.get(row.get_absolute_url()).content.decode()


def test_territory_page_shows_its_figures_with_sources(official, page):
    shown = page("/territories/KISL/")
    for words in ("Показатели территории", "133 451", "63 656,5", "16 394", "Росстат, БД ПМО"):
        assert words in shown, words
    assert "Показатели территории" not in page("/territories/ZOLS/")


@pytest.fixture
def many(wage, staff):
    """Makes territories with figures up to a number."""

    def many(number):
        for index in range(Territory.objects.count(), number):
            place = Territory.objects.create(code=f"T{index:03d}", level="municipality", name_ru=f"Место {index:03d}")
            for year in ("2022", "2023"):
                period = parse_period(year)
                Observation.objects.create(
                    indicator=wage,
                    territory=place,
                    period=year,
                    period_start=period.start,
                    period_end=period.end,
                    value=Decimal(index + 1),
                    unit="руб.",
                    status="official",
                )
        for index in range(Indicator.objects.count(), number):
            Indicator.objects.create(code=f"X-{index:03d}", name_ru=f"Ряд {index:03d}", is_catalogue=False)

    return many


@pytest.mark.parametrize("url", ["/indicators/", "/indicators/E01/"])
def test_number_of_queries_is_the_same_at_3_30_and_300_rows(client, many, url, django_assert_max_num_queries):
    counts = []
    for number in (3, 30, 300):
        many(number)
        with django_assert_max_num_queries(30) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]


def upload(client, text):
    return client.post(reverse("indicators:import"), {"file": SimpleUploadedFile("f.csv", text.encode())})


def test_import_shows_what_would_change_and_writes_on_confirmation(client, wage, place, make_user):
    client.force_login(make_user("official"))
    assert "Столбцы" in client.get(reverse("indicators:import")).content.decode()
    preview = upload(client, HEAD + 'E01,PYAT,2023,"1 234,5",руб.,Росстат\n')
    shown = plain(preview)
    assert (preview.status_code, Observation.objects.count()) == (200, 0)
    assert "1 234,5" in shown
    digest = preview.context["report"].digest
    answer = client.post(reverse("indicators:import"), {"digest": digest}, follow=True)
    assert "Новых значений: 1" in answer.content.decode()
    assert Observation.objects.get().value == Decimal("1234.5")
    assert "загружать нечего" in upload(client, HEAD + 'E01,PYAT,2023,"1 234,5",руб.,Росстат\n').content.decode()


def test_import_page_lists_the_periods_that_are_read(client, make_user):
    client.force_login(make_user("official"))
    text = client.get(reverse("indicators:import")).content.decode()
    assert f"Принимаются периоды: {SHAPES}." in text
    assert [parse_period(code).code for code in SHAPES.split(", ")] == SHAPES.split(", ")
    assert "способ расчёта" in text


def test_import_names_faulty_rows_and_unreadable_files(client, wage, place, make_user):
    client.force_login(make_user("official"))
    answer = upload(client, HEAD + "E01,PYAT,2023,пять,руб.,Росстат\n")
    assert answer.status_code == 422
    for words in ("В файле 1 ошибка", "«пять» — не число", "value"):
        assert words in answer.content.decode(), words
    answer = upload(client, "a,b\n1,2\n")
    assert answer.status_code == 422
    assert "Нет столбцов" in answer.content.decode()
    assert client.post(reverse("indicators:import"), {}).status_code == 200
    assert not Observation.objects.exists()


@pytest.mark.parametrize("digest", ["0" * 64, "nonsense"])
def test_confirmation_of_a_file_that_is_not_kept_asks_for_it_again(client, make_user, digest):
    client.force_login(make_user("official"))
    answer = client.post(reverse("indicators:import"), {"digest": digest}, follow=True)
    assert "Выберите его снова" in answer.content.decode()


def test_confirmation_reads_the_file_anew(client, wage, place, make_user):
    client.force_login(make_user("official"))
    digest = upload(client, HEAD + "E01,PYAT,2023,5,руб.,Росстат\n").context["report"].digest
    wage.delete()
    answer = client.post(reverse("indicators:import"), {"digest": digest})
    assert answer.status_code == 422
    assert not Observation.objects.exists()


def test_import_is_closed_to_others(client, make_user):
    assert client.get(reverse("indicators:import")).status_code == 302
    client.force_login(make_user("api_partner"))
    assert client.get(reverse("indicators:import")).status_code == 403


def test_administration_site_shows_published_figures_only(rf, figure, wage, cluster, make_member):
    site = admin.site._registry[Observation]
    record_observation(
        by=None,
        indicator=wage,
        subject=make_member(cluster),
        period=parse_period("2023"),
        value=Decimal(1),
        unit="руб.",
        status=Status.VERIFIED,
    )
    assert list(site.get_queryset(rf.get("/"))) == [figure]
    rights = (site.has_add_permission, site.has_change_permission, site.has_delete_permission)
    assert [right(rf.get("/")) for right in rights] == [False] * 3
