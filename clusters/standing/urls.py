"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.standing import views

urlpatterns: list[URLPattern] = [
    path("clusters/<slug:slug>/standing/", views.standing, name="standing"),
    path("clusters/<slug:slug>/standing/facts/new/", views.fact_new, name="standing-fact-new"),
    path("clusters/<slug:slug>/standing/rules/", views.rules, name="standing-rules"),
]
