"""A published version of an operating model keeps its words; only its state goes on."""

from django.db import migrations

KEEP = """
CREATE FUNCTION programme_keep_model_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('published', 'superseded')
        AND to_jsonb(NEW) - 'state' - 'updated_at' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'updated_at' THEN
        PERFORM programme_refuse('a published version does not change', 'programme_model_version_is_published');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER programme_keep_model_version BEFORE UPDATE ON programme_operatingmodelversion
    FOR EACH ROW EXECUTE FUNCTION programme_keep_model_version();
"""

LOOSEN = """
DROP TRIGGER programme_keep_model_version ON programme_operatingmodelversion;
DROP FUNCTION programme_keep_model_version();
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0007_share_operating_models")]

    operations = [migrations.RunSQL(KEEP, LOOSEN)]
