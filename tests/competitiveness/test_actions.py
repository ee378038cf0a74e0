"""What is done with reports: result, audit row, notice; twice; refused with the rule."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent, Notice
from clusters.models import ClusterAssignment
from competitiveness import actions, worker
from competitiveness.enums import ReportKind
from competitiveness.models import Report, ReportRun
from tests import cast


def verbs():
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def test_request_writes_a_run_and_an_audit_row(request_cluster, coordinator):
    run = request_cluster(by=coordinator)
    assert (run.state, run.requested_by, run.publish) == ("queued", coordinator, False)
    event = AuditEvent.objects.get(verb="competitiveness.request_report")
    assert (event.actor, event.after["subject"], event.after["period"]) == (coordinator, "tourism", "2024-Q2")


def test_same_request_twice_gives_one_run(request_cluster, coordinator):
    assert request_cluster(by=coordinator) == request_cluster(by=coordinator)
    assert ReportRun.objects.count() == 1


def test_slot_is_taken_for_ever(request_cluster):
    first = request_cluster(slot="cluster:tourism:2024-Q2:quarterly")
    worker.work_on(first.pk)
    assert request_cluster(slot="cluster:tourism:2024-Q2:quarterly") == first
    assert request_cluster() != first


def test_two_at_the_same_moment_give_one_run(request_cluster, monkeypatch):
    from competitiveness.actions import requests

    first = request_cluster()
    answers = iter([None, first])
    monkeypatch.setattr(requests, "_existing", lambda about, slot: next(answers))
    assert request_cluster() == first


def test_error_of_another_kind_is_not_hidden(request_cluster, monkeypatch):
    from competitiveness.actions import requests

    request_cluster()
    monkeypatch.setattr(requests, "_existing", lambda about, slot: None)
    with pytest.raises(IntegrityError):
        request_cluster()


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        (ReportKind.CLUSTER, "spring", "spring"),
        (ReportKind.CLUSTER, "2024", "квартал"),
        (ReportKind.CLUSTER, "2099-Q1", "ещё не закончился"),
        (ReportKind.CLUSTER, "0001-Q1", "1990"),
        (ReportKind.TERRITORY_PROFILE, "2023-Q1", "за год"),
    ],
)
def test_wrong_period_is_refused_by_name(tourism, kind, period, words):
    with pytest.raises(ValidationError) as refused:
        actions.request_report(by=None, kind=kind, subject=tourism, period=period)
    assert list(refused.value.message_dict) == ["period"]
    assert words in refused.value.message_dict["period"][0]
    assert not ReportRun.objects.exists()


def test_request_of_a_stranger_is_refused(request_cluster):
    with pytest.raises(PermissionDenied, match="координатор"):
        request_cluster(by=cast.visitor())


def test_request_to_publish_needs_that_right_too(region):
    about = {"kind": ReportKind.TERRITORY_PROFILE, "subject": region["KISL"], "period": "2023"}
    actions.request_report(by=cast.official(), **about)
    with pytest.raises(PermissionDenied, match="публикует"):
        actions.request_report(by=cast.official(), **about, publish=True)
    assert actions.request_report(by=cast.administrator(), **about, publish=True).publish


def test_report_is_stored_with_digests_and_told_of(request_cluster, coordinator):
    run = request_cluster(by=coordinator)
    worker.work_on(run.pk)
    run.refresh_from_db()
    report = run.report
    assert (run.state, report.state, report.is_demo) == ("done", "draft", True)
    assert AuditEvent.objects.get(verb="competitiveness.store_report").after["result"] == report.result_digest
    notice = Notice.objects.get(recipient=coordinator)
    assert (notice.kind, notice.link) == ("competitiveness.report_ready", report.get_absolute_url())
    assert notice.body == "Кластер tourism, II\u00a0квартал\u00a02024."


def test_publish_by_request(request_cluster, coordinator):
    run = request_cluster(by=coordinator, publish=True)
    worker.work_on(run.pk)
    report = Report.objects.get(run=run)
    assert (report.state, report.published_by) == ("published", coordinator)


def test_who_lost_the_right_meanwhile_gets_a_draft(request_cluster, coordinator):
    run = request_cluster(by=coordinator, publish=True)
    ClusterAssignment.objects.filter(user=coordinator).update(valid_until="2021-01-01")
    worker.work_on(run.pk)
    assert Report.objects.get(run=run).state == "draft"


def test_publish_replaces_the_published_one(published, draft, coordinator):
    actions.publish_report(by=coordinator, report=draft)
    old, new = Report.objects.get(pk=published.pk), Report.objects.get(pk=draft.pk)
    assert (new.state, new.published_by) == ("published", coordinator)
    assert (old.state, old.replaced_by) == ("withdrawn", new)
    event = AuditEvent.objects.filter(verb="competitiveness.publish_report").latest("sequence")
    assert event.after == {"state": "published", "replaces": [published.public_id]}


@pytest.mark.parametrize("who", ["visitor", "official", "administrator"])
def test_only_its_coordinator_publishes_a_cluster_report(draft, who):
    with pytest.raises(PermissionDenied, match="координатор"):
        actions.publish_report(by=getattr(cast, who)(), report=draft)
    assert Report.objects.get(pk=draft.pk).state == "draft"


def test_published_twice_is_refused(published, coordinator):
    with pytest.raises(PermissionDenied, match="уже опубликован"):
        actions.publish_report(by=coordinator, report=published)


def test_withdraw_keeps_the_report_and_the_reason(published, coordinator):
    actions.withdraw_report(by=coordinator, report=published, reason="  Ошибка в данных ")
    report = Report.objects.get(pk=published.pk)
    assert (report.state, report.withdrawal_reason) == ("withdrawn", "Ошибка в данных")
    assert verbs()[-1] == "competitiveness.withdraw_report"


def test_withdraw_without_a_reason_is_refused(published, coordinator):
    with pytest.raises(ValidationError):
        actions.withdraw_report(by=coordinator, report=published, reason=" ")
    assert Report.objects.get(pk=published.pk).state == "published"


def test_withdraw_with_an_endless_reason_is_refused(published, coordinator):
    with pytest.raises(ValidationError, match="300"):
        actions.withdraw_report(by=coordinator, report=published, reason="х" * 301)
    published.refresh_from_db()
    assert published.state == "published"


def test_draft_cannot_be_withdrawn(draft, coordinator):
    with pytest.raises(PermissionDenied, match="отзывать нечего"):
        actions.withdraw_report(by=coordinator, report=draft, reason="так")


def test_failed_run_says_why_and_tells_who_asked(request_cluster, coordinator):
    run = request_cluster(by=coordinator, period="2023-Q4")
    worker.work_on(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Выберите период" in run.error
    assert Notice.objects.get(recipient=coordinator).kind == "competitiveness.report_failed"
    assert verbs()[-1] == "competitiveness.fail_run"


def test_what_was_planned_comes_without_a_notice(request_cluster, coordinator):
    worker.work_on(request_cluster(by=coordinator, slot="planned").pk)
    assert not Notice.objects.exists()
