"""A wrong variable is refused by its name, with what helps."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cmw_portal import environment as env


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        (env.flag, "maybe", "X='maybe' is neither yes nor no. Set X=1 or X=0."),
        (lambda name: env.number(name, 8000), "many", "X='many' is not a whole number. Example: X=8000."),
        (
            lambda name: env.base_url(name, ""),
            "portal.example.ru",
            "X='portal.example.ru' is not an address of the form https://",
        ),
        (
            lambda name: env.base_url(name, ""),
            "https://a.ru/path",
            "Give the scheme and the host that people type, without a path.",
        ),
        (env.database_url, "mysql://root@db/portal", "Example: X=postgres://"),
        (
            env.redis_url,
            "localhost:6379",
            "X must begin with redis:// or rediss://. Example: X=redis://127.0.0.1:6379/0",
        ),
    ],
)
def test_wrong_value_names_the_variable_and_the_remedy(read, value, said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read("X")
    assert said in str(refused.value)


@pytest.mark.parametrize("value", ["mysql://user:hunter2@db/portal"])
def test_refused_address_does_not_print_its_password(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database_url("X")
    assert "hunter2" not in str(refused.value)


def test_data_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("X", str(tmp_path / "file" / "var"))
    with pytest.raises(ImproperlyConfigured, match=r"X=.* cannot be written .* Point X to a folder of your own\."):
        env.data_dir("X", tmp_path)


@pytest.fixture
def no_key(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("SECRET_KEY_FILE", raising=False)
    return monkeypatch


def test_short_key_is_refused(no_key: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_key.setenv("SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match=r"shorter than 50 characters\. Make one with: openssl"):
        env.secret_key(tmp_path, required=False)


def test_service_without_a_key_is_refused(no_key: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"set SECRET_KEY or SECRET_KEY_FILE\. Make one with"):
        env.secret_key(tmp_path, required=True)


def test_missing_key_file_is_refused(no_key: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_key.setenv("SECRET_KEY_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="No SECRET_KEY"):
        env.secret_key(tmp_path, required=False)


def test_embedded_key_is_made_once_and_kept_to_the_owner(no_key: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = env.secret_key(tmp_path, required=False)
    assert env.secret_key(tmp_path, required=False) == first
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_values_are_read_with_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a, b ,,c ")
    assert env.words("X") == ["a", "b", "c"]
    monkeypatch.delenv("X")
    assert (env.text("X", "d"), env.flag("X"), env.flag("X", default=True), env.number("X", 7)) == ("d", False, True, 7)
    monkeypatch.setenv("X", "off")
    assert env.flag("X", default=True) is False
