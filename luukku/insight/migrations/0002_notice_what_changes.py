"""Triggers note each case of which something that is counted changes, in the same transaction as the change itself.

They work by statement, so that a change of many rows costs one more. A plan's parts and steps need none: they are sealed
from the offer on, and a plan is counted from the day it comes into force.
"""

from django.db import migrations

FUNCTION = """
-- Argument: the SELECT that finds the cases; `changed` are the rows as they are now (or were, when they are removed),
-- `was` the rows as they were before an update.
CREATE FUNCTION insight_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO insight_touched (case_id) SELECT DISTINCT id FROM (' || TG_ARGV[0]
        || ') AS touched(id) WHERE id IS NOT NULL';
    RETURN NULL;
END $$;
"""

BY_CASE = "SELECT case_id FROM {rows}"
BY_PLAN = "SELECT p.case_id FROM {rows} r JOIN plans_familyplan p ON p.id = r.plan_id"
BY_FAMILY = "SELECT k.id FROM {rows} r JOIN casework_case k ON k.family_id = r.family_id"
WHOSE = {
    "casework_case": "SELECT id FROM {rows}",
    "casework_deadline": BY_CASE,
    "casework_familymembership": BY_FAMILY,
    "casework_meeting": BY_CASE,
    "casework_responsibleworker": BY_CASE,
    "casework_understandingcheck": BY_CASE,
    "plans_familyplan": BY_CASE,
    "plans_review": BY_PLAN,
}
ONLY_UPDATES = {
    "casework_family": """
        SELECT k.id FROM changed n JOIN was o ON o.id = n.id JOIN casework_case k ON k.family_id = n.id
        WHERE n.language <> o.language
    """,
    "casework_person": """
        SELECT k.id FROM changed n JOIN was o ON o.id = n.id
        JOIN casework_familymembership m ON m.person_id = n.id JOIN casework_case k ON k.family_id = m.family_id
        WHERE (n.birth_on, n.died_on, n.merged_into_id) IS DISTINCT FROM (o.birth_on, o.died_on, o.merged_into_id)
    """,
}


def _trigger(table: str, verb: str, rows: str, select: str) -> str:
    return (
        f"CREATE TRIGGER insight_{verb.lower()} AFTER {verb} ON {table} REFERENCING {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION insight_touch($select${select}$select$);"
    )


def _statements() -> str:
    made = [FUNCTION]
    for table, select in WHOSE.items():
        now = select.replace("{rows}", "changed")
        both = f"{now} UNION {select.replace('{rows}', 'was')}"
        made.append(_trigger(table, "INSERT", "NEW TABLE AS changed", now))
        made.append(_trigger(table, "DELETE", "OLD TABLE AS changed", now))
        made.append(_trigger(table, "UPDATE", "OLD TABLE AS was NEW TABLE AS changed", both))
    for table, select in ONLY_UPDATES.items():
        made.append(_trigger(table, "UPDATE", "OLD TABLE AS was NEW TABLE AS changed", select))
    return "\n".join(made)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0001_count_by_month"),
        ("casework", "0016_tell_integration_records_apart"),
        ("plans", "0009_count_added_days_on_clocks"),
    ]

    operations = [migrations.RunSQL(_statements(), "DROP FUNCTION insight_touch() CASCADE")]
