"""The second wall: without a told purpose the application sees and writes no address."""

from django.db import migrations

HAS_PURPOSE = "coalesce(current_setting('luukku.address_purpose', true), '') <> ''"


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_first_tables")]

    operations = [
        migrations.RunSQL(
            sql=[
                # not FORCE: the owner migrates and restores; the application's role is not the owner
                "ALTER TABLE casework_protectedaddress ENABLE ROW LEVEL SECURITY",
                f"CREATE POLICY casework_address_for_a_purpose ON casework_protectedaddress FOR ALL USING ({HAS_PURPOSE}) WITH CHECK ({HAS_PURPOSE})",
            ],
            reverse_sql=[
                "DROP POLICY casework_address_for_a_purpose ON casework_protectedaddress",
                "ALTER TABLE casework_protectedaddress DISABLE ROW LEVEL SECURITY",
            ],
        ),
    ]
