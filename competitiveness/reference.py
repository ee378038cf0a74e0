"""What every installation starts with: the methods, and a profile of each municipality that has official figures."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts import audit
from clusters.models import Territory
from competitiveness import actions
from competitiveness.computing import METHOD_CODES
from competitiveness.digests import canonical, digest
from competitiveness.enums import ReportKind
from competitiveness.models import MethodVersion, Report, ReportRun
from competitiveness.territory_profile.collect import years_with_headcount

DATA = Path(__file__).parent / "data"
METHODS = ("method_territory_profile_v1.json", "method_cluster_v1.json")
REGION = "CMW"


@dataclass(frozen=True)
class Loaded:
    """How many methods were added and how many profiles asked for; zeros when nothing was left to do."""

    methods: int
    profiles: int


def load() -> Loaded:
    """Add the methods that are missing and ask for the profiles that are. A second call changes nothing."""
    return Loaded(load_methods(), _request_profiles())


def load_methods() -> int:
    """Add the versions that are not known yet. Raises ImproperlyConfigured where a known one was edited."""
    return sum(_load_method(name) for name in METHODS)


def read_method(name: str) -> dict:
    """A method document of the data folder; goalposts are kept beside it as a table that people can read."""
    config = json.loads((DATA / name).read_text(encoding="utf-8"))
    if "goalposts_file" in config:
        with (DATA / config["goalposts_file"]).open(encoding="utf-8", newline="") as file:
            config["goalposts"] = {row["indicator"]: _goalpost(row) for row in csv.DictReader(file)}
    return canonical(config)


def _goalpost(row: dict[str, str]) -> dict:
    """Bounds in the unit the indicator has after division by its denominator and multiplication by the scale."""
    return {
        "denominator": row["denominator"],
        **{name: float(row[name]) for name in ("scale", "lower", "upper")},
        "unit": {"ru": row["unit_ru"], "en": row["unit_en"]},
        "reason": {"ru": row["reason_ru"], "en": row["reason_en"]},
    }


@transaction.atomic
def _load_method(name: str) -> bool:
    config = read_method(name)
    known = MethodVersion.objects.filter(code=config["code"], version=config["version"]).first()
    if known is None:
        method = MethodVersion.objects.create(
            code=config["code"], version=config["version"], config=config, digest=digest(config)
        )
        audit.record(by=None, verb="competitiveness.load_method", obj=method, after={"digest": method.digest})
        return True
    if known.digest != digest(config):
        raise ImproperlyConfigured(
            f"competitiveness/data/{name} differs from the version {known} that reports cite. "
            "A method never changes: give the new one a new version number."
        )
    return False


def _request_profiles() -> int:
    """For the newest year with figures, of every municipality that has them and of the region as a whole."""
    config = MethodVersion.objects.newest(METHOD_CODES[ReportKind.TERRITORY_PROFILE]).config
    territories = list(Territory.objects.of_region().without_outlines().order_by("code"))
    territories += Territory.objects.without_outlines().filter(code=REGION)
    asked = 0
    for territory in territories:
        years = years_with_headcount(territory, config)
        if years and not _has_profile(territory):
            actions.request_report(
                by=None,
                kind=ReportKind.TERRITORY_PROFILE,
                subject=territory,
                period=years[0],
                publish=True,
                slot=f"territory:{territory.code}:{years[0]}:first",
            )
            asked += 1
    return asked


def _has_profile(territory: Territory) -> bool:
    return (
        Report.objects.published().about(territory).exists() or ReportRun.objects.filter(territory=territory).exists()
    )
