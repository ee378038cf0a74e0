"""The one place where PostgreSQL and SQLite differ about periods: an exclusion constraint there, a query on both.

On PostgreSQL the table itself refuses two rows with equal `fields` whose periods meet. SQLite has no such constraint: there
`validate_constraints`, run by every action under the write lock of an immediate transaction, keeps the rule alone.
"""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BaseConstraint, F, Q


class NoOverlappingPeriods(BaseConstraint):
    """Rows with equal `fields` must not overlap in [valid_from, valid_until); an empty end means "until further notice"."""

    def __init__(self, *, fields, name, violation_error_code=None, violation_error_message=None):
        self.fields = tuple(fields)
        super().__init__(
            name=name, violation_error_code=violation_error_code, violation_error_message=violation_error_message
        )

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"fields": self.fields}

    def __eq__(self, other):
        return isinstance(other, NoOverlappingPeriods) and self.deconstruct() == other.deconstruct()

    __hash__ = None

    def _excluded(self, model, schema_editor):
        # A one-value range of the key instead of btree_gist, so that no extension has to be installed.
        parts = []
        for field in self.fields:
            column = schema_editor.quote_name(model._meta.get_field(field).column)
            text = model._meta.get_field(field).get_internal_type() == "CharField"
            key = f"hashtextextended({column}, 0)" if text else column
            parts.append(f"int8range({key}, {key}, '[]') WITH &&")
        parts.append("daterange(valid_from, valid_until, '[)') WITH &&")
        return f"CONSTRAINT {schema_editor.quote_name(self.name)} EXCLUDE USING gist ({', '.join(parts)})"

    def constraint_sql(self, model, schema_editor):
        return self._excluded(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def create_sql(self, model, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return None
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self._excluded(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return None
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_check, model, self.name)

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        attributes = {model._meta.get_field(field).attname for field in self.fields}
        values = {attribute: getattr(instance, attribute) for attribute in attributes}
        if instance.valid_from is None or None in values.values():
            return
        if instance.valid_until is not None and instance.valid_until <= instance.valid_from:
            return
        rivals = model._default_manager.using(using).filter(**values).exclude(pk=instance.pk)
        # A row taken back on the day it began holds on no day and meets nothing.
        rivals = rivals.filter(
            Q(valid_until=None) | Q(valid_until__gt=instance.valid_from) & Q(valid_until__gt=F("valid_from"))
        )
        if instance.valid_until is not None:
            rivals = rivals.filter(valid_from__lt=instance.valid_until)
        if rivals.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)
