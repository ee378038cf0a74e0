"""Organisations from a table, new ones and changed ones: all of them or none, and exactly what was shown before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DecimalField
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters import access
from clusters.actions.names import keep_names
from clusters.models import Organisation, Territory
from exchange.formats.columns import FORMULA_STARTS
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
KEY = "public_id"
# What the portal's own export has besides: it may stay in the file and is passed over.
PASSED_OVER = ("territory_name_ru", "territory_name_en", "updated_at", "is_demo", "replaced_by")
_ONCE = (KEY, "inn", "ogrn")
_UNCHECKED = {"territory", "replaced_by"}


class RegistryChanged(Exception):
    """What would be written is no longer what was shown."""


@dataclass(frozen=True)
class PlannedRow:
    """`number` as the person sees it in the file; `changes`: field, what is there, what the file says."""

    number: int
    organisation: Organisation
    changes: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def is_new(self) -> bool:
        return self.organisation.pk is None


@dataclass(frozen=True)
class Plan:
    """What the import of a file would do to the registry as it stands. `digest` binds the file and the rows it meets."""

    rows: tuple[PlannedRow, ...]
    digest: str
    new: list[PlannedRow] = field(default_factory=list)
    changed: list[PlannedRow] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return len(self.rows) - len(self.new) - len(self.changed)


def plan_organisations(*, by: User | None, file: BinaryIO | Path | str) -> Plan:
    """Compare every row of a CSV or XLSX table with the registry; nothing is written.

    Headings are names of COLUMNS; `territory` is a code as KISL, `okved_additional` codes with spaces between them. A row
    is that of its `public_id` or else of its INN, otherwise a new one. An empty cell leaves what is there.
    Raises PermissionDenied, UnreadableFile for the file as a whole and RowErrors with every faulty cell.
    """
    if by is not None:
        access.require(
            access.can_import_organisations(by), _("Only the administrator of the portal imports organisations.")
        )
    table = read_table(file)
    _check_headings(table)
    rows = _planned(table)
    new = [row for row in rows if row.is_new]
    changed = [row for row in rows if not row.is_new and row.changes]
    return Plan(rows, _digest(rows), new, changed)


@transaction.atomic
def import_organisations(
    *, by: User | None, file: BinaryIO | Path | str, shown: str | None = None
) -> list[Organisation]:
    """Write what `plan_organisations` says; the organisations that are new or changed, in the order of the file.

    `shown` is the digest of the plan that was confirmed: RegistryChanged where the plan is another by now. The same file
    twice changes nothing the second time.
    """
    plan = plan_organisations(by=by, file=file)
    if shown is not None and plan.digest != shown:
        raise RegistryChanged
    Organisation.objects.bulk_create([row.organisation for row in plan.new])
    _update([row.organisation for row in plan.changed])
    written = [row.organisation for row in plan.rows if row.changes]
    if written:
        keep_names(written)
        after = {
            "new": [row.organisation.public_id for row in plan.new],
            "changed": {row.organisation.public_id: [name for name, *_values in row.changes] for row in plan.changed},
        }
        audit.record(by=by, verb="clusters.import_organisations", after=after)
    return written


def _update(organisations: list[Organisation]) -> None:
    """In few statements: the rows by their key, with the column of search that a plain update would pass over."""
    now = timezone.now()
    for organisation in organisations:
        organisation.updated_at = now
    # A bulk insert that meets its own keys: `pre_save` keeps the search column as in every other deed.
    Organisation.objects.bulk_create(
        organisations,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*COLUMNS, "search_text", "updated_at"],
    )


def _check_headings(table: Table) -> None:
    allowed = (KEY, *COLUMNS)
    unknown = [name for name in table.columns if name not in allowed and name not in PASSED_OVER]
    missing = [name for name in REQUIRED if name not in table.columns]
    if unknown or missing:
        parts = [_("Unknown headings: %(names)s.") % {"names": ", ".join(unknown)}] if unknown else []
        parts += [_("Missing headings: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
        parts.append(_("The table may have these: %(names)s.") % {"names": ", ".join(allowed)})
        raise UnreadableFile(" ".join(parts))


def _planned(table: Table) -> tuple[PlannedRow, ...]:
    """Every row with the organisation as it would be. Raises RowErrors."""
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    known = _Known(table)
    first_row: dict[tuple[str, str], int] = {}
    planned, errors = [], []
    for number, cells in table.rows:
        values = {name: _plain(cell) for name, cell in cells.items() if cell and name not in PASSED_OVER}
        try:
            row = _plan_row(number, values, known, territories)
        except ValidationError as invalid:
            errors += _row_errors(number, invalid)
            continue
        errors += _repeated(row, first_row)
        planned.append(row)
    errors += [fault for row in planned for fault in known.taken(row)]
    if errors:
        raise RowErrors(sorted(errors, key=lambda error: error.row))
    return tuple(planned)


def _plain(cell: str) -> str:
    """Without the apostrophe by which an export keeps a cell from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


class _Known:
    """The organisations of the registry that a file speaks of, read in few questions."""

    def __init__(self, table: Table) -> None:
        self.by: dict[str, dict[str, Organisation]] = {}
        for name in _ONCE:
            words = {_plain(row.values.get(name, "")) for row in table.rows} - {""}
            self.by[name] = {getattr(row, name): row for row in _in_parts(name, words)}

    def row_of(self, values: Mapping[str, str]) -> Organisation | None:
        if word := values.get(KEY):
            found = self.by[KEY].get(word)
            if found is None:
                raise ValidationError(
                    {
                        KEY: _("There is no organisation “%(word)s”. Leave the cell empty for a new one.")
                        % {"word": word}
                    }
                )
        else:
            found = self.by["inn"].get(values.get("inn", ""))
        if found is not None and found.replaced_by_id is not None:
            raise ValidationError({KEY: _("This row has been replaced by another one. Change that organisation.")})
        return found

    def taken(self, row: PlannedRow) -> list[RowError]:
        """Numbers that another organisation of the registry has."""
        errors = []
        for name in ("inn", "ogrn"):
            holder = self.by[name].get(getattr(row.organisation, name))
            if holder is not None and holder.pk != row.organisation.pk:
                message = _("“%(name)s” of the registry has this number already.") % {"name": holder.name}
                errors.append(RowError(row.number, name, message, _("Check the number, or change that organisation.")))
        return errors


def _in_parts(name: str, words: Iterable[str]) -> Iterable[Organisation]:
    ordered = sorted(words)
    for at in range(0, len(ordered), 500):
        yield from Organisation.objects.filter(**{f"{name}__in": ordered[at : at + 500]}).select_related("territory")


def _plan_row(number: int, values: dict[str, str], known: _Known, territories: dict[str, Territory]) -> PlannedRow:
    found = known.row_of(values)
    organisation = Organisation(pk=None) if found is None else _copy(found)
    changes = []
    for name, value in _fields(values, territories).items():
        setattr(organisation, name, value)
    organisation.clean_fields(exclude=_UNCHECKED)
    if (organisation.latitude is None) != (organisation.longitude is None):
        raise ValidationError(_("Point on the map: give both latitude and longitude, or neither."))
    for name in COLUMNS:
        was, becomes = getattr(found, name, None), getattr(organisation, name)
        if name in values and was != becomes:
            changes.append((name, was, becomes))
    return PlannedRow(number, organisation, tuple(changes))


def _copy(found: Organisation) -> Organisation:
    """A row of its own: what is read is compared with it, and two rows of a file do not meet in one object."""
    names = [column.attname for column in Organisation._meta.concrete_fields]
    copy = Organisation(**{name: getattr(found, name) for name in names})
    copy.territory = found.territory
    return copy


def _fields(values: dict[str, str], territories: dict[str, Territory]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: value for name, value in values.items() if name != KEY}
    if "okved_additional" in fields:
        fields["okved_additional"] = _codes(fields["okved_additional"])
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


def _codes(cell: str) -> list[str]:
    """`55.10 56.10`, with commas or semicolons too, or a JSON list as the export writes it."""
    for mark in '[]",;':
        cell = cell.replace(mark, " ")
    return cell.split()


def _row_errors(number: int, invalid: ValidationError) -> list[RowError]:
    if not hasattr(invalid, "error_dict"):
        return [RowError(number, "", message) for message in invalid.messages]
    errors = []
    for name, messages in invalid.message_dict.items():
        column = name if name in (KEY, *COLUMNS) else ""
        errors += [RowError(number, column, message, _remedy(column)) for message in messages]
    return errors


def _remedy(column: str) -> str:
    """What the cell may hold, where the message itself does not say it."""
    if not column or column == KEY:
        return ""
    found: Any = Organisation._meta.get_field(column)
    if found.choices:
        return _("Allowed: %(words)s.") % {"words": ", ".join(str(value) for value, _label in found.choices)}
    if isinstance(found, DecimalField):
        return _("Write degrees with a full stop, for example 43.90500.")
    return "" if found.blank else _("Fill in the cell.")


def _repeated(row: PlannedRow, first_row: dict[tuple[str, str], int]) -> list[RowError]:
    errors = []
    for name in _ONCE:
        if name == KEY and row.is_new:
            continue
        value = getattr(row.organisation, name)
        first = first_row.setdefault((name, value), row.number) if value else row.number
        if first != row.number:
            message = _("The number %(value)s stands in row %(row)s already.") % {"value": value, "row": first}
            errors.append(RowError(row.number, name, message, _("Leave one of the two rows.")))
    return errors


def _digest(rows: tuple[PlannedRow, ...]) -> str:
    """Of what would be written where: other values in the file or in the registry give another digest."""
    facts = [
        [
            row.number,
            row.organisation.pk or 0,
            [[name, _word(was), _word(becomes)] for name, was, becomes in row.changes],
        ]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _word(value: Any) -> str:
    return value.code if isinstance(value, Territory) else str(value)
