"""Verbs of shared infrastructure: entered, edited, closed with a day. Nothing is deleted."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters.infrastructure import access
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster

FIELDS = (
    "name_ru",
    "name_en",
    "kind",
    "territory",
    "operator",
    "description_ru",
    "description_en",
    "capacity_ru",
    "capacity_en",
    "access_ru",
    "access_en",
    "website",
    "email",
    "phone",
    "latitude",
    "longitude",
    "since",
    "source_url",
)
_CONTACTS = {"email", "phone"}


@transaction.atomic
def record_object(
    *, by: User | None, fields: Mapping[str, Any], clusters: Iterable[Cluster] = (), is_demo: bool = False
) -> InfrastructureObject:
    """A new object that serves `clusters`; `fields` are of FIELDS.

    A coordinator names at least one cluster, and only own ones. Raises PermissionDenied, ValidationError by field.
    """
    chosen = list(clusters)
    if by is not None:
        access.require_some_keeper(by)
        access.require_clusters(by, chosen)
        _own_cluster_named(by, chosen)
    _only_known(fields)
    obj = InfrastructureObject(**fields, is_demo=is_demo)
    obj.full_clean()
    obj.save()
    obj.clusters.set(chosen)
    after = {name: getattr(obj, name) for name in FIELDS if getattr(obj, name) not in (None, "")}
    after["clusters"] = _slugs(chosen)
    audit.record(by=by, verb="clusters.record_infrastructure", obj=obj, after=_told(after))
    return obj


@transaction.atomic
def edit_object(
    *,
    by: User | None,
    obj: InfrastructureObject,
    changes: Mapping[str, Any],
    clusters: Iterable[Cluster] | None = None,
    seen: dt.datetime | None = None,
) -> InfrastructureObject:
    """Set the fields named in `changes` and, where given, the clusters it serves. What does not differ leaves no row.

    `seen` is when the row that the person looked at was last saved: another's change in between is not overwritten.
    """
    if by is not None:
        access.require_keeper(by, obj)
    _only_known(changes)
    row = InfrastructureObject.objects.select_for_update(of=("self",)).get(pk=obj.pk)
    if seen is not None and seen != row.updated_at:
        raise ValidationError(
            _("Somebody saved this object while you were editing it. Reload the page and make your changes again."),
            code="changed",
        )
    before: dict[str, Any] = {name: getattr(row, name) for name in changes if getattr(row, name) != changes[name]}
    after: dict[str, Any] = {name: changes[name] for name in before}
    for name, value in after.items():
        setattr(row, name, value)
    if clusters is not None:
        _set_clusters(by, row, list(clusters), before, after)
    if after:
        row.full_clean()
        row.save()
        audit.record(by=by, verb="clusters.edit_infrastructure", obj=row, before=_told(before), after=_told(after))
    return row


@transaction.atomic
def close_object(*, by: User | None, obj: InfrastructureObject, until: dt.date) -> InfrastructureObject:
    """It no longer works from `until` on; it stays in the register with that day."""
    if by is not None:
        access.require_keeper(by, obj)
    row = InfrastructureObject.objects.select_for_update(of=("self",)).get(pk=obj.pk)
    if row.until is not None:
        raise ValidationError({"until": _("This object is closed already. If it works again, enter it anew.")})
    row.until = until
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.close_infrastructure", obj=row, before={"until": None}, after={"until": until})
    return row


def _set_clusters(
    by: User | None, row: InfrastructureObject, chosen: list[Cluster], before: dict[str, Any], after: dict[str, Any]
) -> None:
    was = list(row.clusters.all())
    if {cluster.pk for cluster in was} == {cluster.pk for cluster in chosen}:
        return
    if by is not None:
        access.require_clusters(by, set(was) ^ set(chosen))
        _own_cluster_named(by, chosen)
    row.clusters.set(chosen)
    before["clusters"], after["clusters"] = _slugs(was), _slugs(chosen)


def _own_cluster_named(by: User, chosen: list[Cluster]) -> None:
    """Without a cluster of one's own a coordinator could not mend the entry afterwards."""
    if not access.can_keep_all(by) and not access.kept_clusters(by).filter(pk__in=[one.pk for one in chosen]).exists():
        raise ValidationError({"clusters": _("Name at least one cluster that you coordinate.")})


def _only_known(fields: Mapping[str, Any]) -> None:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not set by this action; it sets {', '.join(FIELDS)}.")


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """A contact may be a person's: the trail says that it changed, not to what."""
    return {name: audit.MASKED if name in _CONTACTS else value for name, value in values.items()}


def _slugs(clusters: Iterable[Cluster]) -> list[str]:
    return sorted(cluster.slug for cluster in clusters)
