"""What is rare in this room: nobody signed in, a step that tells nobody, rows decided from two sides, long lists of names."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from accounts.models import Notice, today
from clusters.actions.names import keep_names
from clusters.membership import access, actions
from clusters.membership.actions.people import grant_reporter, place_of
from clusters.membership.models import DuplicatePair, MembershipSuspension
from clusters.models import Link, Membership, Organisation, OrganisationName
from tests import cast
from tests.clusters import make


@pytest.fixture
def pair(spa, tourism):
    Membership.objects.create(organisation=spa, cluster=tourism, valid_from=make.LONG_AGO)
    make.organisation("ООО «САНАТОРИЙ КАШТАН»")
    actions.compare_names()
    return DuplicatePair.objects.get()


def test_nobody_signed_in_sees_no_application(submitted):
    assert not access.applications_visible_to(AnonymousUser()).exists()
    assert not access.own_applications(AnonymousUser()).exists()


def test_a_dismissed_account_sees_no_application(submitted, reporter):
    reporter.is_active = False
    assert not access.applications_visible_to(reporter).exists()
    assert not access.speaks_for(reporter, submitted)


def test_words_alone_are_changed_where_nothing_new_is_proposed(tourism):
    by = cast.visitor()
    made = actions.save_application(by=by, cluster=tourism, proposed={"name_ru": "Отель", "kind": "hotel"}, values={})
    changed = actions.save_application(by=by, cluster=tourism, application=made, values={"statement_ru": "Иначе"})
    assert (changed.proposed_name, changed.proposed, changed.statement_ru) == ("Отель", {"kind": "hotel"}, "Иначе")


def test_a_withdrawn_draft_and_a_row_put_back_are_told_to_nobody(draft, reporter, coordinator):
    actions.take_step(by=reporter, application=draft, verb="withdraw")
    again = actions.save_application(
        by=reporter, cluster=draft.cluster, organisation=draft.organisation, values={"statement_ru": "x", "consent": 1}
    )
    submitted = actions.take_step(by=reporter, application=again, verb="submit")
    actions.take_step(by=coordinator, application=submitted, verb="take")
    actions.take_step(by=coordinator, application=submitted, verb="put_back")
    kinds = list(Notice.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["clusters.application_submit", "clusters.application_take"]


def test_nobody_is_told_of_his_own_deed(spa, tourism, reporter):
    cast.coordinator(tourism, key="reporter")
    membership = Membership.objects.create(organisation=spa, cluster=tourism, valid_from=make.LONG_AGO)
    actions.suspend_membership(by=reporter, membership=membership, reason="Ремонт", valid_from=today())
    values = {"statement_ru": "x", "consent": True}
    other = make.cluster("industrial", name_ru="Промышленный кластер")
    cast.coordinator(other, key="reporter")
    made = actions.save_application(by=reporter, cluster=other, organisation=spa, values=values)
    actions.take_step(by=reporter, application=made, verb="submit")
    assert not Notice.objects.exists()


def test_who_proposed_an_organisation_is_told_of_the_answer(proposal, coordinator):
    actions.take_step(by=coordinator, application=proposal, verb="refuse", remark="Не по профилю")
    assert Notice.objects.get(recipient=cast.visitor()).kind == "clusters.application_refuse"


def test_a_person_who_reports_already_is_not_appointed_twice(proposal, coordinator):
    known = make.organisation("Отель «Новый»", inn=make.OTHER_INN, okved_main="55.10", territory=make.territory())
    actions.link_organisation(by=coordinator, application=proposal, organisation=known)
    cast.reporter(known, key="visitor")
    actions.take_step(by=coordinator, application=proposal, verb="admit")
    assert known.assignments.count() == 1


def test_an_invitation_says_to_which_organisation(spa, reporter):
    invitation = actions.invite_colleague(by=reporter, organisation=spa, email="new@cast.example", language="ru")
    assert place_of(invitation) == spa.name
    invitation.context = "000000000000"
    assert place_of(invitation) == ""


def test_an_invitation_to_a_replaced_row_gives_nothing(spa, reporter):
    invitation = actions.invite_colleague(by=reporter, organisation=spa, email="new@cast.example", language="ru")
    other = make.organisation("Та, что осталась")
    Organisation.objects.filter(pk=spa.pk).update(replaced_by=other, replaced_on=today())
    with pytest.raises(Exception, match="заменена другой"):
        grant_reporter(invitation, cast.person("colleague", email="new@cast.example"))
    assert spa.assignments.count() == 1


def test_a_score_follows_the_names(pair):
    DuplicatePair.objects.update(score=0.61)
    OrganisationName.objects.update(compared=False)
    assert actions.compare_names() == 0
    assert DuplicatePair.objects.get().score == 1.0


def test_a_row_replaced_meanwhile_is_not_merged_again(pair, spa, coordinator):
    Organisation.objects.filter(pk=pair.second_id).update(replaced_by=make.organisation("Иная"), replaced_on=today())
    with pytest.raises(ValidationError, match="уже заменена"):
        actions.decide_same(by=coordinator, pair=pair, kept=spa)


def test_two_members_of_one_cluster_become_one_member_with_one_link(pair, spa, tourism, coordinator):
    other, works = pair.second, make.organisation("Комбинат", kind="processor")
    Membership.objects.create(organisation=other, cluster=tourism, valid_from=today())
    for row in (spa, other):
        Link.objects.create(supplier=works, recipient=row, kind="supplies", stated_by=row)
    actions.decide_same(by=coordinator, pair=pair, kept=spa)
    closed = Membership.objects.get(organisation=other)
    assert (closed.valid_until, closed.ended_as) == (today() + dt.timedelta(days=1), "merged")
    assert Membership.objects.filter(organisation=spa).count() == 1
    assert Link.objects.get(until=None).recipient == spa


def test_names_of_many_organisations_are_kept_in_parts(db):
    Organisation.objects.bulk_create(
        Organisation(public_id=f"{n:012d}", name_ru=f"Дом {n}", kind="hotel") for n in range(501)
    )
    rows = list(Organisation.objects.all())
    assert keep_names(rows) == 501
    assert keep_names(rows) == 0


def test_the_interface_tells_of_todays_suspension_and_of_the_row_kept(client, spa, tourism):
    other = make.organisation("Иная", replaced_by=spa, replaced_on=today())
    rested, works = (
        Membership.objects.create(organisation=row, cluster=tourism, valid_from=make.LONG_AGO)
        for row in (spa, make.organisation("Работает"))
    )
    day, past = today(), dt.date(2021, 1, 1)
    for start, end in ((past, past + dt.timedelta(days=9)), (day, None)):
        MembershipSuspension.objects.create(membership=rested, valid_from=start, valid_until=end, reason="Тайна")
    answer = client.get("/api/v1/memberships/")
    found = {row["public_id"]: (row["suspended_from"], row["suspended_until"]) for row in answer.json()["results"]}
    assert found == {rested.public_id: (day.isoformat(), None), works.public_id: (None, None)}
    assert "Тайна" not in answer.content.decode()
    listed = [row["public_id"] for row in client.get("/api/v1/organisations/").json()["results"]]
    assert other.public_id not in listed
    assert client.get(f"/api/v1/organisations/{other.public_id}/").json()["replaced_by"] == spa.public_id
    file = b"".join(client.get("/api/v1/organisations/export/?format=csv").streaming_content).decode()
    assert other.public_id not in file
    assert spa.public_id in file
