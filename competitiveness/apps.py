from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetitivenessConfig(AppConfig):
    name = "competitiveness"
    verbose_name = _("Competitiveness")

    def ready(self) -> None:
        # Panels read models, which exist only once every app is loaded.
        from clusters.panels import CLUSTER_PANELS, TERRITORY_PANELS
        from competitiveness.panels import cluster_panel, territory_panel

        CLUSTER_PANELS.append(cluster_panel)
        TERRITORY_PANELS.append(territory_panel)
