"""Clocks that run already count the days that the plans in force say were added."""

from django.db import migrations

TOLD = """
UPDATE casework_deadline AS d
SET added_days = {added}, due_on = d.due_on {sign} told.days, remind_on = d.remind_on {sign} told.days
FROM (
    SELECT plan.case_id, part.person_id, max(other.added_days)::int AS days
    FROM plans_otherplan AS other
    JOIN plans_planpart AS part ON part.id = other.part_id
    JOIN plans_familyplan AS plan ON plan.id = part.plan_id
    WHERE other.kind = 'integration' AND other.first_from IS NOT NULL AND plan.state = 'in_force'
    GROUP BY plan.case_id, part.person_id
) AS told
WHERE told.days > 0 AND d.case_id = told.case_id AND d.subject_id = told.person_id
  AND d.rule IN ('first_plan_ends', 'plans_end') AND d.done_on IS NULL AND d.added_days = {were}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_add_days_to_clocks"),
        ("plans", "0008_know_translations_of_unknown_hands"),
    ]
    operations = [
        migrations.RunSQL(
            TOLD.format(added="told.days", sign="+", were="0"), TOLD.format(added="0", sign="-", were="told.days")
        ),
    ]
