"""How a cluster stands: facts of the registry and stated ones, versions of rules, who may change what."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import AuditEvent, today
from clusters import panels
from clusters.models import Link, Organisation
from clusters.rules import access as rule_access
from clusters.rules import actions as rules
from clusters.rules.models import RuleSet
from clusters.rules.registry_facts import of_cluster, of_organisation, share
from clusters.standing import actions, queries, reference
from clusters.standing.models import AppliedRuleSet
from tests import cast
from tests.clusters import make

DAY = dt.date(2025, 5, 1)


@pytest.fixture
def loaded(tourism, industrial):
    reference.load()
    return RuleSet.objects.in_bulk(field_name="code")


def state(fact, value, cluster, as_of=DAY, by=None):
    return actions.state_fact(by=by, cluster=cluster, fact=fact, value=value, as_of=as_of, source="приказ")


def test_reference_is_loaded_once(loaded):
    count = AppliedRuleSet.objects.count()
    reference.load()
    assert (len(loaded), AppliedRuleSet.objects.count()) == (6, count)
    assert count == 6  # two for tourism, four for industry; the third cluster is not in this test


@pytest.mark.parametrize(("members", "expected"), [(14, "failed"), (15, "passed")])
def test_fifteen_members_of_the_registry(loaded, tourism, kislovodsk, members, expected):
    make.many(members, tourism, kislovodsk)
    standing = queries.standings_of(tourism, today())[0]
    assert {one.code: one.state for one in standing.said}["members"] == expected


def test_a_stated_fact_holds_from_its_date_and_the_later_one_wins(loaded, tourism):
    state("cluster.management_fte", Decimal("0.49"), tourism)
    state("cluster.management_fte", Decimal("0.5"), tourism, DAY + dt.timedelta(days=1))
    found = []
    for day in (DAY - dt.timedelta(days=1), DAY, DAY + dt.timedelta(days=1)):
        said = queries.standings_of(tourism, day)[0].said
        found.append(next(one.state for one in said if one.code == "management"))
    assert found == ["unknown", "failed", "passed"]


def test_what_is_lacking_leaves_out_what_another_way_makes_good(loaded, industrial):
    state("cluster.functional_dependence", Decimal(15), industrial)
    state("cluster.not_producing", Decimal(0), industrial)
    place = make.territory(
        parent=make.territory("STA", level="subject", parent=make.territory("NCFD", level="federal_district"))
    )
    make.many(3, industrial, place)
    decree = next(one for one in queries.standings_of(industrial, today()) if one.rule_set.code == "decree-779")
    assert (decree.state, decree.lacking) == ("passed", [])


def test_facts_counted_in_the_registry(tourism, kislovodsk):
    _first, second, third = make.many(3, tourism, kislovodsk)
    Link.objects.filter(recipient=third).delete()
    Organisation.objects.filter(pk=second.pk).update(sector="government")
    known = {code: fact.value for code, fact in of_cluster(tourism, today()).items()}
    assert known["cluster.members"] == 3
    assert known["cluster.without_link"] == 1
    assert known["cluster.linked_share"] == Decimal("66.66")
    assert known["cluster.member_sectors"] == 2
    assert known["cluster.geostrategic_share"] == 0
    assert of_cluster(tourism, make.LONG_AGO - dt.timedelta(days=1)).keys() >= {"cluster.members"}


def test_a_share_is_cut_off_and_never_rounded_up():
    assert (share(9999, 100_000), share(1, 3), share(0, 0)) == (Decimal("9.99"), Decimal("33.33"), None)


@pytest.mark.parametrize(("in_cmw", "expected"), [("full", True), ("part", True), ("", False), ("unverified", None)])
def test_place_of_an_organisation(db, in_cmw, expected):
    place = make.territory("ZZ", name_ru="Место", in_cmw=in_cmw)
    found = of_organisation(make.organisation(territory=place, okved_main="55.10"), today())
    fact = found.get("organisation.in_region")
    assert (fact.value if fact else None) is expected
    assert found["organisation.sections"].value == {"I"}


def test_an_applicant_is_checked_by_the_rules_of_admission(loaded, tourism, kislovodsk):
    spa = make.organisation(territory=kislovodsk)
    verdicts = queries.admission_verdicts(tourism, spa)
    assert [(one.item.code, one.state.value) for one in verdicts] == [
        ("kind", "passed"),
        ("region", "passed"),
        ("inn", "failed"),
        ("activity", "unknown"),
    ]
    shown = queries.review_check(tourism, spa)
    assert queries.review_check in panels.REVIEW_CHECKS
    assert shown[2]["state"] == "failed"
    assert "есть нет, нужно да" in shown[2]["text"]


def test_thresholds_change_by_a_new_version_and_the_past_stays(loaded, tourism, kislovodsk):
    make.many(12, tourism, kislovodsk)
    administrator = cast.administrator()
    version = rules.change_thresholds(
        by=administrator,
        rule_set=loaded["eccp"],
        thresholds={"members": Decimal(12)},
        valid_from=today(),
        reason="решение совета",
        based_on=1,
    )
    yesterday = today() - dt.timedelta(days=1)
    states = [queries.standings_of(tourism, day)[0].said[0].state for day in (yesterday, today())]
    assert (version.number, version.made_by, states) == (2, administrator, ["failed", "passed"])
    assert AuditEvent.objects.filter(verb="clusters.change_rules", actor=administrator).count() == 1


def change(rule_set, by=None, **changes):
    given = {"thresholds": {"members": Decimal(3)}, "valid_from": today(), "reason": "так", "based_on": 1, **changes}
    return rules.change_thresholds(by=by, rule_set=rule_set, **given)


def test_the_same_rules_again_are_no_change(loaded):
    assert change(loaded["eccp"], thresholds={"members": Decimal(15)}).number == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "  "}, "reason"), ({"valid_from": dt.date(2019, 12, 31)}, "valid_from"), ({"based_on": 7}, "__all__")],
)
def test_a_change_that_cannot_be_is_refused(loaded, changes, field):
    with pytest.raises(ValidationError) as refused:
        change(loaded["eccp"], **changes)
    assert field in getattr(refused.value, "error_dict", {"__all__": ""})
    assert loaded["eccp"].versions.count() == 1


def test_a_set_without_a_version_has_no_thresholds_and_takes_rules(loaded):
    bare = RuleSet.objects.create(code="bare", name_ru="Пусто", purpose="standing", subject="cluster")
    with pytest.raises(ValidationError, match="нет версии"):
        change(bare)
    content = loaded["eccp"].versions.get().content
    assert rules.change_rules(by=None, rule_set=bare, content=content, valid_from=today(), reason="первая").number == 1


@pytest.mark.parametrize(
    ("change_of_rule", "words"),
    [
        ({"fact": "cluster.nothing"}, "факта"),
        ({"fact": "organisation.kind"}, "факта"),
        ({"operator": "is", "threshold": True}, "не подходит"),
        ({"code": ""}, "не читаются"),
    ],
)
def test_rules_of_unknown_facts_are_not_kept(loaded, change_of_rule, words):
    rule = {"code": "a", "fact": "cluster.members", "operator": "at_least", "threshold": "1", "text_ru": "Т"}
    with pytest.raises(ValidationError, match=words):
        rules.change_rules(
            by=None,
            rule_set=loaded["eccp"],
            content={"items": [{**rule, **change_of_rule}]},
            valid_from=today(),
            reason="р",
        )


@pytest.mark.parametrize(
    ("fact", "value", "as_of", "field"),
    [
        ("cluster.members", Decimal(3), DAY, "fact"),
        ("applicant.no_tax_debt", True, DAY, "fact"),
        ("cluster.nothing", True, DAY, "fact"),
        ("cluster.website_english", Decimal(1), DAY, "value"),
        ("cluster.management_fte", True, DAY, "value"),
        ("cluster.management_fte", Decimal(-1), DAY, "number"),
        ("cluster.management_fte", Decimal(1), dt.date(2999, 1, 1), "as_of"),
    ],
)
def test_a_fact_that_cannot_be_stated(tourism, fact, value, as_of, field):
    with pytest.raises(ValidationError) as refused:
        state(fact, value, tourism, as_of)
    assert field in refused.value.error_dict
    assert queries.statements_of(tourism).count() == 0


def test_rules_are_applied_and_lifted_with_dates(loaded, tourism):
    by = cast.administrator()
    row = actions.apply_rules(by=by, cluster=tourism, rule_set=loaded["decree-779"], valid_from=DAY)
    with pytest.raises(ValidationError, match="уже применяются"):
        actions.apply_rules(by=by, cluster=tourism, rule_set=loaded["decree-779"], valid_from=DAY)
    lifted = actions.lift_rules(by=by, applied=row, valid_until=DAY + dt.timedelta(days=9))
    with pytest.raises(ValidationError, match="уже сняты"):
        actions.lift_rules(by=by, applied=row, valid_until=today())
    assert lifted.valid_until == DAY + dt.timedelta(days=9)
    assert [event.verb for event in AuditEvent.objects.filter(actor=by).order_by("pk")] == [
        "clusters.apply_rules",
        "clusters.lift_rules",
    ]
    measure_rules = RuleSet(purpose="eligibility")
    with pytest.raises(ValidationError, match="меры поддержки"):
        actions.apply_rules(by=None, cluster=tourism, rule_set=measure_rules, valid_from=DAY)


def test_who_may_state_apply_and_change(loaded, tourism, industrial):
    own, neighbour, official = cast.coordinator(tourism), cast.neighbour(cluster=industrial), cast.official()
    state("cluster.management_fte", Decimal(1), tourism, by=own)
    for stranger in (neighbour, official, cast.visitor()):
        with pytest.raises(PermissionDenied):
            state("cluster.management_fte", Decimal(1), tourism, by=stranger)
    applied = AppliedRuleSet.objects.first()
    for person in (own, official):
        with pytest.raises(PermissionDenied):
            actions.apply_rules(by=person, cluster=tourism, rule_set=loaded["decree-779"], valid_from=DAY)
        with pytest.raises(PermissionDenied):
            actions.lift_rules(by=person, applied=applied, valid_until=today())
        with pytest.raises(PermissionDenied):
            change(loaded["eccp"], by=person)


def test_rules_of_a_measure_are_changed_by_officials_and_hidden_while_it_is_a_draft(db):
    draft = RuleSet.objects.create(code="measure-x", name_ru="Кто", purpose="eligibility", subject="organisation")
    official, visitor = cast.official(), cast.visitor()
    assert rule_access.can_edit_rule_set(official, draft)
    assert not rule_access.can_edit_rule_set(visitor, draft)
    assert rule_access.rule_set_for_editing(official, "measure-x") == draft
    for code in ("measure-x", "nothing"):
        with pytest.raises(Http404):
            rule_access.rule_set_for_reading(visitor, code)


def test_rules_are_lifted_without_a_person_too(loaded, tourism):
    row = actions.apply_rules(by=None, cluster=tourism, rule_set=loaded["decree-779"], valid_from=DAY)
    assert actions.lift_rules(by=None, applied=row, valid_until=today()).valid_until == today()
