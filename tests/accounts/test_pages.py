"""One's own pages, each wired once."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from accounts import actions
from accounts.models import ApiToken, AuditEvent, Notice, User
from accounts.notices import notify
from tests import cast

pytestmark = pytest.mark.django_db
PROFILE = {"family_name": "Власов", "given_name": "Вадим", "patronymic": "", "language": "en", "time_zone": "Asia/Omsk"}
TOKEN = {"name": "Сверка", "scopes": ["read"], "days": "30"}


def test_profile_is_shown_and_saved(visitor_client: Client) -> None:
    assert "Власов Виктор, visitor@cast.example" in visitor_client.get("/accounts/").content.decode()
    answer = visitor_client.post("/accounts/", PROFILE)
    user = User.objects.get()
    assert (answer.status_code, answer.cookies["language"].value) == (HTTPStatus.FOUND, "en")
    assert (user.given_name, user.language, user.time_zone) == ("Вадим", "en", "Asia/Omsk")
    page = visitor_client.get("/accounts/").content.decode()
    assert "Your profile has been saved." in page
    assert '<html lang="en"' in page


def test_wrong_profile_is_shown_again_and_nothing_is_saved(visitor_client: Client) -> None:
    page = visitor_client.post("/accounts/", {**PROFILE, "family_name": "", "time_zone": "Moon/Base"})
    assert page.status_code == HTTPStatus.OK
    assert set(page.context["form"].errors) == {"family_name", "time_zone"}
    assert "Власов Виктор, visitor@cast.example" in page.content.decode()
    assert (User.objects.get().given_name, AuditEvent.objects.count()) == ("Виктор", 0)


def test_profile_cannot_raise_itself(visitor_client: Client) -> None:
    visitor_client.post("/accounts/", {**PROFILE, "is_staff": "on", "is_superuser": "on", "email": "a@b.example"})
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, "visitor@cast.example")


def test_uncommon_time_zone_stays_choosable(signed_in) -> None:
    client = signed_in(cast.person("far", time_zone="Asia/Tokyo"))
    assert client.get("/accounts/").context["form"].fields["time_zone"].choices[0] == ("Asia/Tokyo", "Asia/Tokyo")


def test_profile_names_current_roles(signed_in) -> None:
    official = cast.official()
    page = signed_in(official).get("/accounts/").content.decode()
    assert "Представитель органа власти, с" in page
    actions.end_portal_role(by=None, assignment=official.portalassignments.get())
    assert "Представитель органа власти, с" not in signed_in(official).get("/accounts/").content.decode()


def test_profile_leads_to_administration_who_may(signed_in) -> None:
    seen = [signed_in(user).get("/accounts/").content.decode() for user in (cast.administrator(), cast.visitor())]
    assert [('href="/admin/"' in page, 'href="/accounts/audit/"' in page) for page in seen] == [
        (True, True),
        (False, False),
    ]


def test_token_is_shown_once(visitor_client: Client) -> None:
    answer = visitor_client.post("/accounts/tokens/new/", TOKEN)
    secret = re.search(r"<code>([0-9a-f]{64})</code>", answer.content.decode()).group(1)
    token = ApiToken.objects.get()
    assert answer["Cache-Control"] == "private, no-store"
    assert (token.name, token.scopes, (token.expiry - token.created).days) == ("Сверка", ["read"], 29)
    listed = visitor_client.get("/accounts/tokens/").content.decode()
    assert "Сверка" in listed
    assert secret[:8] in listed
    assert secret not in listed


def test_token_without_a_scope_is_not_issued(visitor_client: Client) -> None:
    page = visitor_client.post("/accounts/tokens/new/", {"name": "x", "days": "30"})
    assert list(page.context["form"].errors) == ["scopes"]
    assert ApiToken.objects.count() == 0


def test_token_is_revoked_by_post(visitor_client: Client) -> None:
    visitor_client.post("/accounts/tokens/new/", TOKEN)
    path = f"/accounts/tokens/{ApiToken.objects.get().public_id}/revoke/"
    assert "Отозвать токен «Сверка»" in visitor_client.get(path).content.decode()
    assert ApiToken.objects.get().is_live
    assert visitor_client.post(path)["Location"] == "/accounts/tokens/"
    assert not ApiToken.objects.get().is_live
    assert "отозван" in visitor_client.get("/accounts/tokens/").content.decode()


def test_foreign_token_is_not_found(visitor_client: Client, signed_in) -> None:
    visitor_client.post("/accounts/tokens/new/", TOKEN)
    neighbour = signed_in(cast.neighbour())
    path = f"/accounts/tokens/{ApiToken.objects.get().public_id}/revoke/"
    answers = [neighbour.post(address).status_code for address in (path, "/accounts/tokens/000000000000/revoke/")]
    assert answers == [HTTPStatus.NOT_FOUND] * 2
    assert ApiToken.objects.get().is_live
    assert "Сверка" not in neighbour.get("/accounts/tokens/").content.decode()


def test_notices_are_ones_own_and_marked_read(visitor_client: Client) -> None:
    notify(recipient=cast.visitor(), kind="test.told", subject="Вам", body="Текст <b>", link="/reports/")
    notify(recipient=cast.neighbour(), kind="test.told", subject="Соседу", body="Текст")
    page = visitor_client.get("/accounts/notices/").content.decode()
    assert "Вам" in page
    assert "Текст &lt;b&gt;" in page
    assert "Соседу" not in page
    assert visitor_client.get("/accounts/notices/read/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Notice.objects.unread().count() == 2
    visitor_client.post("/accounts/notices/read/")
    assert list(Notice.objects.unread().values_list("subject", flat=True)) == ["Соседу"]


def test_audit_trail_is_for_who_may_read_it(signed_in) -> None:
    administrator = cast.administrator()
    actions.assign_portal_role(by=administrator, user=cast.visitor(), role="official")
    page = signed_in(administrator).get("/accounts/audit/").content.decode()
    assert "назначена роль на портале" in page
    assert f"№ {administrator.pk}" in page
    assert signed_in(cast.visitor()).get("/accounts/audit/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", ["/accounts/tokens/", "/accounts/notices/", "/accounts/audit/"])
def test_lists_ask_the_same_number_of_questions(signed_in, path: str, django_assert_max_num_queries) -> None:
    user, counts = cast.administrator(), []
    client = signed_in(user)
    for rows in (3, 27):
        for number in range(rows):
            actions.assign_portal_role(by=None, user=cast.person(f"p{rows}-{number}"), role="official")
            notify(recipient=user, kind="test.told", subject="s", body="b")
            client.post("/accounts/tokens/new/", TOKEN)
        with django_assert_max_num_queries(20) as asked:
            client.get(path)
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
