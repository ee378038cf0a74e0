"""Forms of the administrators of people; the rules are in the actions."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.models import User, today
from accounts.people import queries
from accounts.people.contexts import RoleContext, all_contexts
from accounts.roles import ROLES


def _role_choices() -> list[tuple[str, str]]:
    known = {context.code for context in all_contexts()}
    return [(code, role.name) for code, role in ROLES.items() if role.context in known]


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or e-mail"), method="of_words", max_length=200)
    role = django_filters.ChoiceFilter(
        label=_("Role today"), choices=_role_choices, method="of_role", empty_label=_("any")
    )

    class Meta:
        model = User
        fields = ["q", "role"]

    def of_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return queries.matching(rows, value)

    def of_role(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return queries.holding(rows, value)


class GiveRoleForm(forms.Form):
    valid_from = forms.DateField(label=_("From"), initial=today, widget=date_input())
    valid_until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=date_input(),
        help_text=_("The first day on which it no longer holds. Empty: until further notice."),
    )

    def __init__(self, context: RoleContext, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if context.field is not None:
            self.fields = {"place": context.field(), **self.fields}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The person will read it in the letter."),
    )
