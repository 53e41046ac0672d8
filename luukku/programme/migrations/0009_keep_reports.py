"""Reports of programmes in numbered editions; one that is made keeps what it tells."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

KEEP = """
-- A report that is made keeps its content, its number and its day; it is published or taken back, and nothing else.
CREATE FUNCTION programme_keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'waiting' AND (
        NEW.programme_id, NEW.number, NEW.day, NEW.summary, NEW.decisions, NEW.asked_by_id, NEW.kept, NEW.seal,
        NEW.made_at, NEW.state = 'waiting'
    ) IS DISTINCT FROM (
        OLD.programme_id, OLD.number, OLD.day, OLD.summary, OLD.decisions, OLD.asked_by_id, OLD.kept, OLD.seal,
        OLD.made_at, false
    ) THEN
        PERFORM programme_refuse('a report does not change', 'programme_report_is_made');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programme_report BEFORE UPDATE ON programme_programmereport
    FOR EACH ROW EXECUTE FUNCTION programme_keep_report();
"""

LOOSEN = """
DROP TRIGGER programme_report ON programme_programmereport;
DROP FUNCTION programme_keep_report();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0008_keep_published_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeReport",
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
                ("number", models.PositiveIntegerField(verbose_name="edition")),
                ("day", models.DateField(verbose_name="day")),
                ("summary", models.TextField(blank=True, db_default="", max_length=400, verbose_name="in a few words")),
                (
                    "decisions",
                    models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being made"),
                            ("made", "Made"),
                            ("published", "On the public site"),
                            ("withdrawn", "Taken off the public site"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("kept", models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict)),
                ("seal", models.CharField(blank=True, db_default="", max_length=64)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_reports",
                        to="programme.programme",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="programme_report_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at__isnull", True), ("seal", ""), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("made_at__isnull", False),
                                models.Q(("seal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="programme_report_made_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="programme_report_public_since",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEEP, LOOSEN),
    ]
