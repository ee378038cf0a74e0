from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clusters", "0010_words_by_trigrams")]

    operations = [
        migrations.AddIndex(
            model_name="partnernotice",
            index=models.Index(fields=["-published_at", "-id"], name="partner_notice_newest"),
        ),
    ]
