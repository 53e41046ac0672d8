"""A yes says for which children it was given, so a yes for oneself never counts as a guardian's."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was said before tells no children: on a plan still on offer, guardians are asked once more."""

    dependencies = [("plans", "0002_seal_offered_plans")]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="wards",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="for which children",
            ),
        ),
        migrations.RemoveConstraint(model_name="confirmation", name="plans_each_person_confirms_once"),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("plan", "person", "capacity", "wards"),
                name="plans_each_person_confirms_once_for_the_same",
            ),
        ),
    ]
