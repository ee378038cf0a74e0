"""A made-up organisation and its quarters: levels by kind and size, a trend, a season and some noise.

Figures of one quarter agree with each other: nights are guests times stay, income per bed is income over beds.
"""

import random

STAFF = {"micro": (5, 14), "small": (18, 95), "medium": (105, 240), "large": (270, 780), "unknown": (10, 60)}


class Firm:
    """One organisation. All shares are per cent, money is in thousands of roubles."""

    def __init__(self, rng: random.Random, size: str, profile: dict, *, bottles: bool) -> None:
        self.rng, self.profile, self.bottles = rng, profile, bottles
        self.staff = rng.uniform(*STAFF[size])
        self.staff_growth = rng.gauss(0.004, 0.006)
        self.output_growth = rng.gauss(0.021, 0.01)
        self.level = {name: rng.lognormvariate(0, 0.18) for name in profile if name != "season"}
        self.drift = {name: rng.gauss(0.008, 0.012) for name in profile if name != "season"}
        self.beds = round(self.staff * rng.uniform(1.1, 1.6))
        self.stay = rng.uniform(9.5, 15)
        self.foreign = rng.uniform(1.0, 6.5)
        self.adapted = rng.uniform(4, 14)
        self.occupancy = rng.uniform(52, 74)

    def quarter(self, step: int, season: int, days: int) -> dict[str, float]:
        """Figures of the quarter `step` steps after the first; `season` is 0–3, `days` its length."""
        values = self._economy(step, season)
        values |= self._renewal(step, values) | self._innovation(step, values) | self._chains(step)
        values |= self._resort(step, season, days, values)
        return values | self._resources(step, values)

    def _share(self, name: str, step: int, top: float = 95.0) -> float:
        if name not in self.profile:
            return 0.0
        moved = self.profile[name] * self.level[name] * (1 + self.drift[name]) ** step
        return min(top, moved * self._noise(0.03))

    def _noise(self, spread: float) -> float:
        return max(0.5, self.rng.gauss(1, spread))

    def _economy(self, step: int, season: int) -> dict[str, float]:
        staff = max(3, round(self.staff * (1 + self.staff_growth) ** step * self._noise(0.01)))
        per_head = self.profile["revenue"] * self.level["revenue"] * self.profile["season"][season]
        turnover = staff * per_head * (1 + self.output_growth) ** step * self._noise(0.03)
        wage = self.profile["wage"] * self.level["wage"] ** 0.5 * 1.028**step * self._noise(0.015)
        return {
            "A02": staff,
            "B01": turnover,
            "B02": turnover * 0.93 * self._noise(0.01),
            "B06": self._share("margin", step, 45),
            "B07": self._share("export", step),
            "E01": wage,
            "E05": self._share("training", step),
            "K01": turnover * 0.085 + staff * wage * 3 / 1000 * 0.36,
        }

    def _renewal(self, step: int, values: dict[str, float]) -> dict[str, float]:
        return {
            "C01": values["B01"] * self._share("invest", step) / 100 * self._noise(0.2),
            "C03": self._share("wear", step),
            "C04": self._share("renewal", step, 60),
        }

    def _innovation(self, step: int, values: dict[str, float]) -> dict[str, float]:
        digital = self._share("digital", step)
        innovative = self._share("innovative", step)
        research = values["B01"] * self._share("research", step) / 100
        return {
            "D01": min(95.0, 6 + 1.9 * innovative),
            "D02": innovative,
            "D03": innovative * 0.31 * self._noise(0.05),
            "D04": research,
            "D05": 1 + digital / 14 + values["A02"] / 160,
            "D06": research / 900 + self.rng.random() * 1.1,
            "D07": values["B01"] * digital / 100 * 0.013 * self._noise(0.1),
            "D08": digital,
        }

    def _chains(self, step: int) -> dict[str, float]:
        return {
            "F01": self._share("inner", step),
            "F06": self._share("local", step),
            "F07": self._share("imported", step),
            "I09": self._share("local", step),
            "I08": min(96.0, 62 * self._noise(0.06) + 0.5 * step),
        }

    def _resort(self, step: int, season: int, days: int, values: dict[str, float]) -> dict[str, float]:
        beds = self.beds + step // 3
        busy = min(97.0, self.occupancy * self.profile["season"][season] ** 0.7 * 1.006**step * self._noise(0.02))
        nights = round(beds * days * busy / 100)
        guests = max(1, round(nights / (self.stay * self._noise(0.02))))
        income = values["B02"] * 0.96
        return {
            "H02": beds,
            "H03": guests,
            "H04": nights,
            "H05": income,
            "H06": 100 * nights / (beds * days),
            "H07": nights / guests,
            "H08": income / beds,
            "H10": min(40.0, self.foreign * 1.03**step * self._noise(0.05)),
            "H14": min(60.0, self.adapted + 0.4 * step),
        }

    def _resources(self, step: int, values: dict[str, float]) -> dict[str, float]:
        water = self._share("water", step) * values["A02"] / 100
        figures = {
            "I05": values["A02"] * 0.021 * self._noise(0.05),
            "J02": water * 0.11 * self._noise(0.05),
            "J03": water,
            "J04": min(98.0, 41 * self.level["revenue"] * self._noise(0.04)),
            "J05": 27 * self.level["wage"] * 0.993**step * self._noise(0.03),
            "J06": values["B01"] * 0.004 * self._noise(0.2),
            "J07": self._share("waste", step) * 0.99**step,
            "J08": self._share("energy", step) * 0.99**step,
        }
        if self.bottles:
            figures["I07"] = values["B01"] / 21_000 * self._noise(0.04)
        return figures
