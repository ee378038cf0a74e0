"""Observations as they stand in the frozen inputs of a report."""

from collections.abc import Iterable
from decimal import Decimal

from indicators.models import Observation


def plain_number(value: Decimal | None) -> str | None:
    """The figure as published, without the padding zeros a database adds; None stays None (not published)."""
    return None if value is None else format(value.normalize(), "f")


def freeze_observations(observations: Iterable[Observation]) -> list[dict]:
    """Dicts of strings, in an order that does not depend on the database. Wants `with_subjects()` rows."""
    frozen = [_freeze(observation) for observation in observations]
    return sorted(
        frozen, key=lambda row: tuple(row[key] for key in ("indicator", "territory", "period", "activity", "variant"))
    )


def _freeze(observation: Observation) -> dict:
    return {
        "public_id": observation.public_id,
        "indicator": observation.indicator.code,
        "territory": observation.territory.code if observation.territory_id else "",
        "activity": observation.activity,
        "period": observation.period,
        "period_end": observation.period_end.isoformat(),
        "variant": observation.variant,
        "value": plain_number(observation.value),
        "unit": observation.unit,
        "status": observation.status,
        "source": observation.source,
        "source_url": observation.source_url,
        "note": observation.note,
        "revision": observation.revision,
    }


def names(thing) -> dict[str, str]:
    """Both names of a territory, cluster, indicator or dimension, as they are today."""
    return {"ru": thing.name_ru, "en": thing.name_en or thing.name_ru}
