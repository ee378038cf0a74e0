"""Headcount of a territory by section, out of the frozen observations: what is published and what is withheld."""

from dataclasses import dataclass

TOTAL = ""


@dataclass(frozen=True)
class Cell:
    """Headcount of one section: persons, or None where nothing is published of it.

    `withheld_in` names the territories whose part is not published: with a value, the value is a lower bound.
    """

    section: str
    value: float | None
    observations: tuple[str, ...]
    withheld_in: tuple[str, ...]

    @property
    def is_lower_bound(self) -> bool:
        return self.value is not None and bool(self.withheld_in)


@dataclass(frozen=True)
class Headcount:
    """Total and sections of one territory, or of several added up."""

    total: Cell
    sections: dict[str, Cell]

    @property
    def published(self) -> float:
        """Sum of the published sections, persons."""
        return float(sum(cell.value for cell in self.sections.values() if cell.value is not None))

    @property
    def remainder(self) -> float:
        """The part of the total that no published section accounts for, persons."""
        return float(self.total.value or 0) - self.published

    def share(self, section: str) -> float | None:
        """Share of a section in the published total; None where the section is withheld."""
        value = self.sections[section].value
        return None if value is None or not self.total.value else value / self.total.value


def headcount(observations: list[dict], territories: list[str], sections: list[str], indicator: str) -> Headcount:
    """Add up the territories' cells of `indicator` section by section; a withheld part is left out and named."""
    rows = {
        (row["territory"], row["activity"]): row
        for row in observations
        if row["indicator"] == indicator and row["territory"] in territories
    }
    return Headcount(
        total=_add(rows, territories, TOTAL),
        sections={section: _add(rows, territories, section) for section in sections},
    )


def _add(rows: dict[tuple[str, str], dict], territories: list[str], section: str) -> Cell:
    published = [
        row for territory in territories if (row := rows.get((territory, section))) and row["value"] is not None
    ]
    known = {row["territory"] for row in published}
    return Cell(
        section=section,
        value=float(sum(float(row["value"]) for row in published)) if published else None,
        observations=tuple(row["public_id"] for row in published),
        withheld_in=tuple(territory for territory in territories if territory not in known),
    )
