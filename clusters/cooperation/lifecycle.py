"""The lives of a notice, of an interest and of a link, as tables."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access import Person
from accounts.lifecycle import Lifecycle, Step, Words
from accounts.models import today
from clusters.cooperation import access
from clusters.cooperation.enums import InterestState, NoticeState
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.enums import LinkState
from clusters.models import Link


def _represents(user: Person, notice: PartnerNotice) -> Words:
    if access.can_represent(user, notice.organisation):
        return ""
    return _("Only a reporter of the organisation that posted the notice does this.")


def _oversees(user: Person, notice: PartnerNotice) -> Words:
    if access.can_withdraw(user, notice):
        return ""
    return _("Only the coordinator of a cluster of this organisation or the administrator withdraws its notices.")


def _portal_alone(_user: Person, _notice: PartnerNotice) -> Words:
    return _("The portal itself takes this step after the last day.")


def _may_be_published(notice: PartnerNotice) -> Words:
    if not access.is_member(notice.organisation):
        return _("Only members of a cluster publish offers and requests. Apply for membership first.")
    if notice.last_day < today():
        return _("The last day has passed. Choose a later one and publish then.")
    return ""


def _is_over(notice: PartnerNotice) -> Words:
    return "" if notice.last_day < today() else _("The last day has not passed yet.")


NOTICE = Lifecycle(
    [
        Step(
            "publish",
            frozenset({NoticeState.DRAFT.value}),
            NoticeState.PUBLISHED,
            pgettext_lazy("offer or request", "Publish"),
            _represents,
            _may_be_published,
        ),
        Step(
            "close",
            frozenset({NoticeState.PUBLISHED.value}),
            NoticeState.CLOSED,
            pgettext_lazy("offer or request", "Close"),
            _represents,
        ),
        Step(
            "withdraw",
            frozenset({NoticeState.PUBLISHED.value}),
            NoticeState.WITHDRAWN,
            pgettext_lazy("offer or request", "Withdraw"),
            _oversees,
            remark="required",
        ),
        Step(
            "expire",
            frozenset({NoticeState.PUBLISHED.value}),
            NoticeState.EXPIRED,
            pgettext_lazy("offer or request", "Expire"),
            _portal_alone,
            _is_over,
        ),
    ]
)


def _addressed(user: Person, interest: Interest) -> Words:
    if access.can_represent(user, interest.notice.organisation):
        return ""
    return _("Only a reporter of the organisation that posted the notice answers.")


def _sender(user: Person, interest: Interest) -> Words:
    if access.can_represent(user, interest.organisation):
        return ""
    return _("Only a reporter of the organisation that sent it takes it back.")


def _notice_stands(interest: Interest) -> Words:
    if interest.notice.state == NoticeState.WITHDRAWN:
        return _("The coordinator has withdrawn the notice: nothing can be agreed on it any more.")
    return ""


_SENT = frozenset({InterestState.SENT.value})

INTEREST = Lifecycle(
    [
        Step(
            "accept",
            _SENT,
            InterestState.ACCEPTED,
            pgettext_lazy("expression of interest", "Accept and exchange contacts"),
            _addressed,
            _notice_stands,
        ),
        Step("decline", _SENT, InterestState.DECLINED, pgettext_lazy("expression of interest", "Decline"), _addressed),
        Step(
            "take_back", _SENT, InterestState.WITHDRAWN, pgettext_lazy("expression of interest", "Take back"), _sender
        ),
    ]
)


def _other_side(user: Person, link: Link) -> Words:
    if access.can_answer_link(user, link):
        return ""
    return _("A link is confirmed or disputed by a reporter of the side that has not stated it.")


def _not_ended(link: Link) -> Words:
    if link.until is not None and link.until <= today():
        return _("This link has ended: there is nothing to confirm any more.")
    return ""


LINK = Lifecycle(
    [
        Step(
            "confirm",
            frozenset({LinkState.STATED.value, LinkState.DISPUTED.value}),
            LinkState.CONFIRMED,
            pgettext_lazy("link", "Confirm"),
            _other_side,
            _not_ended,
        ),
        Step(
            "dispute",
            frozenset({LinkState.STATED.value, LinkState.CONFIRMED.value}),
            LinkState.DISPUTED,
            pgettext_lazy("link", "Dispute"),
            _other_side,
            _not_ended,
            remark="required",
        ),
    ]
)
