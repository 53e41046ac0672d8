"""What is closed with a key can't be made smaller: PostgreSQL need not try."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("files", "0001_stored_files")]

    operations = [
        migrations.RunSQL(
            sql="ALTER TABLE files_filecontent ALTER COLUMN sealed SET STORAGE EXTERNAL",
            reverse_sql="ALTER TABLE files_filecontent ALTER COLUMN sealed SET STORAGE EXTENDED",
        ),
    ]
