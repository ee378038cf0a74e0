"""Members that rest, people who speak for an organisation, and rows that are one organisation's twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import AuditEvent, Notice, today
from clusters.membership import access, actions, queries
from clusters.membership.actions.people import grant_reporter
from clusters.membership.models import DuplicatePair, MembershipSuspension
from clusters.models import Link, Membership, Organisation, OrganisationAssignment
from tests import cast
from tests.clusters import make

TOMORROW = today() + dt.timedelta(days=1)


@pytest.fixture
def membership(tourism, spa):
    return Membership.objects.create(organisation=spa, cluster=tourism, valid_from=make.LONG_AGO)


def test_a_suspended_member_stays_a_member_and_is_marked(membership, reporter, coordinator, tourism):
    actions.suspend_membership(by=coordinator, membership=membership, reason="Ремонт", valid_from=today())
    assert queries.suspended_on(tourism, today()) == {membership.organisation_id}
    row = queries.members_of(tourism).get()
    assert (row.is_suspended, row.is_current, row.reporters) == (True, True, 1)
    assert "Ремонт" in Notice.objects.get(recipient=reporter).body
    with pytest.raises(ValidationError, match="уже приостановлено"):
        actions.suspend_membership(by=coordinator, membership=membership, reason="Ещё", valid_from=TOMORROW)
    actions.resume_membership(by=coordinator, membership=membership)
    assert queries.suspended_on(tourism, today()) == set()
    with pytest.raises(ValidationError, match="не приостановлено"):
        actions.resume_membership(by=coordinator, membership=membership)
    assert MembershipSuspension.objects.count() == 1


@pytest.mark.parametrize(
    ("began", "ended", "day"),
    [
        (make.LONG_AGO, None, today() - dt.timedelta(days=1)),
        (TOMORROW, None, today()),
        (make.LONG_AGO, today(), TOMORROW),
    ],
)
def test_a_suspension_out_of_the_membership_is_refused(tourism, spa, coordinator, began, ended, day):
    row = Membership.objects.create(organisation=spa, cluster=tourism, valid_from=began, valid_until=ended)
    with pytest.raises(ValidationError):
        actions.suspend_membership(by=coordinator, membership=row, reason="x", valid_from=day)
    assert not AuditEvent.objects.exists()


def test_only_the_coordinator_keeps_members(membership, reporter, industrial):
    for by in (reporter, cast.administrator(), cast.neighbour(cluster=industrial)):
        with pytest.raises(PermissionDenied):
            actions.suspend_membership(by=by, membership=membership, reason="x", valid_from=today())
        with pytest.raises(PermissionDenied):
            actions.resume_membership(by=by, membership=membership)
        with pytest.raises(Http404):
            access.membership_for_keeping(by, membership.public_id)


def test_an_invited_colleague_becomes_a_reporter_once(spa, reporter):
    invitation = actions.invite_colleague(by=reporter, organisation=spa, email="new@cast.example", language="ru")
    colleague = cast.person("colleague", email="new@cast.example")
    first = grant_reporter(invitation, colleague)
    assert (first.organisation, first.appointed_by, grant_reporter(invitation, colleague)) == (spa, reporter, first)
    assert list(queries.invitations_to(spa, reporter)) == [invitation]


def test_the_invitation_of_a_dismissed_reporter_gives_nothing(spa, reporter):
    invitation = actions.invite_colleague(by=reporter, organisation=spa, email="new@cast.example", language="ru")
    OrganisationAssignment.objects.update(valid_until=today())
    with pytest.raises(PermissionDenied):
        grant_reporter(invitation, cast.person("colleague", email="new@cast.example"))
    assert OrganisationAssignment.objects.count() == 1


def test_a_stranger_invites_nobody_and_the_coordinator_the_first(spa, membership, coordinator):
    with pytest.raises(PermissionDenied):
        actions.invite_colleague(by=cast.visitor(), organisation=spa, email="a@cast.example", language="ru")
    assert actions.invite_colleague(by=coordinator, organisation=spa, email="a@cast.example", language="en")


def test_a_role_ends_at_once_and_the_last_one_is_known(spa, reporter):
    cast.reporter(spa, key="neighbour")
    colleague, own = (
        OrganisationAssignment.objects.get(user__email=f"{name}@cast.example") for name in ("neighbour", "reporter")
    )
    assert not queries.is_last_reporter(colleague)
    actions.end_role(by=reporter, assignment=colleague)
    assert not access.organisations_to_apply_for(colleague.user).exists()
    assert Notice.objects.get().recipient == colleague.user
    assert actions.end_role(by=reporter, assignment=colleague).valid_until == today()
    assert queries.is_last_reporter(own)
    actions.end_role(by=reporter, assignment=own)
    with pytest.raises(PermissionDenied):
        actions.end_role(by=reporter, assignment=own)


@pytest.fixture
def pair(spa, membership):
    make.organisation("ООО «САНАТОРИЙ КАШТАН»", ogrn="1027700067328")
    actions.compare_names()
    return DuplicatePair.objects.get()


def test_a_like_name_is_found_and_a_decision_remembered(pair, coordinator, industrial):
    assert pair.score == 1.0
    assert access.pair_for_deciding(coordinator, pair.public_id) == pair
    with pytest.raises(Http404):
        access.pair_for_deciding(cast.neighbour(cluster=industrial), pair.public_id)
    actions.decide_different(by=coordinator, pair=pair)
    with pytest.raises(ValidationError, match="уже решено"):
        actions.decide_different(by=coordinator, pair=pair)
    actions.undo_decision(by=coordinator, pair=pair)
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == ("open", None)


def test_a_merger_closes_one_row_and_can_be_undone(pair, spa, coordinator, client):
    other = pair.second
    Organisation.objects.filter(pk=spa.pk).update(ogrn="")
    actions.decide_same(by=coordinator, pair=pair, kept=spa)
    other.refresh_from_db(), spa.refresh_from_db()
    assert (other.replaced_by, other.replaced_on, other.ogrn, spa.ogrn) == (spa, today(), "", "1027700067328")
    answer = client.get(f"/organisations/{other.public_id}/")
    assert (answer.status_code, answer.url) == (302, spa.get_absolute_url())
    assert other.name_ru not in client.get("/organisations/").content.decode()
    actions.undo_decision(by=coordinator, pair=pair)
    other.refresh_from_db(), spa.refresh_from_db()
    assert (other.replaced_by, other.ogrn, spa.ogrn) == (None, "1027700067328", "")


def test_a_merger_moves_memberships_and_links_and_then_stays(pair, spa, tourism, coordinator):
    other, works = pair.second, make.organisation("Комбинат", kind="processor")
    link = Link.objects.create(supplier=works, recipient=spa, kind="supplies", since=make.LONG_AGO)
    Link.objects.create(supplier=other, recipient=spa, kind="serves")
    cast.reporter(spa, key="neighbour")
    actions.decide_same(by=coordinator, pair=pair, kept=other)
    old, new = Membership.objects.order_by("pk")
    assert (old.valid_until, old.ended_as, new.organisation, new.valid_from) == (today(), "merged", other, today())
    link.refresh_from_db()
    going_on = Link.objects.get(until=None)
    assert (link.until, going_on.supplier, going_on.recipient, going_on.since) == (today(), works, other, link.since)
    assert not access.organisations_to_apply_for(cast.person("neighbour")).exists()
    with pytest.raises(ValidationError, match="не отменяется"):
        actions.undo_decision(by=coordinator, pair=pair)


def test_a_merger_is_barred_where_it_would_be_wrong(pair, spa, industrial, tourism, coordinator, reporter):
    with pytest.raises(ValidationError, match="какая из двух"):
        actions.decide_same(by=coordinator, pair=pair, kept=make.organisation("Третья"))
    Membership.objects.create(organisation=pair.second, cluster=industrial, valid_from=make.LONG_AGO)
    with pytest.raises(ValidationError, match="состоит и в другом кластере"):
        actions.decide_same(by=coordinator, pair=pair, kept=spa)
    actions.save_application(by=reporter, cluster=industrial, organisation=spa, values={})
    with pytest.raises(ValidationError, match="нерешённая заявка"):
        actions.decide_same(by=cast.administrator(), pair=pair, kept=pair.second)
    Organisation.objects.filter(pk=pair.second_id).update(inn=make.OTHER_INN)
    with pytest.raises(ValidationError, match="разные ИНН"):
        actions.decide_same(by=cast.administrator(), pair=pair, kept=spa)
    with pytest.raises(PermissionDenied):
        actions.decide_different(by=reporter, pair=pair)
    with pytest.raises(ValidationError, match="Решения ещё нет"):
        actions.undo_decision(by=coordinator, pair=pair)


def test_a_pair_that_is_no_longer_like_is_taken_off(pair):
    from clusters.actions import edit_organisation

    edit_organisation(by=None, organisation=pair.second, changes={"name_ru": "Совсем иное"})
    actions.compare_names()
    assert not DuplicatePair.objects.exists()


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u3164", "Каш\u202eтан", "«»"])
def test_a_name_that_nobody_sees_is_refused(spa, name):
    from clusters.actions import edit_organisation

    with pytest.raises(ValidationError) as caught:
        edit_organisation(by=None, organisation=spa, changes={"name_ru": name})
    assert set(caught.value.message_dict) == {"name_ru"}
