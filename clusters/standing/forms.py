"""Forms of the standing: a stated fact, the rules that apply."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.models import today
from clusters.models import Cluster
from clusters.rules.enums import Purpose
from clusters.rules.facts import FACTS
from clusters.rules.language import Kind
from clusters.rules.models import RuleSet
from clusters.standing import queries
from clusters.standing.models import AppliedRuleSet


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = date_input()
    return forms.DateField(label=label, widget=widget, **kwargs)


class AsOfForm(forms.Form):
    on = _day(_("As of"), required=False)

    def date(self) -> dt.date:
        return (self.cleaned_data.get("on") if self.is_valid() else None) or today()


class StatedFactForm(forms.Form):
    """One field takes what the fact is: a number, or yes and no in the words of the reader."""

    fact = forms.ChoiceField(label=_("Fact"))
    value = forms.CharField(
        label=_("Value"), max_length=20, help_text=_("A number, or “yes” or “no” where the fact is a question.")
    )
    as_of = _day(_("As of"), initial=today)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("A document and its date; everyone sees it beside the value.")
    )
    source_url = forms.URLField(label=_("Address of the source"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = [("", ""), *((fact.code, _named(fact)) for fact in queries.facts_to_state())]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        fact, text = FACTS.get(given.get("fact", "")), given.get("value", "").strip().lower()
        if fact and text:
            given["value"] = self._yes_no(text) if fact.kind is Kind.YES_NO else self._number(text)
        return given

    def _yes_no(self, text: str) -> bool | None:
        words = {"yes": True, "no": False, str(_("yes")): True, str(_("no")): False}
        if text not in words:
            self.add_error("value", _("Answer “yes” or “no”: this fact is a question."))
        return words.get(text)

    def _number(self, text: str) -> Decimal | None:
        try:
            return forms.DecimalField(max_digits=14, decimal_places=4, min_value=0).clean(
                text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
            )
        except forms.ValidationError as error:
            self.add_error("value", error)
            return None


def _named(fact: Any) -> str:
    return f"{fact.label}, {fact.unit}" if fact.unit else str(fact.label)


class ApplyRulesForm(forms.Form):
    rule_set = forms.ModelChoiceField(
        label=_("Rules"), queryset=RuleSet.objects.exclude(purpose=Purpose.ELIGIBILITY), to_field_name="code"
    )
    valid_from = _day(_("From"), initial=today)


class LiftRulesForm(forms.Form):
    applied = forms.ModelChoiceField(label=_("Rules to lift"), queryset=AppliedRuleSet.objects.none())
    valid_until = _day(_("First day without them"), initial=today)

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = AppliedRuleSet.objects.filter(cluster=cluster, valid_until=None).select_related("rule_set")
        field = self.fields["applied"]
        field.queryset = rows
        field.label_from_instance = lambda row: row.rule_set.name
