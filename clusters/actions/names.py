"""Names of organisations as they are compared, kept beside them by every deed that writes a name."""

from collections.abc import Iterable

from django.db import transaction

from clusters.models import NameMark, Organisation, OrganisationName
from clusters.names import NameKey, marks, name_key, trigrams

_BATCH = 500


def keys_of(organisation: Organisation) -> set[NameKey]:
    """Each of its names as it is compared; two spellings of one name are one key."""
    names = (organisation.name_ru, organisation.name_en, organisation.short_name_ru, organisation.short_name_en)
    return {key for name in names if name and (key := name_key(name)).text}


@transaction.atomic
def keep_names(organisations: Iterable[Organisation]) -> int:
    """Bring what is kept of the names up to date; how many names are new. Names that have not changed keep their rows."""
    made = 0
    batch: list[Organisation] = []
    for organisation in organisations:
        batch.append(organisation)
        if len(batch) == _BATCH:
            made += _keep(batch)
            batch = []
    return made + _keep(batch)


def keep_missing_names() -> int:
    """For organisations that came by other ways than the verbs: the reference data, the demonstration."""
    return keep_names(Organisation.objects.filter(names=None).defer("search_text").iterator(_BATCH))


def _keep(batch: list[Organisation]) -> int:
    if not batch:
        return 0
    kept = OrganisationName.objects.filter(organisation__in=[row.pk for row in batch])
    known = {(name.organisation_id, name.as_key): name.pk for name in kept}
    wanted = {(row.pk, key) for row in batch for key in keys_of(row)}
    gone = [pk for place, pk in known.items() if place not in wanted]
    if gone:
        OrganisationName.objects.filter(pk__in=gone).delete()
    names = [
        OrganisationName(organisation_id=pk, key=key.text, kinds=" ".join(sorted(key.kinds)))
        for pk, key in sorted(wanted - known.keys(), key=lambda place: (place[0], place[1].text))
    ]
    OrganisationName.objects.bulk_create(names)
    NameMark.objects.bulk_create(
        NameMark(name=name, mark=mark, size=len(trigrams(name.key))) for name in names for mark in marks(name.key)
    )
    return len(names)
