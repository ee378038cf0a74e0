"""The catalogue of messages: what is found, what is kept, what is told."""

from pathlib import Path

import polib
import pytest

from cmw_portal import catalogue
from cmw_portal.catalogue import Message


def entry(singular: str, russian: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=singular, msgstr=russian, **more)


def file_of(*entries: polib.POEntry) -> polib.POFile:
    file = polib.POFile()
    file.extend(entries)
    return file


def test_python_calls_are_found() -> None:
    source = """
gettext("One " "word"); _("Two"); translation.gettext_lazy("Three"); pgettext("month", "May")
ngettext("%(n)s cat", "%(n)s cats", n) % {}; other("Not this"); self._("Four")
"""
    assert set(catalogue.in_python(source, "x.py")) == {
        Message(None, "One word", None), Message(None, "Two", None), Message(None, "Three", None), Message(None, "Four", None),
        Message("month", "May", None), Message(None, "%(n)s cat", "%(n)s cats"),
    }  # fmt: skip


def test_computed_string_is_refused_with_its_line() -> None:
    with pytest.raises(catalogue.UnreadableMessage, match=r"x.py:2: gettext\(\) wants its string written out"):
        list(catalogue.in_python("\ngettext(f'{name} is')", "x.py"))


def test_template_tags_are_found() -> None:
    source = """{% translate "It's" %}{% translate "May" context "month" %}{{ _("Word")|title }}{% if a == _("If") %}{% endif %}
{% blocktranslate trimmed %}
  Two
  lines {{ n }}
{% endblocktranslate %}{% blocktranslate count n=n %}{{ n }} cat{% plural %}{{ n }} cats{% endblocktranslate %}
gettext('not this')"""
    assert set(catalogue.in_template(source, "x.html")) == {
        Message(None, "It's", None), Message("month", "May", None), Message(None, "Word", None), Message(None, "If", None),
        Message(None, "Two lines %(n)s", None), Message(None, "%(n)s cat", "%(n)s cats"),
    }  # fmt: skip


def test_translation_nobody_asks_for_is_kept_as_obsolete() -> None:
    file = file_of(entry("Old", "Старое"), entry("Here", "Здесь"))
    catalogue.update(file, {Message(None, "Here", None): {"a.py"}, Message(None, "New", None): {"b.html"}})
    assert {(e.msgid, e.msgstr, bool(e.obsolete)) for e in file} == {
        ("Old", "Старое", True), ("Here", "Здесь", False), ("New", "", False)
    }  # fmt: skip


def test_obsolete_translation_comes_back() -> None:
    file = file_of(entry("Old", "Старое", obsolete=True))
    catalogue.update(file, {Message(None, "Old", None): {"a.py"}})
    assert [(e.msgstr, bool(e.obsolete)) for e in file] == [("Старое", False)]


@pytest.mark.parametrize(
    ("message", "kept", "said"),
    [
        (Message(None, "A", None), entry("B", "Б"), "is not in the catalogue"),
        (Message(None, "A", None), entry("A"), "has no Russian"),
        (Message(None, "A", None), entry("A", "А", flags=["fuzzy"]), "marked unsure"),
        (Message(None, "A", None), entry("A", "А", obsolete=True), "is not in the catalogue"),
        (Message(None, "%(n)s a", None), entry("%(n)s a", "а"), "has other placeholders"),
        (Message(None, "a", None), entry("a", "%(n)s а"), "has other placeholders"),
        (Message(None, "a", "as"), entry("a", "а"), "has another plural"),
        (
            Message(None, "a", "as"),
            entry("a", msgid_plural="as", msgstr_plural={0: "а", 1: "б", 2: ""}),
            "has no Russian",
        ),
    ],
)
def test_what_a_reader_would_miss_is_told(message: Message, kept: polib.POEntry, said: str) -> None:
    (told,) = catalogue.problems(file_of(kept), {message: {"place.py"}})
    assert told.startswith("place.py: ")
    assert said in told


def test_plural_may_leave_out_the_number() -> None:
    forms = {0: "%(n)s кот", 1: "%(n)s кота", 2: "котов"}
    kept = entry("one cat", msgid_plural="%(n)s cats", msgstr_plural=forms)
    assert catalogue.problems(file_of(kept), {Message(None, "one cat", "%(n)s cats"): {"a.py"}}) == []


def test_catalogue_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    file_of(entry("Here", "Здесь")).save(str(source))
    assert catalogue.compile_catalogue(source) is True
    assert catalogue.compile_catalogue(source) is False
    assert [(e.msgid, e.msgstr) for e in polib.mofile(str(tmp_path / "django.mo"))] == [("Here", "Здесь")]


def test_files_are_read_by_their_kind(tmp_path: Path) -> None:
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    (tmp_path / "app" / "migrations" / "0001_initial.py").write_text("_('Frozen')")
    (tmp_path / "app" / "views.py").write_text("_('Code')\n_('')")
    (tmp_path / "app" / "page.html").write_text("{% translate 'Code' %}")
    (tmp_path / "app" / "style.css").write_text("_('Style')")
    assert catalogue.collect(tmp_path, ["app"]) == {Message(None, "Code", None): {"app/page.html", "app/views.py"}}
