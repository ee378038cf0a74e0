from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

import indicators.reference
from accounts.models import AuditEvent
from exchange.reading import RowErrors, UnreadableFile
from indicators.actions import import_official
from indicators.models import Indicator, Observation
from indicators.queries import employment_by_section
from tests.indicators.conftest import REFERENCE, needs_reference

SERIES = "territory,indicator,unit,period,value,source,note\n"
EMPLOYMENT = "territory,okved_section,year,value,unit,source,note\n"


@pytest.fixture
def write(tmp_path):
    def write(text, name="official_series_new.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_revision_supersedes_and_the_same_file_again_changes_nothing(official, write):
    row = "STA,H05,млрд руб.,2030,{},https://example.org/a,\n"
    assert import_official(by=None, path=write(SERIES + row.format('"42,5"'))).counts.numbers() == {
        "created": 1,
        "superseded": 0,
        "unchanged": 0,
    }
    assert import_official(by=None, path=write(SERIES + row.format(43))).counts.superseded == 1
    events = AuditEvent.objects.count()
    assert import_official(by=None, path=write(SERIES + row.format(43))).counts.unchanged == 1
    assert AuditEvent.objects.count() == events
    rows = Observation.objects.filter(indicator__code="H05", territory__code="STA", period="2030").order_by("revision")
    assert [(row.value, row.revision, row.is_current) for row in rows] == [
        (Decimal("42.5"), 1, False),
        (Decimal(43), 2, True),
    ]


def test_every_faulty_row_is_named_and_nothing_is_written(official, write):
    before = Observation.objects.count(), Indicator.objects.count()
    path = write(
        SERIES
        + "STA,H05,млрд руб.,2030,1,s,\n"
        + "ХХХ,H05,млрд руб.,2030,1,s,\n"
        + "STA,Z99,млрд руб.,2030,1,s,\n"
        + "STA,H05,млрд руб.,2030-Q9,1,s,\n"
        + "STA,H05,млрд руб.,2031,много,s,\n"
        + "STA,Новый показатель,ед.,2031,,s,\n"
        + "STA,H05,млрд руб.,2032,1,"
        + "s" * 301
        + ",\n"
    )
    with pytest.raises(RowErrors) as caught:
        import_official(by=None, path=path)
    assert [(error.row, error.column) for error in caught.value.errors] == [
        (3, "territory"),
        (4, "indicator"),
        (5, "period"),
        (6, "value"),
        (7, "value"),
        (8, "source"),
    ]
    assert "PYAT" in caught.value.errors[0].remedy
    assert (Observation.objects.count(), Indicator.objects.count()) == before


def test_unknown_official_name_gets_a_stable_code(official, write):
    row = "STA,Число библиотек,ед.,2030,5,Росстат,\n"
    assert import_official(by=None, path=write(SERIES + row)).new_indicators == 1
    made = Indicator.objects.get(name_ru="Число библиотек")
    assert (made.code, made.is_catalogue, made.unit) == ("X-90293EB6", False, "ед.")
    assert import_official(by=None, path=write(SERIES + row)).new_indicators == 0
    assert Indicator.objects.catalogue().count() == 88


def test_notes_that_differ_make_bases_that_differ(official, write):
    rows = "STA,H09,чел.,2030,5,s,{}\n"
    text = SERIES + rows.format("hotels only") + rows.format("hostels only") + rows.format("")
    assert import_official(by=None, path=write(text)).counts.created == 3
    variants = set(Observation.objects.filter(indicator__code="H09", period="2030").values_list("variant", flat=True))
    assert "" in variants
    assert sorted(variant[:2] for variant in variants) == ["", "x-", "x-"]


def test_two_different_figures_for_one_key_are_refused_and_a_repeated_row_is_not(official, write):
    row = "STA,H09,чел.,2030,{},s,\n"
    with pytest.raises(RowErrors, match="2"):
        import_official(by=None, path=write(SERIES + row.format(5) + row.format(6)))
    assert import_official(by=None, path=write(SERIES + row.format(5) * 2)).counts.created == 1


def test_employment_by_section_reads_withheld_cells_and_refuses_unknown_sections(official, write):
    note = "organisations WITHOUT small business; blank cells are suppressed"
    rows = f"ZOLS,TOTAL,2030,100,человек,s,{note}\nZOLS,A,2030,60,человек,s,{note}\nZOLS,C,2030,,человек,s,{note}\n"
    assert import_official(by=None, path=write(EMPLOYMENT + rows, "employment_new.csv")).counts.created == 20
    figures = Observation.objects.filter(indicator__code="A02", territory__code="ZOLS")
    assert figures.filter(value=None).count() == 18
    assert figures.get(activity="").value == 100
    with pytest.raises(RowErrors, match="okved_section"):
        import_official(by=None, path=write(EMPLOYMENT + "ZOLS,Z,2030,1,человек,s,\n"))


def test_folder_is_taken_whole_and_other_files_are_passed_over(official, write, tmp_path):
    write(SERIES + "STA,H09,чел.,2030,5,s,\n", "official_series_a.csv")
    write(EMPLOYMENT + "ZOLS,TOTAL,2030,100,человек,s,\n", "employment_b.csv")
    write("a,b\n1,2\n", "other.csv")
    report = import_official(by=None, path=tmp_path)
    assert (report.files, report.passed_over) == (["employment_b.csv", "official_series_a.csv"], ["other.csv"])
    assert report.counts.created == 2


def test_fault_in_one_file_of_a_folder_stops_all_and_names_the_file(official, write, tmp_path):
    write(SERIES + "STA,H09,чел.,2030,5,s,\n", "official_series_a.csv")
    write(SERIES + "STA,H09,чел.,2030,пять,s,\n", "official_series_b.csv")
    with pytest.raises(RowErrors, match=r"official_series_b\.csv"):
        import_official(by=None, path=tmp_path)
    assert not Observation.objects.filter(period="2030").exists()


def test_path_without_tables_is_refused(official, write, tmp_path):
    with pytest.raises(UnreadableFile, match="okved_section"):
        import_official(by=None, path=write("a,b\n1,2\n", "other.csv"))
    with pytest.raises(UnreadableFile):
        import_official(by=None, path=tmp_path)
    with pytest.raises(UnreadableFile):
        import_official(by=None, path=tmp_path / "absent.csv")


def test_dry_run_counts_and_writes_nothing(official, write):
    path = write(SERIES + "STA,Число библиотек,ед.,2030,5,Росстат,\n")
    before = Observation.objects.count(), Indicator.objects.count(), AuditEvent.objects.count()
    report = import_official(by=None, path=path, dry_run=True)
    assert (report.counts.created, report.new_indicators) == (1, 1)
    assert (Observation.objects.count(), Indicator.objects.count(), AuditEvent.objects.count()) == before


def test_only_officials_and_administrators_import_official_tables(official, write, make_user):
    path = write(SERIES + "STA,H09,чел.,2030,5,s,\n")
    with pytest.raises(PermissionDenied):
        import_official(by=make_user("api_partner"), path=path)
    by = make_user("official")
    assert import_official(by=by, path=path).counts.created == 1
    event = AuditEvent.objects.get(verb="indicators.import_official")
    assert (event.actor, event.after["created"], event.after["files"]) == (by, 1, [path.name])
    assert len(event.after["sha256"]) == 64


def test_command_prints_counts_and_refusals(official, write, capsys):
    path = write(SERIES + "STA,H09,чел.,2030,5,s,\n")
    call_command("import_official", str(path), "--dry-run")
    call_command("import_official", str(path.parent))
    assert "official_series_new.csv" in capsys.readouterr().out
    with pytest.raises(CommandError, match="absent"):
        call_command("import_official", "/absent/file.csv")


@needs_reference
def test_larger_tables_of_the_reference_folder(official):
    report = import_official(by=None, path=REFERENCE / "rosstat")
    assert report.counts.numbers() == {"created": 2115 + 168, "superseded": 0, "unchanged": 114 + 142 + 38}
    assert report.new_indicators == 0
    assert import_official(by=None, path=REFERENCE / "rosstat").counts.changes == []
    assert indicators.reference.load() == indicators.reference.Loaded(0, 0, 0, 0)
    russia = employment_by_section(
        Indicator.objects.get(code="A02").observations.filter(territory__code="RU").first().territory, 2023
    )
    assert russia["A"].value > 0
    made = Observation.objects.filter(variant__startswith="x-")
    assert not made.exists()
