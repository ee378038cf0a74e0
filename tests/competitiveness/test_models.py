"""What the database itself refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from competitiveness.models import MethodVersion, Report, ReportRun


def refused(change):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("inputs", {}),
        ("result", {"score": 100}),
        ("input_digest", "0" * 64),
        ("result_digest", "0" * 64),
        ("period", "2030-Q1"),
        ("is_demo", False),
        ("public_id", "another00000"),
        ("computed_at", timezone.now()),
    ],
)
def test_what_was_computed_never_changes(draft, field, value):
    refused(lambda: Report.objects.filter(pk=draft.pk).update(**{field: value}))
    setattr(draft, field, value)
    refused(lambda: draft.save())


def test_state_may_move(draft):
    Report.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now())
    assert Report.objects.get(pk=draft.pk).state == "published"


@pytest.mark.parametrize("field", ["code", "version", "digest"])
def test_method_never_changes(methods, field):
    refused(lambda: MethodVersion.objects.update(**{field: "other"}))


def test_method_settings_never_change(methods):
    refused(lambda: MethodVersion.objects.update(config={}))


def test_same_version_of_a_method_once(methods):
    known = MethodVersion.objects.first()
    refused(lambda: MethodVersion.objects.create(code=known.code, version=known.version, config={}, digest="1"))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "published"},
        {"state": "withdrawn"},
        {"state": "draft", "published_at": timezone.now()},
        {"state": "published", "published_at": timezone.now(), "withdrawn_at": timezone.now()},
    ],
)
def test_state_and_times_agree(draft, values):
    refused(lambda: Report.objects.filter(pk=draft.pk).update(**values))


def test_one_published_report_per_cluster_and_period(published, request_cluster, draft):
    refused(lambda: Report.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now()))


def test_report_is_about_exactly_one_subject(draft, region):
    fields = {"method": draft.method, "period": "2024-Q1", "inputs": {}, "result": {}, "computed_at": timezone.now()}
    about_both = {"cluster": draft.cluster, "territory": region["KISL"], "is_demo": True}
    refused(lambda: Report.objects.create(kind="cluster", **fields, **about_both))
    refused(lambda: Report.objects.create(kind="territory_profile", **fields, cluster=draft.cluster, is_demo=False))


def test_profile_is_never_of_demonstration_data(profile):
    fields = {"method": profile.method, "period": "2022", "inputs": {}, "result": {}, "computed_at": timezone.now()}
    about = {"kind": "territory_profile", "territory": profile.territory}
    refused(lambda: Report.objects.create(**about, **fields, is_demo=True))
    assert Report.objects.create(**about, **fields, is_demo=False).pk


def test_run_is_done_only_with_its_report(request_cluster):
    run = request_cluster()
    refused(lambda: ReportRun.objects.filter(pk=run.pk).update(state="done", finished_at=timezone.now()))


def test_one_open_run_for_the_same_report(request_cluster):
    run = request_cluster()
    again = {"kind": run.kind, "cluster": run.cluster, "period": run.period, "publish": run.publish}
    refused(lambda: ReportRun.objects.create(**again))


def test_names_and_words(draft, profile, methods):
    assert str(draft) == "Отчёт по кластеру Кластер tourism 2024-Q2"
    assert str(profile.run) == "Профиль территории KISL 2023"
    assert profile.method.name == "Профиль территории"
    assert str(profile.method) == "territory-profile 1"
