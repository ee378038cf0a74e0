from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's administration with the portal's own site; stands in INSTALLED_APPS for `django.contrib.admin`."""

    default_site = "accounts.admin_site.PortalAdminSite"
