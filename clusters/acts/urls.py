"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.acts.views import acts, findings, relations

urlpatterns: list[URLPattern] = [
    path("acts/", acts.act_list, name="act-list"),
    path("acts/new/", acts.act_new, name="act-new"),
    path("acts/findings/", findings.finding_list, name="finding-list"),
    path("acts/findings/look/", findings.finding_look, name="finding-look"),
    path("acts/findings/<slug:public_id>/", findings.finding_detail, name="finding-detail"),
    path("acts/findings/<slug:public_id>/<slug:verb>/", findings.finding_step, name="finding-step"),
    path("acts/<slug:public_id>/", acts.act_detail, name="act-detail"),
    path("acts/<slug:public_id>/edit/", acts.act_edit, name="act-edit"),
    path("acts/<slug:public_id>/conflict/", relations.conflict_new, name="conflict-new"),
    path("acts/<slug:public_id>/relations/new/", relations.relation_new, name="relation-new"),
    path("acts/<slug:public_id>/relations/<slug:relation_id>/end/", relations.relation_end, name="relation-end"),
]
