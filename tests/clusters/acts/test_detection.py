"""What the portal takes for a finding: a table worked by hand, positive and negative."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusters.acts import detection, similarity
from clusters.acts.similarity import Titled, jaccard, similar_pairs, title_words, years_of
from clusters.models import Territory
from tests.clusters import make
from tests.clusters.acts import material

NOW = dt.date(2026, 1, 1)
SUBSIDY = "О порядке субсидий гостиницам курорта"  # порядк, субсид, гостиниц, курорт
PROGRAMME = {"is_programme": True}

# name: ((title, fields) of the first, of the second, relation between them or None, what is found)
PAIRS = {
    "the same title": (SUBSIDY, {}, SUBSIDY, {}, None, "duplication"),
    "other endings of the same words": (SUBSIDY, {}, "Порядок субсидии гостиницам курортов", {}, None, "duplication"),
    "four words of five the same": (SUBSIDY, {}, f"{SUBSIDY} Кисловодска", {}, None, "duplication"),
    "three words of five the same": (SUBSIDY, {}, "О порядке субсидий гостиницам края", {}, None, "duplication"),
    "two words of six the same": (SUBSIDY, {}, "О порядке субсидий фермерам района", {}, None, None),
    "no topic is shared": (SUBSIDY, {}, SUBSIDY, {"topics": ("water",)}, None, None),
    "one has no topic": (SUBSIDY, {}, SUBSIDY, {"topics": ()}, None, None),
    "one of two topics is shared": (SUBSIDY, {}, SUBSIDY, {"topics": ("water", "tourism")}, None, "duplication"),
    "a krai above the town": (SUBSIDY, {}, SUBSIDY, {"place": "STA"}, None, "duplication"),
    "the whole federation": (SUBSIDY, {}, SUBSIDY, {"place": "RU"}, None, "duplication"),
    "the region that the town belongs to": (SUBSIDY, {}, SUBSIDY, {"place": "CMW"}, None, "duplication"),
    "the town next to it": (SUBSIDY, {}, SUBSIDY, {"place": "PYAT"}, None, None),
    "another subject": (SUBSIDY, {}, SUBSIDY, {"place": "KBR"}, None, None),
    "the region and a subject that share towns": (SUBSIDY, {"place": "CMW"}, SUBSIDY, {"place": "STA"}, None, "duplication"),
    "the region and a subject without its towns": (SUBSIDY, {"place": "CMW"}, SUBSIDY, {"place": "KBR"}, None, None),
    "one ended before today": (SUBSIDY, {"in_force_until": dt.date(2025, 6, 1)}, SUBSIDY, {}, None, None),
    "one ends on this very day": (SUBSIDY, {"in_force_until": NOW}, SUBSIDY, {}, None, None),
    "one ends tomorrow": (SUBSIDY, {"in_force_until": dt.date(2026, 1, 2)}, SUBSIDY, {}, None, "duplication"),
    "one follows the other without a gap": (
        SUBSIDY, {"in_force_until": dt.date(2027, 1, 1)}, SUBSIDY, {"in_force_from": dt.date(2027, 1, 1)}, None, None,
    ),
    "one begins a day too early": (
        SUBSIDY, {"in_force_until": dt.date(2027, 1, 1)}, SUBSIDY, {"in_force_from": dt.date(2026, 12, 31)}, None,
        "duplication",
    ),
    "titles of different years": (f"{SUBSIDY} на 2025 год", {}, f"{SUBSIDY} на 2026 год", {}, None, None),
    "only one title names a year": (SUBSIDY, {}, f"{SUBSIDY} на 2026 год", {}, None, "duplication"),
    "one implements the other": (SUBSIDY, {}, SUBSIDY, {}, "implements", None),
    "known to duplicate": (SUBSIDY, {}, SUBSIDY, {}, "duplicates", None),
    "one only cites the other": (SUBSIDY, {}, SUBSIDY, {}, "cites", "duplication"),
    "an amendment of some act": ("О внесении изменений в порядок субсидий", {}, "О внесении изменений в порядок субсидий", {}, None, None),
    "titles of one word": ("Бюджет", {}, "Бюджет", {}, None, None),
    "programmes of one place, years open": ("Стратегия города", PROGRAMME, "План развития", PROGRAMME, None, "two_programmes"),
    "programmes whose years overlap by one": (
        "Стратегия города", {**PROGRAMME, "period_until": 2030}, "План развития",
        {**PROGRAMME, "period_from": 2030, "period_until": 2035}, None, "two_programmes",
    ),
    "programmes that follow each other": (
        "Стратегия города", {**PROGRAMME, "period_until": 2030}, "Стратегия города",
        {**PROGRAMME, "period_from": 2031}, None, None,
    ),
    "programmes of different topics": ("Стратегия города", PROGRAMME, "План развития", {**PROGRAMME, "topics": ("water",)}, None, None),
    "programmes of town and krai": ("Стратегия города", PROGRAMME, "План развития", {**PROGRAMME, "place": "STA"}, None, None),
    "a programme and its implementation": ("Стратегия города", PROGRAMME, "План развития", PROGRAMME, "implements", None),
}  # fmt: skip


@pytest.fixture
def places(db):
    """The tree as it is, in small: the region lies in Stavropol Krai alone."""
    rows = (("RU", None, "federation"), ("NCFD", "RU", "federal_district"), ("STA", "NCFD", "subject"),
            ("KBR", "NCFD", "subject"), ("CMW", "NCFD", "region"), ("KISL", "STA", "municipality"),
            ("PYAT", "STA", "municipality"))  # fmt: skip
    made = {}
    for code, above, level in rows:
        inside = "full" if level == "municipality" else ""
        made[code] = make.territory(code, name_ru=code, level=level, in_cmw=inside, parent=made.get(above))
    return made


def entered(places, title, fields):
    values = dict(fields)
    return material.act(title, territory=places[values.pop("place", "KISL")], **values)


@pytest.mark.parametrize("case", list(PAIRS))
def test_pairs(places, case):
    title, fields, other_title, other_fields, relation, expected = PAIRS[case]
    first, second = entered(places, title, fields), entered(places, other_title, other_fields)
    if relation:
        material.relation(first, relation, second)
    found = [(one.kind.value, one.act_a, one.act_b) for one in detection.candidates(NOW)]
    assert found == ([(expected, first.pk, second.pk)] if expected else [])


# kind of relation, what else: what is found of an act in force (a) and one that ended in 2025 (b)
LEANING = {
    "cites an ended act": ("cites", {}, {}, "ended_cited"),
    "implements an ended act": ("implements", {}, {}, "ended_cited"),
    "amends an ended act": ("amends", {}, {}, "amends_ended"),
    "the act that cites has ended too": ("cites", {"in_force_until": dt.date(2025, 6, 1)}, {}, None),
    "the act that cites is not yet in force": ("cites", {"in_force_from": dt.date(2026, 5, 1)}, {}, None),
    "the cited act is in force": ("cites", {}, {"in_force_until": None}, None),
    "the cited act ends tomorrow": ("cites", {}, {"in_force_until": dt.date(2026, 1, 2)}, None),
    "the cited act ends today": ("cites", {}, {"in_force_until": NOW}, "ended_cited"),
    "it replaces the ended act": ("replaces", {}, {}, None),
}


@pytest.mark.parametrize("case", list(LEANING))
def test_acts_that_lean_on_ended_ones(places, case):
    kind, fields, ended_fields, expected = LEANING[case]
    first = entered(places, "О дорогах", fields)
    second = entered(
        places, "О воде и недрах", {"topics": ("water",), "in_force_until": dt.date(2025, 1, 1), **ended_fields}
    )
    material.relation(first, kind, second)
    found = [(one.kind.value, one.act_a, one.act_b) for one in detection.candidates(NOW)]
    assert found == ([(expected, first.pk, second.pk)] if expected else [])


def test_who_ended_an_act_may_cite_it_and_an_ended_citation_is_none(places):
    first = entered(places, "О дорогах", {})
    second = entered(places, "О воде", {"topics": ("water",), "in_force_until": dt.date(2025, 1, 1)})
    cites = material.relation(first, "cites", second)
    repeals = material.relation(first, "repeals", second)
    assert list(detection.candidates(NOW)) == []
    repeals.until = dt.date(2025, 2, 1)
    repeals.save()
    assert len(list(detection.candidates(NOW))) == 1
    cites.until = dt.date(2025, 3, 1)
    cites.save()
    assert list(detection.candidates(NOW)) == []


def test_a_pair_of_two_kinds_of_leaning_is_found_for_each_once(places):
    first = entered(places, "О дорогах", {})
    second = entered(places, "О воде", {"topics": ("water",), "in_force_until": dt.date(2025, 1, 1)})
    for kind in ("cites", "implements", "amends"):
        material.relation(first, kind, second)
    assert [one.kind for one in detection.candidates(NOW)] == ["ended_cited", "amends_ended"]


def test_a_recorded_amendment_is_left_out_whatever_its_title(places):
    base = entered(places, "О воде", {"topics": ("water",)})
    first, _second = entered(places, SUBSIDY, {}), entered(places, SUBSIDY, {})
    material.relation(first, "amends", base)
    assert list(detection.candidates(NOW)) == []


def test_grounds_change_with_what_is_compared_and_with_nothing_else(places):
    first, _second = entered(places, SUBSIDY, {}), entered(places, SUBSIDY, {})
    [before] = detection.candidates(NOW)
    first.note_ru = "примечание"
    first.save()
    [same] = detection.candidates(NOW)
    first.title_ru += " Кисловодска"
    first.save()
    [after] = detection.candidates(NOW)
    assert before.grounds == same.grounds != after.grounds


def test_without_the_region_of_the_waters_towns_reach_their_subject(db):
    krai = make.territory("STA", level="subject", in_cmw="", name_ru="край")
    town = make.territory("KISL", parent=krai)
    assert detection.reach() == {krai.pk: {krai.pk}, town.pk: {town.pk, krai.pk}}


def test_a_circle_among_territories_ends(db):
    one, other = make.territory("AA"), make.territory("BB")
    Territory.objects.filter(pk=one.pk).update(parent=other)
    Territory.objects.filter(pk=other.pk).update(parent=one)
    assert detection.reach()[one.pk] == {one.pk, other.pk}


def test_words_of_a_title_and_its_years():
    assert title_words("Об утверждении порядка субсидий на 2025 год") == {"порядк", "субсид", "2025"}
    assert years_of("Программа на 2024–2026 годы, п. 12025") == {"2024", "2026"}
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    assert jaccard(frozenset(), frozenset()) == 0.0


ROWS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.frozensets(st.integers(1, 2), max_size=2),
        st.frozensets(st.sampled_from("abcdefg"), max_size=6),
    ),
    max_size=25,
)
REACH = {1: frozenset({1}), 2: frozenset({1, 2}), 3: frozenset({1, 3}), 4: frozenset({1, 2, 4})}


@settings(max_examples=300)
@given(ROWS, st.sampled_from([0.4, 0.5, 0.6, 0.75, 1.0]))
def test_the_join_finds_what_comparing_all_with_all_finds(rows, threshold):
    given_rows = [Titled(key, *row) for key, row in enumerate(rows)]
    expected = {
        (one.key, other.key)
        for one, other in itertools.combinations(given_rows, 2)
        if min(len(one.words), len(other.words)) >= similarity.LEAST_WORDS
        and one.topics & other.topics
        and (one.territory in REACH[other.territory] or other.territory in REACH[one.territory])
        and jaccard(one.words, other.words) >= threshold
    }
    found = [tuple(sorted(pair[:2])) for pair in similar_pairs(given_rows, REACH, threshold)]
    assert len(found) == len(set(found))
    assert set(found) == expected
