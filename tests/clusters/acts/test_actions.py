"""Verbs of the register of acts: the result, the audit row, who is told, what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from accounts.models import AuditEvent, LifecycleStep, Notice, PortalAssignment, today
from clusters.acts import actions, queries
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from tests import cast
from tests.clusters import make
from tests.clusters.acts import material

DAY, LATER = dt.date(2024, 5, 1), dt.date(2025, 5, 1)
SOON = today() + dt.timedelta(days=10)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-pk").first()


def fields(**more):
    return {
        "kind": "decree",
        "number": "7",
        "date": "2024-05-01",
        "title_ru": "О дорогах",
        "territory": make.territory(),
        **more,
    }


def test_record_act_takes_the_level_from_the_territory_and_records(official):
    act = actions.record_act(by=official, fields=fields(), topics=[material.topic("water")])
    assert (act.level, list(act.topics.values_list("code", flat=True))) == ("municipal", ["water"])
    event = last_event()
    assert (event.verb, event.actor, event.object_id) == ("clusters.record_act", official, act.public_id)
    assert event.after["number"] == "7"
    assert event.after["topics"] == ["water"]
    assert "note_ru" not in event.after


@pytest.mark.parametrize(
    ("kind", "level"), [("federal_law", "federal"), ("subject_law", "subject"), ("plan", "municipal")]
)
def test_the_kind_says_whose_act_it_is(official, kind, level):
    assert actions.record_act(by=official, fields=fields(kind=kind)).level == level


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "federal_law", "level": "municipal"}, "__all__"),
        ({"date": "2024-13"}, "date"),
        ({"date": "2018/2020"}, "date"),
        ({"date": "вчера"}, "date"),
        ({"in_force_from": LATER, "in_force_until": DAY}, "__all__"),
        ({"period_until": 2030}, "__all__"),
        ({"is_programme": True, "period_from": 2030, "period_until": 2025}, "__all__"),
        ({"text_url": "javascript:alert(1)"}, "text_url"),
    ],
)
def test_record_act_refuses_what_cannot_be(official, wrong, field):
    with pytest.raises(ValidationError) as caught:
        actions.record_act(by=official, fields=fields(**wrong))
    assert set(caught.value.message_dict) == {field}
    assert not LegalAct.objects.exists()
    assert not AuditEvent.objects.filter(verb="clusters.record_act").exists()


def test_without_a_territory_neither_it_nor_the_level_is_known(official):
    with pytest.raises(ValidationError) as caught:
        actions.record_act(by=official, fields=fields(territory=None))
    assert set(caught.value.message_dict) == {"territory", "level"}


def test_the_same_act_is_entered_once_with_a_number_and_without(official):
    actions.record_act(by=official, fields=fields())
    actions.record_act(by=official, fields=fields(number=""))
    for number in ("7", ""):
        with pytest.raises(ValidationError, match="уже есть в реестре"):
            actions.record_act(by=official, fields=fields(number=number))
    assert LegalAct.objects.count() == 2


def test_edit_act_records_what_changed_and_nothing_else(official):
    act = material.act(topics=("water",))
    changes = {"title_ru": "О мостах", "number": act.number}
    actions.edit_act(by=official, act=act, changes=changes, topics=[material.topic("transport")])
    assert last_event().before == {"title_ru": "О развитии курорта", "topics": ["water"]}
    assert last_event().after == {"title_ru": "О мостах", "topics": ["transport"]}
    count = AuditEvent.objects.count()
    actions.edit_act(by=official, act=act, changes=changes, topics=[material.topic("transport")])
    assert AuditEvent.objects.count() == count


def test_an_emptied_level_follows_from_what_the_act_then_is(official):
    act = material.act()
    changed = actions.edit_act(by=official, act=act, changes={"level": "", "kind": "ministry_order"})
    assert changed.level == "federal"


def test_edit_act_does_not_overwrite_what_another_saved(official):
    act = material.act()
    seen = act.updated_at
    actions.edit_act(by=official, act=act, changes={"title_ru": "О мостах"}, seen=seen)
    with pytest.raises(ValidationError, match="сохранил кто-то другой"):
        actions.edit_act(by=official, act=act, changes={"title_ru": "О тоннелях"}, seen=seen)
    assert LegalAct.objects.get().title_ru == "О мостах"


def test_a_field_that_the_action_does_not_set_is_named(official):
    with pytest.raises(ValueError, match="is_demo: not set by this action"):
        actions.edit_act(by=official, act=material.act(), changes={"is_demo": True})


def test_replacing_ends_the_other_act_on_the_first_day_of_the_new_one(official):
    old, new = material.act("Старый"), material.act("Новый", in_force_from=LATER)
    relation = actions.record_relation(by=official, from_act=new, kind="replaces", to_act=old)
    old.refresh_from_db()
    assert (relation.since, old.in_force_until, relation.recorded_by) == (LATER, LATER, official)
    assert queries.status_of(old) == "replaced"
    assert last_event().after["ends_the_other"] is True


def test_repealing_keeps_an_end_that_is_recorded_already(official):
    old, new = material.act("Старый", in_force_until=DAY), material.act("Новый")
    actions.record_relation(by=official, from_act=new, kind="repeals", to_act=old, since=LATER)
    old.refresh_from_db()
    assert (old.in_force_until, queries.status_of(old)) == (DAY, "repealed")


@pytest.mark.parametrize(("since", "reason"), [(None, "первый день"), (dt.date(2020, 1, 1), "в этот день или позже")])
def test_replacing_needs_a_day_after_the_other_began(official, since, reason):
    old, new = material.act("Старый"), material.act("Новый")
    with pytest.raises(ValidationError, match=reason):
        actions.record_relation(by=official, from_act=new, kind="replaces", to_act=old, since=since)
    assert not ActRelation.objects.exists()


def test_no_circle_of_acts_that_replace_each_other(official):
    one, two, three = (material.act(title) for title in ("Один", "Два", "Три"))
    actions.record_relation(by=official, from_act=two, kind="replaces", to_act=one, since=DAY)
    actions.record_relation(by=official, from_act=three, kind="repeals", to_act=two, since=LATER)
    for kind in ("replaces", "repeals"):
        with pytest.raises(ValidationError, match="круг"):
            actions.record_relation(by=official, from_act=one, kind=kind, to_act=three, since=today())
    actions.record_relation(by=official, from_act=one, kind="cites", to_act=three)
    assert ActRelation.objects.count() == 3


@pytest.mark.parametrize("kind", ["duplicates", "contradicts"])
def test_symmetric_relations_are_one_row_whichever_way(official, kind):
    one, two = material.act("Один"), material.act("Два")
    relation = actions.record_relation(by=official, from_act=two, kind=kind, to_act=one)
    assert (relation.from_act, relation.to_act) == (one, two)
    with pytest.raises(ValidationError, match="уже так связаны"):
        actions.record_relation(by=official, from_act=one, kind=kind, to_act=two)


def test_an_act_has_no_relation_to_itself(official):
    act = material.act()
    with pytest.raises(ValidationError, match="сам с собой"):
        actions.record_relation(by=official, from_act=act, kind="cites", to_act=act)


def test_end_relation_keeps_it_with_the_day(official):
    relation = material.relation(material.act("Один"), "cites", material.act("Два"), since=DAY)
    actions.end_relation(by=official, relation=relation, until=LATER)
    relation.refresh_from_db()
    assert relation.until == LATER
    assert last_event().after == {"until": "2025-05-01"}
    with pytest.raises(ValidationError, match="уже прекращена"):
        actions.end_relation(by=official, relation=relation, until=LATER)


def test_a_relation_cannot_end_before_it_begins(official):
    relation = material.relation(material.act("Один"), "cites", material.act("Два"), since=LATER)
    with pytest.raises(ValidationError, match="раньше, чем началась"):
        actions.end_relation(by=official, relation=relation, until=DAY)


# --- Findings ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(db):
    return material.act("О дорогах"), material.act("О мостах")


def marked(by, pair, owner=None, **more):
    given = {"kind": "contradiction", "reason": "статья 3", "owner": owner or by, "due": SOON, **more}
    return actions.mark_conflict(by=by, act=pair[1], other=pair[0], **given)


def test_mark_conflict_is_in_work_at_once_and_tells_the_owner(official, pair):
    owner = cast.administrator()
    finding = marked(official, pair, owner)
    assert (finding.state, finding.owner, finding.due, finding.reason_ru) == ("in_work", owner, SOON, "статья 3")
    assert (finding.act_a, finding.act_b) == pair
    relation = ActRelation.objects.get()
    assert (relation.kind, relation.from_act, relation.since) == ("contradicts", pair[0], today())
    assert [step.verb for step in LifecycleStep.objects.of(finding)] == ["confirm", "assign"]
    notice = Notice.objects.get()
    assert (notice.recipient, notice.link) == (owner, finding.get_absolute_url())
    assert last_event().after == {
        "kind": "contradiction",
        "acts": [a.public_id for a in pair],
        "owner": owner.pk,
        "due": str(SOON),
    }


def test_a_reason_written_in_english_is_read_by_all(official, pair):
    with translation.override("en"):
        finding = marked(official, pair, reason="article 3")
    assert (finding.reason_en, finding.reason_ru) == ("article 3", "article 3")


def test_nobody_is_told_of_what_he_did_himself(official, pair):
    marked(official, pair)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"reason": "  "}, "в чём расхождение"),
        ({"due": dt.date(2020, 1, 1)}, "день прошёл"),
        ({"owner": "visitor"}, "Ответственным может быть"),
    ],
)
def test_mark_conflict_refuses_what_will_not_do(official, pair, wrong, reason):
    if wrong.get("owner") == "visitor":
        wrong = {"owner": cast.visitor()}
    with pytest.raises(ValidationError, match=reason):
        marked(official, pair, **wrong)
    assert not ActFinding.objects.exists()
    assert not ActRelation.objects.exists()


def test_a_pair_is_marked_once_and_never_with_itself(official, pair):
    marked(official, pair)
    with pytest.raises(ValidationError, match="уже есть в реестре расхождений: в работе"):
        actions.mark_conflict(
            by=official, act=pair[0], other=pair[1], kind="contradiction", reason="x", owner=official, due=SOON
        )
    with pytest.raises(ValidationError, match="сам с собой"):
        actions.mark_conflict(
            by=official, act=pair[0], other=pair[0], kind="contradiction", reason="x", owner=official, due=SOON
        )
    assert marked(official, pair, kind="duplication").kind == "duplication"


def test_settle_ends_the_relation_and_tells_who_found_it(official, pair):
    owner = cast.administrator()
    finding = marked(official, pair, owner)
    settled = actions.settle(
        by=owner, finding=finding, settlement="amended", settled_on=today(), remark="изменена статья 3"
    )
    relation = ActRelation.objects.get()
    assert (settled.state, settled.settlement, settled.settled_on, relation.until) == (
        "settled",
        "amended",
        today(),
        today(),
    )
    assert Notice.objects.filter(recipient=official, subject__contains="устранено").count() == 1
    assert last_event().verb == "clusters.settle_act_finding"
    with pytest.raises(ValidationError, match="не"):
        actions.settle(by=owner, finding=finding, settlement="amended", settled_on=today(), remark="ещё раз")


def test_what_is_left_as_it_is_stays_a_contradiction(official, pair):
    finding = marked(official, pair)
    actions.settle(by=official, finding=finding, settlement="left", settled_on=today(), remark="решено оставить")
    assert ActRelation.objects.get().until is None


@pytest.mark.parametrize(
    ("given", "field"),
    [({"settled_on": SOON}, "settled_on"), ({"settlement": "forgotten"}, "settlement"), ({"remark": " "}, "remark")],
)
def test_settle_wants_how_when_and_why(official, pair, given, field):
    finding = marked(official, pair)
    values = {"settlement": "amended", "settled_on": today(), "remark": "так", **given}
    with pytest.raises(ValidationError) as caught:
        actions.settle(by=official, finding=finding, **values)
    assert set(caught.value.message_dict) == {field}
    finding.refresh_from_db()
    assert (finding.state, finding.settlement) == ("in_work", "")


def test_reopen_makes_the_relation_hold_anew(official, pair):
    finding = marked(official, pair)
    actions.settle(by=official, finding=finding, settlement="amended", settled_on=today(), remark="изменено")
    again = actions.reopen(by=official, finding=finding, remark="поправка не принята")
    assert (again.state, again.settlement, again.settled_on) == ("confirmed", "", None)
    assert sorted(ActRelation.objects.values_list("until", flat=True), key=str) == [today(), None]
    assert again.relation.until is None


def test_reopen_of_what_was_left_keeps_its_relation(official, pair):
    finding = marked(official, pair)
    actions.settle(by=official, finding=finding, settlement="left", settled_on=today(), remark="оставлено")
    assert actions.reopen(by=official, finding=finding, remark="пересмотр").relation == ActRelation.objects.get()


def test_assign_to_another_owner(official, pair):
    finding = marked(official, pair)
    other = cast.administrator()
    authority = make.organisation("Министерство", kind="authority", sector="government")
    actions.assign(by=official, finding=finding, owner=other, due=SOON, owner_organisation=authority)
    finding.refresh_from_db()
    assert (finding.owner, finding.owner_organisation, finding.state) == (other, authority, "in_work")
    assert last_event().before == {"owner": official.pk, "due": str(SOON)}


def test_a_relation_in_the_register_of_findings_is_ended_there(official, pair):
    finding = marked(official, pair)
    with pytest.raises(ValidationError, match="стоит в реестре расхождений"):
        actions.end_relation(by=official, relation=finding.relation, until=today())


def test_an_owner_who_keeps_acts_no_more_still_settles_his_own(official, pair):
    other = cast.with_portal_role("official", key="neighbour")
    finding = marked(official, pair, other)
    PortalAssignment.objects.filter(user=other).update(valid_until=today())
    assert (
        actions.settle(by=other, finding=finding, settlement="agreed", settled_on=today(), remark="согласовано").state
        == "settled"
    )


# --- Who may -----------------------------------------------------------------------------------------------------------


def deeds(pair, finding):
    first, second = pair
    known = material.relation(first, "cites", second)
    return {
        "record_act": lambda by: actions.record_act(by=by, fields=fields()),
        "edit_act": lambda by: actions.edit_act(by=by, act=first, changes={}),
        "record_relation": lambda by: actions.record_relation(by=by, from_act=first, kind="amends", to_act=second),
        "end_relation": lambda by: actions.end_relation(by=by, relation=known, until=today()),
        "mark_conflict": lambda by: marked(by, pair, cast.official(), kind="duplication"),
        "confirm": lambda by: actions.confirm(by=by, finding=finding),
        "reject": lambda by: actions.reject(by=by, finding=finding, remark="нет"),
        "reconsider": lambda by: actions.reconsider(by=by, finding=finding),
        "assign": lambda by: actions.assign(by=by, finding=finding, owner=cast.official(), due=SOON),
        "settle": lambda by: actions.settle(
            by=by, finding=finding, settlement="left", settled_on=today(), remark="так"
        ),
        "reopen": lambda by: actions.reopen(by=by, finding=finding, remark="так"),
        "look": lambda by: actions.look_for_findings(by=by),
    }


@pytest.mark.parametrize("deed", ["record_act", "edit_act", "record_relation", "end_relation", "mark_conflict", "confirm", "reject", "reconsider", "assign", "settle", "reopen", "look"])  # fmt: skip
def test_who_keeps_no_acts_does_nothing(pair, deed):
    finding = ActFinding.objects.create(kind="contradiction", act_a=pair[0], act_b=pair[1])
    do = deeds(pair, finding)[deed]
    before = AuditEvent.objects.filter(verb__startswith="clusters.").count()
    for person in (cast.visitor(), cast.api_partner(), cast.coordinator(make.cluster())):
        with pytest.raises(PermissionDenied):
            do(person)
    assert AuditEvent.objects.filter(verb__startswith="clusters.").count() == before
    finding.refresh_from_db()
    assert finding.state == "found"
