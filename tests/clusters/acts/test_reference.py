"""The thirteen real acts: loaded once, as the source has them, and what the portal finds among them."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from accounts.models import AuditEvent
from clusters import reference as registry
from clusters.acts import actions, queries, reference
from clusters.acts.enums import RelationKind
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from clusters.acts.reference import Statement, parsed

SOURCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "legal_acts.csv"
HERE = ("RU", "7", "2024-01-01")


@pytest.fixture
def loaded(db):
    registry.load()
    return reference.load()


def of(number: str) -> LegalAct:
    return LegalAct.objects.get(number=number)


def test_reference_loads_once(loaded):
    assert loaded == reference.Loaded(topics=14, acts=13, relations=4)
    assert reference.load() == reference.Loaded(0, 0, 0)
    assert AuditEvent.objects.get(verb="clusters.load_acts").after == {"topics": 14, "acts": 13, "relations": 4}


def test_reference_rows_are_valid_and_levels_follow_from_the_issuer(loaded):
    for row in LegalAct.objects.all():
        row.full_clean()
    levels = dict(LegalAct.objects.exclude(number="").values_list("number", "level"))
    assert levels == {
        "26-ФЗ": "federal", "1425": "federal", "1186": "federal", "779": "federal", "41": "federal", "1999": "federal",
        "1089-р": "federal", "219-рп": "subject", "27-кз": "subject", "11": "municipal", "12-кз": "subject",
    }  # fmt: skip


@pytest.mark.skipif(
    not SOURCE.is_file(), reason="the folder of reference data stands beside the repository only where it is developed"
)
def test_reference_is_the_source_file(loaded):
    with SOURCE.open(encoding="utf-8") as file:
        given = list(csv.DictReader(file))
    own = list(registry.read("legal_acts.csv"))
    assert len(given) == len(own) == 13
    for theirs, ours in zip(given, own, strict=True):
        for name in ("territory", "number", "date", "in_force_to", "relation"):
            assert theirs[name] == ours[name]
        assert theirs["title_ru"].strip("«»").startswith(ours["title_ru"])
        found = queries.with_status(LegalAct.objects.filter(number=ours["number"], date=ours["date"])).get()
        assert (
            found.get_status() if hasattr(found, "get_status") else found.status == theirs["status"].replace(" ", "_")
        )


def test_relations_are_those_of_the_file_each_once(loaded):
    rows = ActRelation.objects.order_by("kind").values_list("from_act__number", "kind", "to_act__number", "since")
    assert set(rows) == {
        ("1186", "replaces", "1425", dt.date(2024, 9, 30)),
        ("", "amends", "26-ФЗ", dt.date(2024, 9, 1)),
        ("41", "implements", "779", None),
        ("1999", "implements", "41", None),
    }


def test_decree_1425_holds_to_the_day_before_1186_begins(loaded):
    old, new = of("1425"), of("1186")
    assert old.holds_on(dt.date(2024, 9, 29))
    assert not old.holds_on(dt.date(2024, 9, 30))
    assert new.holds_on(dt.date(2024, 9, 30))
    assert not new.holds_on(dt.date(2024, 9, 29))
    assert queries.status_of(old) == "replaced"
    assert [act.number for act in queries.successions(new)] == ["1425", "1186"]


def test_a_month_without_a_day_stays_a_month(loaded):
    plan = LegalAct.objects.get(kind="plan")
    assert (plan.date, plan.number, plan.begins) == ("2021-09", "", dt.date(2021, 9, 1))


def test_what_the_portal_finds_among_the_thirteen(loaded):
    """By hand: of the five programmes only the federal plan and the krai's concept are for one territory (CMW) and share
    topics, both still hold. Nobody cites or implements 1425, and 26-ФЗ, which is amended, is in force."""
    assert actions.look_for_findings(by=None) == actions.Looked(found=1, returned=0, lapsed=0)
    found = ActFinding.objects.get()
    assert found.kind == "two_programmes"
    assert {found.act_a.title_ru, found.act_b.title_ru} == {
        "План развития Кавказских Минеральных Вод до 2030 года",
        "Концепция развития Кавказских Минеральных Вод",
    }
    assert found.reason_ru == (
        "Обе программы — для одной территории, их годы пересекаются, и обе — о том же: "
        "курорты и округа охраны, стратегическое планирование."
    )
    assert "resorts and protection zones, strategic planning" in found.reason_en


def test_what_was_ended_since_is_not_loaded_again(loaded):
    relation = ActRelation.objects.get(kind="implements", from_act__number="41")
    actions.end_relation(by=None, relation=relation, until=dt.date(2025, 1, 1))
    LegalAct.objects.filter(number="41").update(title_ru="Исправленное название")
    assert reference.load() == reference.Loaded(0, 0, 0)
    assert of("41").title_ru == "Исправленное название"


@pytest.mark.parametrize(
    ("text", "first", "kind", "second"),
    [
        ("replaces RU 1425 of 1996-12-07", HERE, "replaces", ("RU", "1425", "1996-12-07")),
        ("replaced by RU 1186 of 2024-08-30", ("RU", "1186", "2024-08-30"), "replaces", HERE),
        ("amends RU 26-ФЗ of 1995-02-23", HERE, "amends", ("RU", "26-ФЗ", "1995-02-23")),
        ("cites STA 219-рп of 2019", HERE, "cites", ("STA", "219-рп", "2019")),
    ],
)
def test_a_relation_of_the_file_is_read(text, first, kind, second):
    assert parsed(text, HERE) == [Statement(first, RelationKind(kind), second)]


def test_several_relations_of_one_act_are_read_and_none_where_there_is_none():
    assert len(parsed("amends RU 1 of 2001; cites RU 2 of 2002-05", HERE)) == 2
    assert parsed("", HERE) == []


@pytest.mark.parametrize(
    "text", ["replaces 1425", "eats RU 1 of 2001", "amends RU 1 of yesterday", "contradicts by RU 1 of 2001"]
)
def test_what_cannot_be_read_is_named(text):
    with pytest.raises(ValueError, match=r"RU 7 2024-01-01: “.+” is not a relation"):
        parsed(text, HERE)


def test_a_relation_to_an_act_that_the_file_lacks_leaves_nothing(loaded):
    row = {**next(registry.read("legal_acts.csv")), "number": "99", "relation": "cites RU 1 of 2001"}
    with pytest.raises(ValueError, match="RU 1 2001: a relation names this act"):
        reference.load([row])
    assert LegalAct.objects.count() == 13
