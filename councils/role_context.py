"""Offices of the councils among the roles that administrators give."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people.contexts import Place, RoleContext, register
from councils import actions
from councils.models import Council, CouncilAssignment


def _where(assignment: CouncilAssignment) -> Place:
    return assignment.council.name, assignment.council.get_absolute_url()


def _field() -> forms.Field:
    return forms.ModelChoiceField(Council.objects.order_by("pk"), to_field_name="slug", label=_("Council"))


def _give(*, place: Council, **details: Any) -> object:
    return actions.assign_council_role(council=place, **details)


def register_councils() -> None:
    register(
        RoleContext(
            "council",
            _("Councils"),
            CouncilAssignment,
            _give,
            actions.end_council_role,
            ("council",),
            _where,
            _field,
        )
    )
