"""Organisations and outlines from files: all or none, each fault with row, column and remedy."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from clusters import actions, reference
from clusters.actions import boundaries, imports
from clusters.models import Organisation, Territory
from exchange.reading import RowErrors, UnreadableFile
from tests import cast
from tests.clusters import make

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the folder of reference data stands beside the repository only where it is developed",
)


def table(*lines: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO("\n".join(lines).encode(encoding))


def faults(file: io.BytesIO) -> list[tuple[int, str]]:
    with pytest.raises(RowErrors) as caught:
        actions.import_organisations(by=None, file=file)
    assert not Organisation.objects.exists()
    assert not AuditEvent.objects.exists()
    return [(error.row, error.column) for error in caught.value.errors]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_import_takes_every_row(kislovodsk, encoding):
    file = table(
        "name_ru;kind;inn;territory;okved_additional;latitude",
        f"Санаторий «Ель»;sanatorium;{make.INN};KISL;55.10, 56.10;",
        "Банк;bank;;;;",
        encoding=encoding,
    )
    actions.import_organisations(by=cast.administrator(), file=file)
    first, second = Organisation.objects.order_by("pk")
    assert (first.name_ru, first.inn, first.territory) == ("Санаторий «Ель»", make.INN, kislovodsk)
    assert (first.okved_additional, second.size_class) == (["55.10", "56.10"], "unknown")
    event = AuditEvent.objects.get()
    assert event.after == {"new": [first.public_id, second.public_id], "changed": {}}
    assert sorted(first.names.values_list("key", "kinds")) == [("el", "sanatorium")]


def test_import_names_every_faulty_cell_and_writes_nothing(kislovodsk):
    file = table(
        "name_ru,kind,inn,territory,latitude",
        "Верная,hotel,,KISL,",
        "Без вида,,7707083894,KISL,",
        "Где-то,hotel,,NOWHERE,",
        "Половина точки,hotel,,KISL,44.1",
        "Буквы,inn,,KISL,сорок",
    )
    assert faults(file) == [(3, "inn"), (3, "kind"), (4, "territory"), (5, ""), (6, "latitude"), (6, "kind")]


def test_import_fault_says_what_is_allowed(db):
    with pytest.raises(RowErrors) as caught:
        actions.import_organisations(by=None, file=table("name_ru,kind,size_class,latitude", ",spa,huge,сорок"))
    texts = [str(error) for error in caught.value.errors]
    assert any("sanatorium, medical, hotel" in text for text in texts)
    assert any("unknown, micro, small" in text for text in texts)
    assert any("например 43.90500" in text for text in texts)
    assert any("Заполните ячейку" in text for text in texts)


def test_import_number_twice_in_the_file_names_the_first_row(db):
    line = f"hotel,{make.INN},1027700132195"
    file = table("name_ru,kind,inn,ogrn", f"А,{line}", f"Б,{line}", "В,hotel,,", "Г,hotel,,")
    assert faults(file) == [(3, "inn"), (3, "ogrn")]


def test_import_by_inn_changes_what_the_file_says_and_leaves_empty_cells(kislovodsk):
    spa = make.organisation(inn=make.INN, website="https://a.example", territory=kislovodsk)
    file = lambda: table("name_ru,kind,inn,website", f"Иное имя,sanatorium,{make.INN},")  # noqa: E731
    assert actions.import_organisations(by=None, file=file()) == [spa]
    spa.refresh_from_db()
    assert (spa.name_ru, spa.website, spa.territory) == ("Иное имя", "https://a.example", kislovodsk)
    assert AuditEvent.objects.get().after == {"new": [], "changed": {spa.public_id: ["name_ru"]}}
    assert spa.search_text.startswith(" иное ")
    assert actions.import_organisations(by=None, file=file()) == []
    assert AuditEvent.objects.count() == 1


def test_import_number_of_another_organisation_refused(db):
    make.organisation(inn=make.INN)
    other = make.organisation("Гостиница")
    with pytest.raises(RowErrors, match="уже есть этот номер") as caught:
        actions.import_organisations(
            by=None, file=table("public_id,name_ru,kind,inn", f"{other.public_id},А,hotel,{make.INN}")
        )
    assert [(error.row, error.column) for error in caught.value.errors] == [(2, "inn")]
    other.refresh_from_db()
    assert other.inn == ""


@pytest.mark.parametrize("word", ["unknown", "replaced"])
def test_import_row_of_no_organisation_or_a_replaced_one_refused(spa, word):
    other = make.organisation("Тот же", replaced_by=spa, replaced_on=date(2026, 1, 1))
    public_id = {"unknown": "000000000000", "replaced": other.public_id}[word]
    with pytest.raises(RowErrors) as caught:
        actions.import_organisations(by=None, file=table("public_id,name_ru,kind", f"{public_id},А,hotel"))
    assert [(error.row, error.column) for error in caught.value.errors] == [(2, "public_id")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_import_of_the_portals_own_export_changes_nothing(client, kislovodsk, form):
    make.organisation(
        inn=make.INN,
        phone="+7 87937 12345",
        okved_additional=["55.10", "56.10"],
        territory=kislovodsk,
        latitude="43.90500",
        longitude="42.71700",
    )
    make.organisation("=2+2 Банк", kind="bank")
    answer = client.get(f"/api/v1/organisations/export/?format={form}")
    plan = imports.plan_organisations(by=None, file=io.BytesIO(b"".join(answer.streaming_content)))
    assert (len(plan.rows), plan.new, plan.changed, plan.unchanged) == (2, [], [], 2)


def test_import_of_what_is_no_longer_what_was_shown_writes_nothing(spa):
    file = lambda: table("public_id,name_ru,kind", f"{spa.public_id},Иное,sanatorium")  # noqa: E731
    shown = imports.plan_organisations(by=None, file=file()).digest
    actions.edit_organisation(by=None, organisation=spa, changes={"name_ru": "Третье"})
    with pytest.raises(imports.RegistryChanged):
        actions.import_organisations(by=None, file=file(), shown=shown)
    spa.refresh_from_db()
    assert spa.name_ru == "Третье"


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("name_ru,kind,colour", "Неизвестные заголовки: colour"),
        ("name_ru,inn", "Не хватает заголовков: kind"),
        ("name_en,colour", "Неизвестные заголовки: colour. Не хватает заголовков: name_ru, kind"),
    ],
)
def test_import_headings_refused_with_the_allowed_ones(db, heading, words):
    with pytest.raises(UnreadableFile, match=words) as caught:
        actions.import_organisations(by=None, file=table(heading, "1,2"))
    assert "okved_additional" in caught.value.message


def test_import_refuses_all_but_the_administrator(tourism):
    with pytest.raises(PermissionDenied, match="только администратор"):
        actions.import_organisations(by=cast.coordinator(tourism), file=table("name_ru,kind"))


def square(code: object = "KISL", **changes: object) -> dict:
    ring = [[42.7, 43.9], [42.8, 43.9], [42.8, 44.0], [42.7, 43.9]]
    geometry = {"type": "Polygon", "coordinates": [ring], **changes}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def collection(*features: object, **members: object) -> io.BytesIO:
    whole = {"type": "FeatureCollection", "attribution": "© кто-то", "features": list(features), **members}
    return io.BytesIO(json.dumps(whole).encode())


def test_boundaries_are_put_at_their_territories(kislovodsk):
    assert actions.import_boundaries(by=cast.administrator(), file=collection(square())) == 1
    kislovodsk.refresh_from_db()
    assert kislovodsk.boundary == square()["geometry"]
    assert kislovodsk.boundary_attribution == "© кто-то"
    assert AuditEvent.objects.get().after == {"territories": ["KISL"], "attribution": "© кто-то"}


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Point", "coordinates": [42.7, 43.9]},
        {"coordinates": []},
        {"coordinates": "x"},
        {"coordinates": [[]]},
        {"coordinates": [[[42.7, 43.9]] * 3]},
        {"coordinates": [[[42.7, 43.9], [42.8, 43.9], [42.8, 44.0], [42.7, 43.8]]]},
        {"coordinates": [[[4e6, 5e6]] * 4]},
        {"coordinates": [[[42.7, True]] * 4]},
        {"coordinates": [[[42.7]] * 4]},
        {"coordinates": [["x"] * 4]},
        {"type": "MultiPolygon"},
        {"type": "MultiPolygon", "coordinates": "x"},
        {"type": "MultiPolygon", "coordinates": [[], 5]},
    ],
)
def test_boundaries_that_are_none_are_refused(kislovodsk, changes):
    with pytest.raises(RowErrors) as caught:
        actions.import_boundaries(by=None, file=collection(square(), square(**changes)))
    assert [(error.row, error.column) for error in caught.value.errors] == [(2, "geometry")]
    kislovodsk.refresh_from_db()
    assert kislovodsk.boundary is None


def test_boundaries_of_multipolygon_taken(kislovodsk):
    rings = square()["geometry"]["coordinates"]
    multi = square(type="MultiPolygon", coordinates=[rings, rings])
    assert actions.import_boundaries(by=None, file=collection(multi)) == 1


@pytest.mark.parametrize(
    "feature", [square("NOWHERE"), square(5), {"geometry": square()["geometry"]}, {**square(), "properties": []}]
)
def test_boundaries_of_unknown_territory_name_the_known(kislovodsk, feature):
    with pytest.raises(RowErrors, match="Известные коды: KISL"):
        actions.import_boundaries(by=None, file=collection(feature))


def test_boundaries_of_a_feature_that_is_none_refused(kislovodsk):
    with pytest.raises(RowErrors) as caught:
        actions.import_boundaries(by=None, file=collection("x"))
    assert [error.column for error in caught.value.errors] == ["code", "geometry"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (io.BytesIO(b"{"), "не файл GeoJSON"),
        (io.BytesIO(b"[" * 100_000), "не файл GeoJSON"),
        (io.BytesIO(b"\xff\xfe\x00"), "не файл GeoJSON"),
        (io.BytesIO(b"[]"), "FeatureCollection"),
        (io.BytesIO(b'{"features": 5}'), "FeatureCollection"),
        (collection(), "FeatureCollection"),
        (collection(square(), attribution=""), "attribution"),
        (collection(square(), attribution="x" * 201), "attribution"),
        (collection(square(), attribution=5), "attribution"),
    ],
)
def test_boundaries_file_as_a_whole_refused(kislovodsk, file, words):
    file.seek(0)
    with pytest.raises(UnreadableFile, match=words):
        actions.import_boundaries(by=None, file=file)


def test_boundaries_file_too_large_refused(db, monkeypatch):
    monkeypatch.setattr(boundaries, "LIMIT_BYTES", 2**20)
    with pytest.raises(UnreadableFile, match="больше 1 МБ"):
        actions.import_boundaries(by=None, file=io.BytesIO(b" " * (2**20 + 1)))


def test_boundaries_refuse_all_but_the_administrator(db):
    with pytest.raises(PermissionDenied, match="только администратор"):
        actions.import_boundaries(by=cast.visitor(), file=collection(square()))


@needs_reference
def test_boundaries_command_loads_the_eleven(db, capsys):
    reference.load()
    call_command("import_boundaries", str(REFERENCE / "boundaries_cmw.geojson"))
    assert capsys.readouterr().out == "Загружено контуров: 11.\n"
    loaded = Territory.objects.exclude(boundary=None)
    assert {row.boundary_attribution for row in loaded} == {"© OpenStreetMap contributors, ODbL 1.0"}
    assert set(loaded) == set(Territory.objects.of_region())


def test_boundaries_command_says_what_is_wrong(kislovodsk, tmp_path):
    with pytest.raises(CommandError, match=r"none\.geojson нет\."):
        call_command("import_boundaries", str(tmp_path / "none.geojson"))
    path = tmp_path / "bad.geojson"
    path.write_bytes(collection(square("NOWHERE")).getvalue())
    with pytest.raises(CommandError, match="Строка 1, столбец «code»"):
        call_command("import_boundaries", str(path))
