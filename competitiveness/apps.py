from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetitivenessConfig(AppConfig):
    name = "competitiveness"
    verbose_name = _("Competitiveness")
