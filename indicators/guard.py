"""Triggers that let a recorded figure change in one way only: once, from standing to superseded. Used by a migration.

A later migration that makes SQLite rebuild the table drops the trigger: such a migration must call `create_guard` again
(a test notices).
"""

TABLE = "indicators_observation"
TRIGGER = "indicators_observation_kept"
MESSAGE = "an observation is never changed: record a revision"
COLUMNS = (
    "id",
    "public_id",
    "indicator_id",
    "territory_id",
    "cluster_id",
    "organisation_id",
    "activity",
    "period",
    "period_start",
    "period_end",
    "variant",
    "value",
    "unit",
    "status",
    "source",
    "source_url",
    "note",
    "revision",
    "recorded_at",
    "recorded_by_id",
    "is_demo",
)


def create_guard(apps, schema_editor) -> None:
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for statement in make():
        schema_editor.execute(statement)


def drop_guard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER} ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TRIGGER}()")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}")


def _sqlite() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in COLUMNS)
    return [
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} WHEN OLD.superseded_at IS NOT NULL OR {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    ]


def _postgresql() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in COLUMNS)
    return [
        f"CREATE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN (OLD.superseded_at IS NOT NULL OR {changed}) EXECUTE FUNCTION {TRIGGER}()",
    ]
