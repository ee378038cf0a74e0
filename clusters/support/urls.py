"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.support.views import applications, measures, navigator

urlpatterns: list[URLPattern] = [
    path("support/", measures.measure_list, name="measure-list"),
    path("support/new/", measures.measure_new, name="measure-new"),
    path("support/navigator/", navigator.what_if, name="measure-navigator"),
    path("support/applications/", applications.application_list, name="support-application-list"),
    path("support/applications/queue/", applications.queue, name="support-queue"),
    path("support/applications/<slug:public_id>/", applications.application_detail, name="support-application-detail"),
    path("support/applications/<slug:public_id>/edit/", applications.application_edit, name="support-application-edit"),
    path(
        "support/applications/<slug:public_id>/<slug:verb>/",
        applications.application_step,
        name="support-application-step",
    ),
    path("support/<slug:public_id>/", measures.measure_detail, name="measure-detail"),
    path("support/<slug:public_id>/edit/", measures.measure_edit, name="measure-edit"),
    path("support/<slug:public_id>/eligibility/", measures.measure_eligibility, name="measure-eligibility"),
    path("support/<slug:public_id>/apply/", applications.application_new, name="support-application-new"),
    path("support/<slug:public_id>/step/<slug:verb>/", measures.measure_step, name="measure-step"),
    path("organisations/<slug:public_id>/support/", navigator.of_organisation, name="organisation-support"),
]
