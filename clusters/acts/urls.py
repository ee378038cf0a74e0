"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
