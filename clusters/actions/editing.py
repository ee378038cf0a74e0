"""Changing what is said of an organisation or a cluster."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from accounts import audit
from accounts.models import User
from clusters import access
from clusters.actions.names import keep_names
from clusters.enums import LegalForm
from clusters.models import Cluster, Organisation

ORGANISATION_FIELDS = (
    "name_ru",
    "name_en",
    "short_name_ru",
    "short_name_en",
    "legal_form",
    "inn",
    "ogrn",
    "kpp",
    "okved_main",
    "okved_additional",
    "territory",
    "latitude",
    "longitude",
    "size_class",
    "sector",
    "kind",
    "website",
    "email",
    "phone",
)
CLUSTER_FIELDS = ("name_ru", "name_en", "mission_ru", "mission_en", "vision_ru", "vision_en", "managing_organisation")

# Contacts may be a person's; the name and numbers of an entrepreneur or a farm are a person's.
_CONTACTS = {"email", "phone"}
_PERSONS_OWN = {
    "name_ru",
    "name_en",
    "short_name_ru",
    "short_name_en",
    "inn",
    "ogrn",
    "website",
    "latitude",
    "longitude",
}
_PERSONS_FORMS = {LegalForm.SOLE_PROPRIETOR, LegalForm.FARM}


@transaction.atomic
def edit_organisation(*, by: User | None, organisation: Organisation, changes: Mapping[str, Any]) -> Organisation:
    """Set the fields named in `changes` (names of ORGANISATION_FIELDS). Unchanged values leave no audit row.

    Raises PermissionDenied, ValidationError by field, ValueError for a field that is not edited this way.
    """
    if by is not None:
        access.require_organisation_editor(by, organisation)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    was_a_persons = _is_a_persons(row)
    before, after = _apply(row, changes, ORGANISATION_FIELDS)
    if after:
        row.full_clean()
        row.save()
        keep_names([row])
        hidden = _CONTACTS | (_PERSONS_OWN if was_a_persons or _is_a_persons(row) else set())
        audit.record(
            by=by,
            verb="clusters.edit_organisation",
            obj=row,
            before=_without(hidden, before),
            after=_without(hidden, after),
        )
    return row


@transaction.atomic
def edit_cluster(*, by: User | None, cluster: Cluster, changes: Mapping[str, Any]) -> Cluster:
    """Set the fields named in `changes` (names of CLUSTER_FIELDS). Errors as in `edit_organisation`."""
    if by is not None:
        access.require_cluster_editor(by, cluster)
    row = Cluster.objects.select_for_update().get(pk=cluster.pk)
    before, after = _apply(row, changes, CLUSTER_FIELDS)
    if after:
        row.full_clean()
        row.save()
        audit.record(by=by, verb="clusters.edit_cluster", obj=row, before=before, after=after)
    return row


def _apply(row: models.Model, changes: Mapping[str, Any], allowed: tuple[str, ...]) -> tuple[dict, dict]:
    """Set what differs; what it was and what it is now, by field, as JSON can hold it."""
    unknown = sorted(set(changes) - set(allowed))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not edited by this action; it edits {', '.join(allowed)}.")
    before, after = {}, {}
    for name, value in changes.items():
        was = getattr(row, name)
        if was != value:
            before[name], after[name] = was, value
            setattr(row, name, value)
    return before, after


def _without(hidden: set[str], values: dict[str, Any]) -> dict[str, Any]:
    """Personal values are not kept in the trail: that the field changed is."""
    return {name: audit.MASKED if name in hidden else value for name, value in values.items()}


def _is_a_persons(organisation: Organisation) -> bool:
    return organisation.legal_form in _PERSONS_FORMS or len(organisation.inn) == 12
