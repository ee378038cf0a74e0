"""Guessing: how many tries are looked at, and that the owner is never shut out. TRUST, rows 21 and 22."""

import re
import threading
import time

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory

from accounts.door import guesses, letters, limits
from accounts.door.limits import Limit, give_back, take
from accounts.door.models import KnownSource, Tally
from accounts.door.tasks import forget_attempts
from accounts.models import User
from tests import cast

pytestmark = pytest.mark.django_db
LETTER = "/accounts/letter/"


@pytest.fixture
def looked_at(monkeypatch) -> list[str]:
    """Every password of a real account that was checked."""
    seen: list[str] = []
    check = User.check_password

    def counted(user, password):
        seen.append(password)
        return check(user, password)

    monkeypatch.setattr(User, "check_password", counted)
    return seen


def guess_at(enter, email: str, times: int, addresses: int, **extra) -> None:
    client = Client()
    for number in range(times):
        enter(email, f"guess {number}", client, REMOTE_ADDR=f"192.0.2.{number % addresses}", **extra)


@pytest.mark.parametrize("addresses", [1, 50])
def test_of_a_thousand_guesses_five_are_looked_at(enter, looked_at, addresses: int) -> None:
    guess_at(enter, cast.visitor().email, 1000, addresses)
    assert len(looked_at) == 5


def test_with_the_known_place_too_never_more_than_ten(enter, looked_at) -> None:
    email = cast.visitor().email
    for address in ("192.0.2.0", "192.0.2.1", "192.0.2.2"):
        enter(email, REMOTE_ADDR=address)
    looked_at.clear()
    guess_at(enter, email, 200, 50)
    assert len(looked_at) == 10


def test_an_invented_forwarded_address_changes_nothing(enter, looked_at) -> None:
    client = Client()
    for number in range(60):
        forged = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}", "HTTP_HOST": f"127.0.0.1:{number + 1}"}
        enter(cast.visitor().email, "guess", client, REMOTE_ADDR="192.0.2.1", **forged)
    assert len(looked_at) == 5


def test_one_source_guesses_at_thirty_accounts_and_no_more(enter) -> None:
    factory = RequestFactory()
    taken = [guesses.take_guess(factory.post("/"), f"person-{number}@cast.example") for number in range(60)]
    assert sum(one is not None for one in taken) == 30


def test_while_somebody_guesses_the_owner_comes_in(enter, looked_at) -> None:
    user = cast.visitor()
    own, _answer = enter(user.email, REMOTE_ADDR="203.0.113.7")
    own.post("/accounts/logout/")
    guess_at(enter, user.email, 100, 50)
    # The browser known, from an address unknown and even from the guesser's own.
    for address in ("203.0.113.200", "192.0.2.1"):
        enter(user.email, client=own, REMOTE_ADDR=address)
        assert "_auth_user_id" in own.session
        own.post("/accounts/logout/")
    # Another browser at the place known.
    other, _answer = enter(user.email, REMOTE_ADDR="203.0.113.7")
    assert "_auth_user_id" in other.session


def test_the_owner_in_an_unknown_browser_and_place_comes_in_by_a_letter(enter, settings) -> None:
    user = cast.visitor()
    guess_at(enter, user.email, 20, 20)
    away = {"REMOTE_ADDR": "203.0.113.99"}
    client, answer = enter(user.email, **away)
    assert "четверть часа" in answer.content.decode()
    assert client.post(LETTER, {"email": user.email.upper()}, **away)["Location"] == "/accounts/letter/sent/"
    link = re.search(re.escape(settings.BASE_URL) + r"(/accounts/letter/\S+)", mail.outbox[0].body).group(1)
    assert client.get(link).status_code == 200  # what looks through letters uses nothing up
    enter(user.email, client=client, **away)
    assert "_auth_user_id" not in client.session
    client.post(link, **away)
    assert Client().post(link).status_code == 410
    enter(user.email, client=client, **away)
    assert "_auth_user_id" in client.session


def test_a_link_that_is_old_or_invented_lets_nobody_in(monkeypatch) -> None:
    for token in ("invented", "a:b:c"):
        assert Client().get(f"{LETTER}{token}/").status_code == 410
        assert Client().post(f"{LETTER}{token}/").status_code == 410
    Client().post(LETTER, {"email": cast.visitor().email})
    link = re.search(r"/accounts/letter/\S+", mail.outbox[0].body).group()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + letters.LIVES + 1)
    assert Client().post(link).status_code == 410


def test_letters_to_one_address_are_limited_and_the_page_tells_nothing() -> None:
    email = cast.visitor().email
    answers = [Client().post("/accounts/password/reset/", {"email": email}) for _number in range(6)]
    answers += [Client().post(LETTER, {"email": email}) for _number in range(6)]
    assert {answer.status_code for answer in answers} == {302}
    assert len(mail.outbox) == 3


def test_letters_from_one_source_are_limited() -> None:
    for number in range(30):
        Client().post("/accounts/password/reset/", {"email": f"person-{number}@cast.example"})
    assert len(mail.outbox) == 20


def test_the_letter_is_asked_for_with_the_same_answer_known_or_not() -> None:
    known, unknown = (Client().post(LETTER, {"email": e}) for e in (cast.visitor().email, "nobody@cast.example"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [("/accounts/letter/" in letter.body) for letter in mail.outbox] == [True, False]


def test_stopped_tries_read_the_same_for_known_and_unknown(enter) -> None:
    pages = []
    for email in (cast.visitor().email, "nobody@cast.example"):
        guess_at(enter, email, 6, 6)
        _client, answer = enter(email, "wrong", REMOTE_ADDR="192.0.2.200")
        text = re.sub(r'value="\w{32,}"|nonce="[^"]+"|value="[^"]*@[^"]*"', "", answer.content.decode())
        pages.append((answer.status_code, text))
    assert pages[0] == pages[1]


def test_a_right_password_uses_up_no_try(enter) -> None:
    for number in range(40):
        client, _answer = enter(cast.visitor().email, REMOTE_ADDR=f"192.0.2.{number}")
        assert "_auth_user_id" in client.session


def test_a_cookie_that_was_tampered_with_is_no_known_browser(enter, looked_at) -> None:
    client, _answer = enter(cast.visitor().email)
    client.cookies["device"] = client.cookies["device"].value[:-2] + "xx"
    looked_at.clear()
    client.post("/accounts/logout/")
    for _number in range(20):
        enter(cast.visitor().email, "wrong", client, REMOTE_ADDR="192.0.2.9")
    assert len(looked_at) == 5


def test_the_window_slides(monkeypatch) -> None:
    limit = Limit("test", ("a",), 3, 100)
    start, taken = time.time(), []
    for second in (0, 99, 99.5, 99.9, 100.5, 101, 198, 199.1):
        monkeypatch.setattr(time, "time", lambda second=second: start + second)
        taken.append(take(limit) is not None)
    assert taken == [True, True, True, False, True, False, False, True]


def test_of_several_limits_all_or_none_is_counted() -> None:
    wide, narrow = Limit("wide", ("a",), 5, 60), Limit("narrow", ("a",), 1, 60)
    first = take(wide, narrow)
    assert (first is not None, take(wide, narrow)) == (True, None)
    assert len(Tally.objects.get(name=wide.name).moments) == 1
    give_back(first)
    give_back(first)
    assert len(Tally.objects.get(name=wide.name).moments) == 0
    assert take(wide, narrow) is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_at_once_five_are_let_through(client) -> None:
    email, taken = cast.visitor().email, []
    gate = threading.Barrier(20)

    def run() -> None:
        factory = RequestFactory()
        gate.wait()
        for number in range(10):
            request = factory.post("/", REMOTE_ADDR=f"192.0.2.{number}")
            taken.append(guesses.take_guess(request, email) is not None)
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), sum(taken)) == (200, 5)


def test_what_is_no_longer_needed_is_forgotten() -> None:
    take(Limit("test", ("a",), 3, 100))
    KnownSource.objects.create(user=cast.visitor(), source="x", last_used_at="2020-01-01T00:00:00Z")
    KnownSource.objects.create(user=cast.visitor(), source="y")
    assert forget_attempts() == 1
    Tally.objects.update(forget_at="2020-01-01T00:00:00Z")
    assert (limits.forget(), Tally.objects.count(), KnownSource.objects.count()) == (1, 0, 1)


def test_addresses_of_one_customer_are_one_source() -> None:
    factory = RequestFactory()
    near, same, far = (
        guesses.source_of(factory.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1")
    )
    assert (near == same, near == far) == (True, False)


def test_no_address_and_no_email_is_kept(enter) -> None:
    enter(cast.visitor().email, "wrong", REMOTE_ADDR="192.0.2.77")
    enter(cast.visitor().email, REMOTE_ADDR="192.0.2.77")
    kept = str(list(Tally.objects.values()) + list(KnownSource.objects.values("source")))
    assert ("192.0.2" in kept, "cast.example" in kept) == (False, False)


def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(enter, monkeypatch) -> None:
    counted, encode = [], MD5PasswordHasher.encode

    def counting(hasher, password, salt):
        counted.append(password)
        return encode(hasher, password, salt)

    cast.visitor()
    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    enter(cast.visitor().email, "wrong")
    known = len(counted)
    enter("nobody@cast.example", "wrong")
    assert (known, len(counted)) == (1, 2)
