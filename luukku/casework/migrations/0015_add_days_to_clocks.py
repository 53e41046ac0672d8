"""A clock counts the days that lengthen it by themselves, as for illness (681/2023, 23 §)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_ask_each_guardian_for_a_permit")]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="added_days",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="days added"),
        ),
    ]
