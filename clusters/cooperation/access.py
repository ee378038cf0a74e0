"""Who may do what in partner search and with links. What two organisations write to each other is read by them alone."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import User
from accounts.roles import roles_granting
from clusters.access import (
    EDIT_REGISTRY,
    can_edit_organisation,
    coordinated_clusters,
    reported_organisations,
    require,
)
from clusters.cooperation.enums import NoticeState
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.models import Link, Membership, Organisation, OrganisationAssignment

POST_OFFER = "clusters.post_offer"


def represented_organisations(user: Person) -> QuerySet[Organisation]:
    """Organisations for which the person posts and answers notices today."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    held = OrganisationAssignment.objects.current().filter(user=user, role__in=roles_granting(POST_OFFER))
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def representatives_of(organisation: Organisation) -> QuerySet[User]:
    """People who post and answer for the organisation today."""
    held = OrganisationAssignment.objects.current().filter(
        organisation=organisation, role__in=roles_granting(POST_OFFER)
    )
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def can_represent(user: Person, organisation: Organisation) -> bool:
    return represented_organisations(user).filter(pk=organisation.pk).exists()


def is_member(organisation: Organisation) -> bool:
    """A member of any cluster today: only members post."""
    return Membership.objects.current().filter(organisation=organisation).exists()


def require_representative(user: Person, organisation: Organisation) -> None:
    require(
        can_represent(user, organisation),
        _("Only a reporter of this organisation posts and answers for it. Ask the coordinator to make you one."),
    )


def can_withdraw(user: Person, notice: PartnerNotice) -> bool:
    """The coordinator of a cluster to which the organisation belongs today, or the administrator."""
    if has_portal_permission(user, EDIT_REGISTRY):
        return True
    memberships = Membership.objects.current().filter(organisation=notice.organisation_id)
    return memberships.filter(cluster__in=coordinated_clusters(user)).exists()


def notices_visible_to(user: Person) -> QuerySet[PartnerNotice]:
    """What has been published is for everyone; drafts and withdrawn ones for the organisation; withdrawn ones for those who withdraw too."""
    public = Q(state__in=[NoticeState.PUBLISHED, NoticeState.CLOSED, NoticeState.EXPIRED])
    if not user.is_authenticated:
        return PartnerNotice.objects.filter(public)
    own = Q(organisation__in=represented_organisations(user))
    members = Membership.objects.current().filter(cluster__in=coordinated_clusters(user)).values("organisation")
    overseen = Q(state=NoticeState.WITHDRAWN)
    if not has_portal_permission(user, EDIT_REGISTRY):
        overseen &= Q(organisation__in=members)
    return PartnerNotice.objects.filter(public | own | overseen)


def notice_for_reading(user: Person, public_id: str) -> PartnerNotice:
    """Http404 for a draft of another's, one withdrawn, and none alike."""
    rows = notices_visible_to(user).select_related("organisation__territory", "territory", "cluster")
    found = rows.defer("territory__boundary", "organisation__territory__boundary").filter(public_id=public_id.lower())
    notice = found.first()
    if notice is None:
        raise Http404(_("There is no offer or request at this address."))
    return notice


def notice_for_representing(user: Person, public_id: str) -> PartnerNotice:
    """One's own organisation's; PermissionDenied with the rule where the notice is public."""
    found = notice_for_reading(user, public_id)
    require_representative(user, found.organisation)
    return found


def notice_for_withdrawing(user: Person, public_id: str) -> PartnerNotice:
    found = notice_for_reading(user, public_id)
    require(
        can_withdraw(user, found),
        _("Only the coordinator of a cluster of this organisation or the administrator withdraws its notices."),
    )
    return found


def interests_visible_to(user: Person) -> QuerySet[Interest]:
    """Of one's own organisations, as sender or as addressee. Coordinators and administrators do not read along."""
    own = represented_organisations(user)
    return Interest.objects.filter(Q(organisation__in=own) | Q(notice__organisation__in=own))


def interest_for_reading(user: Person, public_id: str) -> Interest:
    """Http404 for others' and for none alike."""
    rows = interests_visible_to(user).select_related("organisation", "notice__organisation", "link")
    found = rows.filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no expression of interest at this address."))
    return found


def link_for_reading(user: Person, public_id: str) -> Link:
    """Links are public. Http404 where there is none."""
    rows = Link.objects.select_related("supplier", "recipient", "stated_by")
    found = rows.filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no link at this address."))
    return found


def link_for_ending(user: Person, public_id: str) -> Link:
    """PermissionDenied with the rule for those who may not edit either of the two."""
    found = link_for_reading(user, public_id)
    require(can_end(user, found), _("Only those who may edit one of the two organisations end a link between them."))
    return found


def can_end(user: Person, link: Link) -> bool:
    return can_edit_organisation(user, link.supplier) or can_edit_organisation(user, link.recipient)


def can_answer_link(user: Person, link: Link) -> bool:
    """A reporter of the side that has not stated it; where neither did, of either side."""
    sides = {link.supplier_id, link.recipient_id} - {link.stated_by_id}
    return reported_organisations(user).filter(pk__in=sides).exists()
