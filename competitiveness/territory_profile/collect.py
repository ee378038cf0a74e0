"""The frozen inputs of a territory profile: whom it is about and every official figure it uses."""

from django.db.models import Q
from django.utils.translation import gettext as _

from clusters.enums import TerritoryLevel
from clusters.models import Territory
from competitiveness.freezing import freeze_observations, names
from competitiveness.problems import NotReportable
from indicators.activities import COUNTED_SECTIONS
from indicators.models import Observation
from indicators.models.observation import ObservationQuerySet


def collect(territory: Territory, period: str, config: dict) -> dict:
    """JSON types only. Raises NotReportable where the year has no published headcount of the territory or the krai."""
    codes = config["indicators"]
    peers = list(Territory.objects.of_region().without_outlines().order_by("code"))
    own = [territory] if territory.level == TerritoryLevel.MUNICIPALITY else peers
    covered = _with_headcount(own, period, config)
    if not covered:
        raise NotReportable(_no_headcount(territory, period, codes["headcount"]))
    above = _ancestors(covered[0])
    reference = _reference(above, covered)
    variant = _reference_variant(reference, period, config)
    used = Q(
        indicator__code=codes["headcount"], period=period, territory__in=covered, variant=config["headcount_variant"]
    )
    used |= Q(indicator__code=codes["headcount"], period=period, territory=reference, variant=variant)
    used |= Q(indicator__code__in=[codes["wage"], codes["population"]], activity="", territory__in=[*covered, *above])
    used |= Q(indicator__code=codes["wage"], activity="", territory__in=peers)
    return {
        "period": period,
        "subject": _described(territory),
        "members": [_described(one) for one in covered],
        "not_covered": [_described(one) for one in own if one not in covered],
        "reference": _described(reference),
        "beside": [_described(one) for one in above],
        "peers": [_described(one) for one in _with_wage(peers, codes["wage"])],
        "sections": list(COUNTED_SECTIONS),
        "observations": freeze_observations(_official().filter(used).with_subjects()),
    }


def years_with_headcount(territory: Territory, config: dict) -> list[str]:
    """Years for which a profile can be computed, newest first."""
    municipal = territory.level == TerritoryLevel.MUNICIPALITY
    own = [territory] if municipal else Territory.objects.of_region()
    found = _totals(config).filter(territory__in=own).values_list("period", flat=True)
    return sorted({period for period in found if period.isdigit()}, reverse=True)


def _official() -> ObservationQuerySet:
    return Observation.objects.current().official().filter(is_demo=False, territory__isnull=False)


def _totals(config: dict) -> ObservationQuerySet:
    return _official().filter(
        indicator__code=config["indicators"]["headcount"],
        activity="",
        variant=config["headcount_variant"],
        value__isnull=False,
    )


def _with_headcount(territories: list[Territory], period: str, config: dict) -> list[Territory]:
    known = set(_totals(config).filter(territory__in=territories, period=period).values_list("territory", flat=True))
    return [territory for territory in territories if territory.pk in known]


def _with_wage(territories: list[Territory], code: str) -> list[Territory]:
    known = set(_official().filter(indicator__code=code, territory__in=territories).values_list("territory", flat=True))
    return [territory for territory in territories if territory.pk in known]


def _ancestors(territory: Territory) -> list[Territory]:
    """From the subject of the federation up; the tree is three levels high."""
    above = []
    while territory.parent_id:
        territory = territory.parent
        above.append(territory)
    return above


def _reference(above: list[Territory], covered: list[Territory]) -> Territory:
    """The subject of the federation that the territories with figures belong to."""
    subjects = {territory.parent_id for territory in covered}
    reference = next((territory for territory in above if territory.level == TerritoryLevel.SUBJECT), None)
    if reference is None or subjects != {reference.pk}:
        raise NotReportable(
            _(
                "The municipalities with figures do not lie in one subject of the federation: there is nothing to compare with."
            )
        )
    return reference


def _reference_variant(reference: Territory, period: str, config: dict) -> str:
    """The basis of the reference closest to that of the municipalities, in the order the method gives."""
    known = set(
        _official()
        .filter(
            indicator__code=config["indicators"]["headcount"],
            territory=reference,
            period=period,
            activity="",
            value__isnull=False,
        )
        .values_list("variant", flat=True)
    )
    for variant in config["reference_variants"]:
        if variant in known:
            return variant
    raise NotReportable(
        _("%(territory)s: no headcount for %(period)s on a basis that can be compared. Import it with import_official.")
        % {"territory": reference.name, "period": period}
    )


def _no_headcount(territory: Territory, period: str, code: str) -> str:
    return _(
        "%(territory)s: no official headcount (%(code)s) by section is known for %(period)s. "
        "Choose a year that has it or import it with import_official."
    ) % {"territory": territory.name, "code": code, "period": period}


def _described(territory: Territory) -> dict:
    return {"code": territory.code, "level": territory.level, "name": names(territory)}
