"""Every kind and state that legal acts, their relations and findings know."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActLevel(TextChoices):
    """Whose power issued the act; where it applies is said by its territory."""

    FEDERAL = "federal", pgettext_lazy("level of an act", "Federal")
    DISTRICT = "district", pgettext_lazy("level of an act", "Federal district")
    SUBJECT = "subject", pgettext_lazy("level of an act", "Subject of the federation")
    MUNICIPAL = "municipal", pgettext_lazy("level of an act", "Municipal")


class ActKind(TextChoices):
    FEDERAL_LAW = "federal_law", _("Federal law")
    GOVERNMENT_DECREE = "government_decree", _("Decree of the Government of Russia")
    GOVERNMENT_ORDER = "government_order", _("Order of the Government of Russia")
    MINISTRY_ORDER = "ministry_order", _("Order of a federal ministry")
    SUBJECT_LAW = "subject_law", _("Law of a subject of the federation")
    DECREE = "decree", pgettext_lazy("legal act", "Decree")
    ORDER = "order", pgettext_lazy("legal act", "Order")
    DECISION = "decision", pgettext_lazy("legal act", "Decision of a representative body")
    PLAN = "plan", pgettext_lazy("legal act", "Plan")
    PROGRAMME = "programme", pgettext_lazy("legal act", "Programme or strategy")
    OTHER = "other", pgettext_lazy("legal act", "Another act")


LEVEL_OF_KIND = {
    ActKind.FEDERAL_LAW: ActLevel.FEDERAL,
    ActKind.GOVERNMENT_DECREE: ActLevel.FEDERAL,
    ActKind.GOVERNMENT_ORDER: ActLevel.FEDERAL,
    ActKind.MINISTRY_ORDER: ActLevel.FEDERAL,
    ActKind.SUBJECT_LAW: ActLevel.SUBJECT,
}


class ActStatus(TextChoices):
    """Computed from the dates and from what replaced or repealed the act; never stored."""

    IN_FORCE = "in_force", pgettext_lazy("status of an act", "in force")
    NOT_YET = "not_yet", pgettext_lazy("status of an act", "not yet in force")
    REPLACED = "replaced", pgettext_lazy("status of an act", "replaced")
    REPEALED = "repealed", pgettext_lazy("status of an act", "repealed")
    ENDED = "ended", pgettext_lazy("status of an act", "no longer in force")


class RelationKind(TextChoices):
    """How one act bears on another, read from the first to the second."""

    AMENDS = "amends", pgettext_lazy("one act … another", "amends")
    REPEALS = "repeals", pgettext_lazy("one act … another", "repeals")
    REPLACES = "replaces", pgettext_lazy("one act … another", "replaces")
    IMPLEMENTS = "implements", pgettext_lazy("one act … another", "implements")
    CITES = "cites", pgettext_lazy("one act … another", "cites")
    DUPLICATES = "duplicates", pgettext_lazy("one act … another", "duplicates")
    CONTRADICTS = "contradicts", pgettext_lazy("one act … another", "contradicts")


SYMMETRIC = (RelationKind.DUPLICATES, RelationKind.CONTRADICTS)
ENDING = (RelationKind.REPEALS, RelationKind.REPLACES)
"""Kinds that end the other act. No chain of them may come back to where it began."""


class FindingKind(TextChoices):
    DUPLICATION = "duplication", _("Duplication")
    CONTRADICTION = "contradiction", _("Contradiction")
    TWO_PROGRAMMES = "two_programmes", _("Two programmes for one territory and period")
    ENDED_CITED = "ended_cited", _("An act no longer in force is relied upon")
    AMENDS_ENDED = "amends_ended", _("Amends an act no longer in force")


PAIRWISE = (FindingKind.DUPLICATION, FindingKind.CONTRADICTION, FindingKind.TWO_PROGRAMMES)
"""Kinds in which neither act is the first; the others point from `act_a` to `act_b`."""


class FindingState(TextChoices):
    FOUND = "found", pgettext_lazy("state of a finding", "to be checked")
    LAPSED = "lapsed", pgettext_lazy("state of a finding", "no longer found")
    REJECTED = "rejected", pgettext_lazy("state of a finding", "rejected")
    CONFIRMED = "confirmed", pgettext_lazy("state of a finding", "confirmed, without an owner")
    IN_WORK = "in_work", pgettext_lazy("state of a finding", "in work")
    SETTLED = "settled", pgettext_lazy("state of a finding", "settled")


PUBLIC_STATES = (FindingState.CONFIRMED, FindingState.IN_WORK, FindingState.SETTLED)
OPEN_STATES = (FindingState.CONFIRMED, FindingState.IN_WORK)


class Settlement(TextChoices):
    """How a duplication or contradiction came to its end."""

    AMENDED = "amended", _("one of the acts was amended")
    ENDED = "ended", _("one of the acts was repealed or replaced")
    AGREED = "agreed", _("the authorities agreed how the acts are applied together")
    LEFT = "left", _("left as it is, with reasons")
