"""The portal's wishes to allauth about second factors."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User


class SecondFactorAdapter(DefaultMFAAdapter):
    def __init__(self) -> None:
        super().__init__()
        self.error_messages = {
            **self.error_messages,
            "incorrect_code": _("This does not match. A code works once and for half a minute: take the newest one."),
        }

    def get_totp_issuer(self) -> str:
        return _("CMW Cluster Portal")

    def encrypt(self, text: str) -> str:
        """A copy of the database without the key of the portal gives no codes."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the portal's own name, whatever the Host header says."""
        host = urlsplit(settings.BASE_URL).hostname or ""
        if not settings.HTTPS:
            host = context.request.get_host().partition(":")[0]  # localhost and 127.0.0.1 are one machine
        return {"id": host, "name": _("CMW Cluster Portal")}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor" + k.encode()).digest())) for k in keys]
    )
