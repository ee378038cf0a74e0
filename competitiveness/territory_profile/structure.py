"""Structure of employment against the reference territory: shares, location quotients, concentration, distance."""

from competitiveness.engine import regional
from competitiveness.territory_profile.cells import Cell, Headcount


def structure(own: Headcount, reference: Headcount) -> list[dict]:
    """One row per section: headcount, shares (0–1), location quotient, excess headcount, and what is withheld."""
    return [_row(own, reference, section) for section in own.sections]


def _row(own: Headcount, reference: Headcount, section: str) -> dict:
    cell, beside = own.sections[section], reference.sections[section]
    share, reference_share = own.share(section), reference.share(section)
    comparable = share is not None and bool(reference_share)
    return {
        "section": section,
        "headcount": cell.value,
        "share": share,
        "reference_headcount": beside.value,
        "reference_share": reference_share,
        "quotient": location_quotient(own, reference, section) if comparable else None,
        # Persons above (below) what the territory would have with the reference's structure: e_ij − e_i·e_j/e.
        "excess": cell.value - own.total.value * reference_share if comparable else None,
        "flags": _flags(cell, beside),
        "withheld_in": list(cell.withheld_in),
        "observations": [*cell.observations, *beside.observations],
    }


def location_quotient(own: Headcount, reference: Headcount, section: str) -> float:
    """(e_ij/e_i)/(e_j/e) with the published totals e_i and e, not the sums of the published sections."""
    return (own.sections[section].value / own.total.value) / (reference.sections[section].value / reference.total.value)


def _flags(cell: Cell, beside: Cell) -> list[str]:
    flags = []
    if cell.value is None:
        flags.append("withheld")
    elif cell.is_lower_bound:
        flags.append("lower_bound")
    if beside.value is None:
        flags.append("reference_withheld")
    return flags


def concentration(own: Headcount) -> dict:
    """Herfindahl index over the sections, as bounds: the withheld remainder spread evenly, or all in one section.

    With shares s of the published sections, a remainder r over k withheld ones: Σs² + r²/k ≤ H ≤ Σs² + r².
    Without a withheld section both bounds are Σs². Normalised: (H − 1/n)/(1 − 1/n); equivalent number: 1/H.
    """
    published = [share for section in own.sections if (share := own.share(section)) is not None]
    withheld = len(own.sections) - len(published)
    remainder = max(0.0, own.remainder / own.total.value) if withheld else 0.0
    square = float(sum(share * share for share in published))
    lower, upper = square + (remainder**2 / withheld if withheld else 0.0), square + remainder**2
    sections = len(own.sections)
    return {
        "basis": "published_sections_and_remainder",
        "sections": sections,
        "withheld": withheld,
        "remainder_share": remainder,
        "herfindahl": {"low": lower, "high": upper},
        "normalised": {
            "low": (lower - 1 / sections) / (1 - 1 / sections),
            "high": (upper - 1 / sections) / (1 - 1 / sections),
        },
        "equivalent_number": {"low": 1 / upper, "high": 1 / lower},
    }


def krugman(own: Headcount, reference: Headcount) -> dict:
    """Σ|s_ij − s_i| against the reference, which includes the territory itself; 0 = same structure, 2 = nothing in common.

    The sections withheld on either side form one class, which can only make the sum smaller: it is a lower bound.
    """
    both = [s for s in own.sections if own.share(s) is not None and reference.share(s) is not None]
    pairs = [(own.share(section), reference.share(section)) for section in both]
    rest = (1 - sum(share for share, _other in pairs), 1 - sum(other for _share, other in pairs))
    value = sum(abs(share - other) for share, other in [*pairs, rest])
    return {
        "value": float(value),
        "sections": len(both),
        "basis": "reference_includes_territory",
        "is_lower_bound": len(both) < len(own.sections),
    }
