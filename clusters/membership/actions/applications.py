"""The way of an application: kept as a draft, submitted, reviewed, decided."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Notice, User, today
from clusters import access as registry
from clusters.actions.assignments import assign_reporter
from clusters.actions.editing import ORGANISATION_FIELDS
from clusters.actions.memberships import admit_member
from clusters.actions.names import keep_names
from clusters.membership import access, checks
from clusters.membership.actions.telling import tell
from clusters.membership.enums import UNDER_REVIEW
from clusters.membership.lifecycle import APPLICATIONS
from clusters.membership.models import MembershipApplication
from clusters.models import Cluster, Organisation, OrganisationAssignment

EDITABLE = ("statement_ru", "consent", "valid_from")


@transaction.atomic
def save_application(
    *,
    by: User,
    cluster: Cluster,
    application: MembershipApplication | None = None,
    organisation: Organisation | None = None,
    proposed: Mapping[str, Any] | None = None,
    values: Mapping[str, Any],
) -> MembershipApplication:
    """Keep a draft, a new one or changed; of a returned application the same. Nobody of the cluster sees a draft.

    `values` are names of EDITABLE; `proposed` describes an organisation that is not in the registry (names of
    ORGANISATION_FIELDS, the territory by its code). Raises ValidationError where another application is open.
    """
    row = _row_to_edit(by, application)
    row.cluster = cluster
    if application is None:
        row.submitted_by, row.organisation = by, organisation
        row.is_demo = organisation.is_demo if organisation else by.is_demo
    if row.organisation is not None:
        registry.require(
            access.can_apply_for(by, row.organisation), _("Only a reporter of the organisation applies for it.")
        )
    elif proposed is not None:
        _propose(row, proposed)
    for name in EDITABLE:
        if name in values:
            setattr(row, name, values[name])
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.save_application", obj=row, after={"cluster": cluster.slug})
    return row


def _row_to_edit(by: User, application: MembershipApplication | None) -> MembershipApplication:
    if application is None:
        return MembershipApplication()
    row = MembershipApplication.objects.select_for_update().get(pk=application.pk)
    registry.require(access.speaks_for(by, row), _("Only the organisation itself changes its application."))
    if row.state not in ("draft", "returned"):
        raise ValidationError(_("A submitted application is not changed. Reload the page to see its state."))
    return row


def _propose(row: MembershipApplication, proposed: Mapping[str, Any]) -> None:
    unknown = sorted(set(proposed) - set(ORGANISATION_FIELDS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: an organisation has no such fields.")
    row.proposed_name, row.proposed_inn = proposed.get("name_ru", ""), proposed.get("inn", "")
    row.proposed = {
        name: value for name, value in proposed.items() if name not in ("name_ru", "inn") and value not in ("", None)
    }


@transaction.atomic
def offer_membership(
    *, by: User, organisation: Organisation, cluster: Cluster, valid_from: dt.date, statement: str
) -> MembershipApplication:
    """The cluster asks an organisation of the registry in. One with reporters answers itself; one without is admitted
    at once, with the statement as the note of why.

    Raises PermissionDenied, ValidationError.
    """
    registry.require(registry.can_coordinate(by, cluster), _("Only the coordinator of this cluster does this."))
    if not statement.strip():
        raise ValidationError({"statement_ru": _("Say why: the organisation will read it.")})
    if valid_from < today():
        raise ValidationError({"valid_from": _("A membership is not dated back: choose today or a later day.")})
    row = MembershipApplication(
        organisation=Organisation.objects.select_for_update().get(pk=organisation.pk),
        cluster=cluster,
        by_cluster=True,
        state="offered",
        submitted_by=by,
        submitted_at=timezone.now(),
        statement_ru=statement.strip(),
        valid_from=valid_from,
        is_demo=organisation.is_demo,
    )
    if OrganisationAssignment.objects.current().filter(organisation=organisation).exists():
        row.full_clean()
        row.save()
        tell(row, "offer", by=by, remark=row.statement_ru)
    else:
        row.state = "admitted"
        row.membership = admit_member(by=by, organisation=organisation, cluster=cluster, valid_from=valid_from)
        row.full_clean()
        row.save()
    after = {"cluster": cluster.slug, "organisation": organisation.public_id, "state": row.state}
    audit.record(by=by, verb="clusters.offer_membership", obj=row, after=after)
    return row


@transaction.atomic
def take_step(*, by: User, application: MembershipApplication, verb: str, remark: str = "") -> MembershipApplication:
    """Take one step of `lifecycle.APPLICATIONS`, with what it brings about. Of two at once the second reads why not.

    Raises KeyError for an unknown verb, PermissionDenied, ValidationError.
    """
    step = APPLICATIONS.step(verb)
    row = MembershipApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    before = row.state
    if step.target == "submitted" and verb != "put_back":
        MembershipApplication.objects.filter(pk=row.pk).update(submitted_at=timezone.now())
    APPLICATIONS.take(by=by, obj=row, verb=verb, remark=remark)
    row.refresh_from_db()
    if step.target == "admitted":
        _admit(by, row, verb)
    tell(row, verb, by=by, remark=remark.strip())
    audit.record(
        by=by,
        verb=f"clusters.{verb}_application",
        obj=row,
        before={"state": before},
        after={"state": row.state, "cluster": row.cluster.slug},
    )
    return row


def _admit(by: User, row: MembershipApplication, verb: str) -> None:
    """The membership, and for an organisation new to the registry its row and its first reporter."""
    organisation = row.organisation or _enter(by, row)
    applied_on = timezone.localdate(row.submitted_at)
    # An offer accepted was made by the cluster: the last step is the organisation's, the right to admit was used before.
    row.membership = admit_member(
        by=by if verb == "admit" else None,
        organisation=organisation,
        cluster=row.cluster,
        valid_from=max(row.valid_from or applied_on, applied_on),
        applied_on=applied_on,
    )
    row.organisation, row.consent = organisation, True
    row.save(update_fields=["membership", "organisation", "consent", "updated_at"])
    applicant = cast("User | None", row.submitted_by)
    if row.proposed_name and applicant is not None and not _reports(applicant, organisation):
        assign_reporter(by=None, user=applicant, organisation=organisation, valid_from=today())


def _enter(by: User, row: MembershipApplication) -> Organisation:
    organisation = checks.subject(row)
    organisation.full_clean()
    organisation.save()
    keep_names([organisation])
    audit.record(by=by, verb="clusters.enter_organisation", obj=organisation, after={"application": row.public_id})
    return organisation


def _reports(user: User, organisation: Organisation) -> bool:
    return OrganisationAssignment.objects.current().filter(user=user, organisation=organisation).exists()


@transaction.atomic
def link_organisation(
    *, by: User, application: MembershipApplication, organisation: Organisation
) -> MembershipApplication:
    """The proposed organisation is one of the registry: the application goes on as that one's.

    Not where that one has reporters: they speak for it, and it is theirs to apply.
    """
    row = MembershipApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    registry.require(access.reviews(by, row), _("Only the coordinator of this cluster does this."))
    if row.organisation_id is not None or row.state not in UNDER_REVIEW:
        raise ValidationError(_("Only a submitted application of a new organisation is linked. Reload the page."))
    if OrganisationAssignment.objects.current().filter(organisation=organisation).exists():
        raise ValidationError(
            _("“%(name)s” has reporters of its own, and they apply for it. Return the application and say so.")
            % {"name": organisation.name}
        )
    row.organisation = organisation
    row.full_clean()
    row.save()
    after = {"organisation": organisation.public_id}
    audit.record(by=by, verb="clusters.link_application", obj=row, after=after)
    return row


@transaction.atomic
def remind(*, by: User, application: MembershipApplication) -> None:
    """Tell the organisation that its returned application awaits it; once a day. Raises ValidationError."""
    row = MembershipApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    registry.require(access.reviews(by, row), _("Only the coordinator of this cluster does this."))
    if row.state != "returned":
        raise ValidationError(_("Only a returned application awaits the organisation."))
    told = Notice.objects.filter(kind="clusters.application_remind", link=row.get_absolute_url())
    if told.filter(created_at__gt=timezone.now() - dt.timedelta(days=1)).exists():
        raise ValidationError(_("The organisation has been reminded in the last 24 hours."))
    tell(row, "remind", by=by)
    audit.record(by=by, verb="clusters.remind_application", obj=row)
