"""What the ranking reads of hundreds of documents stays inside their rows, and nothing is planned by odd words.

Statistics of the words would be read anew for each part of each question, and tell the planner nothing that the limits
in the questions do not.
"""

from django.db import migrations

FORWARDS = """
    ALTER TABLE search_document
        ALTER COLUMN weights SET STORAGE MAIN,
        ALTER COLUMN text_key SET STORAGE MAIN,
        ALTER COLUMN vector SET STATISTICS 0
"""
BACKWARDS = """
    ALTER TABLE search_document
        ALTER COLUMN weights SET STORAGE EXTENDED,
        ALTER COLUMN text_key SET STORAGE EXTENDED,
        ALTER COLUMN vector SET STATISTICS -1
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_pack_terms")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
