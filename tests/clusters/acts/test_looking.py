"""Looking again: nothing twice, nothing rejected comes back on the same grounds, new facts bring it back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEvent, LifecycleStep, PortalAssignment, today
from clusters.acts import actions, queries, tasks
from clusters.acts.actions import Looked
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from tests.clusters.acts import material

SUBSIDY = "О порядке субсидий гостиницам курорта"
SOON = today() + dt.timedelta(days=10)


@pytest.fixture
def pair(db):
    return material.act(SUBSIDY), material.act(f"{SUBSIDY} Кисловодска")


def look() -> Looked:
    return actions.look_for_findings(by=None)


def found() -> ActFinding:
    return ActFinding.objects.get()


def test_a_candidate_is_found_once_with_its_reason_in_both_languages(official, pair):
    assert actions.look_for_findings(by=official) == Looked(found=1, returned=0, lapsed=0)
    assert AuditEvent.objects.get(verb="clusters.look_for_act_findings").after == {
        "found": 1,
        "returned": 0,
        "lapsed": 0,
    }
    assert look() == Looked(0, 0, 0)
    assert AuditEvent.objects.filter(verb="clusters.look_for_act_findings").count() == 1
    row = found()
    assert (row.kind, row.state, row.act_a, row.act_b) == ("duplication", "found", *pair)
    assert (
        row.reason_ru
        == "Оба действуют на одной территории в одно время, оба — о том же: тема tourism, и у названий общие 80 % слов."
    )
    assert row.reason_en.startswith("Both apply to the same territory at the same time, both are about: topic tourism")


def test_a_territory_above_is_said_to_overlap(db):
    from tests.clusters import make

    krai = make.territory("STA", level="subject", in_cmw="", name_ru="край")
    town = make.territory("KISL", parent=krai)
    material.act(SUBSIDY, territory=krai)
    material.act(SUBSIDY, territory=town)
    look()
    assert found().reason_ru.startswith("Их территории пересекаются")


@pytest.mark.parametrize(
    ("kind", "words"), [("cites", "ссылается на"), ("implements", "принят во исполнение"), ("amends", "изменяет")]
)
def test_a_leaning_act_is_told_in_words(db, kind, words):
    first = material.act("О дорогах", number="5")
    ended = material.act("О воде", number="9", topics=("water",), in_force_until=dt.date(2025, 1, 1))
    material.relation(first, kind, ended)
    look()
    assert found().reason_ru == (
        f"«Постановление № 5 от 1 января 2020» {words} «Постановление № 9 от 1 января 2020», "
        "который не действует с 1 января 2025."
    )


def test_a_rejected_one_stays_rejected_until_the_acts_change(official, pair):
    look()
    actions.reject(by=official, finding=found(), remark="разные получатели")
    assert look() == Looked(0, 0, 0)
    assert found().state == "rejected"
    LegalAct.objects.filter(pk=pair[0].pk).update(title_ru=f"{SUBSIDY} Кисловодска")
    assert look() == Looked(found=0, returned=1, lapsed=0)
    assert (found().state, LifecycleStep.objects.order_by("-pk").first().verb) == ("found", "return")
    assert "100 %" in found().reason_ru
    actions.reject(by=official, finding=found(), remark="всё равно разные")
    assert look() == Looked(0, 0, 0)


def test_a_candidate_whose_grounds_have_gone_lapses_and_may_come_back(official, pair):
    look()
    LegalAct.objects.filter(pk=pair[0].pk).update(in_force_until=today())
    assert look() == Looked(found=0, returned=0, lapsed=1)
    assert found().state == "lapsed"
    LegalAct.objects.filter(pk=pair[0].pk).update(in_force_until=None)
    assert look() == Looked(found=0, returned=1, lapsed=0)
    assert found().state == "found"


def test_a_changed_candidate_has_its_reason_mended_in_place(pair):
    look()
    LegalAct.objects.filter(pk=pair[1].pk).update(title_ru=SUBSIDY)
    assert look() == Looked(0, 0, 0)
    assert "100 %" in found().reason_ru


def test_confirmed_and_in_work_are_left_alone(official, pair):
    look()
    actions.confirm(by=official, finding=found())
    assert look() == Looked(0, 0, 0)
    assert found().state == "confirmed"
    assert ActRelation.objects.get().kind == "duplicates"
    actions.assign(by=official, finding=found(), owner=official, due=SOON)
    LegalAct.objects.filter(pk=pair[0].pk).update(in_force_until=today())
    assert look() == Looked(0, 0, 0)
    assert found().state == "in_work"


def test_a_settled_one_comes_back_with_new_grounds_alone(official, pair):
    look()
    actions.confirm(by=official, finding=found())
    actions.assign(by=official, finding=found(), owner=official, due=SOON)
    actions.settle(by=official, finding=found(), settlement="agreed", settled_on=today(), remark="разграничены")
    assert look() == Looked(0, 0, 0)
    LegalAct.objects.filter(pk=pair[1].pk).update(title_ru=SUBSIDY)
    assert look() == Looked(found=0, returned=1, lapsed=0)
    assert (found().state, found().settlement, found().settled_on) == ("found", "", None)


def test_a_persons_own_finding_is_not_raised_by_the_portal_after_it_is_settled(official, pair):
    finding = actions.mark_conflict(
        by=official, act=pair[0], other=pair[1], kind="duplication", reason="своими словами", owner=official, due=SOON
    )
    actions.settle(by=official, finding=finding, settlement="agreed", settled_on=today(), remark="разграничены")
    assert look() == Looked(0, 0, 0)
    assert (found().state, found().reason_ru) == ("settled", "своими словами")
    assert found().grounds != ""


def test_confirm_of_two_programmes_says_which_relation(official):
    for title in ("Стратегия города", "План развития"):
        material.act(title, is_programme=True)
    look()
    with pytest.raises(ValidationError, match="дублируют акты друг друга или противоречат"):
        actions.confirm(by=official, finding=found())
    assert found().state == "found"
    confirmed = actions.confirm(by=official, finding=found(), relation="contradicts", remark="сроки разные")
    assert (confirmed.state, confirmed.relation.kind) == ("confirmed", "contradicts")


def test_confirm_of_a_leaning_act_makes_no_relation(official):
    ended = material.act("О воде", topics=("water",), in_force_until=dt.date(2025, 1, 1))
    material.relation(material.act("О дорогах"), "cites", ended)
    look()
    assert actions.confirm(by=official, finding=found(), relation="contradicts").relation is None
    actions.assign(by=official, finding=found(), owner=official, due=SOON)
    assert (
        actions.settle(
            by=official, finding=found(), settlement="amended", settled_on=today(), remark="ссылка исправлена"
        ).state
        == "settled"
    )
    assert actions.reopen(by=official, finding=found(), remark="не исправлена").relation is None


def test_reconsider_takes_a_rejected_one_up_again(official, pair):
    look()
    actions.reject(by=official, finding=found(), remark="поспешно")
    assert actions.reconsider(by=official, finding=found()).state == "found"


def test_a_candidate_that_another_run_kept_first_is_not_kept_twice(pair):
    look()
    row = found()
    ActFinding.objects.bulk_create([ActFinding(kind=row.kind, act_a=row.act_a, act_b=row.act_b)], ignore_conflicts=True)
    assert ActFinding.objects.count() == 1


def test_every_night_the_portal_looks_by_itself(pair):
    assert tasks.look_for_act_findings() == 1
    assert tasks.look_for_act_findings() == 0
    assert (found().state, found().found_by) == ("found", None)
    assert AuditEvent.objects.get(verb="clusters.look_for_act_findings").actor is None


def test_the_worker_asks_the_right_of_the_person_again(official, pair):
    PortalAssignment.objects.filter(user=official).delete()
    with pytest.raises(PermissionDenied, match="ведут представители"):
        tasks.look_for_act_findings(official.pk)
    assert not ActFinding.objects.exists()


def test_a_long_register_is_looked_at_in_a_worker(
    client, official, pair, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(tasks.look_for_act_findings, "apply_async", lambda args, retry: sent.append((args, retry)))
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    client.force_login(official)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/acts/findings/look/")
    assert (sent, ActFinding.objects.count()) == ([((official.pk,), False)], 0)
    assert "Новые пары появятся здесь через несколько минут" in client.get("/acts/findings/").content.decode()
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    client.post("/acts/findings/look/")
    assert (len(sent), ActFinding.objects.count()) == (1, 1)


def test_a_broker_that_is_away_fails_nothing(official, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def away(args, retry):
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(tasks.look_for_act_findings, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.look_later(official)
    assert "the night will do it" in caplog.text
