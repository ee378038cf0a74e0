"""Who speaks for an organisation: colleagues are invited by e-mail, a role ends at once."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import audit
from accounts.invitations.actions import invite
from accounts.invitations.models import Invitation
from accounts.models import User, today
from accounts.notices import notify
from clusters.access import require
from clusters.membership import access
from clusters.models import Organisation, OrganisationAssignment

REPORTER = "clusters.reporter"


def invite_colleague(*, by: User, organisation: Organisation, email: str, language: str) -> Invitation:
    """A letter with a one-time link; who accepts becomes a reporter. Raises PermissionDenied, ValidationError."""
    access.require_inviter(by, organisation)
    return invite(by=by, email=email, purpose=REPORTER, context=organisation.public_id, language=language)


@transaction.atomic
def grant_reporter(invitation: Invitation, user: User) -> OrganisationAssignment:
    """What an accepted invitation gives, in the inviter's name and only while he may still invite."""
    organisation = Organisation.objects.select_for_update().get(public_id=invitation.context)
    by = invitation.invited_by
    access.require_inviter(by, organisation)
    require(organisation.replaced_by_id is None, _("This row of the registry has been replaced by another one."))
    held = OrganisationAssignment.objects.current().filter(user=user, organisation=organisation).first()
    if held is not None:
        return held
    assignment = OrganisationAssignment(
        user=user, role="reporter", organisation=organisation, valid_from=today(), appointed_by=by
    )
    assignment.full_clean()
    assignment.save()
    after = {"user": user.pk, "role": "reporter", "organisation": organisation.public_id}
    audit.record(by=by, verb="clusters.assign_reporter", obj=assignment, after=after)
    return assignment


def place_of(invitation: Invitation) -> str:
    found = Organisation.objects.filter(public_id=invitation.context).first()
    return found.name if found else ""


@transaction.atomic
def end_role(*, by: User, assignment: OrganisationAssignment) -> OrganisationAssignment:
    """End a reporter's role, a colleague's or one's own, today: it is gone at the next request. Twice changes nothing."""
    require(
        access.can_end_role(by, assignment),
        _("Only a reporter of this organisation or the coordinator of its cluster ends the role of its people."),
    )
    row = OrganisationAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if row.valid_until is not None and row.valid_until <= today():
        return row
    row.valid_until = today()
    row.full_clean()
    row.save()
    if row.user_id != by.pk:
        _tell(row)
    after = {"user": row.user_id, "valid_until": row.valid_until.isoformat()}
    audit.record(by=by, verb="clusters.end_assignment", obj=row, before={"valid_until": None}, after=after)
    return row


def _tell(row: OrganisationAssignment) -> None:
    with override(row.user.language):
        subject = _("You no longer report for: %(name)s") % {"name": row.organisation.name}
        body = _("If this is a mistake, write to the coordinator of the cluster.")
    notify(recipient=row.user, kind="clusters.assignment_ended", subject=subject[:200], body=body, direct=True)
