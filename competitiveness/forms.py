"""Forms of the reports; what is allowed is said by access and actions."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.access import Person
from clusters.models import Cluster, Territory
from competitiveness import access
from competitiveness.enums import ReportKind


class RequestForm(forms.Form):
    """Which report to compute. Offers only the subjects for which the person may ask."""

    subject = forms.ChoiceField(label=_("About"))
    period = forms.CharField(
        label=_("Period"),
        max_length=24,
        help_text=_("A finished quarter for a cluster, for example 2026-Q3; a year for a territory, for example 2023."),
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = _subjects(user)
        self.fields["subject"].choices = [(key, capfirst(subject.name)) for key, subject in self.subjects.items()]

    @property
    def has_subjects(self) -> bool:
        return bool(self.subjects)

    def request(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        subject = self.subjects[self.cleaned_data["subject"]]
        kind = ReportKind.CLUSTER if isinstance(subject, Cluster) else ReportKind.TERRITORY_PROFILE
        return {"kind": kind, "subject": subject, "period": self.cleaned_data["period"]}


def _subjects(user: Person) -> dict[str, Cluster | Territory]:
    clusters = Cluster.objects.filter(pk__in=access.requestable_clusters(user))
    found: dict[str, Cluster | Territory] = {f"cluster:{cluster.slug}": cluster for cluster in clusters}
    if access.can_request_profiles(user):
        territories = Territory.objects.without_outlines()
        region = territories.filter(level="region") | territories.of_region()
        found.update({f"territory:{territory.code}": territory for territory in region.order_by("level", "name_ru")})
    return found


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=300, help_text=_("Readers will see it at the report’s address.")
    )
