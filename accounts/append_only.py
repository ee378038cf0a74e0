"""Triggers that make a table append-only: the one place that knows how each database says it.

Called from migrations. SQLite rebuilds a table to alter it and loses the triggers on the way: a migration that
alters a guarded table calls `guard` again (`verify_audit` tells when it was forgotten).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
GUARD = {
    "sqlite": [
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END",
    ],
    "postgresql": [
        POSTGRESQL_FUNCTION,
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION portal_refuse_change()",
        "CREATE TRIGGER {table}_no_delete BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change()",
    ],
}
UNGUARD = {
    "sqlite": ["DROP TRIGGER IF EXISTS {table}_no_update", "DROP TRIGGER IF EXISTS {table}_no_delete"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
        "DROP TRIGGER IF EXISTS {table}_no_delete ON {table}",
    ],
}
COUNT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s) AND tbl_name = %s",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname IN (%s, %s) AND tgrelid = %s::regclass "
    "AND tgenabled <> 'D'",
}


def guard(connection: BaseDatabaseWrapper, table: str) -> None:
    """From now on the database refuses UPDATE, DELETE and TRUNCATE of the table."""
    unguard(connection, table)
    _run(connection, GUARD, table)


def unguard(connection: BaseDatabaseWrapper, table: str) -> None:
    _run(connection, UNGUARD, table)


def is_guarded(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(COUNT[connection.vendor], [f"{table}_no_update", f"{table}_no_delete", table])
        return cursor.fetchone() == (2,)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement.replace("{table}", connection.ops.quote_name(table).strip('"')))
