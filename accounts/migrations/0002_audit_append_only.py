from django.db import migrations

from accounts.append_only import guard, unguard

TABLE = "accounts_auditevent"


def forwards(apps, schema_editor):
    guard(schema_editor.connection, TABLE)


def backwards(apps, schema_editor):
    unguard(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
