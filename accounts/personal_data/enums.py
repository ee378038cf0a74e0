from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasureState(models.TextChoices):
    FILED = "filed", _("awaits a decision")
    CARRIED_OUT = "carried_out", _("carried out")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
