"""Made-up offers, requests and answers, each marked `is_demo`, over the made-up registry."""

import datetime as dt

from django.db import transaction

from accounts import audit
from accounts.models import today
from clusters.cooperation import actions
from clusters.cooperation.models import PartnerNotice
from clusters.enums import LinkState
from clusters.models import Link, Membership, Organisation
from clusters.reference import read

STATED_EVERY = 12
"""One demonstration link in twelve still waits for the other side."""


@transaction.atomic
def load() -> int:
    """Once, after the registry's demonstration; how many notices were made."""
    if PartnerNotice.objects.filter(is_demo=True).exists():
        return 0
    _confirm_links()
    made = sum(_posted(row) for row in read("demo_notices.csv"))
    audit.record(by=None, verb="clusters.load_partner_demo", after={"notices": made})
    return made


def _confirm_links() -> None:
    keys = list(Link.objects.filter(is_demo=True).order_by("pk").values_list("pk", flat=True))
    settled = [key for place, key in enumerate(keys) if place % STATED_EVERY]
    Link.objects.filter(pk__in=settled).update(state=LinkState.CONFIRMED)


def _posted(row: dict[str, str]) -> bool:
    """A published notice of the n-th demonstration member of its kind, and the first answers to it."""
    authors = _members(row["author"])
    if not authors:
        return False
    author = authors[int(row["place"]) % len(authors)]
    values = {name: row[name] for name in ("kind", "subject", "title_ru", "title_en", "text_ru", "text_en")}
    values |= {
        "okved": row["okved"].split(),
        "wanted_kinds": row["kinds"].split(),
        "last_day": today() + dt.timedelta(days=int(row["days"])),
        **_contact(author),
    }
    notice = actions.draft_notice(by=None, organisation=author, values=values)
    actions.publish_notice(by=None, notice=notice)
    for number, kind in enumerate(row["answers"].split()):
        answering = [found for found in _members(kind) if found != author]
        if answering:
            _answered(notice, answering[number % len(answering)], accepted=number == 1)
    return True


def _answered(notice: PartnerNotice, organisation: Organisation, *, accepted: bool) -> None:
    message = "Нам это подходит: расскажите об объёмах и сроках. (Демонстрация.)"
    interest = actions.express_interest(
        by=None, notice=notice, organisation=organisation, message=message, **_contact(organisation)
    )
    if accepted:
        actions.accept_interest(by=None, interest=interest)


def _members(kind: str) -> list[Organisation]:
    members = Membership.objects.current().values("organisation")
    return list(Organisation.objects.filter(is_demo=True, kind=kind, pk__in=members).order_by("pk"))


def _contact(organisation: Organisation) -> dict[str, str]:
    return {"contact_name": "Демо Контактное Лицо", "contact_email": organisation.email or "office@demo.example"}
