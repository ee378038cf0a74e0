"""Where one is signed in, how long that lasts, and that an ended session is refused at its next request."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import actions
from accounts.models import AuditEvent
from accounts.sessions import actions as sessions
from accounts.sessions.devices import device_words
from accounts.sessions.models import SignInSession
from tests import cast

pytestmark = pytest.mark.django_db
LIST = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def entered(client, **headers):
    assert client.get(LIST, **headers).status_code == 200
    return SignInSession.objects.latest("pk")


def is_out(client) -> bool:
    return client.get(LIST).headers.get("Location", "").startswith("/accounts/login/")


def aged(row: SignInSession, **ago: dt.timedelta) -> None:
    now = timezone.now()
    SignInSession.objects.filter(pk=row.pk).update(**{f"{name}_at": now - past for name, past in ago.items()})


def test_the_list_tells_browser_address_and_which_is_this(signed_in) -> None:
    here, there = (signed_in(cast.visitor()) for _time in range(2))
    entered(there, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.9")
    page = here.get(LIST).content.decode()
    assert "Firefox, Windows" in page
    assert "203.0.113.9" in page
    assert page.count("/end/") == 1
    assert signed_in(cast.neighbour()).get(LIST).content.decode().count("203.0.113.9") == 0


def test_an_ended_session_is_refused_at_its_next_request(signed_in) -> None:
    here, there = (signed_in(cast.visitor()) for _time in range(2))
    entered(here)
    row = entered(there)
    address = f"{LIST}{row.public_id}/end/"
    assert here.get(address).status_code == 200
    for _time in range(2):
        assert here.post(address).headers["Location"] == LIST
    assert (is_out(there), is_out(here)) == (True, False)
    assert AuditEvent.objects.filter(verb="accounts.end_session").count() == 1


def test_somebody_elses_session_looks_like_none(signed_in) -> None:
    row = entered(signed_in(cast.visitor()))
    stranger = signed_in(cast.neighbour())
    answers = [stranger.post(f"{LIST}{word}/end/") for word in (row.public_id, "000000000000")]
    assert [answer.status_code for answer in answers] == [404, 404]
    with pytest.raises(PermissionDenied):
        sessions.end_session(by=cast.neighbour(), session=row)
    with pytest.raises(PermissionDenied):
        sessions.end_sessions(by=cast.neighbour(), user=cast.visitor())


def test_all_others_end_and_this_one_stays(signed_in) -> None:
    here, *others = (signed_in(cast.visitor()) for _time in range(3))
    for client in (here, *others):
        entered(client)
    assert here.post(f"{LIST}end-others/").headers["Location"] == LIST
    assert [is_out(client) for client in (here, *others)] == [False, True, True]
    assert here.post(f"{LIST}end-others/").status_code == 302
    assert AuditEvent.objects.filter(verb="accounts.end_sessions").count() == 1


def test_a_new_password_ends_all_but_the_session_it_was_changed_in(signed_in) -> None:
    user = cast.visitor()
    here, there = signed_in(user), signed_in(user)
    entered(here)
    entered(there)
    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": cast.PASSWORD, "password1": "narzan и эльбрус", "password2": "narzan и эльбрус"},
    )
    assert answer.status_code == 302
    assert (is_out(there), is_out(here)) == (True, False)
    assert SignInSession.objects.alive().count() == 1


def test_signing_out_ends_the_row(signed_in) -> None:
    client = signed_in(cast.visitor())
    row = entered(client)
    client.post("/accounts/logout/")
    row.refresh_from_db()
    assert row.ending == "signed_out"


def test_a_closed_account_is_out_at_once(signed_in, administrator) -> None:
    client = signed_in(cast.visitor())
    row = entered(client)
    actions.close_account(by=administrator, user=cast.visitor())
    row.refresh_from_db()
    assert (is_out(client), row.ending) == (True, "closed")


LIMITS = [
    ("visitor", {"last_seen": dt.timedelta(minutes=31)}, False),
    ("visitor", {"started": dt.timedelta(hours=13)}, False),
    ("visitor", {"started": dt.timedelta(days=7, minutes=1)}, True),
    ("official", {"last_seen": dt.timedelta(minutes=29)}, False),
    ("official", {"last_seen": dt.timedelta(minutes=31)}, True),
    ("official", {"started": dt.timedelta(hours=11, minutes=59)}, False),
    ("official", {"started": dt.timedelta(hours=12, minutes=1)}, True),
]


@pytest.mark.parametrize(("who", "ago", "out"), LIMITS)
def test_limits_of_readers_and_of_holders_of_roles(signed_in, who: str, ago: dict, out: bool) -> None:
    client = signed_in(getattr(cast, who)())
    row = entered(client)
    aged(row, **ago)
    assert is_out(client) is out
    row.refresh_from_db()
    assert bool(row.ending) is out
    assert AuditEvent.objects.filter(verb="accounts.session_ended").count() == out


def test_being_seen_is_written_once_a_minute(signed_in) -> None:
    client = signed_in(cast.visitor())
    row = entered(client)
    client.get(LIST)
    assert SignInSession.objects.get().last_seen_at == row.last_seen_at
    aged(row, last_seen=dt.timedelta(minutes=2))
    client.get(LIST, REMOTE_ADDR="198.51.100.4")
    row.refresh_from_db()
    assert (timezone.now() - row.last_seen_at < dt.timedelta(minutes=1), row.address) == (True, "198.51.100.4")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537.36 Edg/130", "Edge, Android"),
        ("curl/8.5", "браузер, который не говорит, какой он"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1", "Safari, iPhone"),
    ],
)
def test_devices_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
