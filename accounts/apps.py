from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and access")

    def ready(self) -> None:
        from accounts.invitations import purposes
        from accounts.people import contexts

        purposes.register_own()
        contexts.register_own()
