"""Addresses of rule sets."""

from django.urls import URLPattern, path

from clusters.rules import views

urlpatterns: list[URLPattern] = [
    path("rules/", views.rule_set_list, name="rule-set-list"),
    path("rules/<slug:code>/", views.rule_set_detail, name="rule-set-detail"),
    path("rules/<slug:code>/edit/", views.rule_set_edit, name="rule-set-edit"),
]
