"""A permit about a child waits for each guardian: their own yes, or why one decides alone."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_permit_and_disclose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="informationpermit",
            name="alone_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hindered", "The other guardian can't be asked, and waiting would harm the child"),
                    ("court", "A court has given this matter to one guardian"),
                ],
                db_default="",
                default="",
                max_length=10,
                verbose_name="why one guardian decides alone",
            ),
        ),
        migrations.AddField(
            model_name="informationpermit",
            name="alone_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="what that is based on"
            ),
        ),
        migrations.AddConstraint(
            model_name="informationpermit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alone_ground", ""), ("alone_reason", "")),
                    models.Q(
                        models.Q(("alone_ground", ""), _negated=True), models.Q(("alone_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="casework_who_decides_alone_has_a_reason",
            ),
        ),
        migrations.CreateModel(
            name="PermitConsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="casework.informationpermit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "understanding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.understandingcheck",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("permit", "guardian"),
                        name="casework_one_yes_of_a_guardian",
                        violation_error_message="This guardian has agreed already.",
                    )
                ],
            },
        ),
    ]
