"""Rules of the house that no linter knows."""

import re
from pathlib import Path

import pytest

from deploy.runner import ROOT
from deploy.runner.checks import APPS, LONGEST, long_files, source_files

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Shown when translation itself may not work, so they say everything in both languages.
BILINGUAL = {"400.html", "403_csrf.html", "500.html"}
CYRILLIC = re.compile("[А-Яа-яЁё]")
AGAINST_CSP = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|(?<![\w.])/(?:home|root|work|Users)/\w|Lorem ipsum")
PRODUCT = {
    "cmw_portal",
    "councils",
    "associations",
    "exchange",
    "bench",
    "deploy",
    "templates",
    "static",
    *APPS,
}
WORDS_OF_PEOPLE = ("views*", "forms*", "actions*", "access*", "api*")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def product_files() -> list[Path]:
    kinds = {".py", ".html", ".css", ".js", ".toml", ".txt"}
    return [path for path in source_files() if path.suffix in kinds and path.relative_to(ROOT).parts[0] in PRODUCT]


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_holds_nothing_the_content_policy_refuses(path: Path) -> None:
    assert AGAINST_CSP.findall(path.read_text(encoding="utf-8")) == []


def test_templates_are_written_in_english() -> None:
    wrong = [named(p) for p in TEMPLATES if p.name not in BILINGUAL and CYRILLIC.search(p.read_text(encoding="utf-8"))]
    assert wrong == []


def test_code_that_speaks_to_people_is_written_in_english() -> None:
    found = [path for app in [*APPS, "exchange"] for pattern in WORDS_OF_PEOPLE for path in (ROOT / app).glob(pattern)]
    modules = [module for path in found for module in ([path] if path.is_file() else path.rglob("*.py"))]
    assert modules
    assert [named(module) for module in modules if CYRILLIC.search(module.read_text(encoding="utf-8"))] == []


def test_nothing_is_left_unfinished_or_bound_to_one_machine() -> None:
    wrong = {named(path): UNFINISHED.findall(path.read_text(encoding="utf-8")) for path in product_files()}
    assert {name: marks for name, marks in wrong.items() if marks} == {}


def test_no_room_is_a_box_of_odds_and_ends() -> None:
    packages = {path.parent.name for path in product_files() if path.name == "__init__.py"}
    assert packages & {"utils", "common", "core", "helpers"} == set()


def test_no_file_is_too_long() -> None:
    assert long_files() == (0, ""), f"more than {LONGEST} lines"


def test_each_dependency_has_its_reason() -> None:
    for name in ("requirements.in", "requirements-dev.in"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0].isalpha()]
        assert [line for line in lines if "#" not in line] == []
