"""What was wrong with the input, in words a person can act on: the place, the fault, the remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class FieldError:
    """One parameter that cannot be used as it stands."""

    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.remedy) if part)


@dataclass(frozen=True)
class RowError:
    """One cell or row of a file. `row` is the number a spreadsheet shows; `column` is the heading, or empty."""

    row: int
    column: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        if self.column:
            place = _("Row %(row)s, column “%(column)s”:") % {"row": self.row, "column": self.column}
        else:
            place = _("Row %(row)s:") % {"row": self.row}
        return " ".join(part for part in (place, self.message, self.remedy) if part)


class RowErrors(Exception):
    """Every faulty row of a file at once, so that it is mended in one go."""

    def __init__(self, errors: Iterable[RowError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class UnreadableFile(Exception):
    """The file as a whole cannot be taken; the message says why and what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class BadParameters(BadRequest):
    """Parameters of an address that are unknown or cannot be used: status 400 on pages and in the REST interface."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        self.errors = tuple(errors)
        super().__init__(" ".join(str(error) for error in self.errors))
