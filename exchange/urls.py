"""Addresses of one's saved filters."""

from django.urls import path

from exchange import pages

app_name = "exchange"
urlpatterns = [
    path("filters/", pages.saved_filter_list, name="saved-filter-list"),
    path("filters/save/", pages.saved_filter_save, name="saved-filter-save"),
    path("filters/<slug:public_id>/", pages.saved_filter_edit, name="saved-filter"),
    path("filters/<slug:public_id>/delete/", pages.saved_filter_delete, name="saved-filter-delete"),
]
