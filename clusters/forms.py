"""Forms of the registry. What is valid is said by the models; what happens then by the actions."""

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from clusters.actions.editing import CLUSTER_FIELDS, ORGANISATION_FIELDS
from clusters.models import Cluster, Organisation, Territory
from clusters.queries import territory_name_order


class CodesField(forms.CharField):
    """Several OKVED2 codes in one line."""

    def prepare_value(self, value):
        return " ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return super().to_python(value).replace(",", " ").replace(";", " ").split()

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class TerritoryChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Territory) -> str:
        return capfirst(obj.name)


class OrganisationForm(forms.ModelForm):
    okved_additional = CodesField(
        label=_("Other activities (OKVED2)"),
        required=False,
        max_length=500,
        help_text=_("Codes with spaces between them, for example: 56.10 93.29."),
    )
    territory = TerritoryChoiceField(
        label=_("Municipality"),
        queryset=Territory.objects.without_outlines().order_by(territory_name_order()),
        required=False,
        empty_label=_("not known"),
    )

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        help_texts = {
            "name_en": _("If it is empty, readers of English see the Russian name."),
            "inn": _("10 digits of a legal entity or 12 of an entrepreneur."),
            "ogrn": _("13 digits, or 15 of an entrepreneur (OGRNIP)."),
            "kpp": _("9 characters; entrepreneurs have none."),
            "okved_main": _("As in the classification, for example 86.90.4."),
            "latitude": _("In degrees, for example 43.90500."),
            "longitude": _("In degrees, for example 42.71700."),
            "website": _("The full address, beginning with https://."),
        }


class ClusterForm(forms.ModelForm):
    class Meta:
        model = Cluster
        fields = CLUSTER_FIELDS
        widgets = dict.fromkeys(("mission_ru", "mission_en", "vision_ru", "vision_en"), forms.Textarea({"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Not every organisation of the region: a cluster is managed by one of its own or by an association.
        candidates = Organisation.objects.filter(
            Q(memberships__cluster=self.instance) | Q(managed_clusters=self.instance)
        )
        self.fields["managing_organisation"].queryset = candidates.order_by("name_ru").distinct()
