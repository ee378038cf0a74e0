"""What partner search and links ask of a person."""

import datetime as dt

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.awaiting import Awaiting
from accounts.models import User, today
from clusters.access import reported_organisations
from clusters.cooperation import access
from clusters.cooperation.enums import InterestState
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.enums import LinkState
from clusters.models import Link

SOON = dt.timedelta(days=7)
MOST = 50


def awaiting(user: User) -> list[Awaiting]:
    """Answers to answer, links to confirm, notices about to expire: three queries, at most fifty of each."""
    return [*_interests(user), *_links(user), *_expiring(user)]


def _interests(user: User) -> list[Awaiting]:
    own = access.represented_organisations(user)
    rows = Interest.objects.filter(notice__organisation__in=own, state=InterestState.SENT)
    rows = rows.select_related("organisation", "notice").order_by("created_at")[:MOST]
    return [
        Awaiting(
            _("Answer %(name)s: your notice “%(title)s”")
            % {"name": row.organisation.short_name, "title": row.notice.title},
            row.get_absolute_url(),
            note=_("an expression of interest"),
            since=row.created_at,
        )
        for row in rows
    ]


def _links(user: User) -> list[Awaiting]:
    """Those that another side or a coordinator has stated, and that have not ended."""
    own = reported_organisations(user)
    sides = Q(supplier__in=own) & ~Q(stated_by=F("supplier")) | Q(recipient__in=own) & ~Q(stated_by=F("recipient"))
    unstated = Q(stated_by=None) & (Q(supplier__in=own) | Q(recipient__in=own))
    rows = Link.objects.filter(sides | unstated, state=LinkState.STATED)
    rows = rows.filter(Q(until=None) | Q(until__gt=today())).select_related("supplier", "recipient")
    return [
        Awaiting(
            _("Confirm the link: %(supplier)s %(kind)s %(recipient)s")
            % {
                "supplier": row.supplier.short_name,
                "kind": row.get_kind_display(),
                "recipient": row.recipient.short_name,
            },
            row.get_absolute_url(),
            note=_("stated by one side"),
            since=row.created_at,
        )
        for row in rows.order_by("created_at", "pk")[:MOST]
    ]


def _expiring(user: User) -> list[Awaiting]:
    own = access.represented_organisations(user)
    rows = PartnerNotice.objects.open_on(today()).filter(organisation__in=own, last_day__lte=today() + SOON)
    return [
        Awaiting(
            _("Prolong or close the notice “%(title)s”") % {"title": row.title},
            reverse("clusters:partner-notice-edit", args=[row.public_id]),
            due=row.last_day,
            note=_("it expires after this day"),
        )
        for row in rows.order_by("last_day", "pk")[:MOST]
    ]
