"""What an installation starts with, and what the demonstration adds."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from competitiveness import demo, reference, worker
from competitiveness.digests import digest
from competitiveness.engine import Method
from competitiveness.models import MethodVersion, Report, ReportRun
from tests import cast
from tests.competitiveness.conftest import QUARTERS


def test_load_is_idempotent_and_asks_for_the_profiles(region):
    assert vars(reference.load()) == {"methods": 0, "profiles": 3}
    assert vars(reference.load()) == {"methods": 0, "profiles": 0}
    runs = ReportRun.objects.order_by("pk").values_list("territory__code", "period", "publish", "requested_by")
    assert list(runs) == [(code, "2023", True, None) for code in ("KISL", "MINV", "CMW")]


def test_profile_that_exists_is_not_asked_for(profile):
    ReportRun.objects.filter(pk=profile.run.pk).delete()
    assert reference.load().profiles == 2


def test_methods_are_what_the_engine_reads():
    config = reference.read_method("method_cluster_v1.json")
    Method.from_dict(config["engine"])
    assert all(row["lower"] < row["upper"] for row in config["goalposts"].values())
    assert all(row["reason"]["ru"] and row["reason"]["en"] for row in config["goalposts"].values())


def test_edited_method_wants_a_new_number(methods, monkeypatch):
    real = reference.read_method
    monkeypatch.setattr(reference, "read_method", lambda name: {**real(name), "periods_shown": 4})
    with pytest.raises(ImproperlyConfigured, match="new version number"):
        reference.load_methods()


def test_digest_of_a_method_is_that_of_its_settings(methods):
    for method in MethodVersion.objects.all():
        assert digest(method.config) == method.digest


def test_demonstration_asks_for_every_quarter_the_latest_first(clusters_with_figures):
    coordinator = cast.coordinator(clusters_with_figures["tourism"])
    coordinator.is_demo = True
    coordinator.save()
    assert demo.load() == 4
    assert demo.load() == 0
    runs = list(ReportRun.objects.order_by("pk").values_list("period", "cluster__slug", "requested_by"))
    assert runs == [
        (period, slug, asked)
        for period in reversed(QUARTERS)
        for slug, asked in (("tourism", coordinator.pk), ("industrial", None))
    ]
    for pk in ReportRun.objects.values_list("pk", flat=True):
        worker.work_on(pk)
    assert Report.objects.published().filter(is_demo=True).count() == 4
