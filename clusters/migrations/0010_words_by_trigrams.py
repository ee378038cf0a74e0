"""On PostgreSQL the words of organisations are looked up by their trigrams; SQLite reads them row by row, as before."""

from django.db import migrations

MAKE = "CREATE INDEX IF NOT EXISTS organisation_words ON clusters_organisation USING gin (search_text gin_trgm_ops)"


def has_trigrams(cursor):
    cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
    return cursor.fetchone() is not None


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        if has_trigrams(cursor):  # a server without the contributed modules is slower at search, and works
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(MAKE)


def remove(apps, schema_editor):
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS organisation_words")


class Migration(migrations.Migration):
    dependencies = [("clusters", "0009_suspensions_may_be_empty")]
    operations = [migrations.RunPython(make, remove)]
