"""The result of a territory profile, from its frozen inputs alone."""

from competitiveness.territory_profile import findings, structure
from competitiveness.territory_profile.cells import Headcount, headcount
from competitiveness.territory_profile.population import population
from competitiveness.territory_profile.wage import wage


def compute(inputs: dict, config: dict) -> dict:
    """Figures, comparisons and findings as JSON types. `config` holds the indicator codes and thresholds of the method."""
    codes, sections = config["indicators"], inputs["sections"]
    members = [member["code"] for member in inputs["members"]]
    own = headcount(inputs["observations"], members, sections, codes["headcount"])
    reference = headcount(inputs["observations"], [inputs["reference"]["code"]], sections, codes["headcount"])
    result = {
        "period": inputs["period"],
        "is_demo": False,
        "subject": inputs["subject"],
        "members": inputs["members"],
        "not_covered": inputs["not_covered"],
        "reference": inputs["reference"],
        "beside": inputs["beside"],
        "employment": _employment(own, reference, config),
        "wage": wage(inputs, own, config),
        "population": population(inputs, config),
        "sources": _sources(inputs["observations"]),
    }
    result["findings"] = findings.found(result)
    return result


def _employment(own: Headcount, reference: Headcount, config: dict) -> dict:
    rows = structure.structure(own, reference)
    return {
        "total": own.total.value,
        "total_observations": list(own.total.observations),
        "published": own.published,
        "remainder": own.remainder,
        "remainder_share": own.remainder / own.total.value,
        "reference_total": reference.total.value,
        "reference_total_observations": list(reference.total.observations),
        "reference_remainder": reference.remainder,
        "sections": rows,
        "specialisation": _specialisation(rows, config["specialisation"]),
        "concentration": structure.concentration(own),
        "reference_concentration": structure.concentration(reference),
        "krugman": structure.krugman(own, reference),
    }


def _specialisation(rows: list[dict], thresholds: dict) -> list[str]:
    """Sections with a quotient and a share above the thresholds, by the persons they hold beyond the reference's structure.

    A quotient alone would put a section of thirty persons first.
    """
    chosen = [
        row
        for row in rows
        if row["quotient"] is not None
        and row["quotient"] >= thresholds["minimum_quotient"]
        and row["share"] >= thresholds["minimum_share"]
    ]
    return [row["section"] for row in sorted(chosen, key=lambda row: -row["excess"])]


def _sources(observations: list[dict]) -> list[dict]:
    """Each source and basis with the notes that stand there and the number of figures taken from it."""
    keys = ("indicator", "source", "source_url", "variant", "status")
    found: dict[tuple[str, ...], list[str]] = {}
    for row in observations:
        found.setdefault(tuple(row[key] for key in keys), []).append(row["note"])
    return [
        {**dict(zip(keys, key, strict=True)), "notes": sorted(set(notes)), "figures": len(notes)}
        for key, notes in sorted(found.items())
    ]
