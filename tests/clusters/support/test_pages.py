"""Pages of support: the way of a measure and of an application through the forms, what is refused, and equal queries."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import LifecycleStep, today
from clusters.models import Organisation
from clusters.rules.models import RuleSetVersion
from clusters.stable_ids import stable_public_id
from clusters.support import actions
from clusters.support.models import SupportApplication, SupportMeasure
from tests import cast

MEASURE = {"name_ru": "Субсидия", "kind": "subsidy", "level": "regional", "summary_ru": "Возмещает расходы"}


def body(answer) -> str:
    return answer.content.decode()


def test_an_official_makes_a_measure_sets_who_may_apply_and_opens_it(client, scene):
    client.force_login(scene.official)
    answer = client.post("/support/new/", {**MEASURE, "amount_max": "1000000.50"})
    made = SupportMeasure.objects.get(name_ru="Субсидия")
    assert answer.url == f"/support/{made.public_id}/eligibility/"
    assert (made.state, made.amount_max) == ("draft", Decimal("1000000.50"))
    assert client.post(answer.url, {"kind": ["hotel"], "reason": "порядок"}).status_code == 302
    version = RuleSetVersion.objects.get(rule_set__measures=made)
    assert [item["threshold"] for item in version.content["items"]] == [["hotel"]]
    page = body(client.post(f"/support/{made.public_id}/step/open/", follow=True))
    made.refresh_from_db()
    assert (made.state, "Субсидия" in page) == ("open", True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name_ru": ""}, "id_name_ru"),
        ({"kind": "gift"}, "id_kind"),
        ({"amount_min": "9", "amount_max": "5"}, "не может быть меньше"),
        ({"opens": "2026-05-02", "closes": "2026-05-01"}, "последний день"),
        ({"share_max": "101"}, "id_share_max"),
    ],
)
def test_a_wrong_measure_keeps_the_form_and_writes_nothing(client, scene, wrong, words):
    client.force_login(scene.official)
    for address in ("/support/new/", f"/support/{scene.measure.public_id}/edit/"):
        answer = client.post(address, {**MEASURE, **wrong})
        assert (answer.status_code, words in body(answer)) == (422, True)
    scene.measure.refresh_from_db()
    assert (SupportMeasure.objects.count(), scene.measure.name_ru) == (1, "Грант")


def test_a_measure_is_edited_and_its_step_at_the_wrong_time_is_told(client, scene):
    client.force_login(scene.official)
    address = f"/support/{scene.measure.public_id}"
    assert client.post(f"{address}/edit/", {**MEASURE, "name_ru": "Грант-2"}).status_code == 302
    scene.measure.refresh_from_db()
    assert (scene.measure.name_ru, scene.measure.kind) == ("Грант-2", "subsidy")
    assert client.post(f"{address}/step/sell/").status_code == 404
    told = body(client.post(f"{address}/step/open/", follow=True))
    assert "Обновите страницу" in told
    assert client.post(f"{address}/eligibility/", {"kind": ["hotel"]}).status_code == 422


def apply(client, scene, **given):
    asked = {"organisation": scene.hotel.public_id, "purpose": "Пандус", "requested": "100.50"}
    answered = {"applicant-no_tax_debt": "yes"}
    return client.post(f"/support/{scene.measure.public_id}/apply/", {**asked, **answered, **given})


def test_applying_twice_makes_one_application(client, scene):
    client.force_login(scene.reporter)
    first = apply(client, scene)
    row = SupportApplication.objects.get()
    assert (first.url, row.requested) == (row.get_absolute_url(), Decimal("100.50"))
    assert row.answers == {"applicant.no_tax_debt": True}
    again = apply(client, scene)
    assert (again.status_code, "уже есть незаконченная заявка" in body(again)) == (422, True)
    assert SupportApplication.objects.count() == 1
    page = body(client.get(row.get_absolute_url()))
    assert "Пандус" in page


@pytest.mark.parametrize("wrong", [{"purpose": " "}, {"requested": "много"}, {"requested": "-1"}])
def test_a_wrong_application_keeps_the_form_and_writes_nothing(client, scene, draft, wrong):
    client.force_login(scene.neighbour)
    answer = apply(client, scene, organisation=scene.other.public_id, **wrong)
    assert (answer.status_code, "field-error" in body(answer)) == (422, True)
    client.force_login(scene.reporter)
    edited = client.post(f"{draft.get_absolute_url()}edit/", {"purpose": "Новое", **wrong})
    draft.refresh_from_db()
    assert (edited.status_code, draft.purpose) == (422, "Пандус и подъёмник")
    assert SupportApplication.objects.count() == 1


def test_nobody_applies_for_the_organisation_of_a_neighbour(client, scene):
    client.force_login(scene.reporter)
    answer = apply(client, scene, organisation=scene.other.public_id)
    assert (answer.status_code, SupportApplication.objects.count()) == (422, 0)


def test_a_draft_is_edited_and_submitted_once(client, scene, draft):
    client.force_login(scene.reporter)
    address = draft.get_absolute_url()
    assert client.get(f"{address}edit/").status_code == 200
    assert client.post(f"{address}edit/", {"purpose": "Лифт"}).status_code == 302
    assert client.post(f"{address}submit/").status_code == 302
    draft.refresh_from_db()
    assert (draft.purpose, draft.requested, draft.state) == ("Лифт", None, "submitted")
    assert client.post(f"{address}submit/").status_code == 422
    late = client.post(f"{address}edit/", {"purpose": "Поздно"})
    assert (late.status_code, "изменить её нельзя" in body(late)) == (422, True)
    assert LifecycleStep.objects.of(draft).count() == 1


def test_a_decision_needs_its_reason_and_is_taken_once(client, scene, draft):
    actions.submit_application(by=scene.reporter, application=draft)
    client.force_login(scene.official)
    address = draft.get_absolute_url()
    assert client.post(f"{address}review/").status_code == 302
    for wrong in ({"verb": "refuse"}, {"verb": "return"}, {"verb": "approve", "granted": "-5"}):
        assert client.post(f"{address}{wrong.pop('verb')}/", wrong).status_code == 422
    assert client.post(f"{address}approve/", {"granted": "50.25"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.granted) == ("approved", Decimal("50.25"))
    again = client.post(f"{address}approve/", {"granted": "99"})
    draft.refresh_from_db()
    assert (again.status_code, "Обновите страницу" in body(again), draft.granted) == (422, True, Decimal("50.25"))
    assert client.post(f"{address}sell/").status_code == 404


def test_receipt_and_outcome_by_the_forms(client, scene, draft):
    actions.submit_application(by=scene.reporter, application=draft)
    for verb in ("review", "approve"):
        actions.decide_application(by=scene.official, application=draft, verb=verb)
    address = draft.get_absolute_url()
    client.force_login(scene.official)
    tomorrow = (today() + dt.timedelta(days=1)).isoformat()
    early = client.post(f"{address}pay/", {"received": "5", "received_on": tomorrow})
    assert (early.status_code, "сегодня или раньше" in body(early)) == (422, True)
    assert client.post(f"{address}pay/", {"received": "5", "received_on": today().isoformat()}).status_code == 302
    client.force_login(scene.reporter)
    assert client.post(f"{address}report/", {"outcome": ""}).status_code == 422
    assert client.post(f"{address}report/", {"outcome": "Пандус стоит", "jobs": "2"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.jobs, draft.received) == ("reported", 2, Decimal(5))


def test_the_navigator_says_what_fits_and_what_is_asked(client, scene):
    client.force_login(scene.reporter)
    address = f"/organisations/{scene.hotel.public_id}/support/"
    assert "Чего-то не знаем" in body(client.get(address)) or "неизвестно" in body(client.get(address))
    answered = body(client.get(f"{address}?applicant-no_tax_debt=yes"))
    assert "Все условия выполнены" in answered
    assert f"/support/{scene.measure.public_id}/apply/?organisation={scene.hotel.public_id}" in answered
    page = body(client.get(f"/organisations/{scene.hotel.public_id}/"))
    assert f'href="{address}"' in page
    client.force_login(scene.neighbour)
    assert f'href="{address}"' not in body(client.get(f"/organisations/{scene.hotel.public_id}/"))


def test_anyone_tells_of_an_imagined_organisation_and_nothing_is_kept(client, scene):
    bank = body(client.get("/support/navigator/?kind=bank&applicant-no_tax_debt=yes"))
    hotel = body(client.get("/support/navigator/?kind=hotel&applicant-no_tax_debt=yes&cluster=none&okved=55.10"))
    assert ("Не выполнено одно условие" in bank, "badge-good" in hotel) == (True, True)
    wrong = client.get("/support/navigator/?kind=hotel&okved=гостиница")
    assert (wrong.status_code, "field-error" in body(wrong)) == (422, True)
    assert Organisation.objects.count() == 2


def many(scene, number: int) -> None:
    """So many open measures, each with an application of the hotel under review."""
    SupportApplication.objects.all().delete()
    SupportMeasure.objects.exclude(pk=scene.measure.pk).delete()
    rules = SupportMeasure.objects.get(pk=scene.measure.pk).rule_set
    fields = {**MEASURE, "state": "open", "rule_set": rules}
    measures = SupportMeasure.objects.bulk_create(
        SupportMeasure(public_id=stable_public_id("many", str(n)), **fields) for n in range(number)
    )
    asked = {"organisation": scene.hotel, "purpose": "п", "state": "submitted", "verdicts": []}
    SupportApplication.objects.bulk_create(
        SupportApplication(
            public_id=stable_public_id("asked", str(n)), measure=row, submitted_at=timezone.now(), **asked
        )
        for n, row in enumerate(measures)
    )


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (None, "/support/"),
        (None, "/support/?who=hotel&open_now=true&q=субсидия&sort=-closes"),
        (None, "/support/navigator/?kind=hotel"),
        ("reporter", "/support/"),
        ("reporter", "/support/applications/"),
        ("reporter", "/organisations/{hotel}/support/"),
        ("official", "/support/applications/queue/"),
        ("official", "/support/applications/queue/?q=гостиница&state=submitted"),
        ("official", "/organisations/{hotel}/support/"),
    ],
)
def test_queries_equal_at_3_30_and_300(client, scene, who, address):
    if who:
        client.force_login(getattr(scene, who))
    counts, address = {}, address.format(hotel=scene.hotel.public_id)
    for number in (3, 30, 300):
        many(scene, number)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 30


def test_a_desk_asks_equally_often_of_awaiting_applications(client, scene):
    counts = {}
    client.force_login(cast.official())
    for number in (3, 30, 300):
        many(scene, number)
        client.get("/desk/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/")
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
