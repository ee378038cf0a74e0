"""Who may, as one table; a draft that is not one's own cannot be told from nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from clusters.models import ClusterAssignment
from competitiveness import access, actions, worker
from competitiveness.enums import ReportKind
from competitiveness.models import Report, ReportRun
from competitiveness.transitions import PUBLISH, WITHDRAW
from tests import cast

# who: reads a draft of the cluster, requests it, publishes it; the same for a territory profile
RIGHTS = {
    "nobody": (0, 0, 0, 0, 0, 0),
    "visitor": (0, 0, 0, 0, 0, 0),
    "coordinator": (1, 1, 1, 0, 0, 0),
    "neighbour": (0, 0, 0, 0, 0, 0),
    "official": (0, 0, 0, 1, 1, 0),
    "administrator": (0, 0, 0, 1, 1, 1),
    "api_partner": (0, 0, 0, 0, 0, 0),
}


@pytest.fixture
def profile_draft(region):
    run = actions.request_report(by=None, kind=ReportKind.TERRITORY_PROFILE, subject=region["KISL"], period="2023")
    worker.work_on(run.pk)
    return Report.objects.get(run=run)


@pytest.fixture
def who(clusters_with_figures):
    made = {
        "nobody": AnonymousUser,
        "coordinator": lambda: cast.coordinator(clusters_with_figures["tourism"]),
        "neighbour": lambda: cast.neighbour(cluster=clusters_with_figures["industrial"]),
    }
    return lambda name: made.get(name, getattr(cast, name, None))()


def may_read(user, report):
    try:
        return access.report_for_reading(user, report.public_id) == report
    except Http404:
        return False


@pytest.mark.parametrize(("name", "rights"), RIGHTS.items())
def test_rights(name, rights, who, draft, profile_draft):
    user = who(name)
    found = []
    for report in (draft, profile_draft):
        found += [
            may_read(user, report),
            access.can_request_report(user, report.subject),
            not access.why_not(user, PUBLISH, report),
        ]
    assert found == [bool(right) for right in rights]


@pytest.mark.parametrize("name", RIGHTS)
def test_published_and_withdrawn_reports_are_for_everyone(name, who, published, coordinator):
    assert may_read(who(name), published)
    actions.withdraw_report(by=coordinator, report=published, reason="проверка")
    assert may_read(who(name), published)


def test_neighbours_draft_is_like_no_report_at_all(who, draft):
    answers = []
    for public_id in (draft.public_id, "000000000000"):
        with pytest.raises(Http404) as refused:
            access.report_for_reading(who("neighbour"), public_id)
        answers.append(str(refused.value))
    assert answers[0] == answers[1]


def test_former_coordinator_sees_no_draft(draft, coordinator):
    ClusterAssignment.objects.filter(user=coordinator).update(valid_until=dt.date(2021, 1, 1))
    assert not may_read(coordinator, draft)


def test_closed_account_has_no_rights(draft, coordinator):
    coordinator.is_active = False
    assert not may_read(coordinator, draft)


def test_run_is_seen_by_who_asked_and_by_who_may_read_its_draft(request_cluster, who, coordinator):
    run = request_cluster(by=coordinator)
    assert access.run_for_reading(coordinator, run.pk) == run
    ReportRun.objects.filter(pk=run.pk).update(requested_by=None)
    assert access.run_for_reading(coordinator, run.pk) == run
    for user, pk in ((who("neighbour"), run.pk), (AnonymousUser(), run.pk), (coordinator, 999999)):
        with pytest.raises(Http404):
            access.run_for_reading(user, pk)


def test_who_asked_sees_the_run_without_any_role(request_cluster):
    run = request_cluster()
    ReportRun.objects.filter(pk=run.pk).update(requested_by=cast.visitor())
    assert access.run_for_reading(cast.visitor(), run.pk) == run


def test_reasons_name_the_rule(who, draft, published, tourism):
    coordinator = who("coordinator")
    assert access.why_not(coordinator, PUBLISH, draft) == ""
    assert "уже опубликован" in access.why_not(coordinator, PUBLISH, published)
    assert "отзывать нечего" in access.why_not(coordinator, WITHDRAW, draft)
    assert "координатор" in access.why_not(who("visitor"), PUBLISH, draft)
    assert access.why_not_request(coordinator, tourism) == ""
    assert "координатор" in access.why_not_request(who("visitor"), tourism)


def test_require_raises_with_the_reason():
    access.require("")
    with pytest.raises(PermissionDenied, match="rule"):
        access.require("rule")


def test_what_may_be_requested(who, tourism):
    assert access.requestable_clusters(who("coordinator")) == {tourism.pk}
    assert access.requestable_clusters(who("official")) == set()
    assert access.can_request_profiles(who("official"))
    assert not access.can_request_profiles(who("coordinator"))
