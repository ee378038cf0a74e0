"""Every event that has to be in the trail, each provoked through its real door, and what its row must say.

One literal list: name, verb, who (a position of the scene, or the system), and the deed. A row says who, what, when in UTC and
from where; what came from a command says so by having neither address nor request. Nothing in the trail is a secret.
"""

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from accounts import actions
from accounts.door import actions as door
from accounts.invitations import actions as inviting
from accounts.invitations.models import Invitation
from accounts.invitations.tasks import send_invitations
from accounts.models import ApiToken, AuditAddress, AuditEvent, PortalAssignment, User
from accounts.notices import unsubscribing
from accounts.request_context import NOWHERE, Origin, bound
from accounts.trail import origins
from clusters import actions as registry
from clusters.models import Membership
from tests import cast
from tests.client import PortalClient
from tests.matrix.scene import build

pytestmark = pytest.mark.django_db
HERE = "203.0.113.7"
ORIGIN = Origin(HERE, "Browser of the tests")
NEW = "narzan и эльбрус"
NAMES = {"family_name": "Новая", "given_name": "Нина", "patronymic": "", "password": NEW}
FIGURES = "indicator,subject,period,value,unit,source\nA02,KISL,2021,41,человек,Росстат\n"


class World(SimpleNamespace):
    def client(self, who: str = "", **extra: Any) -> PortalClient:
        client = PortalClient(REMOTE_ADDR=HERE, HTTP_USER_AGENT=ORIGIN.agent, **extra)
        if who:
            client.force_login(self.scene.people[who])
            self.secrets.add(client.session.session_key)
        return client

    def by(self, who: str) -> User:
        return self.scene.people[who]

    def token(self, **fields: Any) -> dict[str, str]:
        token, secret = actions.issue_token(
            by=None, user=self.by("visitor"), name="x", scopes=["read"], expires_in=dt.timedelta(days=1)
        )
        self.secrets.add(secret)
        ApiToken.objects.filter(pk=token.pk).update(**fields)
        return {"headers": {"Authorization": f"Bearer {secret}"}}

    def factor(self, who: str) -> None:
        door.add_app(by=self.by(who), secret="JBSWY3DPEHPK3PXP")
        self.secrets.add("JBSWY3DPEHPK3PXP")

    def invitation(self) -> Invitation:
        made = inviting.invite_to_portal(by=self.by("admin"), email="new@person.example", role="", language="ru")
        send_invitations()
        return made


@pytest.fixture
def world(db) -> World:
    scene = build()
    world = World(scene=scene, secrets={cast.PASSWORD, NEW, scene.token})
    cast.with_portal_role("administrator", key="second")
    scene.people["second"] = User.objects.get(email="second@cast.example")
    mail.outbox.clear()
    return world


def sign_in(world: World, password: str = cast.PASSWORD, email: str = "visitor@cast.example", times: int = 1) -> None:
    for _time in range(times):
        world.client().post("/accounts/login/", {"login": email, "password": password})


def show_factor(world: World, code: str = "") -> None:
    world.factor("visitor")
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    world.secrets.update(codes)
    client = world.client()
    client.post("/accounts/login/", {"login": "visitor@cast.example", "password": cast.PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code or codes[0]})


def page_of_app(world: World) -> None:
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    client = world.client()
    client.post("/accounts/login/", {"login": "visitor@cast.example", "password": cast.PASSWORD})
    secret = client.get("/accounts/2fa/app/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    world.secrets.update({secret, code})
    client.post("/accounts/2fa/app/", {"code": code})


def passkey(world: World, deed: str, data: dict[str, str] | None = None) -> None:
    world.factor("visitor")
    door.add_passkey(by=world.by("visitor"), name="ключ", credential={})
    key = Authenticator.objects.get(type="webauthn")
    world.client("visitor").post(f"/accounts/2fa/passkeys/{key.pk}/{deed}/", data or {})


def reset_password(world: World) -> None:
    client = world.client()
    client.post("/accounts/password/reset/", {"email": "visitor@cast.example"})
    path = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    world.secrets.add(path.rstrip("/").rpartition("-")[2])
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})


def end_sessions(world: World, address: str = "") -> None:
    here, there = world.client("visitor"), world.client("visitor")
    here.get("/desk/")
    there.get("/desk/")
    from accounts.sessions.models import SignInSession

    row = SignInSession.objects.order_by("-pk").first()
    here.post(f"/accounts/sessions/{address or f'{row.public_id}/end'}/")


def invite_again(world: World) -> None:
    made = world.invitation()
    Invitation.objects.update(updated_at=LONG_SINCE)
    world.client("admin").post(f"/accounts/invitations/{made.public_id}/again/")


def accept(world: World) -> None:
    world.invitation()
    link = re.search(r"https?://[^/\s]+(/accounts/invitations/open/\S+/)", mail.outbox[-1].body).group(1)
    world.secrets.add(link.rstrip("/").rpartition("/")[2])
    client = world.client()
    client.get(link)
    client.post("/accounts/invitations/welcome/", NAMES)


def proposed(world: World) -> PortalAssignment:
    return actions.assign_portal_role(by=world.by("admin"), user=world.by("visitor"), role="administrator")


def in_admin(world: World, path: str, data: dict[str, Any]) -> None:
    answer = world.client("admin").post(f"/admin/accounts/{path}/", data)
    assert answer.status_code == 302, answer.content.decode()[:3000]


def person_form(user: User, **changes: Any) -> dict[str, Any]:
    names = ("email", "family_name", "given_name", "patronymic", "language", "time_zone")
    return {**{name: getattr(user, name) for name in names}, "is_active": "on", **changes}


def change_person(world: World, **changes: Any) -> None:
    user = world.by("visitor")
    form = {name: value for name, value in person_form(user, **changes).items() if value is not None}
    in_admin(world, f"user/{user.pk}/change", form)


def import_figures(world: World) -> None:
    client = world.client("official")
    shown = client.post("/indicators/import/", {"file": SimpleUploadedFile("f.csv", FIGURES.encode(), "text/csv")})
    digest = re.search(r'name="digest" value="(\w+)"', shown.content.decode()).group(1)
    client.post("/indicators/import/", {"digest": digest})


def report(world: World, deed: str) -> None:
    from tests.matrix import reports

    reports.furnish(world.scene)
    thing = world.scene.things["draft_report" if deed == "publish" else "published_report"]
    path = {"publish": f"/reports/{thing.public_id}/publish/", "withdraw": f"/reports/{thing.public_id}/withdraw/"}
    form = {"subject": "cluster:tourism", "period": "2024-Q1"} if deed == "request" else {"reason": "Ошибка в данных."}
    world.client("coord").post(path.get(deed, "/reports/request/"), form)


def deed(world: World, do: Any) -> None:
    """For what has no page of its own yet: the action, as a request would call it."""
    with bound("request-of-the-test", ORIGIN):
        do(world)


def stop_letters(world: World) -> None:
    word = unsubscribing.token(world.by("visitor"), "acts")
    world.secrets.add(word)
    world.client().post(f"/accounts/notices/unsubscribe/{word}/")


WISHES = dict.fromkeys(("membership", "partners", "support", "acts", "figures", "registry", "other"), "digest")
PASSWORDS = {"oldpassword": cast.PASSWORD, "password1": NEW, "password2": NEW}
PROFILE = {"family_name": "Иванова", "given_name": "Ирина", "language": "ru", "time_zone": "Europe/Moscow"}
ORGANISATION = {
    "name_ru": "Иная здравница",
    "kind": "sanatorium",
    "sector": "business",
    "size_class": "small",
    "legal_form": "llc",
}
LONG_SINCE = timezone.now() - dt.timedelta(days=1)

EVENTS = [
    # name, verb, who, how it is provoked
    ("signing in", "accounts.sign_in", "visitor", sign_in),
    ("a wrong password", "accounts.sign_in_failed", None, lambda w: sign_in(w, "wrong")),
    ("an unknown address", "accounts.sign_in_failed", None, lambda w: sign_in(w, email="nobody@cast.example")),
    ("guessing beyond the limit", "accounts.sign_in_limited", None, lambda w: sign_in(w, "wrong", times=14)),
    ("signing out", "accounts.sign_out", "visitor", lambda w: w.client("visitor").post("/accounts/logout/")),
    ("an app set up", "accounts.add_factor", "visitor", page_of_app),
    ("a recovery code used", "accounts.use_factor", "visitor", show_factor),
    ("a wrong code", "accounts.factor_failed", None, lambda w: show_factor(w, "000000")),
    ("recovery codes renewed", "accounts.renew_recovery_codes", "visitor", lambda w: (w.factor("visitor"), w.client("visitor").post("/accounts/2fa/codes/renew/"))),
    ("an app removed", "accounts.remove_factor", "visitor", lambda w: (w.factor("visitor"), w.client("visitor").post("/accounts/2fa/app/remove/"))),
    ("a passkey renamed", "accounts.rename_factor", "visitor", lambda w: passkey(w, "edit", {"name": "телефон"})),
    ("a passkey removed", "accounts.remove_factor", "visitor", lambda w: passkey(w, "remove")),
    ("a factor reset by an administrator", "accounts.reset_second_factor", "admin", lambda w: (w.factor("visitor"), deed(w, lambda w: door.reset_second_factor(by=w.by("admin"), user=w.by("visitor"), reason="потерян телефон")))),
    ("the password changed", "accounts.change_password", "visitor", lambda w: w.client("visitor").post("/accounts/password/change/", PASSWORDS)),
    ("the password set by letter", "accounts.reset_password", "visitor", reset_password),
    ("a session ended", "accounts.end_session", "visitor", end_sessions),
    ("all other sessions ended", "accounts.end_sessions", "visitor", lambda w: end_sessions(w, "end-others")),
    ("a token issued", "accounts.issue_token", "visitor", lambda w: w.client("visitor").post("/accounts/tokens/new/", {"name": "x", "scopes": "read", "days": 30})),
    ("a token revoked", "accounts.revoke_token", "visitor", lambda w: (w.token(), w.client("visitor").post(f"/accounts/tokens/{ApiToken.objects.filter(user=w.by('visitor')).first().public_id}/revoke/"))),
    ("a token from a foreign network", "accounts.token_refused", "visitor", lambda w: w.client().get("/api/v1/clusters/", **w.token(networks=["198.51.100.0/24"]))),
    ("an expired token", "accounts.token_refused", "visitor", lambda w: w.client().get("/api/v1/clusters/", **w.token(expiry=LONG_SINCE))),
    ("a revoked token", "accounts.token_refused", "visitor", lambda w: w.client().get("/api/v1/clusters/", **w.token(revoked_at=LONG_SINCE))),
    ("an invitation sent", "accounts.invite", "admin", lambda w: w.client("admin").post("/accounts/invitations/new/", {"email": "new@person.example", "role": "", "language": "ru"})),
    ("an invitation sent again", "accounts.invite_again", "admin", invite_again),
    ("an invitation revoked", "accounts.revoke_invitation", "admin", lambda w: w.client("admin").post(f"/accounts/invitations/{w.invitation().public_id}/revoke/")),
    ("an invitation accepted", "accounts.accept_invitation", "newcomer", accept),
    ("an account made by accepting", "accounts.create_user", "any", accept),
    ("a role given", "accounts.assign_portal_role", "admin", lambda w: in_admin(w, "portalassignment/add", {"user": w.by("visitor").pk, "role": "official", "valid_from": "24.11.2026"})),
    ("a role of two persons proposed", "accounts.assign_portal_role", "admin", lambda w: deed(w, proposed)),
    ("a role of two persons confirmed", "accounts.confirm_role", "second", lambda w: deed(w, lambda w: actions.confirm_role(by=w.by("second"), assignment=proposed(w)))),
    ("a role of two persons refused", "accounts.refuse_role", "second", lambda w: deed(w, lambda w: actions.refuse_role(by=w.by("second"), assignment=proposed(w)))),
    ("a role ended", "accounts.end_portal_role", "admin", lambda w: deed(w, lambda w: actions.end_portal_role(by=w.by("admin"), assignment=PortalAssignment.objects.get(user=w.by("official"))))),
    ("an account made", "accounts.add_user", "admin", lambda w: in_admin(w, "user/add", person_form(User(language="ru", time_zone="Europe/Moscow"), email="new@person.example", family_name="Новая", given_name="Нина"))),
    ("an account changed", "accounts.change_user", "admin", lambda w: change_person(w, family_name="Иная")),
    ("an account closed", "accounts.close_account", "admin", lambda w: change_person(w, is_active=None)),
    ("an administrator made by command", "accounts.create_user", None, lambda w: call_command("create_administrator", "boss@person.example", "--family-name", "Б", "--given-name", "Б")),
    ("a role given by command", "accounts.assign_portal_role", None, lambda w: call_command("create_administrator", "boss@person.example", "--family-name", "Б", "--given-name", "Б")),
    ("a token issued by command", "accounts.issue_token", None, lambda w: call_command("issue_token", "visitor@cast.example")),
    ("the profile changed", "accounts.change_profile", "visitor", lambda w: w.client("visitor").post("/accounts/", PROFILE)),
    ("a page refused", "accounts.be_refused", "visitor", lambda w: w.client("visitor").get("/indicators/import/")),
    ("a neighbour's figure asked for", "accounts.be_refused", "rep~", lambda w: w.client("rep~").get(f"/observations/{w.scene.things['own_figure'].public_id}/")),
    ("a neighbour's cluster edited in vain", "accounts.be_refused", "coord~", lambda w: w.client("coord~").post("/clusters/tourism/edit/", {})),
    ("the administration site refused", "accounts.be_refused", "visitor", lambda w: w.client("visitor").get("/admin/login/")),
    ("the trail refused", "accounts.be_refused", "official", lambda w: w.client("official").get("/accounts/audit/")),
    ("figures refused through the interface", "accounts.be_refused", "visitor", lambda w: w.client("visitor").get(f"/api/v1/observations/{w.scene.things['own_figure'].public_id}/")),
    ("a cluster edited", "clusters.edit_cluster", "coord", lambda w: w.client("coord").post("/clusters/tourism/edit/", {"name_ru": "Иной кластер", "name_en": "Another"})),
    ("an organisation edited", "clusters.edit_organisation", "rep", lambda w: w.client("rep").post(f"/organisations/{w.scene.organisation.public_id}/edit/", ORGANISATION)),
    ("a membership ended", "clusters.end_membership", "coord", lambda w: deed(w, lambda w: registry.end_membership(by=w.by("coord"), membership=Membership.objects.get(cluster=w.scene.cluster), valid_until=dt.date(2030, 1, 1)))),
    ("figures imported", "indicators.import_observations", "official", import_figures),
    ("a confidential figure read", "indicators.read_figures", "rep", lambda w: w.client("rep").get(f"/observations/{w.scene.things['own_figure'].public_id}/")),
    ("confidential figures on a page", "indicators.read_figures", "coord", lambda w: w.client("coord").get(f"/organisations/{w.scene.organisation.public_id}/")),
    ("confidential figures in a list", "exchange.read_list", "rep", lambda w: w.client("rep").get("/api/v1/observations/")),
    ("figures exported", "exchange.export_list", "rep", lambda w: w.client("rep").get("/api/v1/observations/export/").getvalue()),
    ("a report requested", "competitiveness.request_report", "coord", lambda w: report(w, "request")),
    ("a report published", "competitiveness.publish_report", "coord", lambda w: report(w, "publish")),
    ("a report withdrawn", "competitiveness.withdraw_report", "coord", lambda w: report(w, "withdraw")),
    ("the trail exported", "accounts.export_audit", "admin", lambda w: w.client("admin").get("/accounts/audit/export/?person=visitor@cast.example").getvalue()),
    ("wishes about letters", "accounts.choose_notices", "visitor", lambda w: w.client("visitor").post("/accounts/notices/wishes/", {**WISHES, "acts": "portal", "digest_at": "09:00"})),
    ("letters stopped by link", "accounts.unsubscribe", None, stop_letters),
]  # fmt: skip


def test_the_list_is_long_enough_and_names_each_event_once() -> None:
    names = [name for name, _verb, _who, _provoke in EVENTS]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize(("name", "verb", "who", "provoke"), EVENTS, ids=[event[0] for event in EVENTS])
def test_event_is_in_the_trail_with_who_what_when_and_from_where(world, name, verb, who, provoke) -> None:
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    began = timezone.now()
    with bound("", NOWHERE):
        provoke(world)
    rows = AuditEvent.objects.filter(pk__gt=last, verb=verb).order_by("-pk")
    actors = {row.actor for row in rows}
    assert rows, (
        f"{name}: no row {verb}; there are {list(AuditEvent.objects.filter(pk__gt=last).values_list('verb', flat=True))}"
    )
    assert who == "any" or expected_actor(world, who) in actors
    row = rows.first()
    assert began <= row.recorded_at <= timezone.now()
    assert row.recorded_at.utcoffset() == dt.timedelta(0)
    assert from_where(row) == ("" if "by command" in name else HERE)
    assert bool(row.request_id) is ("by command" not in name)
    assert secrets_in_the_trail(world) == []


def expected_actor(world: World, who: str | None) -> User | None:
    if who is None:
        return None
    return User.objects.get(email="new@person.example") if who == "newcomer" else world.by(who)


def from_where(row: AuditEvent) -> str:
    address = AuditAddress.objects.filter(event=row).first()
    if address is None:
        return row.address_hmac
    assert row.address_hmac in origins.stand_ins(HERE)
    return str(address.address)


def secrets_in_the_trail(world: World) -> list[str]:
    """Passwords, codes, token secrets, session keys, words of letters, addresses of people: in no column of any row."""
    text = str(list(AuditEvent.objects.values_list("before", "after", "object_id", "request_id", "verb")))
    known = {secret for secret in world.secrets if secret} | set(User.objects.values_list("password", flat=True))
    known |= set(User.objects.values_list("email", flat=True)) | set(ApiToken.objects.values_list("digest", flat=True))
    return [secret for secret in known if secret in text]
