"""Every kind and state the registry knows."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TerritoryLevel(TextChoices):
    FEDERATION = "federation", _("Federation")
    FEDERAL_DISTRICT = "federal_district", _("Federal district")
    SUBJECT = "subject", _("Subject of the federation")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Municipality")


class PartOfRegion(TextChoices):
    """How much of a municipality belongs to the Caucasian Mineral Waters."""

    FULL = "full", _("entirely within the region")
    PART = "part", _("partly within the region")
    UNVERIFIED = "unverified", _("belonging to the region is not verified")


class PopulationScope(TextChoices):
    """Whose inhabitants a population figure counts."""

    SUBJECT = "subject", _("the whole subject")
    REGION = "region", _("the whole region")
    TOWN = "town", _("the town only")
    TOWN_CENSUS = "town_census", _("the town only, census")
    TOWN_PART = "town_part", _("the town only, without the settlement of Inozemtsevo")
    OKRUG = "okrug", _("the whole okrug")
    DISTRICT = "district", _("the whole district")
    DISTRICT_CENSUS = "district_census", _("the whole district, census")


class Zone(IntegerChoices):
    FIRST = 1, _("First zone (strict regime)")
    SECOND = 2, _("Second zone (restrictions)")
    THIRD = 3, _("Third zone (observation)")


class OrganisationKind(TextChoices):
    SANATORIUM = "sanatorium", _("Sanatorium")
    MEDICAL = "medical", _("Medical institution")
    HOTEL = "hotel", _("Hotel")
    RESTAURANT = "restaurant", _("Restaurant")
    CULTURAL = "cultural", _("Cultural facility")
    NATURE = "nature", _("National park or reserve")
    FARM = "farm", _("Farm")
    PROCESSOR = "processor", _("Food and water processor")
    MANUFACTURER = "manufacturer", _("Manufacturer")
    STARTUP = "startup", _("Start-up")
    LOGISTICS = "logistics", _("Transport and logistics")
    INFRASTRUCTURE = "infrastructure", _("Industrial park")
    UNIVERSITY = "university", _("University")
    RESEARCH = "research", _("Research centre")
    BANK = "bank", _("Bank")
    AUTHORITY = "authority", _("Public authority")
    ASSOCIATION = "association", _("Association")


class Sector(TextChoices):
    """Sectors of the triple helix, and the non-profit one beside them."""

    BUSINESS = "business", _("Business")
    GOVERNMENT = "government", _("Government")
    SCIENCE = "science", _("Science")
    NONPROFIT = "nonprofit", _("Non-profit")


class SizeClass(TextChoices):
    """Federal law 209-FZ: staff up to 15, 100 and 250 people."""

    UNKNOWN = "unknown", _("Size not known")
    MICRO = "micro", _("Micro (up to 15 people)")
    SMALL = "small", _("Small (16 to 100 people)")
    MEDIUM = "medium", _("Medium (101 to 250 people)")
    LARGE = "large", _("Large (over 250 people)")


class LegalForm(TextChoices):
    UNKNOWN = "unknown", _("Legal form not known")
    LLC = "llc", _("Limited liability company")
    JSC = "jsc", _("Joint-stock company")
    PJSC = "pjsc", _("Public joint-stock company")
    SOLE_PROPRIETOR = "sole_proprietor", _("Individual entrepreneur")
    FARM = "farm", _("Peasant farm")
    COOPERATIVE = "cooperative", _("Production co-operative")
    INSTITUTION = "institution", _("State or municipal institution")
    UNITARY = "unitary", _("Unitary enterprise")
    NONPROFIT = "nonprofit", _("Non-profit organisation")
    AUTHORITY = "authority", _("Body of public authority")


class LinkKind(TextChoices):
    SUPPLIES = "supplies", _("supplies goods to")
    SERVES = "serves", _("provides services to")
    RESEARCHES = "researches", _("does research for")
    SHARES = "shares", _("shares a facility with")


class LinkState(TextChoices):
    """What the other side says of a link that one has stated."""

    STATED = "stated", pgettext_lazy("state of a link", "stated by one side")
    CONFIRMED = "confirmed", pgettext_lazy("state of a link", "confirmed")
    DISPUTED = "disputed", pgettext_lazy("state of a link", "disputed by the other side")


class VolumeClass(TextChoices):
    """Value of a link in roubles a year."""

    UNKNOWN = "unknown", _("volume not known")
    UNDER_1M = "under_1m", _("under 1 million roubles a year")
    FROM_1M = "from_1m", _("1 to 10 million roubles a year")
    FROM_10M = "from_10m", _("10 to 100 million roubles a year")
    OVER_100M = "over_100m", _("over 100 million roubles a year")


class MembershipEnd(TextChoices):
    LEFT = "left", pgettext_lazy("membership", "Left of its own will")
    EXCLUDED = "excluded", pgettext_lazy("membership", "Excluded")
    MERGED = "merged", pgettext_lazy("membership", "Goes on under another row of the organisation")
