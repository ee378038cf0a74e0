"""The message catalogue: which strings the code and the templates ask to translate, and whether each has its Russian.

GNU gettext may be absent, so the strings are found by Python's own parser and compiled by polib.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

# Function -> positions of context, singular, plural.
ASKING: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
LITERAL = re.compile(r"""\s*,?\s*u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""", re.DOTALL)
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
FORMS = 3  # one, few, many; the fourth is for fractions


class Message(NamedTuple):
    context: str | None
    singular: str
    plural: str | None


Found = dict[Message, set[str]]


class UnreadableMessage(Exception):
    """A translation call whose string is not written out, so that no catalogue can hold it."""


def in_python(source: str, name: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source, name)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in ASKING and node.args:
            yield _message(called, node, name)


def _message(called: str, node: ast.Call, name: str) -> Message:
    def written_out(position: int | None) -> str | None:
        if position is None:
            return None
        argument = node.args[position] if position < len(node.args) else None
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument.value
        raise UnreadableMessage(f"{name}:{node.lineno}: {called}() wants its string written out, not computed.")

    context, singular, plural = (written_out(position) for position in ASKING[called])
    return Message(context, str(singular), plural)


def in_template(source: str, name: str) -> Iterator[Message]:
    asked = templatize(source, name)
    for call in CALL.finditer(asked):
        context, singular, plural = ASKING[call[1]]
        wanted = 1 + max(singular, plural or 0, context or 0)
        strings: list[str] = []
        place = call.end()
        while len(strings) < wanted and (literal := LITERAL.match(asked, place)):
            strings.append(ast.literal_eval(literal[1]))
            place = literal.end()
        if len(strings) == wanted:
            pick = [None if position is None else strings[position] for position in (context, singular, plural)]
            yield Message(pick[0], str(pick[1]), pick[2])


def collect(root: Path, folders: Iterable[str]) -> Found:
    """Every message of the folders, with the files that ask for it."""
    found: Found = {}
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            read = {".py": in_python, ".html": in_template, ".txt": in_template}.get(path.suffix)
            if read is None or "migrations" in path.parts:
                continue
            name = path.relative_to(root).as_posix()
            for message in read(path.read_text(encoding="utf-8"), name):
                if message.singular:
                    found.setdefault(message, set()).add(name)
    return found


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def update(catalogue: polib.POFile, found: Found) -> None:
    """Brings the catalogue to what is asked for; a translation nobody asks for is kept, marked obsolete."""
    known = {_key(entry): entry for entry in catalogue}
    asked = {(message.context, message.singular) for message in found}
    for message, names in sorted(found.items(), key=lambda item: (min(item[1]), item[0].singular)):
        entry = known.get((message.context, message.singular))
        if entry is None:
            entry = polib.POEntry(msgctxt=message.context, msgid=message.singular)
            catalogue.append(entry)
            known[_key(entry)] = entry
        entry.obsolete = False
        entry.occurrences = [(name, "") for name in sorted(names)]
        if message.plural and not entry.msgid_plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = entry.msgstr_plural or dict.fromkeys(range(FORMS + 1), "")
        if "%(" in message.singular and "python-format" not in entry.flags:
            entry.flags.append("python-format")
    for key, entry in known.items():
        if key not in asked:
            entry.obsolete, entry.occurrences = True, []


def problems(catalogue: polib.POFile, found: Found) -> list[str]:
    """What a reader of Russian would see in English, or what would break when filled in."""
    known = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    told = []
    for message, names in sorted(found.items(), key=lambda item: (min(item[1]), item[0].singular)):
        entry = known.get((message.context, message.singular))
        complaint = _complaint(message, entry)
        if complaint:
            told.append(f"{min(names)}: {message.singular!r} {complaint}")
    return told


def _complaint(message: Message, entry: polib.POEntry | None) -> str:
    if entry is None:
        return "is not in the catalogue"
    if message.plural and entry.msgid_plural != message.plural:
        return f"has another plural in the catalogue: {entry.msgid_plural!r}"
    translated = [entry.msgstr_plural.get(form, "") for form in range(FORMS)] if message.plural else [entry.msgstr]
    if not all(translated):
        return "has no Russian"
    if "fuzzy" in entry.flags:
        return "has a Russian that is marked unsure"
    allowed = set(PLACEHOLDER.findall(message.singular)) | set(PLACEHOLDER.findall(message.plural or ""))
    for text in translated:
        strange = set(PLACEHOLDER.findall(text)) - allowed
        lost = set() if message.plural else allowed - set(PLACEHOLDER.findall(text))
        if strange or lost:
            return f"has other placeholders in Russian: {text!r}"
    return ""


def compile_catalogue(source: Path) -> bool:
    """Writes django.mo beside django.po when it is older; True when it did."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    part = target.with_suffix(".part")
    polib.pofile(str(source)).save_as_mofile(str(part))
    part.replace(target)
    return True
