"""What commands say of a file they were given, in the language of the installation."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def cannot_read(path: Path | str, error: OSError) -> CommandError:
    """The error to raise; the system's own words are English and would stand in the middle of a sentence."""
    named = {"path": error.filename or path}
    match error:
        case FileNotFoundError():
            words = _("There is no file %(path)s. Check the name and the folder.")
        case IsADirectoryError():
            words = _("%(path)s is a folder. Name a file in it.")
        case PermissionError():
            words = _("The file %(path)s may not be read. Give this user the right to read it.")
        case _other:
            words = _("The file %(path)s cannot be read. Check the disk and copy the file again.")
    return CommandError(words % named)
