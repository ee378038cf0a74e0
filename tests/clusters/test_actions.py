"""Verbs of the registry: the result, the audit row, what is refused, and that nothing is left behind then."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEvent, Notice, today
from clusters import actions
from clusters.models import ClusterAssignment, Link, Membership, Organisation, OrganisationAssignment
from tests import cast
from tests.clusters import make

DAY, LATER = dt.date(2024, 5, 1), dt.date(2025, 5, 1)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-pk").first()


def refuses(reason: str, action, **arguments) -> None:
    """By a person without the role, by name of the rule, with no row of the trail."""
    before = AuditEvent.objects.count()
    with pytest.raises(PermissionDenied, match=reason):
        action(by=cast.visitor(), **arguments)
    assert AuditEvent.objects.count() == before


def test_edit_organisation_saves_and_records_what_changed(spa):
    by = cast.reporter(spa)
    row = actions.edit_organisation(by=by, organisation=spa, changes={"inn": make.INN, "kind": "sanatorium"})
    assert Organisation.objects.get().inn == row.inn == make.INN
    event = last_event()
    assert (event.verb, event.actor, event.object_id) == ("clusters.edit_organisation", by, spa.public_id)
    assert (event.before, event.after) == ({"inn": ""}, {"inn": make.INN})


def test_edit_organisation_refers_to_territory_and_hides_contacts(spa, kislovodsk):
    changes = {"territory": kislovodsk, "email": "a@b.example", "phone": "+7 87937 12345", "latitude": None}
    actions.edit_organisation(by=None, organisation=spa, changes=changes)
    assert last_event().after == {"territory": str(kislovodsk.pk), "email": "***", "phone": "***"}


@pytest.mark.parametrize("fields", [{"legal_form": "sole_proprietor"}, {"inn": "500100732259"}])
def test_edit_organisation_of_one_person_hides_name_and_numbers(db, fields):
    farm = make.organisation("ИП Иванов", **fields)
    actions.edit_organisation(by=None, organisation=farm, changes={"name_ru": "ИП Петров", "size_class": "micro"})
    assert last_event().before == {"name_ru": "***", "size_class": "unknown"}
    assert last_event().after == {"name_ru": "***", "size_class": "micro"}


def test_edit_organisation_without_change_leaves_no_row(spa):
    actions.edit_organisation(by=None, organisation=spa, changes={"name_ru": spa.name_ru})
    assert not AuditEvent.objects.exists()


def test_edit_organisation_with_wrong_inn_changes_nothing(spa):
    with pytest.raises(ValidationError) as caught:
        actions.edit_organisation(by=None, organisation=spa, changes={"inn": "7707083894", "name_ru": "Иное"})
    assert set(caught.value.message_dict) == {"inn"}
    assert Organisation.objects.get().name_ru == "Санаторий «Каштан»"
    assert not AuditEvent.objects.exists()


def test_edit_organisation_refuses_other_fields(spa):
    with pytest.raises(ValueError, match="is_demo, public_id"):
        actions.edit_organisation(by=None, organisation=spa, changes={"public_id": "x", "is_demo": True})


def test_edit_organisation_refuses_strangers(spa):
    refuses("представитель этой организации", actions.edit_organisation, organisation=spa, changes={"name_ru": "Иное"})


def test_edit_cluster_saves_and_records(tourism):
    by = cast.coordinator(tourism)
    actions.edit_cluster(by=by, cluster=tourism, changes={"mission_ru": "Лечить"})
    tourism.refresh_from_db()
    assert tourism.mission_ru == "Лечить"
    assert (last_event().verb, last_event().after) == ("clusters.edit_cluster", {"mission_ru": "Лечить"})


def test_edit_cluster_without_change_leaves_no_row(tourism):
    actions.edit_cluster(by=None, cluster=tourism, changes={"name_ru": tourism.name_ru})
    assert not AuditEvent.objects.exists()


def test_edit_cluster_refuses_strangers(tourism):
    refuses("координатор", actions.edit_cluster, cluster=tourism, changes={"name_ru": "Иное"})


def test_admit_member_makes_a_dated_row(tourism, spa):
    row = actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY, valid_until=LATER)
    assert (row.valid_from, row.valid_until, row.is_demo) == (DAY, LATER, False)
    assert (last_event().verb, last_event().object_id) == ("clusters.admit_member", row.public_id)
    assert last_event().after == {
        "organisation": spa.public_id,
        "cluster": "tourism",
        "valid_from": "2024-05-01",
        "valid_until": "2025-05-01",
    }


def test_admit_member_by_a_coordinator_is_not_dated_back(tourism, spa):
    by, yesterday = cast.coordinator(tourism), today() - dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="задним числом"):
        actions.admit_member(by=by, organisation=spa, cluster=tourism, valid_from=yesterday)
    with pytest.raises(ValidationError):
        actions.admit_member(by=by, organisation=spa, cluster=tourism, valid_from=DAY, applied_on=yesterday)
    row = actions.admit_member(by=by, organisation=spa, cluster=tourism, valid_from=yesterday, applied_on=yesterday)
    assert (row.valid_from, last_event().actor) == (yesterday, by)


def test_admit_member_refuses_a_row_that_is_replaced(tourism, spa):
    other = make.organisation("Тот же", replaced_by=spa, replaced_on=DAY)
    with pytest.raises(ValidationError, match="заменена"):
        actions.admit_member(by=None, organisation=other, cluster=tourism, valid_from=DAY)


def test_exclusion_needs_its_reason(tourism, spa):
    row = actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY)
    with pytest.raises(ValidationError) as caught:
        actions.end_membership(by=None, membership=row, valid_until=LATER, ended_as="excluded", reason=" ")
    assert set(caught.value.message_dict) == {"reason"}
    ended = actions.end_membership(by=None, membership=row, valid_until=LATER, ended_as="excluded", reason="Долги")
    assert (ended.ended_as, ended.end_reason, last_event().after["ended_as"]) == ("excluded", "Долги", "excluded")


def test_admit_member_marks_a_demonstration(tourism):
    demo = make.organisation(is_demo=True)
    assert actions.admit_member(by=None, organisation=demo, cluster=tourism, valid_from=DAY).is_demo


def test_admit_member_twice_refused(tourism, spa):
    actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY)
    with pytest.raises(ValidationError, match="состоит в кластере"):
        actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=LATER)
    assert (Membership.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_admit_member_refuses_the_neighbour(tourism, industrial, spa):
    with pytest.raises(PermissionDenied, match="координатор этого кластера"):
        actions.admit_member(by=cast.neighbour(cluster=industrial), organisation=spa, cluster=tourism, valid_from=DAY)


def test_end_membership_closes_and_return_is_a_new_row(tourism, spa):
    row = actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY)
    ended = actions.end_membership(by=cast.coordinator(tourism), membership=row, valid_until=LATER)
    assert ended.valid_until == LATER
    assert (last_event().verb, last_event().before) == ("clusters.end_membership", {"valid_until": None})
    actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=LATER)
    assert Membership.objects.count() == 2


def test_end_membership_twice_or_before_it_began_refused(tourism, spa):
    row = actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY)
    with pytest.raises(ValidationError):
        actions.end_membership(by=None, membership=row, valid_until=DAY)
    actions.end_membership(by=None, membership=row, valid_until=LATER)
    with pytest.raises(ValidationError, match="уже завершено"):
        actions.end_membership(by=None, membership=row, valid_until=LATER)


def test_end_membership_refuses_strangers(tourism, spa):
    row = actions.admit_member(by=None, organisation=spa, cluster=tourism, valid_from=DAY)
    refuses("координатор этого кластера", actions.end_membership, membership=row, valid_until=LATER)


def test_record_link_and_end_it(spa):
    works = make.organisation("Комбинат", kind="processor", is_demo=True)
    by = cast.reporter(spa)
    link = actions.record_link(by=by, supplier=works, recipient=spa, kind="supplies", since=DAY, source="договор")
    assert (link.volume_class, link.is_demo, link.source) == ("unknown", True, "договор")
    assert last_event().after["supplier"] == works.public_id
    assert actions.end_link(by=by, link=link, until=LATER).until == LATER
    assert (last_event().verb, last_event().after) == ("clusters.end_link", {"until": "2025-05-01"})
    with pytest.raises(ValidationError, match="уже завершена"):
        actions.end_link(by=by, link=link, until=LATER)


@pytest.mark.parametrize(("to_itself", "message"), [(True, "сама с собой"), (False, "Такая связь")])
def test_record_link_to_itself_or_twice_refused(spa, to_itself, message):
    other = make.organisation("Другая")
    actions.record_link(by=None, supplier=spa, recipient=other, kind="serves")
    with pytest.raises(ValidationError, match=message):
        actions.record_link(by=None, supplier=spa, recipient=spa if to_itself else other, kind="serves")
    assert Link.objects.count() == 1


def test_links_refuse_strangers(spa):
    other = make.organisation("Другая")
    refuses("хотя бы об одной", actions.record_link, supplier=spa, recipient=other, kind="serves")
    link = actions.record_link(by=None, supplier=spa, recipient=other, kind="serves")
    refuses("хотя бы об одной", actions.end_link, link=link, until=LATER)


def test_assign_coordinator_tells_the_person_in_their_language(tourism):
    by, user = cast.administrator(), cast.person("visitor", language="en")
    row = actions.assign_coordinator(by=by, user=user, cluster=tourism, valid_from=DAY)
    assert (row.role, row.appointed_by, row.cluster) == ("coordinator", by, tourism)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.subject) == (user, "You are now coordinator: Tourism Cluster")
    assert notice.link == "/clusters/tourism/"
    assert last_event().after == {
        "user": user.pk,
        "role": "coordinator",
        "cluster": "tourism",
        "valid_from": "2024-05-01",
        "valid_until": None,
    }


def test_assign_reporter_by_coordinator_of_its_cluster(tourism):
    spa = make.member(tourism)
    row = actions.assign_reporter(
        by=cast.coordinator(tourism), user=cast.visitor(), organisation=spa, valid_from=DAY, valid_until=LATER
    )
    assert (row.role, row.valid_until) == ("reporter", LATER)
    assert Notice.objects.get().subject == "Вы назначены представителем организации: Санаторий «Каштан»"


@pytest.mark.parametrize("what", ["coordinator", "reporter"])
def test_assignment_twice_refused(tourism, spa, what):
    context = {"cluster": tourism} if what == "coordinator" else {"organisation": spa}
    action = getattr(actions, f"assign_{what}")
    action(by=None, user=cast.visitor(), valid_from=DAY, **context)
    with pytest.raises(ValidationError, match="роль у человека уже есть"):
        action(by=None, user=cast.visitor(), valid_from=LATER, **context)
    assert (Notice.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_end_assignment_closes_the_role(tourism, spa):
    user = cast.visitor()
    coordinator = actions.assign_coordinator(by=None, user=user, cluster=tourism, valid_from=DAY)
    reporter = actions.assign_reporter(by=None, user=user, organisation=spa, valid_from=DAY)
    for row in (coordinator, reporter):
        ended = actions.end_assignment(by=cast.administrator(), assignment=row, valid_until=LATER)
        assert (ended.valid_until, last_event().verb) == (LATER, "clusters.end_assignment")
        with pytest.raises(ValidationError, match="уже есть дата окончания"):
            actions.end_assignment(by=None, assignment=row, valid_until=LATER)
    assert not ClusterAssignment.objects.current().exists()
    assert not OrganisationAssignment.objects.current().exists()


def test_assignments_refuse_strangers(tourism, spa):
    user = cast.visitor()
    refuses("только администратор", actions.assign_coordinator, user=user, cluster=tourism, valid_from=DAY)
    refuses("Представителей", actions.assign_reporter, user=user, organisation=spa, valid_from=DAY)
    row = actions.assign_coordinator(by=None, user=user, cluster=tourism, valid_from=DAY)
    with pytest.raises(PermissionDenied):
        actions.end_assignment(by=cast.reporter(spa), assignment=row, valid_until=LATER)
