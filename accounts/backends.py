"""Rights in the administration site, drawn from roles rather than from rows of Django's own permissions."""

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from accounts.access import can_administer
from accounts.models import User


class RoleBackend(BaseBackend):
    """Who administers the portal may do there whatever the administration site offers; nobody else anything."""

    def has_perm(self, user_obj: User, perm: str, obj: Model | None = None) -> bool:
        return self._administers(user_obj)

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        return self._administers(user_obj)

    def _administers(self, user: User) -> bool:
        # The site asks dozens of times for one page. The object lives as long as its request, and so does the answer.
        if not hasattr(user, "_administers_portal"):
            user._administers_portal = can_administer(user)
        return user._administers_portal
