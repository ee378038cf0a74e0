from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from exchange.reading import RowErrors, UnreadableFile
from indicators.actions import import_observations
from indicators.models import Observation

HEAD = "indicator,subject,period,value,unit,source\n"
ROW = 'E01,PYAT,2023,"1 234,5",руб.,Росстат\n'


@pytest.fixture
def load(wage, place):
    def load(text, by=None, **options):
        data = text if isinstance(text, bytes) else text.encode()
        return import_observations(by=by, file=BytesIO(data), **options)

    return load


def errors_of(load, text, by=None):
    with pytest.raises(RowErrors) as caught:
        load(text, by)
    assert not Observation.objects.exists()
    return [(error.row, error.column) for error in caught.value.errors]


def test_decimal_comma_and_spaces_are_read_and_the_file_again_changes_nothing(load):
    assert load(HEAD + ROW).counts.numbers() == {"created": 1, "superseded": 0, "unchanged": 0}
    row = Observation.objects.get()
    assert (row.value, row.status, row.source, row.territory.code) == (Decimal("1234.5"), "imported", "Росстат", "PYAT")
    assert load(HEAD + ROW).counts.unchanged == 1
    assert AuditEvent.objects.filter(verb="indicators.import_observations").count() == 1
    assert load((HEAD + ROW).replace("1 234,5", "1235")).counts.superseded == 1


def test_russian_headings_and_cp1251(load):
    text = (
        "Показатель;Территория;Период;Значение;Ед. изм.;Источник;Раздел ОКВЭД2;Основа расчёта;Ссылка;Примечание\r\n"
        "e01;pyat;2023-q4;−12,5;%;Росстат;q;выборка;https://rosstat.gov.ru/;за квартал\r\n"
    )
    text = text.replace("−", "-")
    assert load(text.encode("cp1251")).counts.created == 1
    row = Observation.objects.get()
    assert (row.period, row.value, row.activity, row.variant) == ("2023-Q4", Decimal("-12.5"), "Q", "выборка")
    assert (row.source_url, row.note) == ("https://rosstat.gov.ru/", "за квартал")


def test_workbook_is_read_like_a_table(load):
    book, data = openpyxl.Workbook(), BytesIO()
    book.active.append(HEAD.strip().split(","))
    book.active.append(["E01", "PYAT", 2023, 1234.5, "руб.", "Росстат"])
    book.save(data)
    assert load(data.getvalue()).counts.created == 1
    assert Observation.objects.get().value == Decimal("1234.5")


def test_bad_row_of_a_workbook_is_named_as_the_spreadsheet_shows_it(load):
    book, data = openpyxl.Workbook(), BytesIO()
    for row in (
        HEAD.strip().split(","),
        ["E01", "PYAT", 2023, 5, "руб.", "s"],
        ["E01", "PYAT", 2024, "пять", "руб.", "s"],
    ):
        book.active.append(row)
    book.save(data)
    assert errors_of(load, data.getvalue()) == [(3, "value")]


def test_every_faulty_cell_is_named(load):
    text = "indicator,subject,period,value,unit,source,activity,source_url,note\n" + "\n".join(
        (
            "E01,PYAT,2023,5,руб.,s,,,",
            "E99,PYAT,2023,5,руб.,s,,,",
            "E01,МАРС,2023,5,руб.,s,,,",
            "E01,PYAT,2023-Q7,5,руб.,s,,,",
            "E01,PYAT,2023,,руб.,s,,,",
            "E01,PYAT,2023,5-,руб.,s,,,",
            "E01,PYAT,2023,5,,s,,,",
            "E01,PYAT,2023,5,руб.,,,,",
            "E01,PYAT,2023,5,руб.,s,ЯЯ,,",
            "E01,PYAT,2023,5,руб.,s,,javascript:,",
            "E01,PYAT,2023,5,руб.,s,,," + "n" * 2001,
            "E99,PYAT,2023,5,,s,,,",
        )
    )
    assert errors_of(load, text) == [
        (3, "indicator"),
        (4, "subject"),
        (5, "period"),
        (6, "value"),
        (7, "value"),
        (8, "unit"),
        (9, "source"),
        (10, "activity"),
        (11, "source_url"),
        (12, "note"),
        (13, "indicator"),
        (13, "unit"),
    ]


def test_error_uses_the_heading_of_the_file_and_gives_a_remedy(load):
    with pytest.raises(RowErrors) as caught:
        load("Показатель;Территория;Период;Значение;Единица;Источник\nE01;PYAT;2023;пять;руб.;s\n")
    error = caught.value.errors[0]
    assert (error.row, error.column) == (2, "Значение")
    assert "пять" in error.message
    assert "…" in error.remedy


def test_withheld_figure_is_written_as_an_ellipsis(load):
    load(HEAD + "E01,PYAT,2023,…,руб.,Росстат\n")
    assert Observation.objects.get().is_suppressed


@pytest.mark.parametrize(
    "headings",
    [
        "indicator,subject,period,value,unit",
        "indicator,subject,period,value,unit,source,colour",
        "indicator,показатель,subject,period,value,unit,source",
    ],
)
def test_columns_that_are_missing_unknown_or_doubled_are_named(load, headings):
    with pytest.raises(UnreadableFile, match=r"source|colour|показатель"):
        load(headings + "\n1,2,3,4,5,6,7\n"[: 2 * len(headings.split(","))] + "\n")
    assert not Observation.objects.exists()


def test_two_figures_for_one_key_are_refused(load):
    assert errors_of(load, HEAD + ROW + ROW.replace("1 234,5", "7")) == [(3, "")]


def test_dry_run_writes_nothing(load):
    report = load(HEAD + ROW, dry_run=True)
    assert (report.counts.created, report.dry_run, Observation.objects.exists()) == (1, True, False)
    assert not AuditEvent.objects.filter(verb="indicators.import_observations").exists()


def test_official_imports_territories_and_no_organisations(load, make_user, cluster, make_member):
    organisation = make_member(cluster, inn="7707083893")
    by = make_user("official")
    assert errors_of(load, HEAD + f"E01,{organisation.public_id},2023,5,руб.,s\n", by) == [(2, "subject")]
    assert load(HEAD + ROW, by).counts.created == 1
    event = AuditEvent.objects.get(verb="indicators.import_observations")
    assert (event.actor, event.after["created"], event.after["statuses"]) == (by, 1, {"imported": 1})


def test_coordinator_imports_for_the_own_cluster_and_its_members(
    load, make_user, cluster, neighbour_cluster, make_member
):
    organisation = make_member(cluster, inn="7707083893")
    stranger = make_member(neighbour_cluster)
    by = make_user("coordinator", cluster)
    own = "E01,tourism,2023,5,руб.,s\nE01,7707083893,2023,6,руб.,s\n"
    assert errors_of(load, HEAD + own + f"E01,{stranger.public_id},2023,5,руб.,s\nE01,PYAT,2023,1,руб.,s\n", by) == [
        (4, "subject"),
        (5, "subject"),
    ]
    assert load(HEAD + own, by).counts.created == 2
    assert Observation.objects.get(organisation=organisation).value == 6


def test_reporter_and_partner_do_not_import(load, make_user, cluster, make_member):
    for by in (make_user("api_partner"), make_user("reporter", make_member(cluster))):
        with pytest.raises(PermissionDenied):
            load(HEAD + ROW, by)


def test_command_reports_what_would_change_and_refuses_with_rows(load, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(HEAD + ROW + "E01,PYAT,2024,…,руб.,s\n", encoding="utf-8")
    out = StringIO()
    call_command("import_observations", str(path), "--dry-run", stdout=out)
    assert "E01" in out.getvalue()
    assert "1234.5" in out.getvalue()
    assert not Observation.objects.exists()
    call_command("import_observations", str(path), stdout=out)
    assert Observation.objects.count() == 2
    path.write_text(HEAD + ROW.replace("1 234,5", "много"), encoding="utf-8")
    with pytest.raises(CommandError, match="2"):
        call_command("import_observations", str(path))


def test_file_that_is_not_there_is_named_in_words(db, tmp_path):
    absent = tmp_path / "absent.csv"
    with pytest.raises(CommandError, match=f"^Файла {absent} нет. Проверьте имя и папку.$"):
        call_command("import_observations", str(absent))
    with pytest.raises(CommandError, match=f"^{tmp_path} — это папка. Укажите файл в ней.$"):
        call_command("import_observations", str(tmp_path))


@pytest.mark.parametrize("heading", ["variant", "Способ расчёта", "способ расчета", "основа"])
def test_way_of_counting_has_the_heading_of_the_portal(load, heading):
    assert load(f"{HEAD.strip()},{heading}\n{ROW.strip()},выборка\n").counts.created == 1
    assert Observation.objects.get().variant == "выборка"
