"""From a subject and a period to frozen inputs and a result, by the kind of report."""

from collections.abc import Callable
from types import ModuleType

from django.utils.translation import gettext as _

from competitiveness import cluster_report, territory_profile
from competitiveness.digests import canonical
from competitiveness.enums import ReportKind
from competitiveness.models import MethodVersion, ReportRun
from competitiveness.problems import NotReportable

METHOD_CODES = {ReportKind.CLUSTER: "cluster-competitiveness", ReportKind.TERRITORY_PROFILE: "territory-profile"}
MODULES: dict[str, ModuleType] = {ReportKind.CLUSTER: cluster_report, ReportKind.TERRITORY_PROFILE: territory_profile}


def newest_method(kind: str) -> MethodVersion:
    """The method that a new report of this kind is computed by. Raises NotReportable where none is loaded."""
    try:
        return MethodVersion.objects.newest(METHOD_CODES[kind])
    except MethodVersion.DoesNotExist:
        raise NotReportable(_("The methods are not loaded. Run manage.py load_reference.")) from None


def collect(run: ReportRun, method: MethodVersion) -> dict:
    """The inputs to freeze. Raises NotReportable with what is missing."""
    return canonical(MODULES[run.kind].collect(run.subject, run.period, method.config))


def compute(kind: str, inputs: dict, config: dict) -> dict:
    """The result, from the frozen inputs and the method alone: the same today and in ten years.

    Databases give keys back in an order of their own, and sums depend on order: the computation always sees them sorted.
    """
    function: Callable[[dict, dict], dict] = MODULES[kind].compute
    return canonical(function(canonical(inputs), canonical(config)))
