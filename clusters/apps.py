from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    name = "clusters"
    verbose_name = _("Clusters")

    def ready(self) -> None:
        """The rooms say what they add to the registry's pages and facts."""
        from clusters import registration

        registration.register()
