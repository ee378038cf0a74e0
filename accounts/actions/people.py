"""Accounts of people. Names and addresses stay out of the audit trail: it says that they changed, not from what."""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.access import can_manage_users
from accounts.actions.assignments import keep_an_administrator
from accounts.models import ApiToken, User, today
from accounts.sessions.actions import end_sessions
from accounts.sessions.enums import Ending

PERSONAL = frozenset({"email", "family_name", "given_name", "patronymic"})
PROFILE = frozenset({"family_name", "given_name", "patronymic", "language", "time_zone"})


@transaction.atomic
def create_user(
    *,
    by: User | None,
    email: str,
    family_name: str,
    given_name: str,
    patronymic: str = "",
    language: str = "ru",
    time_zone: str = "Europe/Moscow",
    password: str | None = None,
    is_demo: bool = False,
) -> User:
    """Make an account; without a password it is opened by the reset letter. Raises ValidationError, PermissionDenied."""
    if by is not None and not can_manage_users(by):
        raise PermissionDenied
    user = User(
        email=email,
        family_name=family_name,
        given_name=given_name,
        patronymic=patronymic,
        language=language,
        time_zone=time_zone,
        is_demo=is_demo,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    after = {"language": language, "time_zone": time_zone, "is_demo": is_demo}
    audit.record(by=by, verb="accounts.create_user", obj=user, after=after)
    return user


@transaction.atomic
def change_profile(*, by: User | None, user: User, **fields: Any) -> User:
    """Change names, language or time zone: one's own, or anybody's for who manages people.

    `fields` are among `PROFILE`. Nothing different, nothing recorded. Raises ValidationError, PermissionDenied.
    """
    unknown = set(fields) - PROFILE
    if unknown:
        raise TypeError(f"change_profile does not know {', '.join(sorted(unknown))}. It changes {sorted(PROFILE)}.")
    if by is not None and by.pk != user.pk and not can_manage_users(by):
        raise PermissionDenied
    stored = User.objects.select_for_update().get(pk=user.pk)
    before = {name: getattr(stored, name) for name, value in fields.items() if getattr(stored, name) != value}
    if not before:
        return user
    after = {name: fields[name] for name in before}
    for name, value in after.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save(update_fields=sorted(after))
    for name, value in after.items():
        setattr(user, name, value)
    audit.record(by=by, verb="accounts.change_profile", obj=user, before=_masked(before), after=_masked(after))
    return user


@transaction.atomic
def set_password(*, by: User | None, user: User, password: str, verb: str = "accounts.change_password") -> User:
    """Store a new password. Sessions opened with the old one end at their next request."""
    if by is not None and by.pk != user.pk and not can_manage_users(by):
        raise PermissionDenied
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(by=None, user=user, ending=Ending.PASSWORD)
    audit.record(by=by, verb=verb, obj=user)
    return user


@transaction.atomic
def close_account(*, by: User | None, user: User) -> User:
    """Shut the account and revoke its tokens; what the person did stays. Sessions end at their next request."""
    if by is not None and not can_manage_users(by):
        raise PermissionDenied
    keep_an_administrator(without=user, on=today())
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        return user
    user.is_active = False
    revoked = ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    end_sessions(by=None, user=user, ending=Ending.CLOSED)
    audit.record(by=by, verb="accounts.close_account", obj=user, after={"tokens_revoked": revoked})
    return user


@transaction.atomic
def forget_former_addresses(*, by: User | None, user: User) -> int:
    """After a change of e-mail: the sign-in library keeps the address of the first sign-in, which would stay a door."""
    if by is not None and not can_manage_users(by):
        raise PermissionDenied
    former = EmailAddress.objects.filter(user=user).exclude(email=user.email)
    removed, _by_model = former.delete()
    if removed:
        audit.record(by=by, verb="accounts.forget_addresses", obj=user, after={"removed": removed})
    return removed


def _masked(values: dict[str, Any]) -> dict[str, Any]:
    return {name: audit.MASKED if name in PERSONAL else value for name, value in values.items()}
