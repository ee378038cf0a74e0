"""The REST interface: one list per noun, its document and its pages."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from clusters.api import ClusterViewSet, LinkViewSet, MembershipViewSet, OrganisationViewSet, TerritoryViewSet
from competitiveness.api import ReportViewSet
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
    "indicators": IndicatorViewSet,
    "observations": ObservationViewSet,
    "reports": ReportViewSet,
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
