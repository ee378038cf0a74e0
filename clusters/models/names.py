"""Names of organisations as they are compared, kept beside them so that a likeness is found without reading all."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.models.organisations import Organisation
from clusters.names import NameKey


class OrganisationName(models.Model):
    """One spelling of one name. Kept by `clusters.actions.names`, never by hand."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names", verbose_name=_("organisation"))
    key = models.CharField(_("as compared"), max_length=700)
    kinds = models.CharField(_("kinds it says"), max_length=100, blank=True)
    compared = models.BooleanField(_("compared with the others"), default=False)

    class Meta:
        verbose_name = _("name as compared")
        verbose_name_plural = _("names as compared")
        indexes = [models.Index(fields=["id"], condition=models.Q(compared=False), name="organisation_name_new")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "kinds"],
                name="organisation_name_once",
                violation_error_message=_("Name: it is kept already."),
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def as_key(self) -> NameKey:
        return NameKey(self.key, frozenset(self.kinds.split()))


class NameMark(models.Model):
    """One of the rare trigrams a name is looked up by; `size` is how many trigrams the whole name has."""

    name = models.ForeignKey(OrganisationName, models.CASCADE, related_name="marks", verbose_name=_("name"))
    mark = models.CharField(_("trigram"), max_length=3)
    size = models.PositiveSmallIntegerField(_("trigrams of the name"))

    class Meta:
        verbose_name = _("mark of a name")
        verbose_name_plural = _("marks of names")
        indexes = [models.Index(fields=["mark", "size", "name"], name="name_mark")]

    def __str__(self) -> str:
        return self.mark
