"""Organisations from a table: all of them or none."""

from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DecimalField
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters import access
from clusters.models import Organisation, Territory
from exchange.reading import RowError, RowErrors, Table, UnreadableFile, read_table

REQUIRED = ("name_ru", "kind")
COLUMNS = (
    *REQUIRED,
    "name_en",
    "short_name_ru",
    "short_name_en",
    "legal_form",
    "inn",
    "ogrn",
    "kpp",
    "okved_main",
    "okved_additional",
    "territory",
    "latitude",
    "longitude",
    "size_class",
    "sector",
    "website",
    "email",
    "phone",
)
_ONCE = ("inn", "ogrn")


@transaction.atomic
def import_organisations(*, by: User | None, file: BinaryIO | Path | str) -> list[Organisation]:
    """Add every row of a CSV or XLSX table whose headings are names of COLUMNS; `territory` is a code as KISL,
    `okved_additional` codes with spaces between them.

    Raises UnreadableFile for the file as a whole and RowErrors with every faulty cell; then nothing is written.
    """
    if by is not None:
        access.require(
            access.can_import_organisations(by), _("Only the administrator of the portal imports organisations.")
        )
    table = read_table(file)
    _check_headings(table)
    organisations = _checked(table)
    for organisation in organisations:
        organisation.save()
    after = {"organisations": [organisation.public_id for organisation in organisations]}
    audit.record(by=by, verb="clusters.import_organisations", after=after)
    return organisations


def _check_headings(table: Table) -> None:
    unknown = [name for name in table.columns if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in table.columns]
    if unknown or missing:
        parts = [_("Unknown headings: %(names)s.") % {"names": ", ".join(unknown)}] if unknown else []
        parts += [_("Missing headings: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
        parts.append(_("The table may have these: %(names)s.") % {"names": ", ".join(COLUMNS)})
        raise UnreadableFile(" ".join(parts))


def _checked(table: Table) -> list[Organisation]:
    """Every row as an organisation not yet saved. Raises RowErrors."""
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    first_row: dict[tuple[str, str], int] = {}
    organisations, errors = [], []
    for number, values in table.rows:
        try:
            organisation = Organisation(**_fields(values, territories))
            organisation.full_clean()
        except ValidationError as invalid:
            errors += _row_errors(number, invalid)
            continue
        errors += _repeated(number, organisation, first_row)
        organisations.append(organisation)
    if errors:
        raise RowErrors(errors)
    return organisations


def _fields(values: dict[str, str], territories: dict[str, Territory]) -> dict[str, Any]:
    # An empty cell says nothing: the field keeps its default.
    fields: dict[str, Any] = {name: value for name, value in values.items() if value}
    if "okved_additional" in fields:
        fields["okved_additional"] = fields["okved_additional"].replace(",", " ").replace(";", " ").split()
    code = fields.pop("territory", "")
    if code:
        if code not in territories:
            known = ", ".join(sorted(territories))
            raise ValidationError(
                {
                    "territory": _("There is no territory “%(code)s”. Known codes: %(known)s.")
                    % {"code": code, "known": known}
                }
            )
        fields["territory"] = territories[code]
    return fields


def _row_errors(number: int, invalid: ValidationError) -> list[RowError]:
    errors = []
    for name, messages in invalid.message_dict.items():
        column = name if name in COLUMNS else ""
        errors += [RowError(number, column, message, _remedy(column)) for message in messages]
    return errors


def _remedy(column: str) -> str:
    """What the cell may hold, where the message itself does not say it."""
    if not column:
        return ""
    field: Any = Organisation._meta.get_field(column)
    if field.choices:
        return _("Allowed: %(words)s.") % {"words": ", ".join(str(value) for value, _label in field.choices)}
    if isinstance(field, DecimalField):
        return _("Write degrees with a full stop, for example 43.90500.")
    return "" if field.blank else _("Fill in the cell.")


def _repeated(number: int, organisation: Organisation, first_row: dict[tuple[str, str], int]) -> list[RowError]:
    errors = []
    for name in _ONCE:
        value = getattr(organisation, name)
        first = first_row.setdefault((name, value), number) if value else number
        if first != number:
            message = _("The number %(value)s stands in row %(row)s already.") % {"value": value, "row": first}
            errors.append(RowError(number, name, message, _("Leave one of the two rows.")))
    return errors
