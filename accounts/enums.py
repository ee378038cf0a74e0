"""Every state and kind the accounts room stores."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    RUSSIAN = "ru", _("Russian")
    ENGLISH = "en", _("English")


class JobState(models.TextChoices):
    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class NoticeState(models.TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    GATHERED = "gathered", _("waiting for the daily letter")
    KEPT = "kept", _("in the portal only")


class Channel(models.TextChoices):
    """How a person is told besides the portal itself, where every notice stands."""

    AT_ONCE = "at_once", _("at once")
    DIGEST = "digest", _("in the daily letter")
    PORTAL = "portal", _("only in the portal")


class TrailCheckKind(models.TextChoices):
    CHECKPOINT = "checkpoint", _("checkpoint")
    VERIFICATION = "verification", _("verification")


class Scope(models.TextChoices):
    """What a token may be used for: never more than its owner may do."""

    READ = "read", _("read data")
    WRITE = "write", _("send data")
