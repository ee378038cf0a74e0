"""Who must show a second factor, and how far one comes without."""

import pytest
from django.urls import reverse

from accounts import actions as accounts_actions
from accounts.door.demands import is_demanded, is_evaluation, is_waived
from accounts.enums import Scope
from clusters.models import Cluster, Organisation
from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
DEMANDED = "/accounts/2fa/demanded/"
OUTSIDE = [
    "/",
    "/desk/",
    "/clusters/",
    "/accounts/",
    "/accounts/tokens/",
    "/accounts/password/change/",
    "/admin/",
    "/search/",
]
INSIDE = [
    "/accounts/2fa/",
    "/accounts/2fa/app/",
    "/accounts/2fa/passkeys/add/",
    "/accounts/logout/",
    "/healthz",
    DEMANDED,
]


@pytest.fixture
def without() -> PortalClient:
    client = PortalClient()
    client.force_login(cast.official(), second_factor=False)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9e9}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def test_the_roles_that_demand_it() -> None:
    cluster = Cluster.objects.create(slug="tourism", name_ru="Туризм", hue=0)
    organisation = Organisation.objects.create(name_ru="Санаторий")
    demanding = [cast.administrator(), cast.official(), cast.coordinator(cluster)]
    free = [cast.api_partner(), cast.reporter(organisation), cast.visitor()]
    assert [is_demanded(user) for user in demanding + free] == [True] * 3 + [False] * 3


def test_a_role_that_has_ended_demands_nothing() -> None:
    user = cast.official()
    user.portalassignments.update(valid_until=cast.LONG_AGO.replace(year=2021))
    assert is_demanded(user) is False


@pytest.mark.parametrize("path", OUTSIDE)
def test_without_a_factor_every_page_leads_to_the_explanation(without: PortalClient, path: str) -> None:
    answer = without.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"{DEMANDED}?next={path}")


@pytest.mark.parametrize("path", INSIDE)
def test_without_a_factor_the_way_to_one_is_open(without: PortalClient, path: str) -> None:
    assert without.get(path).status_code == 200


def test_every_other_route_is_closed_without_a_factor(without: PortalClient) -> None:
    assert without.post("/accounts/tokens/new/", {"name": "x", "scopes": "read", "days": 30}).status_code == 302
    assert cast.official().tokens.count() == 0 if hasattr(cast.official(), "tokens") else True
    assert "Location" in without.get(reverse("mfa_deactivate_totp"))


def test_the_interface_refuses_the_session_with_the_reason(without: PortalClient) -> None:
    answer = without.get("/api/v1/clusters/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert "второго" in answer.json()["detail"]


def test_a_token_of_who_has_no_factor_is_refused(secret_of) -> None:
    user = cast.official()
    _row, secret = accounts_actions.issue_token(
        by=None, user=user, name="x", scopes=[Scope.READ], expires_in=cast.dt.timedelta(days=1)
    )
    ask = {"headers": {"Authorization": f"Bearer {secret}"}}
    refused = PortalClient().get("/api/v1/clusters/", **ask)
    assert (refused.status_code, "второго" in refused.json()["detail"]) == (403, True)
    assert PortalClient().get("/api/v1/clusters/").status_code == 200
    secret_of(user)
    assert PortalClient().get("/api/v1/clusters/", **ask).status_code == 200


def test_who_needs_none_is_not_stopped() -> None:
    client = PortalClient()
    client.force_login(cast.visitor(), second_factor=False)
    assert client.get("/accounts/").status_code == 200
    assert client.get(DEMANDED)["Location"] == "/"
    assert client.get(f"{DEMANDED}?next=//evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    ("address", "evaluation"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("https://127.0.0.1", False),
        ("https://localhost", False),
        ("http://10.0.0.5", False),
        ("http://portal.example.ru", False),
        ("http://localhost.example.ru", False),
    ],
)
def test_only_this_machine_by_plain_http_is_an_evaluation(settings, address: str, evaluation: bool) -> None:
    settings.BASE_URL = address
    demo, person = cast.person("demo", is_demo=True), cast.visitor()
    assert (is_evaluation(), is_waived(demo), is_waived(person)) == (evaluation, evaluation, False)


def test_a_demonstration_administrator_is_asked_on_https(settings) -> None:
    user = cast.with_portal_role("administrator", is_demo=True)
    client = PortalClient()
    client.force_login(user, second_factor=False)
    assert is_demanded(user) is False
    assert "демонстрационная" in client.get("/accounts/").content.decode().lower()
    settings.BASE_URL = "https://portal.example.ru"
    assert is_demanded(user) is True
    assert client.get("/desk/").status_code == 302
