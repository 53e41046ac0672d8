"""What has been offered to a family can't be rewritten, whichever way somebody gets to the tables."""

from django.db import migrations

SEAL = """
CREATE FUNCTION plans_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'plans: %', what USING ERRCODE = 'check_violation';
END $$;

-- A plan's way through its states, and its seal.
CREATE FUNCTION plans_guard_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
        ('draft', 'offered'), ('offered', 'in_force'), ('offered', 'withdrawn'),
        ('in_force', 'superseded'), ('in_force', 'ended')
    ) THEN
        PERFORM plans_refuse('a plan cannot go from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.content_hash, NEW.greeting, NEW.greeting_family, NEW.worker_language, NEW.family_language,
        NEW.is_interpreted_aloud, NEW.number, NEW.case_id, NEW.offered_at
    ) IS DISTINCT FROM (
        OLD.content_hash, OLD.greeting, OLD.greeting_family, OLD.worker_language, OLD.family_language,
        OLD.is_interpreted_aloud, OLD.number, OLD.case_id, OLD.offered_at
    ) THEN
        PERFORM plans_refuse('what was offered to a family does not change');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plans_guard BEFORE UPDATE ON plans_familyplan
    FOR EACH ROW EXECUTE FUNCTION plans_guard_plan();

-- Whether rows of this plan may be written. Locks the plan, so that an offer under way is waited for.
-- The owner of the tables may bring in and take away whole plans: import and retention do.
CREATE FUNCTION plans_ensure_draft(plan uuid, operation text, tables oid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    IF operation <> 'UPDATE'
        AND current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = tables)
    THEN
        RETURN;
    END IF;
    SELECT p.state INTO state FROM plans_familyplan p WHERE p.id = plan FOR SHARE;
    IF state IS DISTINCT FROM 'draft' AND NOT (state IS NULL AND operation = 'DELETE') THEN
        PERFORM plans_refuse('what was offered to a family does not change');
    END IF;
END $$;

CREATE FUNCTION plans_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM plans_ensure_draft(OLD.plan_id, TG_OP, TG_RELID); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM plans_ensure_draft(NEW.plan_id, TG_OP, TG_RELID); END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_planpart
    FOR EACH ROW EXECUTE FUNCTION plans_guard_part();

-- Words and goals hang on a part.
CREATE FUNCTION plans_guard_in_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM plans_ensure_draft((SELECT plan_id FROM plans_planpart WHERE id = OLD.part_id), TG_OP, TG_RELID);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM plans_ensure_draft((SELECT plan_id FROM plans_planpart WHERE id = NEW.part_id), TG_OP, TG_RELID);
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_words
    FOR EACH ROW EXECUTE FUNCTION plans_guard_in_part();
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_goal
    FOR EACH ROW EXECUTE FUNCTION plans_guard_in_part();

-- Actions hang on a goal. That one is done may be noted in any state; nothing else of it changes after the offer.
CREATE FUNCTION plans_guard_action() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    plan_of_goal CONSTANT text :=
        'SELECT p.plan_id FROM plans_goal g JOIN plans_planpart p ON p.id = g.part_id WHERE g.id = $1';
    plan uuid;
BEGIN
    IF TG_OP = 'UPDATE' AND (
        NEW.id, NEW.goal_id, NEW.doer_person_id, NEW.doer_worker_id, NEW.doer_other,
        NEW.what, NEW.what_family, NEW.due_on, NEW.position, NEW.created_at
    ) IS NOT DISTINCT FROM (
        OLD.id, OLD.goal_id, OLD.doer_person_id, OLD.doer_worker_id, OLD.doer_other,
        OLD.what, OLD.what_family, OLD.due_on, OLD.position, OLD.created_at
    ) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE plan_of_goal INTO plan USING OLD.goal_id;
        PERFORM plans_ensure_draft(plan, TG_OP, TG_RELID);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE plan_of_goal INTO plan USING NEW.goal_id;
        PERFORM plans_ensure_draft(plan, TG_OP, TG_RELID);
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_action
    FOR EACH ROW EXECUTE FUNCTION plans_guard_action();

-- A yes is given once and stays as it was given.
CREATE FUNCTION plans_guard_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM plans_refuse('a confirmation does not change');
    RETURN NEW;
END $$;
CREATE TRIGGER plans_guard BEFORE UPDATE ON plans_confirmation
    FOR EACH ROW EXECUTE FUNCTION plans_guard_confirmation();
"""

OPEN = """
DROP TRIGGER plans_guard ON plans_confirmation;
DROP TRIGGER plans_guard ON plans_action;
DROP TRIGGER plans_guard ON plans_goal;
DROP TRIGGER plans_guard ON plans_words;
DROP TRIGGER plans_guard ON plans_planpart;
DROP TRIGGER plans_guard ON plans_familyplan;
DROP FUNCTION plans_guard_confirmation();
DROP FUNCTION plans_guard_action();
DROP FUNCTION plans_guard_in_part();
DROP FUNCTION plans_guard_part();
DROP FUNCTION plans_ensure_draft(uuid, text, oid);
DROP FUNCTION plans_guard_plan();
DROP FUNCTION plans_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_first_tables")]

    operations = [migrations.RunSQL(SEAL, OPEN)]
