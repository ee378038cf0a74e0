"""Forms of measures and of applications for support."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.models import today
from clusters.forms import TerritoryChoiceField
from clusters.models import Organisation, Territory
from clusters.queries import territory_name_order
from clusters.rules.forms import YesNoField
from clusters.rules.language import Kind, Value
from clusters.support import criteria
from clusters.support.actions import MEASURE_FIELDS
from clusters.support.models import SupportMeasure
from clusters.support.questions import QuestionsForm


class MeasureForm(forms.ModelForm):
    territory = TerritoryChoiceField(
        label=_("Territory"),
        required=False,
        queryset=Territory.objects.without_outlines().order_by(territory_name_order()),
        empty_label=_("everywhere"),
    )

    class Meta:
        model = SupportMeasure
        fields = MEASURE_FIELDS
        widgets = {
            "opens": date_input(),
            "closes": date_input(),
            "summary_ru": forms.Textarea({"rows": 4}),
            "summary_en": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "opens": _("Leave it empty where applications are always taken."),
            "closes": _("The last day."),
            "giver_ru": _("Only if it is not in the registry."),
            "act_id": _("The public id of the act in the portal's register, if it is there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not every organisation of the region: support is given by authorities, banks, funds and universities.
        givers = Organisation.objects.filter(
            kind__in=["authority", "bank", "association", "infrastructure", "university"]
        )
        self.fields["giver"].queryset = givers.filter(replaced_by=None)


class EligibilityForm(forms.Form):
    """One field for each condition; an empty one is no condition."""

    reason = forms.CharField(label=_("Why the conditions are set or changed"), max_length=300)

    def __init__(self, *args: Any, thresholds: Mapping[str, Value], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in criteria.criteria():
            self.fields[code] = _condition(code, thresholds.get(code))
        self.order_fields([*criteria.criteria(), "reason"])

    def thresholds(self) -> dict[str, Any]:
        """As JSON, of a valid form, by code."""
        given = {code: self.cleaned_data.get(code) for code in criteria.criteria()}
        kept = {code: value for code, value in given.items() if value not in (None, [], "")}
        return {code: str(value) if isinstance(value, Decimal) else value for code, value in kept.items()}


def _condition(code: str, threshold: Value | None) -> forms.Field:
    fact = criteria.fact_of(code)
    label = f"{fact.label}, {fact.unit}" if fact.unit else fact.label
    if fact.kind is Kind.NUMBER:
        hint = _("The least that is asked for.")
        return forms.DecimalField(
            label=label,
            required=False,
            initial=threshold,
            min_value=Decimal(0),
            max_digits=15,
            decimal_places=4,
            help_text=hint,
        )
    if fact.kind is Kind.YES_NO:
        return YesNoField(label=label, required=False, initial=threshold, help_text=_("Which answer is needed."))
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        initial=sorted(threshold) if isinstance(threshold, frozenset) else [],
        choices=list(fact.words().items()),
        widget=forms.CheckboxSelectMultiple,
    )


class EditApplicationForm(QuestionsForm):
    """Whose it is and for which measure does not change."""

    purpose = forms.CharField(
        label=_("What the support is for"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Only your organisation and the deciding authority read it."),
    )
    requested = forms.DecimalField(
        label=_("Amount asked for, roubles"), required=False, min_value=Decimal(0), max_digits=15, decimal_places=2
    )


class ApplicationForm(EditApplicationForm):
    organisation = forms.ModelChoiceField(
        label=_("In the name of"), queryset=Organisation.objects.none(), to_field_name="public_id"
    )
    field_order = ["organisation", "purpose", "requested"]

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class DecisionForm(forms.Form):
    """What a step asks for besides itself; a step that asks for nothing has no fields."""

    remark = forms.CharField(label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    granted = forms.DecimalField(
        label=_("Amount granted, roubles"), required=False, min_value=Decimal(0), max_digits=15, decimal_places=2
    )
    received = forms.DecimalField(
        label=_("Amount received, roubles"), required=False, min_value=Decimal(0), max_digits=15, decimal_places=2
    )
    received_on = forms.DateField(label=_("Received on"), initial=today, widget=date_input())
    outcome = forms.CharField(
        label=_("What came of it"), max_length=4000, widget=forms.Textarea({"rows": 5}), required=False
    )
    jobs = forms.IntegerField(label=_("Jobs made or kept"), required=False, min_value=0, max_value=1_000_000)
    effect = forms.CharField(
        label=_("Effect on an indicator"), required=False, max_length=500, help_text=_("For example: nights sold, +4%.")
    )

    FIELDS = {
        "approve": ("granted", "remark"),
        "refuse": ("remark",),
        "return": ("remark",),
        "withdraw": ("remark",),
        "pay": ("received", "received_on"),
        "report": ("outcome", "jobs", "effect"),
    }

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{verb}_%s", **kwargs})
        for name in set(self.fields) - set(self.FIELDS.get(verb, ())):
            del self.fields[name]
        if verb in {"refuse", "return"}:
            self.fields["remark"].required = True
        if verb == "report":
            self.fields["outcome"].required = True
