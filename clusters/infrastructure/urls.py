"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.infrastructure import views

urlpatterns: list[URLPattern] = [
    path("infrastructure/", views.object_list, name="infrastructure-list"),
    path("infrastructure/new/", views.object_new, name="infrastructure-new"),
    path("infrastructure/<slug:public_id>/", views.object_detail, name="infrastructure-detail"),
    path("infrastructure/<slug:public_id>/edit/", views.object_edit, name="infrastructure-edit"),
    path("infrastructure/<slug:public_id>/close/", views.object_close, name="infrastructure-close"),
]
