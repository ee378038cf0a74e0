"""A made-up registry to look at: about 120 organisations, their memberships and links, every row marked `is_demo`.

The same rows in every installation: a seeded generator, fixed dates, no clock. Numbers begin with the code of a tax
office that does not exist (0000), so that they pass every check and can be nobody's.
"""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from stdnum.ru import inn as stdnum_inn

from accounts import audit
from accounts.models import User
from clusters import actions
from clusters.enums import LegalForm, VolumeClass
from clusters.models import (
    Cluster,
    ClusterAssignment,
    Link,
    Membership,
    Organisation,
    OrganisationAssignment,
    Territory,
)
from clusters.reference import read
from clusters.stable_ids import stable_public_id
from clusters.validators import ogrn_check_digit

SEED = 2026
START = dt.date(2022, 1, 1)
ASSIGNED_FROM = dt.date(2024, 1, 1)
_VOLUMES = [VolumeClass.UNDER_1M] * 4 + [VolumeClass.FROM_1M] * 4 + [VolumeClass.FROM_10M] * 2 + [VolumeClass.OVER_100M]
_PERSONS = {LegalForm.SOLE_PROPRIETOR, LegalForm.FARM}


@dataclass(frozen=True)
class Loaded:
    organisations: int
    memberships: int
    links: int


@transaction.atomic
def load(users: Mapping[str, User]) -> Loaded:
    """Add the demonstration once, over the reference data; a second call only gives missing people their roles.

    `users` are the demonstration people by role, as `accounts.demo.load()` gives them.
    """
    loaded = Loaded(0, 0, 0)
    if not Organisation.objects.filter(is_demo=True).exists():
        loaded = _load_registry(random.Random(SEED))  # noqa: S311  reproducible on purpose, nothing secret
        audit.record(by=None, verb="clusters.load_demo", after=vars(loaded))
    _assign(users)
    return loaded


def _load_registry(rng: random.Random) -> Loaded:
    clusters = Cluster.objects.in_bulk(field_name="slug")
    made = list(_organisations(rng))
    organisations = Organisation.objects.bulk_create([organisation for organisation, _slug in made])
    memberships = list(_memberships(rng, made, clusters))
    Membership.objects.bulk_create(memberships)
    links = list(_links(rng, organisations))
    Link.objects.bulk_create(links)
    for organisation, slug in made:
        if organisation.kind == "association":
            Cluster.objects.filter(slug=slug).update(managing_organisation=organisation)
    return Loaded(len(organisations), len(memberships), len(links))


def _organisations(rng: random.Random) -> Iterator[tuple[Organisation, str]]:
    """Each organisation, not yet saved, with the slug of the cluster it is made for."""
    shares: dict[str, list[tuple[Territory, int]]] = defaultdict(list)
    territories = Territory.objects.without_outlines().in_bulk(field_name="code")
    for row in read("demo_shares.csv"):
        shares[row["cluster"]].append((territories[row["territory"]], int(row["share"])))
    number = 0
    for kind in read("demo_kinds.csv"):
        for _place in range(int(kind["count"])):
            number += 1
            places, weights = zip(*shares[kind["cluster"]], strict=True)
            territory = rng.choices(places, weights)[0]
            yield _organisation(rng, number, kind, territory), kind["cluster"]


def _organisation(rng: random.Random, number: int, kind: Mapping[str, str], territory: Territory) -> Organisation:
    word_ru, _colon, word_en = rng.choice(kind["words"].split("|")).partition(":")
    legal_form = rng.choice(kind["legal_forms"].split("|"))
    okved = kind["okved"].split("|")
    rng.shuffle(okved)
    persons = legal_form in _PERSONS
    return Organisation(
        public_id=stable_public_id("demo", str(number)),
        name_ru=f"{kind['noun_ru']} «Демо-{word_ru} {number:02d}»",
        name_en=f"Demo {word_en} {kind['noun_en']} {number:02d}",
        short_name_ru=f"«Демо-{word_ru} {number:02d}»",
        short_name_en=f"Demo {word_en} {number:02d}",
        legal_form=legal_form,
        inn=_inn(number, persons),
        ogrn=_ogrn(number, persons),
        kpp="" if persons else "000001001",
        okved_main=okved[0],
        okved_additional=okved[1:2],
        territory=territory,
        latitude=_near(rng, territory.centre_lat),
        longitude=_near(rng, territory.centre_lon),
        size_class=rng.choice(kind["sizes"].split("|")),
        sector=kind["sector"],
        kind=kind["kind"],
        website=f"https://demo-{number:03d}.example/",
        email=f"office@demo-{number:03d}.example",
        is_demo=True,
    )


def _inn(number: int, persons: bool) -> str:
    if persons:
        start = f"0000{number:06d}"
        return start + stdnum_inn.calc_personal_check_digits(start)
    start = f"0000{number:05d}"
    return start + stdnum_inn.calc_company_check_digit(start)


def _ogrn(number: int, persons: bool) -> str:
    start = f"30000{number:09d}" if persons else f"10000{number:07d}"
    return start + ogrn_check_digit(start)


def _near(rng: random.Random, centre: Decimal | None) -> Decimal | None:
    return None if centre is None else centre + Decimal(rng.randint(-2500, 2500)).scaleb(-5)


def _memberships(
    rng: random.Random, made: list[tuple[Organisation, str]], clusters: Mapping[str, Cluster]
) -> Iterator[Membership]:
    """Four of five from the first two years on, some later, some ended; one in twelve in a second cluster too."""
    slugs = sorted(clusters)
    for organisation, slug in made:
        # A demonstration must have its associations and enough members from the first quarter with figures on.
        lasting = organisation.kind == "association" or rng.random() < 0.8
        yield _membership(organisation, clusters[slug], *(_early(rng) if lasting else _late(rng)))
        if rng.random() < 1 / 12:
            other = rng.choice([candidate for candidate in slugs if candidate != slug])
            yield _membership(organisation, clusters[other], *_early(rng))


def _early(rng: random.Random) -> tuple[dt.date, None]:
    return START + dt.timedelta(days=rng.randrange(0, 700)), None


def _late(rng: random.Random) -> tuple[dt.date, dt.date | None]:
    if rng.random() < 0.5:
        return dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(0, 540)), None
    began, _open = _early(rng)
    return began, dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(0, 600))


def _membership(
    organisation: Organisation, cluster: Cluster, valid_from: dt.date, valid_until: dt.date | None
) -> Membership:
    return Membership(
        public_id=stable_public_id("demo membership", organisation.public_id, cluster.slug),
        organisation=organisation,
        cluster=cluster,
        valid_from=valid_from,
        valid_until=valid_until,
        is_demo=True,
    )


def _links(rng: random.Random, organisations: list[Organisation]) -> Iterator[Link]:
    by_kind: dict[str, list[Organisation]] = defaultdict(list)
    for organisation in organisations:
        by_kind[organisation.kind].append(organisation)
    for row in read("demo_links.csv"):
        pairs = [
            (supplier, recipient)
            for supplier in by_kind[row["supplier"]]
            for recipient in by_kind[row["recipient"]]
            if supplier is not recipient
        ]
        for supplier, recipient in rng.sample(pairs, min(int(row["count"]), len(pairs))):
            yield Link(
                public_id=stable_public_id("demo link", supplier.public_id, recipient.public_id, row["kind"]),
                supplier=supplier,
                recipient=recipient,
                kind=row["kind"],
                volume_class=rng.choice(_VOLUMES),
                since=START + dt.timedelta(days=rng.randrange(0, 1400)),
                is_demo=True,
            )


def _assign(users: Mapping[str, User]) -> None:
    """The coordinator gets the tourism cluster and the reporter a member of it; the neighbours get others."""
    slugs = iter(("tourism", "agro-industrial", "industrial"))
    for name in sorted(name for name in users if "coordinator" in name):
        cluster = Cluster.objects.get(slug=next(slugs))
        if not ClusterAssignment.objects.filter(user=users[name], cluster=cluster).exists():
            actions.assign_coordinator(by=None, user=users[name], cluster=cluster, valid_from=ASSIGNED_FROM)
    members = Organisation.objects.filter(
        is_demo=True, memberships__valid_until=None, memberships__valid_from__lt=ASSIGNED_FROM
    )
    chosen = iter(members.order_by("pk").distinct())
    for name in sorted(name for name in users if "reporter" in name):
        organisation = next(chosen)
        if not OrganisationAssignment.objects.filter(user=users[name]).exists():
            actions.assign_reporter(by=None, user=users[name], organisation=organisation, valid_from=ASSIGNED_FROM)
