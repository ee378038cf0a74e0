"""The cast of the tests: always the same people, made when a test asks for them.

Portal roles are given here. A role in a cluster or an organisation needs its context: `coordinator(cluster)`,
`reporter(organisation)`. `neighbour` holds the same role as somebody else, somewhere else.
"""

import datetime as dt
from typing import Any

from accounts.models import PortalAssignment, User

LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "a sound password"
NAMES = {
    "administrator": ("Алексеева", "Анна", "Андреевна"),
    "official": ("Осипов", "Олег", "Олегович"),
    "coordinator": ("Кузнецова", "Ксения", "Кирилловна"),
    "reporter": ("Романов", "Роман", "Романович"),
    "api_partner": ("Павлова", "Полина", "Петровна"),
    "visitor": ("Власов", "Виктор", ""),
    "neighbour": ("Соседов", "Семён", "Семёнович"),
}


def person(key: str, **fields: Any) -> User:
    """The one person of that name, made at the first call; `fields` are set at the making."""
    email = fields.pop("email", f"{key.replace('_', '-')}@cast.example")
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    family, given, patronymic = NAMES.get(key, (key.title(), "Имя", ""))
    names = {"family_name": family, "given_name": given, "patronymic": patronymic}
    return User.objects.create_user(email, PASSWORD, **{**names, **fields})


def with_portal_role(role: str, *, key: str = "", valid_from: dt.date = LONG_AGO, **fields: Any) -> User:
    user = person(key or role, **fields)
    PortalAssignment.objects.get_or_create(user=user, role=role, defaults={"valid_from": valid_from})
    return user


def administrator() -> User:
    return with_portal_role("administrator", is_staff=True)


def official() -> User:
    return with_portal_role("official")


def api_partner() -> User:
    return with_portal_role("api_partner")


def visitor() -> User:
    """Signed in, no role anywhere."""
    return person("visitor")


def coordinator(cluster: Any, *, key: str = "coordinator") -> User:
    from clusters.models import ClusterAssignment

    user = person(key)
    ClusterAssignment.objects.get_or_create(
        user=user, role="coordinator", cluster=cluster, defaults={"valid_from": LONG_AGO}
    )
    return user


def reporter(organisation: Any, *, key: str = "reporter") -> User:
    from clusters.models import OrganisationAssignment

    user = person(key)
    OrganisationAssignment.objects.get_or_create(
        user=user, role="reporter", organisation=organisation, defaults={"valid_from": LONG_AGO}
    )
    return user


def _in_council(role: str, council: Any, key: str) -> User:
    from councils.models import CouncilAssignment

    user = person(key or role)
    CouncilAssignment.objects.get_or_create(user=user, role=role, council=council, defaults={"valid_from": LONG_AGO})
    return user


def secretary(council: Any, *, key: str = "") -> User:
    return _in_council("secretary", council, key)


def chair(council: Any, *, key: str = "") -> User:
    return _in_council("chair", council, key)


def council_member(council: Any, *, key: str = "") -> User:
    return _in_council("council_member", council, key)


def neighbour(*, cluster: Any = None, organisation: Any = None) -> User:
    """Coordinator of another cluster or reporter of another organisation; without either, a person with no role."""
    if cluster is not None:
        return coordinator(cluster, key="neighbour")
    if organisation is not None:
        return reporter(organisation, key="neighbour")
    return person("neighbour")
