"""What was promised to those who answer holds, whichever way somebody gets to the tables."""

from django.db import migrations

GUARD = """
CREATE FUNCTION surveys_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'surveys: %', what USING ERRCODE = 'check_violation';
END $$;

-- A wave goes one way only. From its opening on, threshold, questions, groups and who is asked stay as they are.
CREATE FUNCTION surveys_guard_wave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN PERFORM surveys_refuse('what was asked is not removed'); END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN PERFORM surveys_refuse('a wave begins as a draft'); END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
        ('draft', 'open'), ('open', 'closed'), ('closed', 'published')
    ) THEN
        PERFORM surveys_refuse('a wave cannot go from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.threshold, NEW.distribution_from, NEW.version_id, NEW.reach, NEW.groups, NEW.organisation_id, NEW.code,
        NEW.analyst_id, NEW.target_size, NEW.opened_at
    ) IS DISTINCT FROM (
        OLD.threshold, OLD.distribution_from, OLD.version_id, OLD.reach, OLD.groups, OLD.organisation_id, OLD.code,
        OLD.analyst_id, OLD.target_size, OLD.opened_at
    ) THEN
        PERFORM surveys_refuse('what was promised at the opening does not change');
    END IF;
    IF (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)
        OR (OLD.state = 'published' AND
            (NEW.published_at, NEW.answered) IS DISTINCT FROM (OLD.published_at, OLD.answered))
    THEN
        PERFORM surveys_refuse('what was closed and published stays so');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER surveys_guard BEFORE INSERT OR UPDATE OR DELETE ON surveys_wave
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_wave();

-- What somebody was asked never changes: wordings, versions and the order of questions in them.
CREATE FUNCTION surveys_guard_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_sealed AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        PERFORM surveys_refuse('what was asked does not change');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER surveys_guard BEFORE UPDATE OR DELETE ON surveys_itemversion
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_sealed();
CREATE TRIGGER surveys_guard BEFORE UPDATE OR DELETE ON surveys_instrumentversion
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_sealed();

CREATE FUNCTION surveys_guard_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM surveys_instrumentversion v WHERE v.is_sealed
        AND (v.id = (CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.version_id END)
            OR v.id = (CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.version_id END))
    ) THEN
        PERFORM surveys_refuse('what was asked does not change');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER surveys_guard BEFORE INSERT OR UPDATE OR DELETE ON surveys_placement
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_placement();

-- Answers become rows only between closing and publishing; they never change. Of own words only what is shown does.
CREATE FUNCTION surveys_guard_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM surveys_refuse('an answer does not change');
    END IF;
    IF (SELECT w.state FROM surveys_wave w WHERE w.id = NEW.wave_id) <> 'closed' THEN
        PERFORM surveys_refuse('answers become rows only while a wave is closed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER surveys_guard BEFORE INSERT OR UPDATE ON surveys_response
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_response();
CREATE TRIGGER surveys_guard BEFORE INSERT ON surveys_openanswer
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_response();
CREATE TRIGGER surveys_guard BEFORE INSERT ON surveys_aggregate
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_response();
CREATE FUNCTION surveys_guard_open_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.wave_id, NEW.wording_id, NEW.text) IS DISTINCT FROM (OLD.id, OLD.wave_id, OLD.wording_id, OLD.text)
    THEN
        PERFORM surveys_refuse('an answer does not change');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER surveys_guard_text BEFORE UPDATE ON surveys_openanswer
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_open_answer();

-- A published set of criteria never changes; a new version is another set.
CREATE FUNCTION surveys_guard_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM surveys_criteriaset s WHERE s.is_published
        AND s.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.criteria_set_id ELSE NEW.criteria_set_id END)
    ) THEN
        PERFORM surveys_refuse('published criteria do not change');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER surveys_guard BEFORE INSERT OR UPDATE OR DELETE ON surveys_criterion
    FOR EACH ROW EXECUTE FUNCTION surveys_guard_criterion();
"""

LET_GO = """
DROP TRIGGER surveys_guard ON surveys_criterion;
DROP FUNCTION surveys_guard_criterion();
DROP TRIGGER surveys_guard_text ON surveys_openanswer;
DROP FUNCTION surveys_guard_open_answer();
DROP TRIGGER surveys_guard ON surveys_aggregate;
DROP TRIGGER surveys_guard ON surveys_openanswer;
DROP TRIGGER surveys_guard ON surveys_response;
DROP FUNCTION surveys_guard_response();
DROP TRIGGER surveys_guard ON surveys_placement;
DROP FUNCTION surveys_guard_placement();
DROP TRIGGER surveys_guard ON surveys_instrumentversion;
DROP TRIGGER surveys_guard ON surveys_itemversion;
DROP FUNCTION surveys_guard_sealed();
DROP TRIGGER surveys_guard ON surveys_wave;
DROP FUNCTION surveys_guard_wave();
DROP FUNCTION surveys_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_first_tables")]

    operations = [migrations.RunSQL(GUARD, LET_GO)]
