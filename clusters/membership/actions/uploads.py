"""A file of organisations between its preview and its confirmation."""

import datetime as dt
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from clusters.actions.imports import Plan, import_organisations, plan_organisations
from clusters.membership.models import OrganisationUpload

KEPT = dt.timedelta(hours=1)


@transaction.atomic
def keep_upload(*, by: User, name: str, content: bytes) -> OrganisationUpload:
    """Keep a file that can be imported, with the digest of what it would do. Files whose hour is over are dropped.

    Raises PermissionDenied, UnreadableFile, RowErrors: such a file is not kept.
    """
    plan = plan_organisations(by=by, file=BytesIO(content))
    now = timezone.now()
    OrganisationUpload.objects.filter(expires_at__lte=now).delete()
    return OrganisationUpload.objects.create(
        owner=by, name=name[:200], content=content, digest=plan.digest, expires_at=now + KEPT
    )


def look_again(*, by: User, upload: OrganisationUpload) -> Plan:
    """What the file would do now; its digest, on the page, is what a confirmation is bound to. Nothing is written."""
    return plan_organisations(by=by, file=BytesIO(bytes(upload.content)))


@transaction.atomic
def confirm_upload(*, by: User, upload: OrganisationUpload, shown: str) -> int:
    """Import what was shown, once: of two confirmations at once the second finds no file. How many rows were written.

    Raises OrganisationUpload.DoesNotExist, RegistryChanged, RowErrors.
    """
    row = OrganisationUpload.objects.select_for_update().get(pk=upload.pk, owner=by)
    written = import_organisations(by=by, file=BytesIO(bytes(row.content)), shown=shown)
    row.delete()
    return len(written)
