"""Offers, requests and answers: who may, in which state, what is told to whom, what is kept from whom."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import AuditEvent, Notice, today
from clusters.cooperation import access, actions
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.cooperation.queries import awaiting, outcomes
from clusters.cooperation.queries.partners import may_answer
from clusters.cooperation.tasks import expire_partner_notices
from clusters.models import Link, Membership
from tests import cast
from tests.clusters import make

LATE = today() - dt.timedelta(days=1)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-pk").first()


def test_a_reporter_drafts_and_publishes(reporter, author, values):
    draft = actions.draft_notice(by=reporter, organisation=author, values=values)
    assert (draft.state, draft.published_at) == ("draft", None)
    assert last_event().after == {"organisation": author.public_id, "kind": "request", "subject": "goods"}
    published = actions.publish_notice(by=reporter, notice=draft)
    row = PartnerNotice.objects.get()
    assert (row.state, row.published_at) == ("published", published.published_at)
    assert (last_event().verb, last_event().actor) == ("clusters.publish_notice", reporter)


def test_only_a_reporter_posts_and_only_for_a_member(reporter, author, other, values):
    with pytest.raises(PermissionDenied, match="представитель этой организации"):
        actions.draft_notice(by=reporter, organisation=other, values=values)
    Membership.objects.all().delete()
    with pytest.raises(PermissionDenied, match="участники кластера"):
        actions.draft_notice(by=reporter, organisation=author, values=values)
    assert not PartnerNotice.objects.exists()


@pytest.mark.parametrize("day", [LATE, today() + dt.timedelta(days=367), None])
def test_the_last_day_is_within_a_year(author, values, day):
    with pytest.raises(ValidationError) as caught:
        actions.draft_notice(by=None, organisation=author, values=values | {"last_day": day})
    assert set(caught.value.message_dict) == {"last_day"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("okved", ["99.99.999"]), ("okved", ["10.51"] * 11), ("wanted_kinds", ["castle"]), ("wanted_kinds", "hotel")],
)
def test_codes_and_kinds_are_checked_by_field(author, values, field, wrong):
    with pytest.raises(ValidationError) as caught:
        actions.draft_notice(by=None, organisation=author, values=values | {field: wrong})
    assert set(caught.value.message_dict) == {field}


def test_other_fields_are_refused(author, values):
    with pytest.raises(ValueError, match="state"):
        actions.draft_notice(by=None, organisation=author, values=values | {"state": "published"})


def test_edit_masks_contacts_and_keeps_what_did_not_change(reporter, notice):
    day = notice.last_day + dt.timedelta(days=1)
    changes = {"contact_email": "new@one.example", "last_day": day, "kind": "request"}
    actions.edit_notice(by=reporter, notice=notice, changes=changes)
    assert last_event().after == {"contact_email": "***", "last_day": day.isoformat()}
    before = AuditEvent.objects.count()
    actions.edit_notice(by=reporter, notice=notice, changes={"kind": "request"})
    actions.edit_notice(by=reporter, notice=notice, changes={"title_ru": "Сыр"})
    assert AuditEvent.objects.count() == before + 1


def test_a_closed_notice_is_not_edited_nor_closed_again(reporter, notice):
    actions.close_notice(by=reporter, notice=notice)
    with pytest.raises(ValidationError, match="больше не открыто"):
        actions.edit_notice(by=reporter, notice=notice, changes={"title_ru": "Иное"})
    with pytest.raises(ValidationError):
        actions.close_notice(by=reporter, notice=notice)
    assert PartnerNotice.objects.get().title_ru == "Творог и кефир"


def test_a_draft_is_not_published_late_or_by_a_former_member(reporter, draft):
    PartnerNotice.objects.update(last_day=LATE)
    with pytest.raises(ValidationError, match="Последний день прошёл"):
        actions.publish_notice(by=reporter, notice=draft)
    Membership.objects.all().delete()
    with pytest.raises(ValidationError, match="участники кластера"):
        actions.publish_notice(by=reporter, notice=draft)
    assert PartnerNotice.objects.get().published_at is None


def test_the_coordinator_withdraws_with_a_reason_and_the_organisation_is_told(tourism, reporter, notice):
    by = cast.coordinator(tourism)
    with pytest.raises(ValidationError):
        actions.withdraw_notice(by=by, notice=notice, remark=" ")
    actions.withdraw_notice(by=by, notice=PartnerNotice.objects.get(), remark="Реклама")
    told = Notice.objects.get(recipient=reporter)
    assert ("Реклама" in told.body, told.about_id) == (True, notice.public_id)
    assert access.notice_for_reading(reporter, notice.public_id).state == "withdrawn"
    assert access.notice_for_withdrawing(by, notice.public_id) == notice
    assert access.notice_for_reading(cast.administrator(), notice.public_id) == notice
    for person in (cast.visitor(), cast.neighbour(cluster=make.cluster("industrial"))):
        with pytest.raises(Http404):
            access.notice_for_reading(person, notice.public_id)


def test_who_may_not_withdraw_is_told_the_rule(reporter, notice):
    with pytest.raises(PermissionDenied, match="координатор"):
        access.notice_for_withdrawing(reporter, notice.public_id)
    with pytest.raises(PermissionDenied, match="координатор"):
        actions.withdraw_notice(by=reporter, notice=notice, remark="Так")
    assert access.can_withdraw(cast.administrator(), notice)


def test_notices_expire_by_themselves_once(notice, draft):
    assert expire_partner_notices() == 0
    PartnerNotice.objects.update(last_day=LATE)
    assert (expire_partner_notices(), expire_partner_notices()) == (1, 0)
    assert PartnerNotice.objects.get().state == "expired"
    assert (last_event().verb, last_event().actor) == ("clusters.expire_notice", None)


def test_a_notice_prolonged_in_the_meantime_is_left_alone(notice):
    assert actions.expire_notices(on=notice.last_day + dt.timedelta(days=1)) == 0
    assert PartnerNotice.objects.get().state == "published"


def test_a_person_does_not_take_the_step_of_the_portal(reporter, notice):
    from clusters.cooperation.lifecycle import NOTICE

    offered = {offer.step.verb: offer.why_not for offer in NOTICE.offers(reporter, notice)}
    assert offered["close"] == ""
    assert "Портал сам" in offered["expire"]


def test_an_answer_is_told_to_the_author_and_to_nobody_else(reporter, neighbour, notice, other, answer):
    interest = actions.express_interest(by=neighbour, notice=notice, organisation=other, **answer)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [reporter.pk]
    assert last_event().after == {"notice": notice.public_id, "organisation": other.public_id}
    assert [thing.url for thing in awaiting(reporter)] == [interest.get_absolute_url()]
    assert awaiting(neighbour) == []


def test_an_answer_is_given_once(notice, interest, other, answer):
    with pytest.raises(ValidationError, match="уже ответила"):
        actions.express_interest(by=None, notice=notice, organisation=other, **answer)
    assert Interest.objects.count() == 1


def test_an_answer_is_refused_for_oneself_outside_the_cluster_and_late(tourism, notice, author, other, answer):
    def refused(words, organisation):
        with pytest.raises(ValidationError, match=words):
            actions.express_interest(by=None, notice=notice, organisation=organisation, **answer)

    refused("разместила ваша", author)
    PartnerNotice.objects.update(cluster=tourism)
    refused("участников одного кластера", make.organisation("Посторонняя"))
    assert list(may_answer(cast.neighbour(organisation=other), PartnerNotice.objects.get())) == [other]
    PartnerNotice.objects.update(last_day=LATE)
    refused("больше не открыто", other)
    assert not Interest.objects.exists()


def test_a_member_of_the_cluster_answers_what_is_for_the_cluster(tourism, notice, other, answer):
    PartnerNotice.objects.update(cluster=tourism)
    assert actions.express_interest(by=None, notice=notice, organisation=other, **answer).state == "sent"


def test_nobody_answers_for_another_organisation(reporter, notice, other, answer):
    with pytest.raises(PermissionDenied):
        actions.express_interest(by=reporter, notice=notice, organisation=other, **answer)


def test_only_the_two_read_an_answer(tourism, reporter, neighbour, interest):
    assert access.interest_for_reading(reporter, interest.public_id) == interest
    assert access.interest_for_reading(neighbour, interest.public_id.upper()) == interest
    for person in (cast.coordinator(tourism), cast.administrator(), cast.visitor()):
        with pytest.raises(Http404):
            access.interest_for_reading(person, interest.public_id)
        with pytest.raises(Http404):
            access.interest_for_reading(person, "0" * 12)


def test_acceptance_is_told_and_a_second_answer_is_refused(reporter, neighbour, interest):
    actions.accept_interest(by=reporter, interest=interest, reply="Жду звонка ")
    row = Interest.objects.get()
    assert (row.state, row.reply, row.answered_at is not None) == ("accepted", "Жду звонка", True)
    assert "принимает" in Notice.objects.get(recipient=neighbour).subject
    with pytest.raises(ValidationError):
        actions.decline_interest(by=reporter, interest=row)
    with pytest.raises(PermissionDenied):
        actions.take_back_interest(by=reporter, interest=row)


def test_the_sender_does_not_accept_for_the_author(neighbour, interest):
    with pytest.raises(PermissionDenied):
        actions.accept_interest(by=neighbour, interest=interest)
    assert Interest.objects.get().state == "sent"


def test_what_was_withdrawn_cannot_be_agreed_on(tourism, reporter, notice, interest):
    actions.withdraw_notice(by=cast.coordinator(tourism), notice=notice, remark="Реклама")
    with pytest.raises(ValidationError, match="отозвал"):
        actions.accept_interest(by=reporter, interest=Interest.objects.get())


def test_an_answer_taken_back_or_declined(reporter, neighbour, notice, other, interest, answer):
    actions.take_back_interest(by=neighbour, interest=interest)
    again = actions.express_interest(by=None, notice=notice, organisation=other, **answer)
    actions.decline_interest(by=reporter, interest=again)
    assert sorted(Interest.objects.values_list("state", flat=True)) == ["declined", "withdrawn"]
    assert "отклоняет" in Notice.objects.get(recipient=neighbour).subject


def test_a_link_comes_of_an_accepted_answer_once(tourism, reporter, neighbour, author, other, interest):
    with pytest.raises(ValidationError, match="принят"):
        actions.link_from_interest(by=reporter, interest=interest, kind="supplies")
    actions.accept_interest(by=reporter, interest=interest)
    with pytest.raises(PermissionDenied):
        actions.link_from_interest(by=cast.visitor(), interest=interest, kind="supplies")
    link = actions.link_from_interest(by=neighbour, interest=interest, kind="supplies")
    assert (link.supplier, link.recipient, link.stated_by, link.state) == (other, author, other, "stated")
    with pytest.raises(ValidationError, match="уже записана"):
        actions.link_from_interest(by=reporter, interest=interest, kind="serves")
    assert Link.objects.count() == 1
    counted = {"published": 1, "answers": 1, "accepted": 1, "links": 1}
    assert outcomes(tourism, today(), today()) == outcomes(None, today(), today()) == counted


def test_an_offer_gives_the_other_direction(reporter, author, other, notice, interest):
    PartnerNotice.objects.update(kind="offer")
    actions.accept_interest(by=reporter, interest=interest)
    link = actions.link_from_interest(by=reporter, interest=Interest.objects.get(), kind="supplies", source="Договор")
    assert (link.supplier, link.recipient, link.source) == (author, other, "Договор")


def test_drafts_are_seen_by_the_organisation_alone(reporter, neighbour, draft):
    assert access.notice_for_representing(reporter, draft.public_id) == draft
    for person in (neighbour, cast.administrator()):
        with pytest.raises(Http404):
            access.notice_for_reading(person, draft.public_id)


def test_a_public_notice_is_edited_by_its_organisation_alone(neighbour, notice, rf):
    from django.contrib.auth.models import AnonymousUser

    assert access.notice_for_reading(AnonymousUser(), notice.public_id) == notice
    assert not access.represented_organisations(AnonymousUser()).exists()
    assert not access.interests_visible_to(AnonymousUser()).exists()
    with pytest.raises(PermissionDenied):
        access.notice_for_representing(neighbour, notice.public_id)


def test_a_notice_about_to_expire_awaits_its_author(reporter, notice):
    assert awaiting(reporter) == []
    day = today() + dt.timedelta(days=3)
    PartnerNotice.objects.update(last_day=day)
    assert [(thing.due, thing.url) for thing in awaiting(reporter)] == [(day, f"{notice.get_absolute_url()}edit/")]
