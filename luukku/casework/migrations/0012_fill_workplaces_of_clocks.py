"""Clocks that run already learn whose they are, and which of them are local targets."""

from django.db import migrations

FILL = """
UPDATE casework_deadline AS d
SET organisation_id = c.organisation_id,
    is_target = d.rule IN ('assessment_start', 'plan_after_assessment')
FROM casework_case AS c
WHERE c.id = d.case_id AND d.organisation_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_run_all_clocks")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
