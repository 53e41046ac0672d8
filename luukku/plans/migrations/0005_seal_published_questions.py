"""Published questions can't be rewritten, whichever way somebody gets to the table."""

from django.db import migrations

SEAL = """
CREATE FUNCTION plans_guard_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
        ('draft', 'published'), ('published', 'superseded')
    ) THEN
        PERFORM plans_refuse('questions cannot go from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    -- What comes with the product may note that a translation has been reviewed: its hash stays the same.
    IF OLD.state <> 'draft' AND (
        NEW.content_hash, NEW.key, NEW.version, NEW.organisation_id, NEW.valid_from
    ) IS DISTINCT FROM (OLD.content_hash, OLD.key, OLD.version, OLD.organisation_id, OLD.valid_from) THEN
        PERFORM plans_refuse('published questions do not change');
    END IF;
    IF OLD.state <> 'draft' AND OLD.organisation_id IS NOT NULL AND NEW.content IS DISTINCT FROM OLD.content THEN
        PERFORM plans_refuse('published questions do not change');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plans_guard BEFORE UPDATE ON plans_interviewtemplate
    FOR EACH ROW EXECUTE FUNCTION plans_guard_template();
"""

UNSEAL = """
DROP TRIGGER plans_guard ON plans_interviewtemplate;
DROP FUNCTION plans_guard_template();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_let_organisations_write_questions")]

    operations = [migrations.RunSQL(SEAL, UNSEAL)]
