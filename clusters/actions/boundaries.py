"""Outlines of territories from a GeoJSON file: all of them or none."""

import json
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters import access
from clusters.models import Territory
from exchange.reading import RowError, RowErrors, UnreadableFile

LIMIT_BYTES = 50 * 2**20
_SHAPES = ("Polygon", "MultiPolygon")


@transaction.atomic
def import_boundaries(*, by: User | None, file: BinaryIO) -> int:
    """Put the outline of every feature at the territory its property `code` names; how many there were.

    Coordinates are longitude and latitude in degrees (RFC 7946). The collection's member `attribution` is kept beside
    each. Raises UnreadableFile for the file as a whole, RowErrors with the number of each faulty feature.
    """
    if by is not None:
        access.require(
            access.can_import_organisations(by), _("Only the administrator of the portal imports boundaries.")
        )
    features, attribution = _features(file)
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    errors: list[RowError] = []
    for number, feature in enumerate(features, 1):
        errors += _faults(number, feature, territories)
    if errors:
        raise RowErrors(errors)
    for feature in features:
        Territory.objects.filter(code=feature["properties"]["code"]).update(
            boundary=feature["geometry"], boundary_attribution=attribution
        )
    codes = sorted(feature["properties"]["code"] for feature in features)
    audit.record(by=by, verb="clusters.import_boundaries", after={"territories": codes, "attribution": attribution})
    return len(features)


def _features(file: BinaryIO) -> tuple[list[Any], str]:
    content = file.read(LIMIT_BYTES + 1)
    if len(content) > LIMIT_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. Simplify the outlines.") % {"limit": LIMIT_BYTES // 2**20}
        )
    try:
        collection = json.loads(content)
    except (ValueError, RecursionError) as broken:
        raise UnreadableFile(_("This is not a GeoJSON file: %(reason)s.") % {"reason": broken}) from broken
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise UnreadableFile(_("The file holds no features. A GeoJSON FeatureCollection is needed."))
    attribution = collection.get("attribution", "")
    if not isinstance(attribution, str) or not attribution or len(attribution) > 200:
        raise UnreadableFile(
            _("The collection does not say whose data it is. Add a member “attribution” of up to 200 characters.")
        )
    return features, attribution


def _faults(number: int, feature: Any, territories: dict[str, Territory]) -> list[RowError]:
    """What is wrong with one feature; rows are numbered as the features stand in the file."""
    feature = feature if isinstance(feature, dict) else {}
    properties, geometry = feature.get("properties"), feature.get("geometry")
    code = properties.get("code") if isinstance(properties, dict) else None
    errors = []
    if not isinstance(code, str) or code not in territories:
        known = ", ".join(sorted(territories))
        message = _("There is no territory “%(code)s”.") % {"code": code}
        errors.append(RowError(number, "code", message, _("Known codes: %(known)s.") % {"known": known}))
    if not isinstance(geometry, dict) or geometry.get("type") not in _SHAPES or not _is_outline(geometry):
        message = _("The geometry is not a Polygon or MultiPolygon in degrees.")
        remedy = _("Export the outline in WGS 84 (EPSG:4326), longitude before latitude.")
        errors.append(RowError(number, "geometry", message, remedy))
    return errors


def _is_outline(geometry: dict[str, Any]) -> bool:
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return False
    return all(isinstance(rings, list) and rings and all(map(_is_ring, rings)) for rings in polygons)


def _is_ring(ring: Any) -> bool:
    return isinstance(ring, list) and len(ring) >= 4 and ring[0] == ring[-1] and all(map(_is_position, ring))


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) not in (2, 3):
        return False
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in position):
        return False
    return abs(position[0]) <= 180 and abs(position[1]) <= 90
