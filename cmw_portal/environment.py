"""Settings from the environment: each is read once, checked, and refused with the remedy."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable; anything else is refused by name."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.strip().lower() in TRUE:
        return True
    if raw.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} is neither yes nor no. Set {name}=1 or {name}=0.")


def number(name: str, default: int) -> int:
    raw = text(name)
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r} is not a whole number. Example: {name}={default}.") from None


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def base_url(name: str, default: str) -> str:
    """The address people type, scheme and host, without a path or a trailing slash."""
    raw = text(name, default).rstrip("/")
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"{name}={raw!r} is not an address of the form https://portal.example.ru. "
            f"Give the scheme and the host that people type, without a path."
        )
    return raw


def database_url(name: str) -> str:
    raw = text(name)
    if raw and urlsplit(raw).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ImproperlyConfigured(
            f"{name} must begin with postgres:// (or be left out for the embedded SQLite). "
            f"Example: {name}=postgres://portal:secret@127.0.0.1:5432/portal"
        )
    return raw


def redis_url(name: str) -> str:
    raw = text(name)
    if raw and urlsplit(raw).scheme not in {"redis", "rediss", "redis+socket", "unix"}:
        raise ImproperlyConfigured(
            f"{name} must begin with redis:// or rediss://. Example: {name}=redis://127.0.0.1:6379/0"
        )
    return raw


def data_dir(name: str, default: Path) -> Path:
    path = Path(text(name) or default).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # sessions and letters are nobody else's
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={path} cannot be written ({error.strerror}). Point {name} to a folder of your own."
        ) from error
    return path


def secret_key(folder: Path, *, required: bool) -> str:
    """SECRET_KEY, or the file SECRET_KEY_FILE names, or (embedded edition only) a key made once in the data folder."""
    key = text("SECRET_KEY")
    if key:
        if len(key) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY is shorter than 50 characters. Make one with: openssl rand -base64 60"
            )
        return key
    path = Path(text("SECRET_KEY_FILE") or folder / "secret_key")
    if path.is_file():
        return path.read_text().strip()
    if required or text("SECRET_KEY_FILE"):
        raise ImproperlyConfigured(
            "No SECRET_KEY: set SECRET_KEY or SECRET_KEY_FILE. Make one with: openssl rand -base64 60 > secret_key"
        )
    key = secrets.token_urlsafe(60)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def openid_provider(issuer: str, name: str) -> dict[str, Any]:
    """Settings of allauth for one OpenID Connect provider; none without OIDC_ISSUER. Half a provider is refused."""
    client, secret = text("OIDC_CLIENT_ID"), text("OIDC_CLIENT_SECRET")
    if not issuer:
        return {}
    if urlsplit(issuer).scheme not in {"http", "https"} or not (client and secret and name):
        raise ImproperlyConfigured(
            "OIDC_ISSUER is the address of the provider (https://id.example.ru/realms/region). With it OIDC_CLIENT_ID, "
            "OIDC_CLIENT_SECRET and OIDC_NAME (what stands on the button) are needed."
        )
    app = {"provider_id": "region", "name": name, "client_id": client, "secret": secret}
    return {"openid_connect": {"APPS": [{**app, "settings": {"server_url": issuer}}], "OAUTH_PKCE_ENABLED": True}}
