"""Whatever changes in the directory, by whichever way, is noted in the same transaction: kept pages are then old."""

from django.db import migrations, models

WATCHED = (
    "directory_activity",
    "directory_activitytext",
    "directory_channel",
    "directory_channeltext",
    "directory_connection",
    "directory_generaldescription",
    "directory_generaldescription_terms",
    "directory_generaldescriptiontext",
    "directory_localaddition",
    "directory_openinghours",
    "directory_provider",
    "directory_providertext",
    "directory_service",
    "directory_service_terms",
    "directory_servicetext",
    "directory_term",
)

FUNCTION = """
CREATE FUNCTION portal_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
BEGIN
    INSERT INTO portal_touch DEFAULT VALUES RETURNING id INTO own;
    DELETE FROM portal_touch WHERE id IN (SELECT id FROM portal_touch WHERE id <> own FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;
"""


def watch(apps, schema_editor):
    schema_editor.execute(FUNCTION)
    for table in WATCHED:
        schema_editor.execute(
            f"CREATE TRIGGER portal_touch AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION portal_note_change()"
        )


def unwatch(apps, schema_editor):
    for table in WATCHED:
        schema_editor.execute(f"DROP TRIGGER portal_touch ON {table}")
    schema_editor.execute("DROP FUNCTION portal_note_change()")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_entries_of_the_directory"), ("portal", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="Touch",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False))],
        ),
        migrations.RunPython(watch, unwatch),
    ]
