"""Each page of the room once for everyone who has a part in it, the import in its two steps, and what lists cost."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, today
from clusters.membership import actions
from clusters.membership.models import DuplicatePair, MembershipApplication, OrganisationUpload
from clusters.models import Membership, Organisation, OrganisationAssignment
from tests import cast
from tests.clusters import make

FORM = {"legal_form": "llc", "size_class": "small", "sector": "business"}


@pytest.fixture
def membership(tourism, spa):
    return Membership.objects.create(organisation=spa, cluster=tourism, valid_from=make.LONG_AGO)


@pytest.fixture
def pair(spa, membership):
    make.organisation("ООО «САНАТОРИЙ КАШТАН»")
    actions.compare_names()
    return DuplicatePair.objects.get()


@pytest.fixture
def administrator(db, client):
    user = cast.administrator()
    client.force_login(user)
    return user


def text(answer) -> str:
    return answer.content.decode()


def sent(client, content: str, name: str = "организации.csv"):
    file = SimpleUploadedFile(name, content.encode())
    return client.post("/organisations/import/", {"file": file})


# Applications.


def test_an_organisation_applies_on_its_page_and_submits(client, tourism, spa, reporter):
    client.force_login(reporter)
    assert "Каштан" in text(client.get("/clusters/tourism/apply/"))
    form = {"organisation": spa.pk, "statement_ru": "Лечим водой", "consent": "on"}
    kept = client.post("/clusters/tourism/apply/", form)
    made = MembershipApplication.objects.get()
    assert (kept.status_code, kept.url, made.state) == (302, made.get_absolute_url(), "draft")
    assert "Черновик" in text(client.get(kept.url))
    done = client.post(f"{kept.url}steps/submit/", follow=True)
    assert "Заявка подана" in text(done)
    assert made.name in text(client.get("/applications/"))


def test_a_second_open_application_is_explained_in_the_form(client, draft, reporter, spa):
    client.force_login(reporter)
    again = client.post("/clusters/tourism/apply/", {"organisation": spa.pk, "statement_ru": "Ещё"})
    assert (again.status_code, MembershipApplication.objects.count()) == (422, 1)
    assert "уже есть открытая заявка" in text(again)


def test_a_newcomer_proposes_an_organisation_and_changes_it(client, tourism):
    client.force_login(cast.visitor())
    assert "name_ru" in text(client.get("/clusters/tourism/apply/"))
    wrong = client.post("/clusters/tourism/apply/", {**FORM, "name_ru": "Отель", "kind": "hotel", "inn": "7707083894"})
    assert (wrong.status_code, MembershipApplication.objects.count()) == (422, 0)
    kept = client.post("/clusters/tourism/apply/", {**FORM, "name_ru": "Отель «Новый»", "kind": "hotel"})
    assert 'value="Отель «Новый»"' in text(client.get(f"{kept.url}edit/"))
    client.post(f"{kept.url}edit/", {**FORM, "name_ru": "Отель «Иной»", "kind": "hotel", "latitude": "43.9"})
    assert MembershipApplication.objects.get().proposed_name == "Отель «Новый»"  # half a point on the map: refused
    done = client.post(f"{kept.url}edit/", {**FORM, "name_ru": "Отель «Иной»", "kind": "hotel"}, follow=True)
    assert "Отель «Иной»" in text(done)


def test_a_draft_that_does_not_hold_says_why_at_its_button(client, draft, reporter):
    MembershipApplication.objects.update(consent=False)
    client.force_login(reporter)
    answer = client.post(f"{draft.get_absolute_url()}steps/submit/")
    assert answer.status_code == 422
    assert "Нет согласия" in text(answer)
    assert client.post(f"{draft.get_absolute_url()}steps/crown/").status_code == 404


def test_the_coordinator_reviews_from_the_queue(client, submitted, coordinator):
    client.force_login(coordinator)
    assert submitted.name in text(client.get("/clusters/tourism/applications/?state=submitted&q=каштан"))
    assert submitted.name not in text(client.get("/clusters/tourism/applications/?state=refused"))
    here = submitted.get_absolute_url()
    empty = client.post(f"{here}steps/send_back/", {"remark": " "})
    assert empty.status_code == 422
    done = client.post(f"{here}steps/send_back/", {"remark": "Уточните ИНН"})
    assert (done.status_code, done.url) == (302, "/clusters/tourism/applications/")
    assert "Уточните ИНН" in text(client.get(here))
    assert client.get(f"{here}edit/").status_code == 403


def test_the_reporter_of_a_submitted_application_is_told_why_it_is_not_changed(client, submitted, reporter):
    client.force_login(reporter)
    answer = client.get(f"{submitted.get_absolute_url()}edit/")
    assert answer.status_code == 403
    assert "Поданную заявку не меняют" in text(answer)


def test_several_are_taken_after_they_are_named_and_put_back(client, submitted, coordinator):
    client.force_login(coordinator)
    there = "/clusters/tourism/applications/together/"
    chosen = {"verb": "take", "rows": [submitted.public_id, "000000000000"]}
    assert submitted.name in text(client.post(there, chosen))
    assert MembershipApplication.objects.get().state == "submitted"
    assert "put_back" in text(client.post(there, {**chosen, "confirmed": "1"}))
    assert MembershipApplication.objects.get().state == "in_review"
    again = client.post(there, {**chosen, "confirmed": "1"})
    assert "field-error" in text(again)
    reminded = client.post(there, {**chosen, "verb": "remind", "confirmed": "1"})
    assert "только возвращённая" in text(reminded)
    client.post(there, {**chosen, "verb": "put_back", "confirmed": "1"})
    assert MembershipApplication.objects.get().state == "submitted"
    assert client.post(there, {"verb": "crown"}).status_code == 302


def test_the_proposed_organisation_is_linked_to_the_one_of_the_registry(client, proposal, coordinator):
    known = make.organisation("Отель «Новый»", inn=make.OTHER_INN)
    client.force_login(coordinator)
    assert known.get_absolute_url() in text(client.get(proposal.get_absolute_url()))
    there = f"{proposal.get_absolute_url()}link/"
    assert client.post(there, {"organisation": "000000000000"}).status_code == 404
    client.post(there, {"organisation": known.public_id})
    proposal.refresh_from_db()
    assert proposal.organisation == known
    again = client.post(there, {"organisation": known.public_id}, follow=True)
    assert "только поданную заявку" in text(again).lower()


# Members and people.


def test_the_coordinator_offers_suspends_resumes_and_ends(client, spa, tourism, coordinator):
    client.force_login(coordinator)
    there = "/clusters/tourism/members/offer/"
    assert client.get(there).status_code == 200
    unknown = client.post(there, {"organisation": "нет такой", "statement_ru": "x", "valid_from": today().isoformat()})
    assert (unknown.status_code, Membership.objects.count()) == (422, 0)
    past = client.post(there, {"organisation": spa.inn, "statement_ru": "x", "valid_from": "2020-01-01"})
    assert past.status_code == 422
    client.post(there, {"organisation": spa.public_id, "statement_ru": "x", "valid_from": today().isoformat()})
    here = f"/memberships/{Membership.objects.get().public_id}/"
    assert client.post(f"{here}suspend/", {"reason": "", "valid_from": today().isoformat()}).status_code == 422
    client.post(f"{here}suspend/", {"reason": "Ремонт", "valid_from": today().isoformat()})
    assert "Ремонт" in text(client.get(here))
    assert spa.name in text(client.get("/clusters/tourism/members/?state=suspended"))
    assert spa.name not in text(client.get("/clusters/tourism/members/?state=active"))
    client.post(f"{here}resume/")
    assert "не приостановлено" in text(client.post(f"{here}resume/", follow=True))
    refused = client.post(f"{here}end/", {"ended_as": "excluded", "valid_until": "2031-01-01"})
    assert (refused.status_code, Membership.objects.get().valid_until) == (422, None)
    done = client.post(f"{here}end/", {"ended_as": "left", "valid_until": "2031-01-01"})
    assert done.url == "/clusters/tourism/members/"
    assert Membership.objects.get().valid_until == dt.date(2031, 1, 1)
    assert client.get(here).status_code == 200


def test_several_members_are_suspended_and_it_is_undone(client, membership, coordinator):
    client.force_login(coordinator)
    there, chosen = "/clusters/tourism/members/together/", {"verb": "suspend", "rows": membership.public_id}
    assert membership.organisation.name in text(client.post(there, chosen))
    assert not membership.suspensions.exists()
    given = {"confirmed": "1", "reason": "Ремонт", "valid_from": today().isoformat()}
    done = client.post(there, chosen | given)
    assert 'value="resume"' in text(done)
    assert "уже приостановлено" in text(client.post(there, chosen | given))
    client.post(there, {**chosen, "verb": "resume", "confirmed": "1"})
    assert not membership.suspensions.current().exists()
    assert client.post(there, {"verb": "suspend"}).status_code == 302
    assert membership.organisation.name not in text(client.get("/clusters/tourism/members/?state=coming"))


def test_people_are_seen_invited_and_let_go(client, spa, reporter):
    client.force_login(reporter)
    here = f"/organisations/{spa.public_id}/people/"
    assert reporter.email in text(client.get(here))
    assert client.get(f"{here}invite/").status_code == 200
    invited = {"email": "new@cast.example", "language": "ru"}
    assert client.post(f"{here}invite/", invited).url == here
    assert "new@cast.example" in text(client.get(here))
    assert client.post(f"{here}invite/", invited).status_code == 422
    own = OrganisationAssignment.objects.get()
    assert "не останется представителей" in text(client.get(f"{here}{own.pk}/end/"))
    assert client.post(f"{here}{own.pk}/end/").url == spa.get_absolute_url()
    assert client.get(here).status_code == 403


def test_the_coordinator_ends_the_role_of_a_reporter_of_a_member(client, spa, membership, reporter, coordinator):
    client.force_login(coordinator)
    here = f"/organisations/{spa.public_id}/people/"
    own = OrganisationAssignment.objects.get(user=reporter)
    assert client.post(f"{here}{own.pk}/end/").url == here
    assert client.get(f"{here}{own.pk}/end/").status_code == 404


# Duplicates.


def test_a_pair_is_decided_as_one_and_undone(client, pair, spa, administrator):
    Membership.objects.all().delete()
    assert pair.get_absolute_url() in text(client.get("/duplicates/"))
    there = f"{pair.get_absolute_url()}decide/"
    assert "какая из двух" in text(client.post(there, {"verdict": "same", "kept": "other"}, follow=True))
    client.post(there, {"verdict": "same", "kept": spa.public_id})
    assert Organisation.objects.get(pk=pair.second_id).replaced_by == spa
    assert "Отменить решение" in text(client.get(pair.get_absolute_url()))
    client.post(there, {"verdict": "undo"})
    assert Organisation.objects.get(pk=pair.second_id).replaced_by is None
    client.post(there, {"verdict": "different"})
    assert pair.get_absolute_url() not in text(client.get("/duplicates/"))
    assert pair.get_absolute_url() in text(client.get("/duplicates/?verdict=different"))


# Import.

NEW = "name_ru,kind,inn\nОтель «Новый»,hotel,\n"


def test_a_file_is_shown_first_and_written_when_confirmed(client, administrator, spa):
    content = NEW + f"Санаторий «Каштан»,hotel,{make.INN}\n"
    shown = sent(client, content)
    kept = OrganisationUpload.objects.get()
    page = text(client.get(shown.url))
    assert "Отель «Новый»" in page
    assert "Гостиница" in page
    assert (Organisation.objects.count(), AuditEvent.objects.count()) == (1, 0)
    done = client.post(shown.url, {"digest": kept.digest}, follow=True)
    assert "2" in text(done)
    assert (Organisation.objects.count(), OrganisationUpload.objects.count()) == (2, 0)
    assert client.post(shown.url, {"digest": kept.digest}).status_code == 404
    again = sent(client, content)
    # Without a number the row may be another of that name: it is shown beside the one that is there.
    assert "Похожие названия" in text(client.get(again.url))
    same = sent(client, f"name_ru,kind,inn\nСанаторий «Каштан»,hotel,{make.INN}\n")
    assert "загружать нечего" in text(client.get(same.url))


def test_what_has_changed_since_the_preview_is_shown_anew_not_written(client, administrator, spa):
    shown = sent(client, f"name_ru,kind,inn\nИное имя,sanatorium,{make.INN}\n")
    digest = OrganisationUpload.objects.get().digest
    Organisation.objects.filter(pk=spa.pk).update(name_ru="Третье имя")
    answer = client.post(shown.url, {"digest": digest}, follow=True)
    assert "Третье имя" in text(answer)
    spa.refresh_from_db()
    assert spa.name_ru == "Третье имя"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name_ru,kind,colour\nА,hotel,red\n", "colour"),
        ("name_ru,kind,inn\nА,hotel,7707083894\n", "Контрольная цифра ИНН"),
        ("", "Файл"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_kept_nowhere(client, administrator, content, words):
    answer = sent(client, content)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not OrganisationUpload.objects.exists()


def test_a_file_that_no_longer_fits_says_so_at_its_preview(client, administrator, spa):
    shown = sent(client, f"public_id,name_ru,kind\n{spa.public_id},Иное,hotel\n")
    make.organisation("Та же", replaced_by=None)
    Organisation.objects.filter(pk=spa.pk).update(public_id="0123456789ab")
    assert client.get(shown.url).status_code == 422


def test_a_file_is_kept_for_an_hour_and_for_its_owner(client, administrator, db):
    shown = sent(client, NEW)
    OrganisationUpload.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    for answer in (client.get(shown.url, follow=True), client.post(shown.url, {"digest": "x"}, follow=True)):
        assert "больше не хранится" in text(answer)
    sent(client, NEW)
    assert OrganisationUpload.objects.count() == 1  # the one whose hour is over is dropped
    OrganisationUpload.objects.update(owner=cast.person("other"))
    foreign = client.get(f"/organisations/import/{OrganisationUpload.objects.get().public_id}/")
    unknown = client.get("/organisations/import/000000000000/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)


def test_the_template_is_a_file_that_names_every_column(db, client, administrator):
    from clusters.actions.imports import plan_organisations

    make.territory()
    body = client.get("/organisations/import/template/").content
    plan = plan_organisations(by=None, file=io.BytesIO(body))
    assert len(plan.new) == 1


def test_the_import_is_linked_for_those_who_may(client, administrator, tourism):
    for address in ("/organisations/", "/desk/"):
        assert "/organisations/import/" in text(client.get(address))
    client.force_login(cast.coordinator(tourism))
    for address in ("/organisations/", "/desk/"):
        assert "/organisations/import/" not in text(client.get(address))


# What lists cost.


def furnish(number: int, tourism, place, reporter) -> None:
    for model in (DuplicatePair, MembershipApplication, OrganisationAssignment):
        model.objects.all().delete()
    made = make.replaced(number, tourism, place)
    OrganisationAssignment.objects.create(user=reporter, role="reporter", organisation=made[0], valid_from=today())
    shared = {"cluster": tourism, "submitted_by": reporter, "submitted_at": timezone.now(), "state": "submitted"}
    MembershipApplication.objects.bulk_create(
        MembershipApplication(organisation=row, proposed_name=row.name_ru, **shared) for row in made
    )
    DuplicatePair.objects.bulk_create(DuplicatePair(first=made[0], second=row, score=0.7) for row in made[1:])
    people = [cast.User(email=f"p{n}@cast.example", family_name="А", given_name=str(n)) for n in range(number)]
    kept = cast.User.objects.bulk_create(people, ignore_conflicts=True)
    found = cast.User.objects.filter(email__in=[user.email for user in kept])
    OrganisationAssignment.objects.bulk_create(
        OrganisationAssignment(user=user, role="reporter", organisation=made[0], valid_from=today()) for user in found
    )


LISTS = {
    "/clusters/tourism/applications/": "coordinator",
    "/clusters/tourism/members/": "coordinator",
    "/duplicates/": "coordinator",
    "/organisations/{first}/people/": "coordinator",
    "/applications/": "reporter",
}


@pytest.mark.parametrize("address", LISTS)
def test_queries_equal_at_3_30_and_300_rows(client, tourism, coordinator, address):
    place, applicant = make.territory(), cast.person("reporter")
    client.force_login(coordinator if LISTS[address] == "coordinator" else applicant)
    counts = {}
    for number in (3, 30, 300):
        furnish(number, tourism, place, applicant)
        where = address.format(first=Organisation.objects.earliest("pk").public_id)
        assert client.get(where).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(where)
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 30
