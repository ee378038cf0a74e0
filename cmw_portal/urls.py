"""Addresses are words and stay."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from cmw_portal import views
from cmw_portal.audit_files import audit_export

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("clusters.urls")),
    path("", include("indicators.urls")),
    path("", include("competitiveness.urls")),
    path("", include("councils.urls")),
    path("", include("exchange.urls")),
    path("search/", views.search, name="search"),
    path("desk/", views.desk, name="desk"),
    path("about/", views.about, name="about"),
    path("glossary/", views.glossary, name="glossary"),
    path("components/", views.component_gallery, name="component-gallery"),
    path("accounts/audit/export/", audit_export, name="audit-export"),
    path("accounts/", include("accounts.urls")),
    path("language/", set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("api/", include("cmw_portal.api_urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
handler400 = "cmw_portal.views.bad_request"
handler403 = "cmw_portal.views.permission_denied"
handler404 = "cmw_portal.views.page_not_found"
handler500 = "cmw_portal.views.server_error"
