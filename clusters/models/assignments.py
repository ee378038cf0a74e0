"""Roles whose context is one cluster or one organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import AssignmentBase
from clusters.constraints import NoOverlappingPeriods
from clusters.models.clusters import Cluster
from clusters.models.organisations import Organisation

_OVERLAP = _(
    "Assignment: the person has this role for part of that period already. End that assignment first or choose a later date."
)


def _roles(model: str, codes: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(role__in=codes),
        name=f"clusters_{model}_role_known",
        violation_error_message=_("Role: this role is not given in this context. Choose one of the list."),
    )


class ClusterAssignment(AssignmentBase):
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="assignments", verbose_name=_("cluster"))

    class Meta(AssignmentBase.Meta):
        verbose_name = _("assignment in a cluster")
        verbose_name_plural = _("assignments in clusters")
        constraints = [
            *AssignmentBase.Meta.constraints,
            _roles("clusterassignment", ["coordinator"]),
            NoOverlappingPeriods(
                fields=["user", "role", "cluster"],
                name="cluster_assignment_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_OVERLAP,
            ),
        ]


class OrganisationAssignment(AssignmentBase):
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name=_("organisation")
    )

    class Meta(AssignmentBase.Meta):
        verbose_name = _("assignment in an organisation")
        verbose_name_plural = _("assignments in organisations")
        constraints = [
            *AssignmentBase.Meta.constraints,
            _roles("organisationassignment", ["reporter"]),
            NoOverlappingPeriods(
                fields=["user", "role", "organisation"],
                name="organisation_assignment_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_OVERLAP,
            ),
        ]
