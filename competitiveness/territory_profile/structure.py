"""Structure of employment against the reference territory: shares, location quotients, concentration, distance."""

from math import isnan, nan

from competitiveness.engine import regional
from competitiveness.territory_profile.cells import Cell, Headcount


def structure(own: Headcount, reference: Headcount) -> list[dict]:
    """One row per section: headcount, shares (0–1), location quotient, excess headcount, and what is withheld.

    The quotient (e_ij/e_i)/(e_j/e) takes the published totals e_i and e, not the sums of the published sections.
    """
    quotients = regional.location_quotients(
        [_masses(own)],
        totals=[own.total.value],
        reference=_masses(reference),
        reference_total=reference.total.value,
    )
    return [
        _row(own, reference, section, float(value))
        for section, value in zip(own.sections, quotients.values[0], strict=True)
    ]


def _masses(headcount: Headcount) -> list[float]:
    return [nan if cell.value is None else cell.value for cell in headcount.sections.values()]


def _row(own: Headcount, reference: Headcount, section: str, quotient: float) -> dict:
    cell, beside = own.sections[section], reference.sections[section]
    comparable = not isnan(quotient)
    reference_share = reference.share(section)
    return {
        "section": section,
        "headcount": cell.value,
        "share": own.share(section),
        "reference_headcount": beside.value,
        "reference_share": reference_share,
        "quotient": quotient if comparable else None,
        # Persons above (below) what the territory would have with the reference's structure: e_ij − e_i·e_j/e.
        "excess": cell.value - own.total.value * reference_share if comparable else None,
        "flags": _flags(cell, beside),
        "withheld_in": list(cell.withheld_in),
        "observations": [*cell.observations, *beside.observations],
    }


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
    """Herfindahl index over the sections, as bounds: the remainder spread evenly over its sections, or all in one.

    With shares s of the sections published in full, a remainder r over k others, of which at least m persons are known
    to be in each: the even split is the least concentrated possibility and one section with all of r the most.
    Without a remainder both bounds are Σs². Normalised: (H − 1/n)/(1 − 1/n); equivalent number: 1/H.
    """
    whole = [cell.value for cell in own.sections.values() if cell.value is not None and not cell.withheld_in]
    open_cells = [cell.value or 0.0 for cell in own.sections.values() if cell.value is None or cell.withheld_in]
    spread = [*whole, *_levelled(open_cells, own.remainder)]
    heaped = [*whole, *_heaped(open_cells, own.remainder)]
    return {
        "basis": "published_sections_and_remainder",
        "sections": len(own.sections),
        "withheld": len(open_cells),
        "remainder_share": own.remainder / own.total.value,
        "herfindahl": {"low": regional.herfindahl(spread), "high": regional.herfindahl(heaped)},
        "normalised": {"low": regional.herfindahl_normalised(spread), "high": regional.herfindahl_normalised(heaped)},
        "equivalent_number": {"low": regional.equivalent_number(heaped), "high": regional.equivalent_number(spread)},
    }


def _levelled(cells: list[float], remainder: float) -> list[float]:
    """The remainder poured into the cells from the lowest up, as water finds its level: the smallest sum of squares."""
    filled, left = sorted(cells), max(0.0, remainder)
    for count in range(1, len(filled) + 1):
        level = (sum(filled[:count]) + left) / count
        if count == len(filled) or level <= filled[count]:
            return [level] * count + filled[count:]
    return filled


def _heaped(cells: list[float], remainder: float) -> list[float]:
    """The whole remainder in the largest of the cells: the greatest sum of squares."""
    if not cells:
        return []
    largest = max(range(len(cells)), key=lambda index: cells[index])
    return [value + max(0.0, remainder) if index == largest else value for index, value in enumerate(cells)]


def krugman(own: Headcount, reference: Headcount) -> dict:
    """Σ|s_ij − s_i| against the reference, which includes the territory itself; 0 = same structure, 2 = nothing in common.

    What is withheld on either side forms one class with its counterpart, which can only make the sum smaller: it is
    then a lower bound. A section known in part only is left in that class.
    """
    both = [name for name, cell in own.sections.items() if _whole(cell) and reference.sections[name].value is not None]
    part = [own.sections[name].value for name in both]
    beside = [reference.sections[name].value for name in both]
    rest = (own.total.value - sum(part), reference.total.value - sum(beside))
    value = regional.krugman([*part, max(0.0, rest[0])], [*beside, max(0.0, rest[1])])
    return {
        "value": value,
        "sections": len(both),
        "basis": "reference_includes_territory",
        "is_lower_bound": len(both) < len(own.sections),
    }


def _whole(cell: Cell) -> bool:
    return cell.value is not None and not cell.withheld_in
