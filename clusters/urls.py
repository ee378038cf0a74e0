"""Addresses of the registry: words that stay."""

from django.urls import path

from clusters.acts.urls import urlpatterns as acts
from clusters.cooperation.urls import urlpatterns as cooperation
from clusters.infrastructure.urls import urlpatterns as infrastructure
from clusters.membership.urls import urlpatterns as membership
from clusters.rules.urls import urlpatterns as rules
from clusters.standing.urls import urlpatterns as standing
from clusters.support.urls import urlpatterns as support
from clusters.views import clusters, organisations, territories

app_name = "clusters"
registry = [
    path("clusters/", clusters.cluster_list, name="cluster-list"),
    path("clusters/<slug:slug>/", clusters.cluster_detail, name="cluster-detail"),
    path("clusters/<slug:slug>/edit/", clusters.cluster_edit, name="cluster-edit"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<slug:public_id>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisations/<slug:public_id>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("territories/", territories.territory_list, name="territory-list"),
    path("territories/<slug:code>/", territories.territory_detail, name="territory-detail"),
]
# The rooms first: a fixed word of theirs comes before the registry's "any public id".
urlpatterns = [*membership, *rules, *standing, *support, *acts, *cooperation, *infrastructure, *registry]
