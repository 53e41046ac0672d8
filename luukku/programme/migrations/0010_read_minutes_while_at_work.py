"""Whoever was asked to a meeting reads it as long as they work where they worked when they were asked."""

import django.db.models.deletion
from django.db import migrations, models

ASKED_AT = """
ALTER TABLE programme_attendance DISABLE TRIGGER programme_meeting;
UPDATE programme_attendance AS a SET organisation_id = (
    SELECT m.organisation_id
    FROM accounts_membership AS m
        JOIN programme_meeting AS k ON k.id = a.meeting_id
        JOIN programme_programme AS p ON p.id = k.programme_id
    WHERE m.user_id = a.user_id AND m.starts_on <= a.created_at::date
        AND (m.ends_on IS NULL OR m.ends_on >= a.created_at::date)
    ORDER BY m.organisation_id = p.organisation_id DESC, m.starts_on
    LIMIT 1
) WHERE a.user_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE programme_attendance ENABLE TRIGGER programme_meeting;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_choose_the_weekly_mail"), ("programme", "0009_keep_reports")]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.RunSQL(ASKED_AT, migrations.RunSQL.noop),
    ]
