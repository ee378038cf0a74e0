"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.cooperation.views import interests, links, network, notices

urlpatterns: list[URLPattern] = [
    path("partners/", notices.partner_list, name="partner-list"),
    path("partners/own/", notices.own, name="partner-own"),
    path("partners/post/", notices.post, name="partner-notice-post"),
    path("partners/interests/<slug:public_id>/", interests.detail, name="interest"),
    path("partners/interests/<slug:public_id>/link/", interests.link, name="interest-link"),
    path("partners/interests/<slug:public_id>/steps/<slug:verb>/", interests.step, name="interest-step"),
    path("partners/<slug:public_id>/", notices.detail, name="partner-notice"),
    path("partners/<slug:public_id>/edit/", notices.edit, name="partner-notice-edit"),
    path("partners/<slug:public_id>/interest/", interests.express, name="interest-express"),
    path("partners/<slug:public_id>/steps/<slug:verb>/", notices.step, name="partner-notice-step"),
    path("organisations/<slug:public_id>/links/", links.of_organisation, name="organisation-links"),
    path("organisations/<slug:public_id>/links/record/", links.record, name="link-record"),
    path("links/<slug:public_id>/", links.detail, name="link-detail"),
    path("links/<slug:public_id>/end/", links.end, name="link-end"),
    path("links/<slug:public_id>/steps/<slug:verb>/", links.step, name="link-step"),
    path("network/", network.of_region, name="network"),
    path("network.json", network.json_of_region, name="network-json"),
    path("network/export/<slug:what>/", network.export_of_region, name="network-export"),
    path("clusters/<slug:slug>/network/", network.of_cluster, name="cluster-network"),
    path("clusters/<slug:slug>/network.json", network.json_of_cluster, name="cluster-network-json"),
    path("clusters/<slug:slug>/network/export/<slug:what>/", network.export_of_cluster, name="cluster-network-export"),
]
