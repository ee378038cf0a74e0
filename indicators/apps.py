from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        from clusters.panels import ORGANISATION_PANELS, TERRITORY_PANELS
        from indicators import panels

        for registered, panel in (
            (TERRITORY_PANELS, panels.territory_figures),
            (ORGANISATION_PANELS, panels.own_figures),
        ):
            if panel not in registered:
                registered.append(panel)
