"""What a plan gained is sealed with it: nothing that was offered to a family can be rewritten."""

from django.db import migrations

SEAL = """
CREATE OR REPLACE FUNCTION plans_guard_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
        ('draft', 'offered'), ('offered', 'in_force'), ('offered', 'withdrawn'),
        ('in_force', 'superseded'), ('in_force', 'ended')
    ) THEN
        PERFORM plans_refuse('a plan cannot go from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.content_hash, NEW.greeting, NEW.greeting_family, NEW.worker_language, NEW.family_language,
        NEW.is_interpreted_aloud, NEW.number, NEW.case_id, NEW.offered_at,
        NEW.lasts_until, NEW.sources, NEW.sources_family
    ) IS DISTINCT FROM (
        OLD.content_hash, OLD.greeting, OLD.greeting_family, OLD.worker_language, OLD.family_language,
        OLD.is_interpreted_aloud, OLD.number, OLD.case_id, OLD.offered_at,
        OLD.lasts_until, OLD.sources, OLD.sources_family
    ) THEN
        PERFORM plans_refuse('what was offered to a family does not change');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION plans_guard_action() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    plan_of_goal CONSTANT text :=
        'SELECT p.plan_id FROM plans_goal g JOIN plans_planpart p ON p.id = g.part_id WHERE g.id = $1';
    plan uuid;
BEGIN
    IF TG_OP = 'UPDATE' AND (
        NEW.id, NEW.goal_id, NEW.doer_person_id, NEW.doer_worker_id, NEW.doer_other,
        NEW.what, NEW.what_family, NEW.service, NEW.due_on, NEW.position, NEW.created_at
    ) IS NOT DISTINCT FROM (
        OLD.id, OLD.goal_id, OLD.doer_person_id, OLD.doer_worker_id, OLD.doer_other,
        OLD.what, OLD.what_family, OLD.service, OLD.due_on, OLD.position, OLD.created_at
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

-- Of what was asked about a child only the day on which a place was applied for may be noted after the offer.
CREATE FUNCTION plans_guard_topic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        NEW.id, NEW.part_id, NEW.kind, NEW.is_not_now, NEW.text, NEW.text_family, NEW.place_from, NEW.is_sudden,
        NEW.created_at
    ) IS NOT DISTINCT FROM (
        OLD.id, OLD.part_id, OLD.kind, OLD.is_not_now, OLD.text, OLD.text_family, OLD.place_from, OLD.is_sudden,
        OLD.created_at
    ) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM plans_ensure_draft((SELECT plan_id FROM plans_planpart WHERE id = OLD.part_id), TG_OP, TG_RELID);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM plans_ensure_draft((SELECT plan_id FROM plans_planpart WHERE id = NEW.part_id), TG_OP, TG_RELID);
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_topic
    FOR EACH ROW EXECUTE FUNCTION plans_guard_topic();
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_otherplan
    FOR EACH ROW EXECUTE FUNCTION plans_guard_in_part();
CREATE TRIGGER plans_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_author
    FOR EACH ROW EXECUTE FUNCTION plans_guard_part();

-- What somebody objected to stays as they said it; only what came of it is noted, once.
CREATE FUNCTION plans_guard_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (
        NEW.id, NEW.plan_id, NEW.person_id, NEW.wards, NEW.content_hash, NEW.about, NEW.language,
        NEW.understanding_id, NEW.recorded_by_id, NEW.said_at
    ) IS DISTINCT FROM (
        OLD.id, OLD.plan_id, OLD.person_id, OLD.wards, OLD.content_hash, OLD.about, OLD.language,
        OLD.understanding_id, OLD.recorded_by_id, OLD.said_at
    ) OR OLD.outcome <> 'open' THEN
        PERFORM plans_refuse('what somebody objected to does not change');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plans_guard BEFORE UPDATE ON plans_objection
    FOR EACH ROW EXECUTE FUNCTION plans_guard_objection();
"""

OPEN = """
DROP TRIGGER plans_guard ON plans_objection;
DROP TRIGGER plans_guard ON plans_author;
DROP TRIGGER plans_guard ON plans_otherplan;
DROP TRIGGER plans_guard ON plans_topic;
DROP FUNCTION plans_guard_objection();
DROP FUNCTION plans_guard_topic();
"""
"""The two widened functions stay: they read columns that the migration before this one takes away after it."""


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_fit_plans_together")]

    operations = [migrations.RunSQL(SEAL, OPEN)]
