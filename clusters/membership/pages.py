"""Parts that the pages of this room share."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.access import Person
from clusters import pages as registry_pages
from clusters.membership import access, checks, queries
from clusters.membership.enums import TONES, UNDER_REVIEW
from clusters.membership.lifecycle import APPLICATIONS
from clusters.membership.models import DuplicatePair, MembershipApplication, MembershipSuspension
from clusters.membership.tables import submitted_words
from clusters.models import Cluster, Membership
from clusters.tables import long_date, period

LABELS = {step.verb: step.label for step in APPLICATIONS.steps}
OF_REVIEWER = frozenset({"take", "put_back", "admit", "send_back", "refuse", "recall"})
MAIN = frozenset({"submit", "resubmit", "take", "admit", "accept"})


def rules_in_words() -> list[str]:
    """What will be checked, for who is about to apply."""
    return [
        _("The name, the kind and the municipality are given."),
        _("The check digits of the INN and the OGRN agree, and the OKVED2 codes exist."),
        _("The organisation is not a member already, and no other of the registry has its INN."),
        _("Like names are shown to the coordinator, who compares them."),
        _("The organisation agrees to the coordinator’s reading of its figures for the periods of membership."),
    ]


def verbs(
    user: Person, application: MembershipApplication, *, refused: str, reason: str, remark: str
) -> list[dict[str, Any]]:
    """The steps of the reader's side, each with why it is barred or with its form."""
    speaks, reviews = access.speaks_for(user, application), access.reviews(user, application)
    shown = []
    for offer in APPLICATIONS.offers(user, application):
        if not (reviews if offer.step.verb in OF_REVIEWER else speaks):
            continue
        here = offer.step.verb == refused
        shown.append(
            {
                "offer": offer,
                "url": reverse("clusters:application-step", args=[application.public_id, offer.step.verb]),
                # One main button: the first that can be pressed.
                "is_main": offer.step.verb in MAIN and not any(verb["is_main"] for verb in shown),
                "error": reason if here else "",
                "remark": remark if here else "",
            }
        )
    if reason and not any(verb["error"] for verb in shown):
        shown.insert(0, {"offer": None, "error": reason})
    return shown


def application_facts(application: MembershipApplication) -> list[dict[str, Any]]:
    due = queries.due_of(application)
    facts = [
        {"label": _("State"), "value": application.get_state_display(), "note": queries.waiting_words(application)},
        {"label": _("Cluster"), "value": application.cluster.name, "url": application.cluster.get_absolute_url()},
        {"label": _("Submitted"), "value": submitted_words(application)},
    ]
    if due:
        facts.append({"label": _("Answer due by"), "value": long_date(due)})
    if application.valid_from:
        facts.append({"label": _("Member from"), "value": long_date(application.valid_from)})
    return facts


def described(application: MembershipApplication) -> dict[str, Any]:
    """The organisation as the register of the state knows it, with its place."""
    organisation = checks.subject(application)
    table = registry_pages.registration(organisation)
    place = capfirst(organisation.territory.name) if organisation.territory else ""
    table["rows"] = [[_("Kind"), organisation.get_kind_display()], [_("Municipality"), place], *table["rows"]]
    return table | {"caption": _("The organisation")}


def crumbs_of(application: MembershipApplication, user: Person) -> list[dict[str, str]]:
    if access.reviews(user, application):
        return crumbs_of_queue(application.cluster)
    return [{"label": _("Your applications"), "url": reverse("clusters:application-list")}]


def crumbs_of_queue(cluster: Cluster) -> list[dict[str, str]]:
    queue = {"label": _("Applications"), "url": reverse("clusters:application-queue", args=[cluster.slug])}
    return [*registry_pages.crumbs_of_cluster(cluster), queue]


def crumbs_of_members(cluster: Cluster) -> list[dict[str, str]]:
    members = {"label": _("Members"), "url": reverse("clusters:member-list", args=[cluster.slug])}
    return [*registry_pages.crumbs_of_cluster(cluster), members]


def done_words(verb: str, application: MembershipApplication) -> str:
    words = {
        "submit": _("The application is submitted. The coordinator of the cluster has been told."),
        "resubmit": _("The application is submitted again. The coordinator of the cluster has been told."),
        "take": _("The application is in review."),
        "put_back": _("The application is back in the queue."),
        "admit": _("The organisation is admitted."),
        "send_back": _("The application is returned with your remark."),
        "refuse": _("The application is refused; the organisation has been told why."),
        "withdraw": _("The application is withdrawn."),
        "accept": _("The organisation is a member of the cluster now."),
        "decline": _("The offer is declined; the coordinator has been told."),
        "recall": _("The offer is taken back."),
    }
    return words[verb]


def after(verb: str, application: MembershipApplication, user: Person) -> str:
    """Where the reader goes on: to the next of the queue when this one is decided."""
    if verb in ("admit", "send_back", "refuse") and application.state not in UNDER_REVIEW:
        return reverse("clusters:application-queue", args=[application.cluster.slug])
    return application.get_absolute_url()


def tone(application: MembershipApplication) -> str:
    return TONES.get(application.state, "neutral")


def side_by_side(pair: DuplicatePair) -> list[tuple[str, str, str]]:
    """What tells two organisations apart, or shows that they are one."""
    names = ("name_ru", "name_en", "short_name_ru", "inn", "ogrn", "kpp", "okved_main", "website", "email", "phone")
    rows = []
    for name in names:
        label = capfirst(pair.first._meta.get_field(name).verbose_name)
        rows.append((str(label), str(getattr(pair.first, name)), str(getattr(pair.second, name))))
    rows.insert(3, (_("Kind"), pair.first.get_kind_display(), pair.second.get_kind_display()))
    places = [capfirst(row.territory.name) if row.territory else "" for row in (pair.first, pair.second)]
    rows.insert(4, (_("Municipality"), *places))
    clusters = [", ".join(queries.clusters_of(row)) for row in (pair.first, pair.second)]
    rows.append((_("Member of"), *clusters))
    return rows


def offered_words(application: MembershipApplication) -> str:
    if application.state == "admitted":
        return _("The organisation has no reporters in the portal: it is admitted at once, with your note.")
    return _("The organisation has been asked; it becomes a member when one of its reporters accepts.")


def member_facts(membership: Membership, suspension: MembershipSuspension | None) -> list[dict[str, Any]]:
    organisation = membership.organisation
    facts = [
        {"label": _("Organisation"), "value": organisation.short_name, "url": organisation.get_absolute_url()},
        {"label": _("Membership"), "value": period(membership.valid_from, membership.valid_until)},
        {"label": _("State"), "value": member_state(membership, suspension)},
    ]
    if membership.valid_until is not None and membership.ended_as:
        note = membership.end_reason
        facts.append({"label": _("How it ended"), "value": membership.get_ended_as_display(), "note": note})
    return facts


def member_state(membership: Membership, suspension: MembershipSuspension | None) -> str:
    if suspension is not None:
        return _("suspended")
    if membership.is_current:
        return _("in force")
    return pgettext("membership", "ended") if membership.valid_until else _("not yet begun")
