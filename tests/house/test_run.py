"""run.py and its parts, as far as they go without installing anything."""

import fcntl
import hashlib
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run
from deploy import runner
from deploy.runner import Refusal, installing, surroundings


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the portal with an environment made, and nothing that could reach the real one."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"{name}==1\n")
    monkeypatch.setattr(installing, "ROOT", tmp_path)
    monkeypatch.setattr(installing, "VENV", venv)
    monkeypatch.setattr(installing, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(installing, "STAMP", venv / "installed.json")
    return tmp_path


@pytest.fixture
def done(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been made and installed."""
    steps: list[str] = []
    monkeypatch.setattr(installing, "make", lambda: steps.append("make"))
    monkeypatch.setattr(installing, "install", steps.append)
    return steps


def test_unknown_command_shows_the_vocabulary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["lnit"]) == 2
    printed = capsys.readouterr().out
    assert "There is no command 'lnit'." in printed
    for command in ("setup", "test", "lint", "bench", "messages"):
        assert f"python3 run.py {command}" in printed


def test_help_is_not_an_error() -> None:
    assert run.main(["help"]) == run.main(["--help"]) == 0


def test_refusal_is_printed_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setitem(run.COMMANDS, "setup", lambda _: surroundings.port())
    assert run.main(["setup"]) == 1
    assert (
        capsys.readouterr().err
        == "\nPORT='eighty' is not a port. Give a number from 1 to 65535: PORT=8080 python3 run.py\n"
    )


def test_first_installation_makes_the_environment(done: list[str]) -> None:
    installing.ensure_environment("requirements.txt")
    assert done == ["make", "requirements.txt"]


def test_second_installation_does_nothing(done: list[str]) -> None:
    installing.ensure_environment("requirements.txt")
    installing.ensure_environment("requirements.txt")
    assert done == ["make", "requirements.txt"]


def test_development_holds_the_runtime_too(done: list[str]) -> None:
    installing.ensure_environment("requirements-dev.txt")
    installing.ensure_environment("requirements.txt")
    assert done == ["make", "requirements-dev.txt"]


def test_changed_requirements_are_installed_in_place(checkout: Path, done: list[str]) -> None:
    installing.ensure_environment("requirements.txt")
    (checkout / "requirements.txt").write_text("other==2\n")
    installing.ensure_environment("requirements.txt")
    assert done == ["make", "requirements.txt", "requirements.txt"]


def test_broken_off_installation_leaves_no_stamp(
    checkout: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installing.ensure_environment("requirements.txt")
    (checkout / "requirements.txt").write_text("other==2\n")

    def broken(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(installing, "install", broken)
    with pytest.raises(KeyboardInterrupt):
        installing.ensure_environment("requirements.txt")
    assert installing.installed() == {}


def test_environment_of_another_python_does_not_count(checkout: Path) -> None:
    digest = hashlib.sha256(b"requirements.txt==1\n").hexdigest()
    (checkout / ".venv" / "installed.json").write_text(json.dumps({"python": "2.7", "requirements.txt": digest}))
    assert installing.installed() == {}


def test_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "var"))
    with pytest.raises(Refusal, match=r"cannot be written .* Point DATA_DIR to a folder of your own"):
        surroundings.data_dir()


def test_data_folder_is_absolute_and_left_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", "here")
    assert surroundings.data_dir() == tmp_path / "here"
    assert list((tmp_path / "here").iterdir()) == []
    assert (tmp_path / "here").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("raw", ["0", "65536", "-1", "8o80", "٨٠"])
def test_port_that_is_none_is_refused(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", raw)
    with pytest.raises(Refusal, match="is not a port"):
        surroundings.port()


def test_port_in_use_is_refused_with_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(taken))
        with pytest.raises(
            Refusal, match=f"Port {taken} on 127.0.0.1 cannot be used .* PORT={taken % 65535 + 1} python3"
        ):
            surroundings.check_port(patience=0)
    surroundings.check_port(patience=0)


def test_second_portal_on_a_data_folder_is_refused(tmp_path: Path) -> None:
    refused = pytest.raises(Refusal, match=r"already runs on .* \(process \d+\)")
    with surroundings.only_one(tmp_path), refused, surroundings.only_one(tmp_path):
        pass
    with surroundings.only_one(tmp_path), (tmp_path / "run.lock").open() as lock, pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_sign_ins_are_told_by_the_name_of_the_role(tmp_path: Path) -> None:
    (tmp_path / "demo_sign_ins.txt").write_text("administrator\tadmin@example.org\tword-of-four\n")
    heading, line = run.sign_ins(tmp_path)
    assert heading == "Demonstration sign-ins:"
    assert line.split() == ["Administrator", "admin@example.org", "word-of-four"]
    (tmp_path / "demo_sign_ins.txt").write_text("reporter_elsewhere\tnext@example.org\tword-of-four\n")
    assert [*run.sign_ins(tmp_path)][1].startswith("  Reporter of an organisation, elsewhere ")


def test_embedded_portal_is_two_processes_and_served_one_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert [child.name for child in run.children()] == ["web", "worker"]
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    assert [child.name for child in run.children()] == ["web", "worker", "beat"]


def test_starting_needs_the_standard_library_alone() -> None:
    """-I -S: no site-packages, no folder of the script, nothing but what Python itself brings."""
    code = f"import sys; sys.path.insert(0, {str(runner.ROOT)!r}); import run; sys.exit(run.main(['help']))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
