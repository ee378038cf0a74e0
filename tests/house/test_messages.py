"""Both languages are complete."""

from io import StringIO

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation


def test_every_string_has_its_russian() -> None:
    told = StringIO()
    try:
        call_command("messages", "--check", stdout=told)
    except CommandError as lacking:
        pytest.fail(f"{lacking}\n{told.getvalue()}")
    assert told.getvalue().startswith("All ")


def test_english_is_the_source_itself() -> None:
    """Django must not fall back from English to the Russian of LANGUAGE_CODE."""
    file = polib.pofile(str(settings.LOCALE_PATHS[0] / "ru" / "LC_MESSAGES" / "django.po"))
    plain = [e for e in file.translated_entries() if not e.msgid_plural and not e.msgctxt and e.msgid != e.msgstr]
    assert plain
    with translation.override("en"):
        wrong = [e.msgid for e in plain if translation.gettext(e.msgid).strip() != e.msgid.strip()]
    assert wrong == []


def test_russian_plural_has_its_three_forms() -> None:
    with translation.override("ru"):
        forms = [translation.ngettext("%(num)d year", "%(num)d years", n) % {"num": n} for n in (1, 2, 5)]
    assert [form.replace("\xa0", " ") for form in forms] == ["1 год", "2 года", "5 лет"]
