"""The REST interface: one list per noun, its document and its pages."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from clusters.acts.api import LISTS as ACTS
from clusters.api import ClusterViewSet, LinkViewSet, MembershipViewSet, OrganisationViewSet, TerritoryViewSet
from clusters.cooperation.api import LISTS as COOPERATION
from clusters.infrastructure.api import LISTS as INFRASTRUCTURE
from clusters.membership.api import LISTS as MEMBERSHIP
from clusters.standing.api import LISTS as STANDING
from clusters.support.api import LISTS as SUPPORT
from competitiveness.api import ReportViewSet
from councils.api import LISTS as COUNCILS
from exchange.views import NothingHere, SchemaPage, SchemaView, about
from exchange.views import root as root_view
from indicators.api import IndicatorViewSet, ObservationViewSet

app_name = "api"

LISTS = {
    "territories": TerritoryViewSet,
    "organisations": OrganisationViewSet,
    "clusters": ClusterViewSet,
    "memberships": MembershipViewSet,
    "links": LinkViewSet,
    **MEMBERSHIP,
    **STANDING,
    **COOPERATION,
    **INFRASTRUCTURE,
    **SUPPORT,
    **ACTS,
    "indicators": IndicatorViewSet,
    "observations": ObservationViewSet,
    "reports": ReportViewSet,
    **COUNCILS,
}

router = SimpleRouter()
for name, viewset in LISTS.items():
    router.register(name, viewset, basename=name)

urlpatterns = [
    path("", about, {"lists": list(LISTS)}, name="about"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", SchemaPage.as_view(), name="docs"),
    path("v1/", root_view, {"lists": list(LISTS)}, name="root"),
    path("v1/", include(router.urls)),
    re_path(r"^[\s\S]*/\Z", NothingHere.as_view(), name="nothing-here"),
]
