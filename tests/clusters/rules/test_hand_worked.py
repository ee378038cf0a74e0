"""Cases worked by hand against the rules the product carries: facts, the verdict of each rule in order, the whole.

P passed, F failed, U unknown. The letters were written from the texts of the rules, not from what the code gave.
"""

from decimal import Decimal
from typing import Any

import pytest

from clusters.rules.evaluation import evaluate
from clusters.rules.language import Value, parse
from clusters.rules.reference import read
from clusters.support import criteria
from clusters.support.navigator import Answer

SETS = {entry["code"]: {"items": entry["items"]} for entry in read("rule_sets.toml")["set"]}
MEASURES = {
    entry["key"]: criteria.content(entry["criteria"])
    for name in ("support_measures.toml", "demo_support_measures.toml")
    for entry in read(name)["measure"]
}


def value(given: Any) -> Value:
    """A number as text, yes and no as they are, several words as a list, one word with a quote before it."""
    if isinstance(given, list):
        return frozenset(given)
    if isinstance(given, str) and given.startswith("'"):
        return given[1:]
    return Decimal(given) if isinstance(given, str) else given


def judged(content: dict[str, Any], prefix: str, facts: dict[str, Any]):
    known = {name if "." in name else f"{prefix}.{name}": value(given) for name, given in facts.items()}
    return evaluate(parse(content), known)


def letters(verdict) -> str:
    return "".join(part.state.value[0].upper() for part in verdict.parts)


def eccp(
    members="20", member_sectors="3", public_bodies="1", management_fte="1", website_english=True
) -> dict[str, Any]:
    facts = dict(locals())
    return {name: given for name, given in facts.items() if given is not None}


# Rules in order: 15 members, two types, a public body, 0.5 posts, an English version.
ECCP = [
    (eccp(), "PPPPP", "P"),
    (eccp(members="15"), "PPPPP", "P"),
    (eccp(members="14"), "FPPPP", "F"),
    (eccp(members="0", member_sectors="0", public_bodies="0"), "FFFPP", "F"),
    (eccp(member_sectors="2"), "PPPPP", "P"),
    (eccp(member_sectors="1"), "PFPPP", "F"),
    (eccp(public_bodies="0"), "PPFPP", "F"),
    (eccp(management_fte="0.5"), "PPPPP", "P"),
    (eccp(management_fte="0.49"), "PPPFP", "F"),
    (eccp(management_fte="0.4999"), "PPPFP", "F"),
    (eccp(management_fte=None), "PPPUP", "U"),
    (eccp(website_english=False), "PPPPF", "F"),
    (eccp(website_english=None), "PPPPU", "U"),
    (eccp(members="14", website_english=None), "FPPPU", "F"),
]


def now(without_link="0", not_producing="0", functional_dependence="25", geostrategic_share="100") -> dict[str, Any]:
    facts = dict(locals())
    return {name: given for name, given in facts.items() if given is not None}


# Rules in order: a contract for each, at most three not producing, dependence (20 %, or 10 % with 30 % geostrategic).
DECREE_779 = [
    (now(), "PPP", "P"),
    (now(without_link="1"), "FPP", "F"),
    (now(not_producing="3"), "PPP", "P"),
    (now(not_producing="4"), "PFP", "F"),
    (now(functional_dependence="20", geostrategic_share="0"), "PPP", "P"),
    (now(functional_dependence="19.99", geostrategic_share="0"), "PPF", "F"),
    (now(functional_dependence="19.99", geostrategic_share="30"), "PPP", "P"),
    (now(functional_dependence="19.99", geostrategic_share="29.99"), "PPF", "F"),
    (now(functional_dependence="10", geostrategic_share="30"), "PPP", "P"),
    (now(functional_dependence="9.99"), "PPF", "F"),
    (now(functional_dependence="12", geostrategic_share=None), "PPU", "U"),
    (now(functional_dependence="9.99", geostrategic_share=None), "PPF", "F"),
    (now(functional_dependence="20", geostrategic_share=None), "PPP", "P"),
    (now(functional_dependence=None), "PPU", "U"),
    (now(functional_dependence=None, geostrategic_share="29.99"), "PPU", "U"),
    (now(not_producing=None, without_link="2"), "FUP", "F"),
]

FIRST = {
    "members": "10",
    "final_makers": "1",
    "output_inside": "20",
    "productive_jobs": "50",
    "schools": "1",
    "technology_infrastructure": "2",
    "financial_or_nonprofit": "1",
    "has_council": True,
    "specialised_organisation": True,
}
# Rules in order: participants, final maker, output, jobs, infrastructure of three, council, specialised organisation.
DECREE_2015 = [
    (FIRST, "PPPPPPP", "P"),
    ({**FIRST, "members": "9"}, "FPPPPPP", "F"),
    ({**FIRST, "output_inside": "19.99"}, "PPFPPPP", "F"),
    ({**FIRST, "productive_jobs": "49.99"}, "PPPFPPP", "F"),
    ({**FIRST, "technology_infrastructure": "1"}, "PPPPFPP", "F"),
    ({**FIRST, "schools": "0", "has_council": False}, "PPPPFFP", "F"),
    ({k: v for k, v in FIRST.items() if k != "technology_infrastructure"}, "PPPPUPP", "U"),
]


def hotel(**changes: Any) -> dict[str, Any]:
    facts = {"kind": "'hotel", "in_region": True, "has_inn": True, "sections": ["I"], **changes}
    return {name: given for name, given in facts.items() if given is not None}


# Rules in order: kind, region, INN, activity (a note: it never decides).
ADMISSION = [
    ("admission-tourism", hotel(), "PPPP", "P"),
    ("admission-tourism", hotel(kind="'manufacturer"), "FPPP", "F"),
    ("admission-tourism", hotel(in_region=False), "PFPP", "F"),
    ("admission-tourism", hotel(in_region=None), "PUPP", "U"),
    ("admission-tourism", hotel(has_inn=False), "PPFP", "F"),
    ("admission-tourism", hotel(sections=["A"]), "PPPF", "P"),
    ("admission-tourism", hotel(sections=None), "PPPU", "P"),
    ("admission-industrial", hotel(), "FPPF", "F"),
    ("admission-industrial", hotel(kind="'startup", sections=["I", "J"]), "PPPP", "P"),
    ("admission-agro-industrial", hotel(kind="'farm", sections=["A"]), "PPPP", "P"),
]

STANDING = (
    [("eccp", *case) for case in ECCP]
    + [("decree-779", *case) for case in DECREE_779]
    + [("decree-779-2015", *case) for case in DECREE_2015]
)


@pytest.mark.parametrize(("rules", "facts", "expected", "whole"), STANDING)
def test_standing_of_a_cluster(rules, facts, expected, whole):
    verdict = judged(SETS[rules], "cluster", facts)
    assert (letters(verdict), verdict.state.value[0].upper()) == (expected, whole)


@pytest.mark.parametrize(("rules", "facts", "expected", "whole"), ADMISSION)
def test_admission_of_an_organisation(rules, facts, expected, whole):
    verdict = judged(SETS[rules], "organisation", facts)
    assert (letters(verdict), verdict.state.value[0].upper()) == (expected, whole)


CLEAN = {"applicant.no_tax_debt": True}
FARM = {"kind": "'farm", "clusters": ["agro-industrial"], **CLEAN, "applicant.own_share": "60"}
STARTUP = {"kind": "'startup", "size": "'micro", "sections": ["J"], "applicant.new_jobs": "2"}
PLANT = {"clusters": ["industrial"], "applicant.in_register": True, "applicant.joint_project": True}
FACTORY = {"sections": ["C", "G"], **CLEAN, "applicant.own_share": "20", "applicant.investment": "10"}
CAFE = {"size": "'small", "sections": ["I"], "in_region": True}
JOINT = {"clusters": ["tourism"], "applicant.joint_project": True, "partners": "1"}

# measure, facts, verdict of each condition in the order of the list of conditions, what the navigator says
NAVIGATOR = [
    ("decree-41", PLANT, "PPP", "eligible"),
    ("decree-41", {**PLANT, "clusters": ["tourism"]}, "FPP", "nearly"),
    ("decree-41", {**PLANT, "clusters": ["tourism", "industrial"]}, "PPP", "eligible"),
    ("decree-41", {**PLANT, "clusters": [], "applicant.joint_project": False}, "FPF", "no"),
    ("decree-41", {"clusters": ["industrial"]}, "PUU", "unknown"),
    ("decree-41", {"clusters": ["tourism"]}, "FUU", "nearly"),
    ("decree-41", {}, "UUU", "unknown"),
    ("subsidy-equipment", FARM, "PPPP", "eligible"),
    ("subsidy-equipment", {**FARM, "applicant.own_share": "59.99"}, "PPPF", "nearly"),
    ("subsidy-equipment", {**FARM, "applicant.no_tax_debt": False}, "PPFP", "nearly"),
    ("subsidy-equipment", {**FARM, "kind": "'hotel", "clusters": ["tourism"]}, "FFPP", "no"),
    ("grant-startup", STARTUP, "PPPP", "eligible"),
    ("grant-startup", {**STARTUP, "applicant.new_jobs": "1"}, "PPPF", "nearly"),
    ("grant-startup", {**STARTUP, "size": "'medium"}, "PFPP", "nearly"),
    ("grant-startup", {**STARTUP, "sections": ["I", "M"]}, "PPPP", "eligible"),
    ("grant-startup", {**STARTUP, "sections": ["I"], "kind": "'hotel"}, "FPFP", "no"),
    ("loan-modernisation", FACTORY, "PPPP", "eligible"),
    ("loan-modernisation", {**FACTORY, "applicant.own_share": "19.99"}, "PPFP", "nearly"),
    ("loan-modernisation", {**FACTORY, "applicant.investment": "9.99", "sections": ["I"]}, "FPPF", "no"),
    ("loan-micro", CAFE, "PPP", "eligible"),
    ("loan-micro", {**CAFE, "in_region": False}, "PPF", "nearly"),
    ("loan-micro", {"sections": ["R"], "in_region": True}, "UPP", "unknown"),
    ("loan-micro", {**CAFE, "size": "'large", "sections": ["C"]}, "FFP", "no"),
    ("cofinancing-joint", JOINT, "PPP", "eligible"),
    ("cofinancing-joint", {**JOINT, "partners": "0"}, "PFP", "nearly"),
    ("cofinancing-joint", {**JOINT, "clusters": []}, "FPP", "nearly"),
    (
        "tax-property",
        {"kind": "'sanatorium", "in_region": True, **CLEAN, "applicant.investment": "20"},
        "PPPP",
        "eligible",
    ),
    ("tax-property", {"kind": "'sanatorium", "in_region": True, "applicant.investment": "19.99"}, "PPUF", "nearly"),
    ("rd-deduction", {**CLEAN, "applicant.has_research": False}, "PF", "nearly"),
    ("training-export", {"size": "'medium", "in_region": True}, "PP", "eligible"),
]


@pytest.mark.parametrize(("measure", "facts", "expected", "says"), NAVIGATOR)
def test_what_the_navigator_says(measure, facts, expected, says):
    verdict = judged(MEASURES[measure], "organisation", facts)
    answer = Answer(measure=None, version=None, verdict=verdict, said=[])
    assert (letters(verdict), answer.state) == (expected, says)


def test_there_are_cases_enough():
    assert len(STANDING) + len(ADMISSION) >= 20
    assert len(NAVIGATOR) >= 20
