"""The other side answers to a link that has been stated."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import audit
from accounts.models import User
from accounts.notices import notify
from clusters.access import reporters_of
from clusters.cooperation.lifecycle import LINK
from clusters.enums import LinkState
from clusters.models import Link


@transaction.atomic
def confirm_link(*, by: User, link: Link) -> Link:
    """The other side says that it is so."""
    return _answered(by, link, "confirm", "")


@transaction.atomic
def dispute_link(*, by: User, link: Link, remark: str) -> Link:
    """The other side says that it is not so, and why. The link stays, with the word that it is disputed, and is counted nowhere."""
    return _answered(by, link, "dispute", remark)


def _answered(by: User, link: Link, verb: str, remark: str) -> Link:
    before = link.state
    step = LINK.take(by=by, obj=link, verb=verb, remark=remark)
    if link.stated_by is not None:
        answering = link.recipient if link.stated_by_id == link.supplier_id else link.supplier
        for person in reporters_of(link.stated_by):
            with override(person.language):
                subject = _("%(name)s confirms the link with you") if verb == "confirm" else _disputes()
                subject %= {"name": answering.short_name}
                body = _("It counts for both of you now.") if verb == "confirm" else step.remark
            notify(recipient=person, kind="clusters.link", subject=subject, body=body, link=link.get_absolute_url())
    after = {"state": LinkState(link.state).value}
    audit.record(by=by, verb=f"clusters.{verb}_link", obj=link, before={"state": before}, after=after)
    return link


def _disputes() -> str:
    return _("%(name)s disputes the link with you")
