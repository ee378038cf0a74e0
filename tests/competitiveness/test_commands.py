"""The two commands: compute now, and compute again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from competitiveness import frozen
from competitiveness.models import Report, ReportRun


def run(*args):
    out, err = StringIO(), StringIO()
    call_command(*args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_compute_a_draft_and_a_published_report(tourism):
    out, _err = run("compute_report", "--cluster", "tourism", "--period", "2024-Q2")
    report = Report.objects.get()
    assert (report.state, report.get_absolute_url() in out, report.result_digest in out) == ("draft", True, True)
    run("compute_report", "--cluster", "tourism", "--period", "2024-Q2", "--publish")
    assert Report.objects.published().count() == 1


def test_compute_a_profile(region):
    run("compute_report", "--territory", "kisl", "--period", "2023")
    assert Report.objects.get().territory == region["KISL"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--cluster", "turism", "--period", "2024-Q2"), "Known: industrial, tourism"),
        (("--territory", "MOON", "--period", "2023"), "MOON: not known"),
        (("--cluster", "tourism", "--period", "2024"), "^Отчёт по кластеру"),
        (("--cluster", "tourism", "--period", "2023-Q4"), "2023-Q4"),
    ],
)
def test_wrong_words_are_named(tourism, args, words):
    with pytest.raises(CommandError, match=words):
        run("compute_report", *args)
    assert not Report.objects.exists()


def test_run_in_other_hands_is_said(request_cluster):
    other = request_cluster()
    ReportRun.objects.claim(other.pk)
    with pytest.raises(CommandError, match=f"/reports/runs/{other.pk}/"):
        run("compute_report", "--cluster", "tourism", "--period", "2024-Q2")


def test_recompute_gives_the_same_digests(draft, profile):
    out, _err = run("recompute_report", draft.public_id, profile.public_id.upper())
    assert out.count("same") == 2
    assert run("recompute_report", "all")[0].count("same") == 2


def test_recompute_of_an_unknown_report(db):
    with pytest.raises(CommandError, match="no report 000000000000"):
        run("recompute_report", "000000000000")


class Schema:
    """Enough of a schema editor for the triggers."""

    connection = connection

    @staticmethod
    def execute(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture
def without_guard(db):
    frozen.drop_triggers(None, Schema)
    yield
    frozen.create_triggers(None, Schema)


def test_forged_result_is_shown_with_its_place(draft, without_guard):
    Report.objects.filter(pk=draft.pk).update(result={**draft.result, "score": 99})
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 report"):
        call_command("recompute_report", draft.public_id, stdout=out, stderr=err)
    assert "stored result: the content gives" in err.getvalue()


def test_forged_input_is_shown_with_its_place(draft, without_guard):
    inputs = draft.inputs
    inputs["values"]["2024-Q2"]["tourism"]["A02"]["value"] = "999"
    Report.objects.filter(pk=draft.pk).update(inputs=inputs)
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError):
        call_command("recompute_report", draft.public_id, stdout=out, stderr=err)
    assert "inputs: the content gives" in err.getvalue()
    assert "result.indicators[0].value: 999 ≠ 330" in err.getvalue()
