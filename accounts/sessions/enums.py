from django.db import models
from django.utils.translation import gettext_lazy as _


class Ending(models.TextChoices):
    BY_OWNER = "owner", _("ended by the person")
    BY_ADMINISTRATOR = "administrator", _("ended by an administrator")
    SIGNED_OUT = "signed_out", _("signed out")
    IDLE = "idle", _("not used for too long")
    TOO_LONG = "too_long", _("open for too long")
    PASSWORD = "password", _("the password was changed")
    FACTOR = "factor", _("the second factor was reset")
    CLOSED = "closed", _("the account was closed")
    ERASED = "erased", _("the personal data were erased")
