"""A made-up registry of any size for the measure of pages: what hangs on organisations grows with them, tenfold fewer."""

import csv
import datetime as dt
import io
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

KINDS = ("sanatorium", "hotel", "farm", "processor", "manufacturer")
WORDS = ("Санаторий", "Гостиница", "Хозяйство", "Комбинат", "Завод")
NAMES = ("Виктория", "Нарзан", "Машук", "Эльбрус", "Долина роз", "Источник", "Родник", "Ставрополье")
RARE, RARE_ROWS = "Жемчужина", 30
TOWNS, TENTH, MEMBERS, BATCH = 11, 10, 100, 5_000
LONG_AGO = dt.date(2020, 1, 1)


def fill(number: int) -> None:
    """`number` organisations in eleven towns; of each ten one has a notice, an application, a pair of like names and a
    person. A hundred are members of a cluster, linked in a row, at any size: the registry grows, not the cluster.
    In a database that has the reference data."""
    from django.db import connection

    from clusters.models import Cluster, Organisation, Territory

    towns = [_town(Territory, n) for n in range(TOWNS)]
    cluster = Cluster.objects.create(slug="bench", name_ru="Кластер", name_en="Cluster")
    copy_in(Organisation, organisations(number, [town.pk for town in towns]))
    _surround(list(Organisation.objects.order_by("pk").values_list("pk", flat=True)), cluster)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _town(model: Any, n: int) -> Any:
    values = {"level": "municipality", "name_ru": f"Город {n:02d}", "name_en": f"Town {n:02d}", "in_cmw": "full"}
    return model.objects.create(code=f"BENCH{n}", **values)


def organisations(number: int, towns: Sequence[int]) -> Iterator[Any]:
    from clusters.models import Organisation
    from clusters.search import stems

    every = max(number // RARE_ROWS, 1)
    kept: dict[str, str] = {}
    for n in range(number):
        name = RARE if n % every == 0 and n // every < RARE_ROWS else NAMES[n % len(NAMES)]
        words = f"{WORDS[n % 5]} «{name}»"
        row = Organisation(name_ru=f"{words} {n:06d}", kind=KINDS[n % 5], size_class="small" if n % 7 else "micro")
        row.territory_id, row.okved_main = towns[n % len(towns)], f"{55 + n % 40}.10"
        known = kept.get(words) or kept.setdefault(words, stems(words))
        row.search_text = f"{known}{n:06d} "
        yield row


def copy_in(model: Any, rows: Iterator[Any]) -> None:
    """Many rows at once: COPY where the database has it."""
    from django.db import connection

    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = ([_prepared(field, row, connection) for field in fields] for row in rows)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f"COPY {model._meta.db_table} ({names}) FROM STDIN WITH (FORMAT csv, NULL '\\N')"
            while batch := list(itertools.islice(values, BATCH)):
                cursor.copy_expert(statement, _csv(batch))
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", list(values))


def _prepared(field: Any, row: Any, connection: Any) -> Any:
    """As the field keeps it, but for the words of the search, which are given."""
    from clusters.search import SearchTextField

    value = getattr(row, field.attname) if isinstance(field, SearchTextField) else field.pre_save(row, add=True)
    if field.get_internal_type() == "JSONField":
        return "[]"
    return field.get_db_prep_save(value, connection)


def _csv(batch: Sequence[Sequence[Any]]) -> io.StringIO:
    text = io.StringIO()
    csv.writer(text).writerows([["\\N" if value is None else value for value in row] for row in batch])
    text.seek(0)
    return text


def _surround(keys: Sequence[int], cluster: Any) -> None:
    """One of ten: as many rows of each kind as a registry of that size would have."""
    from django.utils import timezone

    from accounts.models import User
    from clusters.cooperation.models import PartnerNotice
    from clusters.membership.models import DuplicatePair, MembershipApplication
    from clusters.models import Link, Membership

    now, day = timezone.now(), dt.date.today() + dt.timedelta(days=30)  # noqa: DTZ011
    some, members = keys[::TENTH], keys[: MEMBERS * TENTH : TENTH]
    notice = {"kind": "offer", "subject": "goods", "last_day": day, "state": "published", "published_at": now}
    notice |= {"text_ru": "Поставляем по области.", "contact_name": "Имя", "contact_email": "a@example.org"}
    notice |= {"wanted_kinds": ["hotel"], "okved": ["56.10"]}
    made: list[tuple[Any, Iterator[Any]]] = [
        (Membership, (Membership(organisation_id=key, cluster=cluster, valid_from=LONG_AGO) for key in members)),
        (
            Link,
            (Link(supplier_id=one, recipient_id=other, kind="supplies") for one, other in itertools.pairwise(members)),
        ),
        (PartnerNotice, (PartnerNotice(organisation_id=key, title_ru=f"Овощи {key}", **notice) for key in some)),
        (
            MembershipApplication,
            (
                MembershipApplication(organisation_id=key + 1, cluster=cluster, state="submitted", submitted_at=now)
                for key in some
            ),
        ),
        (DuplicatePair, (DuplicatePair(first_id=key, second_id=key + 1, score=0.9) for key in some)),
        (
            User,
            (User(email=f"p{key}@example.org", family_name=f"Ф{key}", given_name="И", password="!") for key in some),
        ),
    ]
    for model, rows in made:
        model.objects.bulk_create(rows, batch_size=1000)


def people() -> dict[str, Any]:
    """Who reads the pages that are not for everyone. A demonstration account asks for no second factor."""
    from accounts.models import PortalAssignment, User
    from clusters.cooperation.models import PartnerNotice
    from clusters.models import Cluster, ClusterAssignment, OrganisationAssignment

    names = {"given_name": "Имя", "password": "!", "is_demo": True}
    administrator, coordinator, reporter = (
        User.objects.create(email=f"{word}@bench.example", family_name=word, **names)
        for word in ("administrator", "coordinator", "reporter")
    )
    PortalAssignment.objects.create(user=administrator, role="administrator", valid_from=LONG_AGO)
    ClusterAssignment.objects.create(
        user=coordinator, role="coordinator", cluster=Cluster.objects.get(slug="bench"), valid_from=LONG_AGO
    )
    notice = PartnerNotice.objects.order_by("pk").select_related("organisation")[0]
    OrganisationAssignment.objects.create(
        user=reporter, role="reporter", organisation=notice.organisation, valid_from=LONG_AGO
    )
    return {"administrator": administrator, "coordinator": coordinator, "reporter": reporter, "notice": notice}
