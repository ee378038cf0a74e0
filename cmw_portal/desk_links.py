"""Where a person goes from the desk: quick actions by role, and what to do first when nothing awaits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import can_administer, can_manage_users, can_read_audit
from accounts.models import User
from clusters.access import can_import_organisations
from clusters.acts.access import can_keep_acts
from clusters.models import Cluster, Organisation
from competitiveness import access as report_access
from indicators import access as figure_access

Link = dict[str, str]
CAP = 3


@dataclass(frozen=True)
class Hands:
    """What a person keeps: roles in the portal, and the first clusters and organisations."""

    roles: frozenset[str]
    clusters: list[Cluster]
    organisations: list[Organisation]
    has_more: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.roles or self.clusters or self.organisations)


def link(label: str, name: str, *words: object, text: str = "") -> Link:
    return {"label": label, "url": reverse(name, args=words), "text": text}


def shortcuts(user: User, hands: Hands) -> list[Link]:
    """Quick actions: first what belongs to the person's roles, then what everybody has."""
    return [
        *_of_clusters(hands),
        *_of_organisations(hands),
        *_of_figures(user, hands),
        *_of_acts(user),
        *_of_administration(user),
        link(_("Notices"), "accounts:notice-list"),
        link(_("Tokens for programs"), "accounts:token-list"),
        link(_("Profile"), "accounts:profile"),
    ]


def _of_clusters(hands: Hands) -> Iterator[Link]:
    for cluster in hands.clusters[:CAP]:
        yield link(_("Applications: %(name)s") % {"name": cluster.name}, "clusters:application-queue", cluster.slug)
        yield link(_("Members: %(name)s") % {"name": cluster.name}, "clusters:member-list", cluster.slug)
        yield link(_("Edit: %(name)s") % {"name": cluster.name}, "clusters:cluster-edit", cluster.slug)


def _of_organisations(hands: Hands) -> Iterator[Link]:
    for row in hands.organisations[:CAP]:
        yield link(_("Edit: %(name)s") % {"name": row.name}, "clusters:organisation-edit", row.public_id)
        yield link(_("Colleagues: %(name)s") % {"name": row.name}, "clusters:organisation-people", row.public_id)
        yield link(_("Support: %(name)s") % {"name": row.name}, "clusters:organisation-support", row.public_id)


def _of_figures(user: User, hands: Hands) -> Iterator[Link]:
    if hands.clusters or report_access.can_request_profiles(user):
        yield link(_("Have a report computed"), "competitiveness:run-request")
    if figure_access.can_import(user):
        yield link(_("Import figures from a file"), "indicators:import")


def _of_acts(user: User) -> Iterator[Link]:
    if can_keep_acts(user):
        yield link(_("Enter a legal act"), "clusters:act-new")
        yield link(_("Acts at odds with each other"), "clusters:finding-list")


def _of_administration(user: User) -> Iterator[Link]:
    if can_import_organisations(user):
        yield link(_("Import organisations from a file"), "clusters:organisation-import")
    if can_manage_users(user):
        yield link(_("Invite a person"), "accounts:invitation-new")
    if can_read_audit(user):
        yield link(_("Audit trail"), "accounts:audit-list")
    if can_administer(user):
        yield link(_("Administration site"), "admin:index")


def first_steps(user: User, hands: Hands) -> list[Link]:
    """What to do first, said by role: for a desk on which nothing lies."""
    if hands.is_empty:
        return list(_without_a_role())
    return [*_for_reporter(hands), *_for_coordinator(hands), *_for_portal_roles(user, hands)][: 2 * CAP]


def _without_a_role() -> Iterator[Link]:
    text = _(
        "You have no role yet. If your organisation is to join a cluster, open the cluster and read who is admitted."
    )
    yield link(_("Choose a cluster"), "clusters:cluster-list", text=text)
    text = _("If it is in the registry already, its representative or the coordinator of its cluster can invite you.")
    yield link(_("Find your organisation"), "clusters:organisation-list", text=text)


def _for_reporter(hands: Hands) -> Iterator[Link]:
    for row in hands.organisations[:CAP]:
        if missing := missing_words(row):
            text = _("%(name)s: not filled in yet: %(what)s.") % {"name": row.name, "what": ", ".join(missing)}
            yield link(_("Fill in the profile"), "clusters:organisation-edit", row.public_id, text=text)


def missing_words(organisation: Organisation) -> list[str]:
    """What a partner looks for first and does not find."""
    fields = {
        "okved_main": _("main activity"),
        "territory_id": _("municipality"),
        "website": _("website"),
        "email": _("e-mail"),
    }
    return [words for name, words in fields.items() if not getattr(organisation, name)]


def _for_coordinator(hands: Hands) -> Iterator[Link]:
    for cluster in hands.clusters[:CAP]:
        text = _("%(name)s: see that mission, vision and members are as they should be.") % {"name": cluster.name}
        yield link(_("Look through the cluster"), "clusters:cluster-detail", cluster.slug, text=text)


def _for_portal_roles(user: User, hands: Hands) -> Iterator[Link]:
    if "official" in hands.roles:
        text = _("Enter what was adopted lately, so that pairs at odds are found.")
        yield link(_("Legal acts and programmes"), "clusters:act-list", text=text)
        text = _("Official figures come by file, with a preview before anything is written.")
        yield link(_("Import figures from a file"), "indicators:import", text=text)
    if can_manage_users(user):
        text = _("Coordinators, officials and representatives come by invitation.")
        yield link(_("Invite a person"), "accounts:invitation-new", text=text)
    if "api_partner" in hands.roles:
        text = _("A program reads with a token of yours; it is shown once.")
        yield link(_("Tokens for programs"), "accounts:token-list", text=text)
