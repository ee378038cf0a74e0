from django.db import migrations

from indicators.guard import create_guard, drop_guard


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [migrations.RunPython(create_guard, drop_guard)]
