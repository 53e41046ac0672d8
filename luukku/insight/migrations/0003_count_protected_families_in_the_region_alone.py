"""Families in which an address is or was protected are counted in the region's total alone.

Triggers note whoever is protected now, or was; the families already counted otherwise are counted again.
"""

from django.db import migrations, models

SELECT = """
    SELECT k.id FROM {rows} r JOIN casework_familymembership m ON m.person_id = r.person_id
    JOIN casework_case k ON k.family_id = m.family_id
"""
CHANGED, WAS = (SELECT.replace("{rows}", rows) for rows in ("changed", "was"))
HAPPENINGS = {
    "INSERT": ("NEW TABLE AS changed", CHANGED),
    "DELETE": ("OLD TABLE AS was", WAS),
    "UPDATE": ("OLD TABLE AS was NEW TABLE AS changed", f"{CHANGED} UNION {WAS}"),
}

TRIGGERS = "\n".join(
    f"CREATE TRIGGER insight_{verb.lower()} AFTER {verb} ON casework_addressprotection REFERENCING {rows}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION insight_touch($select${select}$select$);"
    for verb, (rows, select) in HAPPENINGS.items()
)
GONE = "\n".join(f"DROP TRIGGER insight_{verb.lower()} ON casework_addressprotection;" for verb in HAPPENINGS)
AGAIN = "INSERT INTO insight_touched (case_id) SELECT DISTINCT id FROM ({select}) AS touched(id)".replace(
    "{select}", SELECT.replace("{rows}", "casework_addressprotection")
)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0002_notice_what_changes"),
        ("casework", "0016_tell_integration_records_apart"),
    ]

    operations = [
        migrations.AddField("cell", "is_apart", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("fact", "is_apart", models.BooleanField(db_default=False, default=False)),
        migrations.RemoveConstraint("cell", "insight_one_cell_each"),
        migrations.AddConstraint(
            "cell",
            models.UniqueConstraint(
                fields=["figure", "month", "organisation_id", "unit_id", "language", "is_apart"],
                nulls_distinct=False,
                name="insight_one_cell_each",
            ),
        ),
        migrations.RunSQL(TRIGGERS, GONE),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
