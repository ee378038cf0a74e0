from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cmw_portal"
    verbose_name = "CMW Cluster Portal"
