"""What the database itself refuses, and that it takes what is right."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from clusters.constraints import NoOverlappingPeriods
from clusters.models import ClusterAssignment, Link, Membership, Organisation, OrganisationAssignment, Territory
from tests.cast import person
from tests.clusters import make

DAY = dt.date(2024, 5, 1)
LATER = dt.date(2025, 5, 1)
needs_postgresql = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql",
    reason="only PostgreSQL has exclusion constraints",
)


def refused(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize(
    "fields",
    [
        {"inn": "77070838"},
        {"inn": "77070838931"},
        {"ogrn": "10277001321"},
        {"kpp": "26320"},
        {"latitude": "44.1"},
        {"longitude": "43.1"},
    ],
)
def test_organisation_with_malformed_field_refused(db, fields):
    refused(lambda: make.organisation(**fields))


def test_organisation_without_numbers_taken_many_times(db):
    make.organisation("Первая")
    make.organisation("Вторая")
    assert Organisation.objects.filter(inn="", ogrn="").count() == 2


@pytest.mark.parametrize("fields", [{"inn": make.INN}, {"ogrn": "1027700132195"}])
def test_organisation_number_is_unique(db, fields):
    make.organisation("Первая", **fields)
    refused(lambda: make.organisation("Вторая", **fields))


def test_organisation_taken_number_is_shown_at_the_field(db):
    make.organisation("Первая", inn=make.INN)
    with pytest.raises(ValidationError) as caught:
        Organisation(name_ru="Вторая", kind="hotel", inn=make.INN).full_clean()
    assert caught.value.message_dict == {
        "inn": ["Организация с таким ИНН уже есть в реестре. Найдите её по номеру и измените сведения там."]
    }


def test_territory_oktmo_unique_where_given(db):
    make.territory("KISL", oktmo="07715000")
    make.territory("PYAT", oktmo="")
    make.territory("ESSE", oktmo="")
    refused(lambda: make.territory("LERM", oktmo="07715000"))


def test_territory_does_not_belong_to_itself(kislovodsk):
    refused(lambda: Territory.objects.filter(pk=kislovodsk.pk).update(parent=kislovodsk.pk))


def test_membership_ends_after_it_begins(tourism, spa):
    refused(lambda: Membership.objects.create(organisation=spa, cluster=tourism, valid_from=DAY, valid_until=DAY))
    Membership.objects.create(organisation=spa, cluster=tourism, valid_from=DAY, valid_until=DAY + dt.timedelta(1))


def membership(spa, cluster, valid_from, valid_until=None):
    return Membership(organisation=spa, cluster=cluster, valid_from=valid_from, valid_until=valid_until)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((DAY, None), (LATER, None)),
        ((LATER, None), (DAY, None)),
        ((DAY, LATER), (DAY, LATER)),
        ((DAY, LATER), (LATER - dt.timedelta(1), None)),
    ],
)
def test_membership_periods_that_meet_are_invalid(tourism, spa, first, second):
    membership(spa, tourism, *first).save()
    with pytest.raises(ValidationError, match="состоит в кластере") as caught:
        membership(spa, tourism, *second).full_clean()
    assert caught.value.error_dict["__all__"][0].code == "overlap"


@pytest.mark.parametrize(
    ("first", "second"),
    [((DAY, LATER), (LATER, None)), ((LATER, None), (DAY, LATER))],
)
def test_membership_periods_that_touch_are_valid(tourism, spa, first, second):
    membership(spa, tourism, *first).save()
    found = membership(spa, tourism, *second)
    found.full_clean()
    found.save()


def test_membership_elsewhere_or_of_another_is_no_overlap(tourism, industrial, spa):
    membership(spa, tourism, DAY).save()
    membership(spa, industrial, DAY).full_clean()
    membership(make.organisation("Другая"), tourism, DAY).full_clean()


def test_membership_unchanged_row_does_not_meet_itself(tourism, spa):
    row = membership(spa, tourism, DAY)
    row.save()
    row.full_clean()


def test_membership_without_organisation_is_named_not_an_error(tourism):
    with pytest.raises(ValidationError) as caught:
        Membership(cluster=tourism, valid_from=None).full_clean()
    assert set(caught.value.message_dict) == {"organisation", "valid_from"}


@needs_postgresql
def test_membership_overlap_is_refused_by_postgresql_itself(tourism, spa):
    membership(spa, tourism, DAY).save()
    refused(membership(spa, tourism, LATER).save)


@needs_postgresql
def test_assignment_overlap_is_refused_by_postgresql_itself(tourism):
    fields = {"user": person("coordinator"), "role": "coordinator", "cluster": tourism}
    ClusterAssignment.objects.create(**fields, valid_from=DAY)
    refused(lambda: ClusterAssignment.objects.create(**fields, valid_from=LATER))


@pytest.mark.django_db(transaction=True)
def test_overlap_constraint_can_be_added_and_removed():
    rule = NoOverlappingPeriods(fields=["organisation", "cluster"], name="another_rule")
    with connection.schema_editor() as editor:
        editor.add_constraint(Membership, rule)
        editor.remove_constraint(Membership, rule)


def test_overlap_constraint_equals_its_copy_for_migrations():
    rule = NoOverlappingPeriods(fields=["organisation"], name="rule", violation_error_message="no")
    path, arguments, keywords = rule.deconstruct()
    assert path == "accounts.constraints.NoOverlappingPeriods"
    assert NoOverlappingPeriods(*arguments, **keywords) == rule
    assert rule != NoOverlappingPeriods(fields=["cluster"], name="rule", violation_error_message="no")
    assert rule != "rule"


def test_assignment_role_belongs_to_its_context(tourism, spa):
    user = person("visitor")
    refused(lambda: ClusterAssignment.objects.create(user=user, role="reporter", cluster=tourism))
    refused(lambda: OrganisationAssignment.objects.create(user=user, role="coordinator", organisation=spa))


def test_link_to_itself_refused(spa):
    refused(lambda: Link.objects.create(supplier=spa, recipient=spa, kind="supplies"))


def test_link_once_per_kind_while_open(spa):
    other = make.organisation("Другая")
    first = Link.objects.create(supplier=spa, recipient=other, kind="supplies", since=DAY)
    refused(lambda: Link.objects.create(supplier=spa, recipient=other, kind="supplies"))
    Link.objects.create(supplier=spa, recipient=other, kind="serves")
    Link.objects.create(supplier=other, recipient=spa, kind="supplies")
    first.until = LATER
    first.save()
    Link.objects.create(supplier=spa, recipient=other, kind="supplies")


def test_link_ends_after_it_begins(spa):
    other = make.organisation("Другая")
    refused(lambda: Link.objects.create(supplier=spa, recipient=other, kind="serves", since=DAY, until=DAY))
