"""The one-time link: what it opens, what it never tells, and how it ends."""

import datetime as dt
import secrets
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import override_settings
from django.utils import timezone

from accounts import audit
from accounts.invitations import actions, tasks
from accounts.invitations.models import Invitation
from accounts.models import AuditEvent, PortalAssignment, User, today
from tests import cast
from tests.accounts.people.conftest import link_of, role_of
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
WELCOME = "/accounts/invitations/welcome/"
NAMES = {"family_name": "Новая", "given_name": "Нина", "patronymic": "", "password": "narzan и эльбрус"}


def opened(link: str) -> PortalClient:
    client = PortalClient()
    client.get(link)
    return client


def test_a_newcomer_makes_an_account_and_gets_the_role(invited) -> None:
    invitation, link = invited(role="official")
    client = PortalClient()
    assert client.get(link).headers["Location"] == WELCOME
    assert "new@person.example" in client.get(WELCOME).content.decode()
    answer = client.post(WELCOME, NAMES)
    user = User.objects.get(email="new@person.example")
    invitation.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/")
    assert (user.get_full_name(), user.check_password(NAMES["password"]), role_of(user)) == (
        "Новая Нина",
        True,
        ["official"],
    )
    assert (invitation.accepted_by, invitation.is_open) == (user, False)
    given = PortalAssignment.objects.get(user=user)
    assert given.appointed_by == invitation.invited_by


def test_the_role_of_administrator_is_only_proposed(invited, second_administrator) -> None:
    _invitation, link = invited(role="administrator")
    opened(link).post(WELCOME, NAMES)
    user = User.objects.get(email="new@person.example")
    assert role_of(user) == []
    assert PortalAssignment.objects.awaiting_confirmation().get().user == user


def test_opening_changes_nothing(invited) -> None:
    invitation, link = invited()
    before = Invitation.objects.values().get()
    rows = (User.objects.count(), AuditEvent.objects.count())
    for _time in range(3):
        opened(link).get(WELCOME)
    assert Invitation.objects.values().get() == before
    assert (User.objects.count(), AuditEvent.objects.count()) == rows
    assert invitation.is_open


def test_a_weak_password_is_refused_at_its_field(invited) -> None:
    _invitation, link = invited()
    answer = opened(link).post(WELCOME, NAMES | {"password": "short"})
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors
    assert not User.objects.filter(email="new@person.example").exists()


def spoil(how: str, invitation: Invitation, link: str) -> str:
    """Makes the link worthless in one of the ways, and gives the link that is tried then."""
    if how == "unknown":
        return f"/accounts/invitations/open/{secrets.token_urlsafe(32)}/"
    if how == "used":
        opened(link).post(WELCOME, NAMES)
    if how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    if how == "revoked":
        actions.revoke_invitation(by=invitation.invited_by, invitation=invitation)
    if how == "inviter gone":
        User.objects.filter(pk=invitation.invited_by_id).update(is_active=False)
    return link


WAYS = ["unknown", "used", "expired", "revoked", "inviter gone"]


def words(page) -> str:
    return page.content.decode().split('<main id="main"')[1].split("</main>")[0]


def test_every_worthless_link_is_answered_alike(invited) -> None:
    answers = set()
    for number, how in enumerate(WAYS):
        User.objects.update(is_active=True)
        invitation, link = invited(email=f"n{number}@person.example")
        worthless = spoil(how, invitation, link)
        got, posted = opened(worthless).get(WELCOME), opened(worthless).post(WELCOME, NAMES)
        answers |= {(got.status_code, words(got)), (posted.status_code, words(posted))}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_secret_is_stored_nowhere_and_leaves_the_address(invited) -> None:
    _invitation, link = invited()
    secret = link.rstrip("/").rsplit("/", 1)[1]
    client = opened(link)
    stored = str(list(Invitation.objects.values())) + str(list(AuditEvent.objects.values()))
    assert len(secret) >= 43
    assert secret not in stored + str(dict(client.session)) + client.get(WELCOME).content.decode()
    assert "new@person.example" not in str(list(AuditEvent.objects.values()))


def test_who_has_an_account_signs_in_first_and_only_as_that_person(invited, signed_in) -> None:
    owner, other = cast.visitor(), cast.neighbour()
    _invitation, link = invited(email=owner.email.upper(), role="official")
    stranger = opened(link)
    page = stranger.get(WELCOME).content.decode()
    assert "/accounts/login/?next=" in page
    stranger.post(WELCOME, NAMES)
    foreign = signed_in(other)
    foreign.get(link)
    assert other.email in foreign.get(WELCOME).content.decode()
    assert foreign.post(WELCOME).status_code == 404
    assert (role_of(owner), role_of(other)) == ([], [])
    mine = signed_in(owner)
    mine.get(link)
    assert mine.get(WELCOME).status_code == 200
    assert mine.post(WELCOME).headers["Location"] == "/desk/"
    assert role_of(owner) == ["official"]


def test_who_holds_the_role_already_is_told_so(invited, signed_in) -> None:
    owner = cast.official()
    invitation, link = invited(email=owner.email, role="official")
    client = signed_in(owner)
    client.get(link)
    assert client.post(WELCOME).headers["Location"] == "/desk/"
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_the_inviter_cannot_tell_who_has_an_account(desk_of) -> None:
    known = desk_of.post("/accounts/invitations/new/", {"email": cast.visitor().email, "role": "", "language": "ru"})
    unknown = desk_of.post("/accounts/invitations/new/", {"email": "nobody@else.example", "role": "", "language": "ru"})
    pages = [desk_of.get(answer.headers["Location"]) for answer in (known, unknown)]
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [page.status_code for page in pages] == [200, 200]
    states = set(Invitation.objects.values_list("letter", "attempts", "purpose"))
    assert states == {("queued", 0, "account")}


def test_the_promise_of_a_dismissed_administrator_comes_to_nothing(invited, second_administrator) -> None:
    invitation, link = invited(role="official")
    PortalAssignment.objects.filter(user=invitation.invited_by).update(valid_until=today())
    answer = opened(link).post(WELCOME, NAMES)
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.accepted_at) == (404, None)
    assert not User.objects.filter(email="new@person.example").exists()


def test_sending_again_makes_a_new_link_and_a_new_term(invited) -> None:
    invitation, old = invited()
    with pytest.raises(ValidationError, match=r"ten minutes|десяти минут"):
        actions.invite_again(by=invitation.invited_by, invitation=invitation)
    Invitation.objects.update(updated_at=timezone.now() - dt.timedelta(hours=80), expires_at=timezone.now())
    actions.invite_again(by=invitation.invited_by, invitation=invitation)
    assert opened(old).get(WELCOME).status_code == 404
    assert tasks.send_invitations() == 1
    assert opened(old).get(WELCOME).status_code == 404
    assert opened(link_of(mail.outbox[-1])).get(WELCOME).status_code == 200


def test_revoking_twice_is_recorded_once_and_an_accepted_one_stays(invited) -> None:
    invitation, link = invited()
    for _time in range(2):
        actions.revoke_invitation(by=invitation.invited_by, invitation=invitation)
    assert AuditEvent.objects.filter(verb="accounts.revoke_invitation").count() == 1
    with pytest.raises(ValidationError):
        actions.invite_again(by=invitation.invited_by, invitation=invitation)
    other, link = invited(email="second@person.example")
    opened(link).post(WELCOME, NAMES)
    with pytest.raises(ValidationError):
        actions.revoke_invitation(by=other.invited_by, invitation=other)


def test_strangers_neither_invite_nor_keep(invited) -> None:
    invitation, _link = invited()
    visitor = cast.visitor()
    for attempt in (
        lambda: actions.invite_to_portal(by=visitor, email="a@b.example", role="", language="ru"),
        lambda: actions.invite_again(by=visitor, invitation=invitation),
        lambda: actions.revoke_invitation(by=visitor, invitation=invitation),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_one_open_invitation_and_an_expired_one_is_replaced(invited) -> None:
    invitation, _link = invited()
    again = {"by": invitation.invited_by, "email": "New@Person.example", "role": "", "language": "en"}
    with pytest.raises(ValidationError, match="туда уже пригласили"):
        actions.invite_to_portal(**again)
    Invitation.objects.update(expires_at=timezone.now())
    assert actions.invite_to_portal(**again).is_open
    assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example"])
def test_a_wrong_address_is_refused(administrator, email: str) -> None:
    with pytest.raises(ValidationError):
        actions.invite_to_portal(by=administrator, email=email, role="", language="ru")
    assert Invitation.objects.count() == 0


def test_no_more_than_fifty_a_day(administrator) -> None:
    for number in range(actions.MOST_A_DAY):
        actions.invite_to_portal(by=administrator, email=f"n{number}@person.example", role="", language="ru")
    with pytest.raises(ValidationError, match="50"):
        actions.invite_to_portal(by=administrator, email="over@person.example", role="", language="ru")
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    actions.invite_to_portal(by=administrator, email="over@person.example", role="", language="ru")


def test_a_letter_goes_once_and_from_base_url(administrator) -> None:
    actions.invite_to_portal(by=administrator, email="new@person.example", role="official", language="en")
    with override_settings(BASE_URL="https://portal.example.org"):
        assert [tasks.send_invitations() for _time in range(2)] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == ["new@person.example"]
    assert "https://portal.example.org/accounts/invitations/open/" in letter.body
    assert "Official of the region" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_failing_mail_server_is_tried_again_later(administrator, monkeypatch) -> None:
    def fail(_letter) -> None:
        raise SMTPException

    actions.invite_to_portal(by=administrator, email="new@person.example", role="", language="ru")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    for _time in range(7):
        Invitation.objects.update(not_before=timezone.now())
        assert tasks.send_invitations() == 0
    row = Invitation.objects.get()
    assert (row.letter, row.attempts) == ("failed", 6)


def test_a_letter_left_by_a_dead_sender_is_sent_by_another(administrator) -> None:
    actions.invite_to_portal(by=administrator, email="new@person.example", role="", language="ru")
    pk = Invitation.objects.get().pk
    assert [Invitation.objects.claim(pk), Invitation.objects.claim(pk)] == [True, False]
    assert tasks.send_invitations() == 0
    Invitation.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=6))
    assert tasks.send_invitations() == 1


def test_revoked_while_it_was_being_sent(administrator, monkeypatch) -> None:
    invitation = actions.invite_to_portal(by=administrator, email="new@person.example", role="", language="ru")

    def revoke_first() -> str:
        actions.revoke_invitation(by=administrator, invitation=invitation)
        return "x" * 43

    monkeypatch.setattr("accounts.invitations.links.new_secret", revoke_first)
    assert (tasks.send_invitations(), len(mail.outbox)) == (0, 0)


def test_the_list_shows_ones_own_and_foreign_ones_look_like_none(invited, signed_in, desk_of) -> None:
    invitation, _link = invited()
    assert "new@person.example" in desk_of.get("/accounts/invitations/").content.decode()
    stranger = signed_in(cast.visitor())
    assert "new@person.example" not in stranger.get("/accounts/invitations/").content.decode()
    foreign = [stranger.get(f"/accounts/invitations/{word}/") for word in (invitation.public_id, "000000000000")]
    assert [page.status_code for page in foreign] == [404, 404]
    assert stranger.post(f"/accounts/invitations/{invitation.public_id}/revoke/").status_code == 404
    assert stranger.get("/accounts/invitations/new/").status_code == 403


def test_pages_of_the_inviter(invited, desk_of) -> None:
    invitation, _link = invited()
    address = f"/accounts/invitations/{invitation.public_id}/"
    assert desk_of.get(address).status_code == 200
    assert desk_of.post(f"{address}again/").headers["Location"] == address
    Invitation.objects.update(updated_at=timezone.now() - dt.timedelta(hours=1))
    assert desk_of.post(f"{address}again/").headers["Location"] == "/accounts/invitations/"
    for _time in range(2):
        assert desk_of.post(f"{address}revoke/").status_code == 302
    assert Invitation.objects.get().revoked_at is not None
    assert desk_of.get(address).status_code == 200
    assert desk_of.get("/accounts/invitations/new/").status_code == 200
    bad = desk_of.post("/accounts/invitations/new/", {"email": "x", "role": "king", "language": "ru"})
    assert (bad.status_code, set(bad.context["form"].errors)) == (422, {"email", "role"})
    assert audit.verify() == []
