"""Coordinators and reporters among the roles that administrators give."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User, today
from accounts.people.contexts import Place, RoleContext, register
from clusters import actions
from clusters.models import Cluster, ClusterAssignment, Organisation, OrganisationAssignment


def _of_cluster(assignment: ClusterAssignment) -> Place:
    return assignment.cluster.name, assignment.cluster.get_absolute_url()


def _of_organisation(assignment: OrganisationAssignment) -> Place:
    return assignment.organisation.name, assignment.organisation.get_absolute_url()


def _cluster_field() -> forms.Field:
    return forms.ModelChoiceField(Cluster.objects.order_by("pk"), to_field_name="slug", label=_("Cluster"))


def _organisation_field() -> forms.Field:
    # Thousands of organisations are no list to choose from.
    return forms.ModelChoiceField(
        Organisation.objects.all(),
        to_field_name="public_id",
        label=_("Organisation"),
        widget=forms.TextInput,
        help_text=_("The last word of the address of its page, for example 0gk3x2m9qv5t."),
    )


def _coordinator(*, role: str, place: Cluster, valid_from: dt.date | None = None, **details: Any) -> object:
    return actions.assign_coordinator(cluster=place, valid_from=valid_from or today(), **details)


def _reporter(*, role: str, place: Organisation, valid_from: dt.date | None = None, **details: Any) -> object:
    return actions.assign_reporter(organisation=place, valid_from=valid_from or today(), **details)


def _end(*, by: User | None, assignment: Any, on: dt.date | None = None) -> object:
    return actions.end_assignment(by=by, assignment=assignment, valid_until=on or today())


def register_clusters() -> None:
    register(
        RoleContext(
            "cluster", _("Clusters"), ClusterAssignment, _coordinator, _end, ("cluster",), _of_cluster, _cluster_field
        )
    )
    register(
        RoleContext(
            "organisation",
            _("Organisations"),
            OrganisationAssignment,
            _reporter,
            _end,
            ("organisation",),
            _of_organisation,
            _organisation_field,
        )
    )
