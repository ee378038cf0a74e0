"""Forms of rules: thresholds one by one, as their operators take them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_parts import date_input
from accounts.models import today
from clusters.rules.facts import FACTS
from clusters.rules.language import Kind, Rule, Value
from clusters.rules.models import RuleSetVersion
from clusters.rules.words import Speaker

YES_NO = [("yes", _("yes")), ("no", _("no"))]
MARK = "threshold_"


class YesNoField(forms.TypedChoiceField):
    """A question to which no answer is an answer too: None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = YES_NO if kwargs.get("required", True) else [("", pgettext_lazy("answer", "not known")), *YES_NO]
        super().__init__(choices=choices, coerce=lambda word: word == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ThresholdsForm(forms.Form):
    """Every threshold of a version, the day from which the new ones hold, and the reason."""

    valid_from = forms.DateField(label=_("In force from"), initial=today, widget=date_input())
    reason = forms.CharField(
        label=_("Why they change"), max_length=300, help_text=_("Everyone reads it in the history of the rules.")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: RuleSetVersion, **kwargs: Any) -> None:
        kwargs["initial"] = {"based_on": version.number, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        speaker = Speaker()
        for rule in version.rules.rules():
            self.fields[MARK + rule.code] = _field(rule, speaker)
        self.order_fields([name for name in self.fields if name.startswith(MARK)])

    def thresholds(self) -> dict[str, Value]:
        """By code of the rule, for a valid form."""
        given = {name.removeprefix(MARK): value for name, value in self.cleaned_data.items() if name.startswith(MARK)}
        return {code: frozenset(value) if isinstance(value, list) else value for code, value in given.items()}


def _field(rule: Rule, speaker: Speaker) -> forms.Field:
    text = speaker.text(rule)
    fact = FACTS[rule.fact]
    hint = f"{fact.label}: {speaker.needs(rule)}"
    if rule.operator.kind is Kind.NUMBER:
        return forms.DecimalField(
            label=text, help_text=hint, initial=rule.threshold, max_digits=15, decimal_places=6, localize=False
        )
    if rule.operator.kind is Kind.YES_NO:
        return YesNoField(label=text, help_text=hint, initial=rule.threshold)
    return forms.MultipleChoiceField(
        label=text,
        initial=sorted(rule.threshold),  # type: ignore[arg-type]
        choices=list(fact.words().items()),
        widget=forms.CheckboxSelectMultiple,
    )
