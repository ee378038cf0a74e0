"""Triggers that keep frozen columns frozen, whoever writes; used by migrations."""

FROZEN = {
    "competitiveness_report": [
        "public_id",
        "kind",
        "cluster_id",
        "territory_id",
        "period",
        "method_id",
        "inputs",
        "result",
        "input_digest",
        "result_digest",
        "computed_at",
        "is_demo",
    ],
    "competitiveness_methodversion": ["code", "version", "config", "digest", "loaded_at"],
}


def create_triggers(apps, schema_editor) -> None:
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table, columns in FROZEN.items():
        for statement in make(table, columns):
            schema_editor.execute(statement)


def drop_triggers(apps, schema_editor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in FROZEN:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen()")


def _sqlite(table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    return [
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
    ]


def _postgresql(table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return [
        f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} is frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {table}_frozen()",
    ]
