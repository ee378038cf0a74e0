"""Fields for what only the applicant knows, and for what a visitor tells of an imagined organisation."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clusters.enums import OrganisationKind, SizeClass
from clusters.forms import TerritoryChoiceField
from clusters.models import Cluster, Territory
from clusters.okved import okved_section
from clusters.queries import territory_name_order
from clusters.rules.facts import Fact, Known
from clusters.rules.forms import YesNoField
from clusters.rules.language import Kind, Value
from clusters.rules.registry_facts import of_place
from clusters.validators import validate_okved


def question_name(fact: Fact) -> str:
    return fact.code.replace(".", "-")


class QuestionsForm(forms.Form):
    """Each question may stay unanswered: what depends on it is then not known."""

    def __init__(self, *args: Any, asked: Iterable[Fact] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for fact in self.asked:
            self.fields[question_name(fact)] = _field(fact)

    def answers(self) -> dict[str, Value]:
        """Of a valid form, by the code of the fact."""
        given = {fact.code: self.cleaned_data.get(question_name(fact)) for fact in self.asked}
        return {code: value for code, value in given.items() if value is not None}


def initial_of(answers: Mapping[str, Value]) -> dict[str, Value]:
    return {code.replace(".", "-"): value for code, value in answers.items()}


def _field(fact: Fact) -> forms.Field:
    label = f"{fact.label}, {fact.unit}" if fact.unit else fact.label
    if fact.kind is Kind.YES_NO:
        return YesNoField(label=label, required=False)
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal(0), max_digits=15, decimal_places=4, localize=False
    )


class WhatIfForm(QuestionsForm):
    """An organisation that need not exist. Nothing is stored."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", pgettext_lazy("answer", "not known")), *OrganisationKind.choices]
    )
    size = forms.ChoiceField(
        label=_("Size"),
        required=False,
        choices=[
            ("", pgettext_lazy("answer", "not known")),
            *(one for one in SizeClass.choices if one[0] != SizeClass.UNKNOWN),
        ],
    )
    okved = forms.CharField(
        label=_("Main activity (OKVED2)"), required=False, max_length=8, validators=[validate_okved]
    )
    territory = TerritoryChoiceField(
        label=_("Municipality"),
        required=False,
        to_field_name="code",
        queryset=Territory.objects.none(),
        empty_label=pgettext_lazy("answer", "not known"),
    )
    cluster = forms.ChoiceField(label=_("Cluster"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Territory.objects.without_outlines().of_region().order_by(territory_name_order())
        self.fields["territory"].queryset = places
        clusters = [(cluster.slug, capfirst(cluster.name)) for cluster in Cluster.objects.all()]
        self.fields["cluster"].choices = [("", pgettext_lazy("answer", "not known")), ("none", _("in none")), *clusters]

    def known(self) -> dict[str, Known]:
        """Facts of the imagined organisation, of a valid form."""
        given = self.cleaned_data
        found: dict[str, Value | None] = {
            "kind": given.get("kind") or None,
            "size": given.get("size") or None,
            "sections": frozenset([okved_section(given["okved"])]) if given.get("okved") else None,
            "clusters": self._clusters(given.get("cluster", "")),
        }
        if given.get("territory"):
            found |= of_place(given["territory"].pk)
        facts = {f"organisation.{code}": value for code, value in found.items()}
        return {code: Known(value) for code, value in {**facts, **self.answers()}.items() if value is not None}

    def _clusters(self, word: str) -> frozenset[str] | None:
        if not word:
            return None
        return frozenset() if word == "none" else frozenset([word])
