"""What the rooms keep of a person: in the copy, on the page in words, and gone with an erasure."""

import pytest

from accounts.models import AuditEvent, today
from accounts.personal_data import actions, queries, reading, sources
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.membership.models import MembershipApplication
from clusters.models import Cluster, Organisation, Territory
from clusters.support.models import SupportApplication, SupportMeasure
from tests import cast

pytestmark = pytest.mark.django_db
PHONE = "+7 879 000-00-01"


@pytest.fixture
def organisation():
    place, _made = Territory.objects.get_or_create(code="KISL", defaults={"level": "city", "name_ru": "Кисловодск"})
    return Organisation.objects.create(name_ru="Нарзан", territory=place)


def notice_of(organisation, user, **fields) -> PartnerNotice:
    contact = {"contact_name": user.get_full_name(), "contact_email": user.email, "contact_phone": PHONE}
    given = {"kind": "offer", "subject": "goods", "title_ru": "Вода", "text_ru": "Минеральная", "last_day": today()}
    return PartnerNotice.objects.create(organisation=organisation, **given | contact | fields)


def interest_of(organisation, user, notice, **fields) -> Interest:
    contact = {"contact_name": user.get_full_name(), "contact_email": user.email, "contact_phone": PHONE}
    given = {"message": "Возьмём", "sent_by": user}
    return Interest.objects.create(notice=notice, organisation=organisation, **given | contact | fields)


def test_applications_are_in_the_copy_and_on_the_page(organisation, signed_in) -> None:
    user, cluster = cast.visitor(), Cluster.objects.get_or_create(slug="tourism", defaults={"name_ru": "Туризм"})[0]
    given = {"cluster": cluster, "statement_ru": "Хотим войти", "submitted_by": user}
    MembershipApplication.objects.create(organisation=organisation, **given)
    MembershipApplication.objects.create(proposed_name="Новая", proposed_inn="2628000000", **given)
    measure = SupportMeasure.objects.create(name_ru="Субсидия", kind="subsidy", level="regional", summary_ru="Деньги")
    SupportApplication.objects.create(measure=measure, organisation=organisation, purpose="Насос", made_by=user)
    copy = actions.export_own_data(by=user)
    assert [row["organisation"] for row in copy["membership_applications"]] == ["Новая", "Нарзан"]
    assert copy["support_applications"][0]["purpose_of_support"] == "Насос"
    page = signed_in(user).get("/accounts/data/").content.decode()
    assert all(word in page for word in ("Хотим войти", "Насос", "Субсидия"))
    assert "Хотим войти" not in signed_in(cast.neighbour()).get("/accounts/data/").content.decode()


def test_telephones_and_addresses_of_contacts_are_erased(organisation, administrator) -> None:
    user, other = cast.visitor(), cast.neighbour()
    mine, theirs = notice_of(organisation, user), notice_of(organisation, other)
    sent = interest_of(organisation, user, theirs)
    copy = queries.copy_of(user)
    assert [row["contact_phone"] for row in copy["partner_notices"] + copy["partner_interests"]] == [PHONE, PHONE]
    email = user.email
    actions.carry_out_erasure(by=administrator, request=actions.file_erasure(by=user))
    for row in (mine, sent):
        row.refresh_from_db()
        assert (row.contact_email, row.contact_phone) == (f"erased-{user.pk}@erased.invalid", "")
        assert row.contact_name == "Удалённый человек"
    theirs.refresh_from_db()
    assert (theirs.contact_email, theirs.contact_phone) == (other.email, PHONE)
    assert email not in str(list(AuditEvent.objects.values()))


def test_a_colleague_named_as_contact_stays_out_of_the_copy(organisation) -> None:
    user, colleague = cast.visitor(), cast.neighbour()
    notice = notice_of(organisation, cast.official())
    interest_of(organisation, user, notice, contact_email=colleague.email, contact_name=colleague.get_full_name())
    (row,) = queries.copy_of(user)["partner_interests"]
    assert row["message"] == "Возьмём"
    assert "contact_phone" not in row
    assert colleague.email not in str(queries.copy_of(user))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "да"),
        (False, "нет"),
        (["203.0.113.0/24", "::1"], "203.0.113.0/24, ::1"),
        ("2026-11-24", "24 ноября 2026"),
        ("2026-11-24T09:05:00+00:00", "24 ноября 2026, 12:05"),
        ("2026-11-24T09:05:00", "2026-11-24T09:05:00"),
        ("2026-13-45T09:05:00+00:00", "2026-13-45T09:05:00+00:00"),
        ("слово", "слово"),
    ],
)
def test_values_in_words(value, words: str) -> None:
    assert reading.shown(value).replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_page_shows_the_latest_rows_and_says_what_it_leaves_out() -> None:
    rows = [{"in_words": str(at)} for at in range(26)]
    copy: dict = {code: [] for code in reading.SECTIONS} | {
        "deeds": rows,
        "trips": [{"on": "2026-11-24"}],
        "silent": [{"x": 1}],
    }
    rooms = [
        sources.Source("trips", "Поездки", lambda _user: [], columns=(("on", "День"),)),
        sources.Source("silent", "Без столбцов", lambda _user: []),
    ]
    deeds, trips = reading.tables(copy, rooms)
    assert (deeds["rows"][0][0], len(deeds["rows"])) == ("25", 25)
    assert deeds["note"] == "Последние 25 из 26; в файле есть все."
    assert (trips["caption"], trips["note"], len(trips["rows"])) == ("Поездки", "", 1)


def test_words_for_codes(administrator, invited) -> None:
    invited()
    copy = queries.copy_of(administrator)
    tables = {table["id"]: table["rows"] for table in reading.tables(copy, [])}
    assert tables["roles"][0][:2] == ["Администратор", "—"]
    assert tables["invitations_sent"][0][1] == "Учётная запись на портале"
    assert "Русский" in [fact["value"] for fact in reading.facts(copy["account"])]
