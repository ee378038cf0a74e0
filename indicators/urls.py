"""Addresses of the figures: words that stay."""

from django.urls import path

from indicators.views import catalogue, importing, passports

app_name = "indicators"
urlpatterns = [
    path("indicators/", catalogue.indicator_list, name="indicator-list"),
    path("indicators/import/", importing.import_page, name="import"),
    path("indicators/<slug:code>/", catalogue.indicator_detail, name="indicator-detail"),
    path("observations/<slug:public_id>/", passports.observation_detail, name="observation-detail"),
]
