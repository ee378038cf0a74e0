"""Ask one address as one position of the cast and say in a word of the table what came of it. Nothing of it stays."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from accounts.sessions.actions import begin_session
from accounts.sessions.middleware import KEY as SESSION
from tests.client import PortalClient
from tests.matrix.routes import Route
from tests.matrix.scene import Scene

WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# What a session holds is no deed, nor is the copy of the e-mail that allauth keeps for itself.
PASSED_OVER = {"django_session", "account_emailaddress"}
# Nor when a token was last used or a session last seen, as long as these columns alone are set.
LAST_USE = re.compile(
    r'^UPDATE "accounts_apitoken" SET "last_used_at" = [^,]+, "last_used_address" = [^,]+ WHERE'
    r'|^UPDATE "accounts_signinsession" SET "last_seen_at" = [^,]+, "address" = [^,]+ WHERE'
)
AUDIT = {
    "accounts_auditevent",
    "accounts_auditstream",
    "accounts_auditsubject",
    "accounts_auditaddress",
    "accounts_auditaddresskey",
}
NO_ONE = {"public_id": "zzzzzzzzzzzz", "slug": "no-such-thing", "code": "NOSUCH", "pk": 999999999}
PASSING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|"request_id": ?"[^"]+"|\b[0-9a-f]{32}\b')


@dataclass
class Writes:
    """Tables that the statements wrote to."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        found = WRITE.match(sql)
        # An update that finds no row is no write.
        idle = found and found[1].upper() == "UPDATE" and context["cursor"].rowcount == 0
        if found and not idle and found[2] not in PASSED_OVER and not LAST_USE.match(sql):
            self.tables.add(found[2])
        return done


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    location: str
    wrote: frozenset[str]

    @property
    def word(self) -> str:
        """In the words of the table."""
        if self.status == 401 or "/login/" in self.location:
            return "signin"
        if "/reauthenticate" in self.location:
            return "again"
        if self.status >= 400:
            return str(self.status)
        if not self.wrote:
            return "ok"
        return "noted" if self.wrote <= AUDIT else "done"


class Asker:
    """Everybody is signed in once, with the second factor; each question is answered in a savepoint that is undone."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clients = {"anon": PortalClient(), **{name: _signed_in(user) for name, user in scene.people.items()}}
        self.clients["token"] = PortalClient(headers={"Authorization": f"Bearer {scene.token}"})

    def ask(self, who: str, method: str, address: str, data: dict[str, Any] | None = None) -> Answer:
        client = self.clients[who]
        kept = {name: morsel.value for name, morsel in client.cookies.items()}
        writes = Writes()
        try:
            with transaction.atomic(), connection.execute_wrapper(writes):
                response = _request(client, method, address, data)
                body = b"".join(response.streaming_content) if response.streaming else response.content
                transaction.set_rollback(True)
        finally:
            client.cookies.clear()
            for name, value in kept.items():
                client.cookies[name] = value
        text = body.decode("utf-8", "replace")
        return Answer(response.status_code, text, response.headers.get("Location", ""), frozenset(writes.tables))


def _signed_in(user: Any) -> PortalClient:
    client = PortalClient()
    client.force_login(user)
    # The session has begun before anything is asked, so that a row of one begun or ended is a deed.
    session = client.session
    session[SESSION] = begin_session(user=user, address=None, user_agent="").public_id
    session.save()
    return client


def _request(client: PortalClient, method: str, address: str, data: dict[str, Any] | None) -> Any:
    api = address.startswith("/api/")
    if method in {"GET", "HEAD"}:
        return getattr(client, method.lower())(address, data or {})
    kind = {"content_type": "application/json"} if api else {}
    if method == "POST":
        return client.post(address, data or {}, **kind)
    return client.generic(method, address, b"{}" if api else b"", **kind)


def address_of(route: Route, thing: Any, *, unknown: bool = False) -> str:
    """The route's address on the thing; `unknown` puts a word of the same shape in place of the last one."""
    words = {name: _word(thing, name) for name in route.words} if thing is not None else {}
    if unknown:
        last = route.words[-1]
        words[last] = NO_ONE["pk"] if isinstance(words[last], int) else NO_ONE.get(last, NO_ONE["public_id"])
    return reverse(route.name, kwargs=words)


def _word(thing: Any, name: str) -> Any:
    if isinstance(thing, dict):
        return thing[name]
    return thing.pk if name in {"pk", "object_id"} else getattr(thing, name)


def alike(answer: Answer, address: str) -> tuple[int, str]:
    """Status and body without what differs from one request to the next, and without the address asked for."""
    body = answer.body.replace(address, "ADDRESS")
    for word in address.strip("/").split("/"):
        # Public ids and the like; short words and numbers stand in the body for other things too.
        if len(word) > 8 and "-" not in word:
            body = body.replace(word, "WORD")
    return answer.status, PASSING.sub("", body)
