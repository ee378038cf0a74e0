"""Forms of shared infrastructure. What is valid is said by the model; what happens then by the actions."""

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.models import today
from clusters.forms import TerritoryChoiceField
from clusters.infrastructure import access
from clusters.infrastructure.actions import FIELDS
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster, Organisation, Territory
from clusters.queries import organisation_by_word, territory_name_order

_TEXTS = ("description_ru", "description_en", "access_ru", "access_en")


class OperatorField(forms.CharField):
    """An organisation of the registry, by its INN or the address of its page. Cleans to the organisation."""

    default_error_messages = {
        "unknown": _("No organisation of the registry is found by this. Give its INN or the address of its page.")
    }

    def prepare_value(self, value):
        if isinstance(value, int):
            known = Organisation.objects.filter(pk=value).values_list("inn", "public_id").first()
            return (known[0] or known[1]) if known else ""
        return value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = organisation_by_word(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return found

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ObjectForm(forms.ModelForm):
    territory = TerritoryChoiceField(
        label=_("Territory"), queryset=Territory.objects.without_outlines().order_by(territory_name_order())
    )
    operator = OperatorField(
        label=_("Operator"),
        required=False,
        max_length=300,
        help_text=_("INN of the organisation, or the address of its page in the portal."),
    )
    clusters = forms.ModelMultipleChoiceField(
        label=_("Clusters it serves"),
        queryset=Cluster.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = InfrastructureObject
        fields = FIELDS
        widgets = dict.fromkeys(_TEXTS, forms.Textarea({"rows": 3}))
        help_texts = {
            "name_en": _("If it is empty, readers of English see the Russian name."),
            "latitude": _("In degrees, for example 43.90500."),
            "longitude": _("In degrees, for example 42.71700."),
            "website": _("The full address, beginning with https://."),
            "source_url": _("Where this is known from; the full address."),
            "since": _("A year, a month or a day: 2023, 2023-05 or 2023-05-11."),
        }

    field_order = (*FIELDS[:5], "clusters", *FIELDS[5:])

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        kept = access.kept_clusters(by)
        if self.instance.pk:
            # What others have said of their clusters is shown and stays: only their own is theirs to change.
            self.fields["clusters"].queryset = (kept | self.instance.clusters.all()).distinct()
            self.fields["clusters"].initial = list(self.instance.clusters.all())
            self.fields["seen"].initial = self.instance.updated_at.isoformat()
        else:
            self.fields["clusters"].queryset = kept

    def _post_clean(self):
        """The action validates: here the instance must stay as it is in the database."""

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def seen_at(self):
        return parse_datetime(self.cleaned_data.get("seen") or "")


class CloseForm(forms.Form):
    until = forms.DateField(
        label=_("First day on which it no longer works"),
        initial=today,
        widget=date_input(),
    )
