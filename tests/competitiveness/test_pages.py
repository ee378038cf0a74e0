"""Pages in both languages: what they state, whom they refuse, how many queries they cost."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from competitiveness import actions, worker
from competitiveness.digests import canonical_json
from competitiveness.models import Report, ReportRun
from tests import cast


def page(client, url, language="ru", status=200):
    client.cookies["language"] = language
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def without_tokens(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.parametrize(("language", "words"), [("ru", "Место KISL"), ("en", "Place KISL")])
def test_profile_page_states_its_finding(client, profile, language, words):
    text = page(client, profile.get_absolute_url(), language)
    assert words in text
    assert "3,00" in text if language == "ru" else "3.00" in text
    assert "demo-notice" not in text


def test_profile_page_marks_what_is_withheld(client, profile):
    text = page(client, profile.get_absolute_url())
    assert "mark-suppressed" in text
    assert "не ноль" in text


def test_profile_of_the_region(client, region):
    run = actions.request_report(by=None, kind="territory_profile", subject=region["CMW"], period="2023", publish=True)
    worker.work_on(run.pk)
    text = page(client, Report.objects.get(run=run).get_absolute_url())
    assert "скрыто: MINV" in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cluster_page_says_that_figures_are_made_up(client, published, language):
    text = page(client, published.get_absolute_url(), language)
    assert "demo-notice" in text
    assert published.cluster.name_en in text if language == "en" else published.cluster.name_ru in text
    for anchor in ("over-time", "nine-criteria", "six-mechanisms", "beside-the-others", "indicators", "method"):
        assert f'id="{anchor}"' in text
    assert published.input_digest in text


def test_frozen_file_is_what_the_digests_were_taken_of(client, published):
    response = client.get(reverse("competitiveness:report-data", args=[published.public_id]))
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert canonical_json(data["inputs"]) in response.content
    assert data["digests"]["result"] == published.result_digest
    assert (data["is_demo"], data["method"]["digest"]) == (True, published.method.digest)


def test_draft_of_a_neighbour_is_not_found_like_an_unknown_one(client, draft, clusters_with_figures):
    client.force_login(cast.neighbour(cluster=clusters_with_figures["industrial"]))
    for name in ("report-detail", "report-data"):
        known = page(client, reverse(f"competitiveness:{name}", args=[draft.public_id]), status=404)
        unknown = page(client, reverse(f"competitiveness:{name}", args=["000000000000"]), status=404)
        assert without_tokens(known).replace(draft.public_id, "000000000000") == without_tokens(unknown)


def test_coordinator_publishes_and_withdraws(client, draft, coordinator):
    client.force_login(coordinator)
    assert "Опубликовать отчёт" in page(client, draft.get_absolute_url())
    client.post(reverse("competitiveness:report-publish", args=[draft.public_id]))
    assert Report.objects.get(pk=draft.pk).state == "published"
    withdraw = reverse("competitiveness:report-withdraw", args=[draft.public_id])
    client.post(withdraw, {"reason": ""})
    assert Report.objects.get(pk=draft.pk).state == "published"
    client.post(withdraw, {"reason": "Ошибка в данных"})
    client.logout()
    assert "Ошибка в данных" in page(client, draft.get_absolute_url())


@pytest.mark.parametrize("step", ["report-publish", "report-withdraw"])
def test_step_that_is_only_looked_at_leads_to_the_report(client, draft, coordinator, step):
    client.force_login(coordinator)
    answer = client.get(reverse(f"competitiveness:{step}", args=[draft.public_id]))
    assert (answer.status_code, answer["Location"]) == (302, draft.get_absolute_url())
    assert Report.objects.get(pk=draft.pk).state == "draft"


def test_replaced_report_leads_to_the_new_one(client, published, draft, coordinator):
    actions.publish_report(by=coordinator, report=draft)
    assert draft.get_absolute_url() in page(client, published.get_absolute_url())


def test_verbs_are_barred_with_the_reason(client, published, profile):
    client.force_login(cast.official())
    assert "администратор" in page(client, profile.get_absolute_url())
    assert 'id="decide"' not in page(client, published.get_absolute_url())


def test_list_shows_what_stands_and_filters(client, published, draft, profile):
    text = page(client, reverse("competitiveness:report-list"))
    assert published.get_absolute_url() in text
    assert profile.get_absolute_url() in text
    assert draft.get_absolute_url() not in text
    text = page(client, reverse("competitiveness:report-list") + "?territory=KISL")
    assert published.get_absolute_url() not in text


def test_withdrawn_reports_are_listed_on_demand(client, published, coordinator):
    actions.withdraw_report(by=coordinator, report=published, reason="проверка")
    url = reverse("competitiveness:report-list")
    assert published.get_absolute_url() not in page(client, url)
    assert published.get_absolute_url() in page(client, url + "?state=withdrawn")


def test_unknown_filter_is_refused_by_name(client, db):
    assert "periode" in page(client, reverse("competitiveness:report-list") + "?periode=2023", status=400)


def test_request_form_leads_to_the_run(client, coordinator, tourism, monkeypatch):
    woken = []
    monkeypatch.setattr("competitiveness.tasks.wake", woken.append)
    client.force_login(coordinator)
    url = reverse("competitiveness:run-request")
    assert "Кластер tourism" in page(client, url)
    response = client.post(url, {"subject": "cluster:tourism", "period": "2024-Q2"})
    run = ReportRun.objects.get()
    assert (response.url, woken, run.requested_by) == (run.get_absolute_url(), [run], coordinator)


@pytest.mark.parametrize(
    "data", [{"subject": "cluster:industrial", "period": "2024-Q2"}, {"subject": "cluster:tourism", "period": "2024"}]
)
def test_wrong_request_is_shown_at_the_field(client, coordinator, data):
    client.force_login(coordinator)
    response = client.post(reverse("competitiveness:run-request"), data)
    assert response.status_code == 422
    assert not ReportRun.objects.exists()


def test_official_may_ask_for_profiles(client, region, monkeypatch):
    monkeypatch.setattr("competitiveness.tasks.wake", lambda run: None)
    client.force_login(cast.official())
    client.post(reverse("competitiveness:run-request"), {"subject": "territory:KISL", "period": "2023"})
    assert ReportRun.objects.get().territory == region["KISL"]


def test_visitor_may_not_ask(client, tourism):
    client.force_login(cast.visitor())
    assert "координатор" in page(client, reverse("competitiveness:run-request"), status=403)


def test_run_page_shows_progress_then_the_report(client, request_cluster, coordinator):
    run = request_cluster(by=coordinator)
    client.force_login(coordinator)
    text = page(client, run.get_absolute_url())
    assert 'http-equiv="refresh"' in text
    assert f'hx-get="{run.get_absolute_url()}"' in text
    ReportRun.objects.filter(pk=run.pk).update(stage="Computing", progress=50)
    assert "Расчёт" in page(client, run.get_absolute_url())
    ReportRun.objects.filter(pk=run.pk).update(stage="", progress=0)
    worker.work_on(run.pk)
    response = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert Report.objects.get().get_absolute_url() in response.content.decode()
    assert 'http-equiv="refresh"' not in page(client, run.get_absolute_url())


def test_failed_run_says_why(client, request_cluster, coordinator):
    run = request_cluster(by=coordinator, period="2023-Q4")
    worker.work_on(run.pk)
    client.force_login(coordinator)
    assert "Выберите период" in page(client, run.get_absolute_url())


def test_panels_on_the_pages_of_cluster_and_territory(client, published, profile, clusters_with_figures):
    assert published.get_absolute_url() in page(client, published.cluster.get_absolute_url())
    assert profile.get_absolute_url() in page(client, profile.territory.get_absolute_url())
    assert "пока не опубликован" in page(client, clusters_with_figures["industrial"].get_absolute_url())


def copies(report, count, first):
    """Published reports about further periods, for lists."""
    fields = {"kind": report.kind, "method": report.method, "cluster": report.cluster, "territory": report.territory}
    frozen = {name: getattr(report, name) for name in ("inputs", "result", "computed_at", "is_demo", "published_at")}
    rows = [Report(**fields, **frozen, state="published", period=f"{first + n}-Q1") for n in range(count)]
    Report.objects.bulk_create(rows)


@pytest.mark.parametrize("name", ["list", "detail"])
def test_queries_do_not_grow_with_the_reports(client, published, profile, name):
    url = reverse("competitiveness:report-list") if name == "list" else published.get_absolute_url()
    counts = []
    for more in (3, 27, 270):
        copies(published, more, first=1000 + more)
        page(client, url)
        with CaptureQueriesContext(connection) as captured:
            page(client, url)
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]


def test_every_page_speaks_its_language(client, profile):
    with translation.override("en"):
        english = page(client, profile.get_absolute_url(), "en")
    assert "Structure of employment" in english
    assert "Структура занятости" not in english
