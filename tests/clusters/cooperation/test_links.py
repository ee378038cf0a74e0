"""Links at work: recorded by one side, confirmed or disputed by the other, refused by field, ended."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import AuditEvent, LifecycleStep, Notice, today
from clusters.actions import end_link, record_link
from clusters.cooperation import access, actions
from clusters.cooperation.queries import awaiting
from clusters.models import Link
from tests import cast


@pytest.fixture
def link(reporter, neighbour, author, other):
    return record_link(by=reporter, supplier=other, recipient=author, kind="supplies", since=dt.date(2024, 1, 1))


def fields_of(error) -> set[str]:
    return set(error.value.message_dict)


def test_one_side_states_and_the_other_is_asked(link, author, neighbour):
    assert (link.state, link.stated_by) == ("stated", author)
    told = Notice.objects.get()
    assert (told.recipient, told.link) == (neighbour, link.get_absolute_url())
    assert [thing.url for thing in awaiting(neighbour)] == [link.get_absolute_url()]


def test_the_other_side_confirms_and_the_first_is_told(link, reporter, neighbour):
    actions.confirm_link(by=neighbour, link=link)
    assert Link.objects.get().state == "confirmed"
    assert "подтверждает" in Notice.objects.get(recipient=reporter).subject
    step = LifecycleStep.objects.get()
    assert (step.from_state, step.to_state, step.by) == ("stated", "confirmed", neighbour)
    event = AuditEvent.objects.order_by("-pk").first()
    assert (event.verb, event.before, event.after) == (
        "clusters.confirm_link",
        {"state": "stated"},
        {"state": "confirmed"},
    )
    assert awaiting(neighbour) == []


def test_the_other_side_disputes_with_a_reason(link, reporter, neighbour):
    with pytest.raises(ValidationError):
        actions.dispute_link(by=neighbour, link=link, remark="")
    actions.dispute_link(by=neighbour, link=link, remark="Договор не подписан")
    assert not Link.objects.undisputed().exists()
    told = Notice.objects.get(recipient=reporter)
    assert ("оспаривает" in told.subject, told.body) == (True, "Договор не подписан")
    actions.confirm_link(by=neighbour, link=link)
    assert Link.objects.undisputed().get().state == "confirmed"


def test_who_stated_it_does_not_confirm_it(link, reporter, tourism):
    for person in (reporter, cast.coordinator(tourism), cast.administrator()):
        with pytest.raises(PermissionDenied, match="которая её не заявляла"):
            actions.confirm_link(by=person, link=link)
    assert Link.objects.get().state == "stated"


def test_a_coordinator_speaks_for_neither_side(tourism, reporter, neighbour, author, other):
    link = record_link(by=cast.coordinator(tourism), supplier=author, recipient=other, kind="serves")
    assert (link.state, link.stated_by, Notice.objects.count()) == ("stated", None, 2)
    assert len(awaiting(reporter)) == len(awaiting(neighbour)) == 1
    actions.confirm_link(by=reporter, link=link)
    assert Notice.objects.count() == 2


def test_a_reporter_of_both_sides_confirms_at_once(author, other):
    both = cast.reporter(author)
    cast.reporter(other)
    link = record_link(by=both, supplier=author, recipient=other, kind="serves")
    assert (link.state, link.stated_by, Notice.objects.count()) == ("confirmed", author, 0)


def test_the_supplier_states_and_the_recipient_disputes(reporter, neighbour, author, other):
    link = record_link(by=reporter, supplier=author, recipient=other, kind="serves")
    actions.dispute_link(by=neighbour, link=link, remark="Нет")
    assert other.short_name in Notice.objects.get(recipient=reporter).subject


def test_wrong_links_are_refused_by_field(link, author, other):
    with pytest.raises(ValidationError) as caught:
        record_link(by=None, supplier=author, recipient=author, kind="supplies")
    assert fields_of(caught) == {"recipient"}
    with pytest.raises(ValidationError) as caught:
        record_link(by=None, supplier=other, recipient=author, kind="supplies")
    assert fields_of(caught) == {"kind"}
    with pytest.raises(ValidationError) as caught:
        end_link(by=None, link=link, until=dt.date(2023, 12, 31))
    assert fields_of(caught) == {"until"}
    assert list(Link.objects.values_list("until", flat=True)) == [None]


def test_a_shared_facility_has_no_direction(author, other):
    record_link(by=None, supplier=author, recipient=other, kind="shares")
    with pytest.raises(ValidationError) as caught:
        record_link(by=None, supplier=other, recipient=author, kind="shares")
    assert fields_of(caught) == {"kind"}


def test_an_ended_link_is_not_confirmed(link, neighbour):
    end_link(by=None, link=link, until=today())
    with pytest.raises(ValidationError, match="закончилась"):
        actions.confirm_link(by=neighbour, link=Link.objects.get())


def test_links_are_read_by_everyone_and_ended_by_the_two(link, reporter, tourism):
    assert access.link_for_reading(cast.visitor(), link.public_id) == link
    assert access.link_for_ending(reporter, link.public_id) == link
    assert access.can_end(cast.coordinator(tourism), link)
    with pytest.raises(PermissionDenied):
        access.link_for_ending(cast.visitor(), link.public_id)
    with pytest.raises(Http404):
        access.link_for_reading(reporter, "0" * 12)
