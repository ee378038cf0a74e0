"""Named facts: what a rule may ask of, in which unit, who can state it; and where their values come from.

A room registers a reader of its own in AppConfig.ready(): `provide(Subject.CLUSTER, reader)`. A reader is given the subject
and the date, asks the database a fixed number of times and returns what it knows, by code; the later one has precedence.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clusters.enums import LegalForm, OrganisationKind, Sector, SizeClass, TerritoryLevel
from clusters.models.clusters import Cluster
from clusters.models.territories import Territory
from clusters.okved import SECTION_NAMES
from clusters.rules.enums import Subject
from clusters.rules.language import Kind, Value

Text = str | Promise
Reader = Callable[[Any, dt.date], Mapping[str, "Known"]]
Words = Callable[[], Mapping[str, str]]


def _no_words() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Known:
    """A value with where it comes from."""

    value: Value
    source: str = ""
    source_url: str = ""
    as_of: dt.date | None = None
    is_demo: bool = False


@dataclass(frozen=True)
class Fact:
    """`giver` says who can state it; `stated` means that a person does, where no register knows."""

    code: str
    subject: Subject
    kind: Kind
    label: Text
    giver: Text
    unit: Text = ""
    stated: bool = False
    words: Words = _no_words
    """What values that are words are called; asked for once a page."""


def _named(choices: Any) -> Words:
    return lambda: {str(value): str(label) for value, label in choices.choices}


def _sections() -> Mapping[str, str]:
    return {letter: f"{letter} · {name}" for letter, name in SECTION_NAMES.items()}


def _clusters() -> Mapping[str, str]:
    return {cluster.slug: cluster.name for cluster in Cluster.objects.all()}


def _subjects() -> Mapping[str, str]:
    found = Territory.objects.without_outlines().filter(level=TerritoryLevel.SUBJECT)
    return {territory.code: territory.name for territory in found}


PEOPLE = pgettext_lazy("unit of a fact", "organisations")
PERCENT = "%"
_REGISTRY = _("the coordinator, by admitting members and recording links")
_COORDINATOR = _("the coordinator of the cluster")
_PROFILE = _("the reporter of the organisation, in its profile")
_APPLICANT = _("the applicant")


def _of_cluster(code: str, kind: Kind, label: Text, unit: Text = "", *, stated: bool = False) -> Fact:
    giver = _COORDINATOR if stated else _REGISTRY
    return Fact(f"cluster.{code}", Subject.CLUSTER, kind, label, giver, unit, stated)


def _of_organisation(code: str, kind: Kind, label: Text, words: Words = _no_words, *, unit: Text = "") -> Fact:
    return Fact(f"organisation.{code}", Subject.ORGANISATION, kind, label, _PROFILE, unit, False, words)


def _stated(code: str, kind: Kind, label: Text, unit: Text = "") -> Fact:
    return Fact(f"applicant.{code}", Subject.ORGANISATION, kind, label, _APPLICANT, unit, stated=True)


_DECLARED = (
    _of_cluster("members", Kind.NUMBER, _("Members"), PEOPLE),
    _of_cluster("businesses", Kind.NUMBER, _("Members that are businesses"), PEOPLE),
    _of_cluster("member_sectors", Kind.NUMBER, _("Sectors among the members"), _("sectors")),
    _of_cluster("public_bodies", Kind.NUMBER, _("Public bodies among the members"), PEOPLE),
    _of_cluster("schools", Kind.NUMBER, _("Universities and vocational schools among the members"), PEOPLE),
    _of_cluster("financial_or_nonprofit", Kind.NUMBER, _("Financial and non-profit members"), PEOPLE),
    _of_cluster("without_link", Kind.NUMBER, _("Members without a link to another member"), PEOPLE),
    _of_cluster("linked_share", Kind.NUMBER, _("Members with a link to another member"), PERCENT),
    _of_cluster("geostrategic_share", Kind.NUMBER, _("Members in the North Caucasian Federal District"), PERCENT),
    _of_cluster("has_managing", Kind.YES_NO, _("There is a managing organisation")),
    _of_cluster("website_english", Kind.YES_NO, _("The website has an English version"), stated=True),
    _of_cluster(
        "management_fte", Kind.NUMBER, _("People who manage the cluster"), _("full-time equivalents"), stated=True
    ),
    _of_cluster(
        "functional_dependence", Kind.NUMBER, _("Overall level of functional dependence"), PERCENT, stated=True
    ),
    _of_cluster("output_inside", Kind.NUMBER, _("Least share of output used by other members"), PERCENT, stated=True),
    _of_cluster("not_producing", Kind.NUMBER, _("Members that do not produce yet"), PEOPLE, stated=True),
    _of_cluster("final_makers", Kind.NUMBER, _("Members that make final products"), PEOPLE, stated=True),
    _of_cluster("productive_jobs", Kind.NUMBER, _("Jobs of high productivity"), PERCENT, stated=True),
    _of_cluster("technology_infrastructure", Kind.NUMBER, _("Objects of technology infrastructure"), stated=True),
    _of_cluster("has_council", Kind.YES_NO, _("There is a coordinating council"), stated=True),
    _of_cluster("specialised_organisation", Kind.YES_NO, _("There is a specialised organisation"), stated=True),
    _of_organisation("kind", Kind.WORD, _("Kind"), _named(OrganisationKind)),
    _of_organisation("size", Kind.WORD, _("Size"), _named(SizeClass)),
    _of_organisation("sector", Kind.WORD, _("Sector"), _named(Sector)),
    _of_organisation("legal_form", Kind.WORD, _("Legal form"), _named(LegalForm)),
    _of_organisation("sections", Kind.WORDS, _("Sections of its activities (OKVED2)"), _sections),
    _of_organisation("in_region", Kind.YES_NO, _("It is in the Caucasian Mineral Waters")),
    _of_organisation("subject", Kind.WORD, _("Subject of the federation"), _subjects),
    _of_organisation("has_inn", Kind.YES_NO, _("Its INN is in the registry")),
    _of_organisation("clusters", Kind.WORDS, _("Member of clusters"), _clusters),
    _of_organisation("partners", Kind.NUMBER, _("Partners by links in the registry"), unit=PEOPLE),
    _stated("no_tax_debt", Kind.YES_NO, _("No debts of taxes and levies")),
    _stated("in_register", Kind.YES_NO, _("The cluster is in the federal register of industrial clusters")),
    _stated("joint_project", Kind.YES_NO, _("The project is joint with another member of the cluster")),
    _stated("has_research", Kind.YES_NO, _("It pays for research and development")),
    _stated("own_share", Kind.NUMBER, _("Own share in the costs of the project"), PERCENT),
    _stated("investment", Kind.NUMBER, _("Investment in the project"), _("million roubles")),
    _stated("new_jobs", Kind.NUMBER, _("New jobs of the project"), _("jobs")),
)

FACTS: dict[str, Fact] = {fact.code: fact for fact in _DECLARED}
_READERS: dict[Subject, list[Reader]] = {Subject.CLUSTER: [], Subject.ORGANISATION: []}


def provide(subject: Subject, reader: Reader) -> None:
    """A room says that it knows facts of such a subject; saying it twice changes nothing."""
    if reader not in _READERS[subject]:
        _READERS[subject].append(reader)


def known_facts(subject: Subject, obj: Any, on: dt.date) -> dict[str, Known]:
    """What all readers know of the object on the date, by code. What nobody knows is absent."""
    known: dict[str, Known] = {}
    for reader in _READERS[subject]:
        known |= reader(obj, on)
    return known


def values(known: Mapping[str, Known]) -> dict[str, Value]:
    return {code: fact.value for code, fact in known.items()}


def stated_facts(subject: Subject) -> list[Fact]:
    """Facts that a person states, in the order of declaration."""
    return [fact for fact in FACTS.values() if fact.subject == subject and fact.stated]
