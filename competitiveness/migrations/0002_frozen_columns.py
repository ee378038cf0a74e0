from django.db import migrations

from competitiveness.frozen import create_triggers, drop_triggers


class Migration(migrations.Migration):
    dependencies = [("competitiveness", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
