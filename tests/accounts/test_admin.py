"""The administration site: who enters, and that every change is in the trail."""

from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions
from accounts.admin_base import AuditedModelAdmin
from accounts.admin_site import PortalAdminSite
from accounts.models import AuditEvent, PortalAssignment, User, today
from tests import cast

pytestmark = pytest.mark.django_db
NEW = {"email": "New@cast.example", "family_name": "Новая", "given_name": "Нина", "language": "ru"}
ACCOUNT = {**NEW, "time_zone": "Europe/Moscow", "is_active": "on"}


@pytest.fixture
def office(signed_in) -> Client:
    return signed_in(cast.administrator())


def test_site_is_entered_by_role_and_left_with_it(office: Client, signed_in) -> None:
    assert office.get("/admin/").status_code == HTTPStatus.OK
    PortalAssignment.objects.update(valid_until=today())
    assert office.get("/admin/accounts/user/").status_code == HTTPStatus.FOUND
    assert office.get("/admin/login/").status_code == HTTPStatus.FORBIDDEN
    assert signed_in(cast.person("flagged", is_staff=True)).get("/admin/login/").status_code == HTTPStatus.FORBIDDEN


def test_sign_in_is_the_portals_own(office: Client) -> None:
    assert office.get("/admin/login/")["Location"] == "/admin/"
    guess = Client().post("/admin/login/", {"username": "administrator@cast.example", "password": cast.PASSWORD})
    assert guess["Location"].startswith("/accounts/login/")


def test_password_is_changed_on_the_portals_own_page(office: Client) -> None:
    assert office.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def test_sign_out_is_recorded_and_by_post(office: Client) -> None:
    assert office.get("/admin/logout/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.post("/admin/logout/")["Location"] == "/"
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert "accounts.sign_out" in verbs, verbs


def test_what_the_site_lets_change_is_audited(office: Client) -> None:
    request = office.get("/admin/").wsgi_request
    changing = [page for page in admin.site._registry.values() if page.has_change_permission(request)]
    assert {page.opts.model_name for page in changing} >= {"user", "portalassignment"}
    assert all(isinstance(page, AuditedModelAdmin) for page in changing)


def test_pages_of_libraries_are_left_out() -> None:
    offered = {model.__name__ for model in admin.site._registry}
    assert offered >= {"User", "PortalAssignment", "AuditEvent"}
    assert not {"Group", "EmailAddress", "ApiToken"} & offered


@pytest.mark.parametrize("admin_class", [None, type("Plain", (ModelAdmin,), {"__module__": "clusters.admin"})])
def test_unaudited_page_can_only_be_read(admin_class, office: Client) -> None:
    site, request = PortalAdminSite(), office.get("/admin/").wsgi_request
    site.register(User, admin_class)
    page = site._registry[User]
    may = (page.has_view_permission(request), page.has_add_permission(request))
    assert may == (True, False)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_account_is_made_without_a_password(office: Client) -> None:
    assert office.post("/admin/accounts/user/add/", ACCOUNT).status_code == HTTPStatus.FOUND
    user, event = User.objects.get(email="new@cast.example"), AuditEvent.objects.get()
    assert not user.has_usable_password()
    assert (event.verb, event.actor, event.object_id) == ("accounts.add_user", cast.administrator(), str(user.pk))
    assert (event.before, event.after["email"], event.after["language"]) == (None, "***", "ru")


def test_change_is_recorded_with_personal_data_masked(office: Client) -> None:
    user = cast.visitor()
    form = {**ACCOUNT, "email": user.email, "family_name": "Волков", "given_name": "Виктор", "language": "en"}
    office.post(f"/admin/accounts/user/{user.pk}/change/", form)
    event = AuditEvent.objects.get()
    assert (event.verb, event.before, event.after) == (
        "accounts.change_user", {"family_name": "***", "language": "ru"}, {"family_name": "***", "language": "en"},
    )  # fmt: skip
    office.post(f"/admin/accounts/user/{user.pk}/change/", form)
    assert AuditEvent.objects.count() == 1


def test_clearing_active_closes_the_account(office: Client) -> None:
    user = cast.visitor()
    form = {key: value for key, value in ACCOUNT.items() if key != "is_active"}
    office.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {**form, "email": user.email, "family_name": "Власов", "given_name": "Виктор"},
    )
    assert not User.objects.get(pk=user.pk).is_active
    assert AuditEvent.objects.get().verb == "accounts.close_account"


def test_nobody_and_no_role_is_deleted(office: Client) -> None:
    user = cast.visitor()
    given = actions.assign_portal_role(by=None, user=user, role="official")
    for path in (f"/admin/accounts/user/{user.pk}/delete/", f"/admin/accounts/portalassignment/{given.pk}/delete/"):
        assert office.post(path, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN
    assert User.objects.filter(pk=user.pk).exists()


def test_role_is_given_and_ended(office: Client) -> None:
    user = cast.visitor()
    form = {"user": user.pk, "role": "official", "valid_from": str(today()), "valid_until": ""}
    assert office.post("/admin/accounts/portalassignment/add/", form).status_code == HTTPStatus.FOUND
    given = PortalAssignment.objects.get(user=user)
    assert given.appointed_by == cast.administrator()
    again = office.post("/admin/accounts/portalassignment/add/", form)
    assert again.status_code == HTTPStatus.OK
    path = f"/admin/accounts/portalassignment/{given.pk}/change/"
    office.post(path, {"valid_until": ""})
    office.post(path, {"valid_until": str(today())})
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["accounts.assign_portal_role", "accounts.end_portal_role"]


def test_trail_is_read_not_written(office: Client) -> None:
    actions.note_sign_in(user=cast.visitor())
    event = AuditEvent.objects.get()
    assert "accounts.sign_in" in office.get("/admin/accounts/auditevent/").content.decode()
    assert office.get(f"/admin/accounts/auditevent/{event.pk}/change/").status_code == HTTPStatus.OK
    for path in ("add/", f"{event.pk}/change/", f"{event.pk}/delete/"):
        assert office.post(f"/admin/accounts/auditevent/{path}", {}).status_code == HTTPStatus.FORBIDDEN


def test_superuser_of_the_command_line_may_enter(signed_in) -> None:
    root = User.objects.create_superuser("root@cast.example", None, family_name="К", given_name="К")
    assert signed_in(root).get("/admin/").status_code == HTTPStatus.OK


def test_former_address_is_no_door_after_a_change_of_email(office: Client) -> None:
    user = cast.visitor()
    old = user.email
    EmailAddress.objects.create(user=user, email=old, primary=True, verified=True)  # as the library keeps it
    form = {**ACCOUNT, "email": "moved@cast.example", "family_name": "Власов", "given_name": "Виктор"}
    office.post(f"/admin/accounts/user/{user.pk}/change/", form)
    for email, location in ((old, None), ("moved@cast.example", "/desk/")):
        answer = Client().post("/accounts/login/", {"login": email, "password": cast.PASSWORD})
        assert answer.get("Location") == location
    mail.outbox.clear()
    Client().post("/accounts/password/reset/", {"email": old})
    assert not any("/reset/key/" in letter.body for letter in mail.outbox)
    assert "accounts.forget_addresses" in AuditEvent.objects.values_list("verb", flat=True)


def test_hashes_are_not_guessed_through_a_filter(office: Client) -> None:
    assert office.get("/admin/accounts/user/?password__startswith=pbkdf2").status_code == HTTPStatus.BAD_REQUEST


def test_only_who_manages_people_forgets_addresses() -> None:
    with pytest.raises(PermissionDenied):
        actions.forget_former_addresses(by=cast.visitor(), user=cast.official())
    assert actions.forget_former_addresses(by=None, user=cast.official()) == 0
