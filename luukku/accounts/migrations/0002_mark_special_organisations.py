"""Helsinki and Åland stand in the classification of counties without being one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first_tables")]

    operations = [
        migrations.AddField(
            "organisation",
            "special",
            models.CharField(
                blank=True,
                choices=[
                    ("helsinki", "A city that arranges social and health services itself"),
                    ("aland", "Åland, which has its own law"),
                ],
                db_default="",
                max_length=10,
                verbose_name="what is different",
            ),
        ),
    ]
