"""What no form and no import may do, the database refuses too: circles, mixed programmes, rewritten statements."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION programme_refuse(reason text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', reason USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

-- A row may not lead back to itself. Arguments: table, column that leads on, column of the row from which the way goes
-- ('id' where a row leads on itself). Two who close a circle at the same moment wait for each other.
CREATE FUNCTION programme_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fields jsonb := to_jsonb(NEW);
    start uuid := (fields->>TG_ARGV[1])::uuid;
    goal uuid := (fields->>TG_ARGV[2])::uuid;
    closes boolean;
BEGIN
    IF start IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('programme circle ' || TG_ARGV[0], 0));
    EXECUTE format(
        'WITH RECURSIVE way(id) AS (SELECT $1 UNION SELECT t.%1$I FROM %2$I AS t JOIN way ON t.%3$I = way.id'
        ' WHERE t.%1$I IS NOT NULL) SELECT EXISTS (SELECT 1 FROM way WHERE id = $2)',
        TG_ARGV[1], TG_ARGV[0], TG_ARGV[2]
    ) INTO closes USING start, goal;
    IF closes THEN
        PERFORM programme_refuse('this leads round in a circle', 'programme_no_circle');
    END IF;
    RETURN NULL;
END $$;

-- Everything that a row names stands in one programme. Arguments: column, table, column, table …
CREATE FUNCTION programme_one_programme() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fields jsonb := to_jsonb(NEW);
    home uuid := (fields->>'programme_id')::uuid;
    other_home uuid;
    place int := 0;
BEGIN
    WHILE place < TG_NARGS LOOP
        IF fields->>TG_ARGV[place] IS NOT NULL THEN
            EXECUTE format('SELECT programme_id FROM %I WHERE id = $1', TG_ARGV[place + 1])
                INTO other_home USING (fields->>TG_ARGV[place])::uuid;
            IF home IS NULL THEN
                home := other_home;
            ELSIF other_home IS DISTINCT FROM home THEN
                PERFORM programme_refuse(TG_ARGV[place] || ' is of another programme', 'programme_one_programme');
            END IF;
        END IF;
        place := place + 2;
    END LOOP;
    RETURN NULL;
END $$;

-- A published statement keeps its words; a correction is a version of its own.
CREATE FUNCTION programme_keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_on IS NOT NULL AND (NEW.text, NEW.text_sv, NEW.text_en, NEW.published_on)
        IS DISTINCT FROM (OLD.text, OLD.text_sv, OLD.text_en, OLD.published_on) THEN
        PERFORM programme_refuse('a published statement does not change', 'programme_statement_is_published');
    END IF;
    RETURN NEW;
END $$;

-- A closed meeting is never written in again.
CREATE FUNCTION programme_keep_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fields jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    is_closed boolean;
BEGIN
    IF TG_TABLE_NAME = 'programme_meeting' THEN
        is_closed := OLD.state = 'closed';
    ELSE
        SELECT state = 'closed' INTO is_closed FROM programme_meeting WHERE id = (fields->>'meeting_id')::uuid;
    END IF;
    IF is_closed THEN
        PERFORM programme_refuse('a closed meeting does not change', 'programme_meeting_is_closed');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER programme_circle AFTER INSERT OR UPDATE OF measure_id, other_id ON programme_measurelink
    FOR EACH ROW EXECUTE FUNCTION programme_no_circle('programme_measurelink', 'other_id', 'measure_id');
CREATE TRIGGER programme_circle AFTER INSERT OR UPDATE OF parent_id ON programme_goal
    FOR EACH ROW EXECUTE FUNCTION programme_no_circle('programme_goal', 'parent_id', 'id');
CREATE TRIGGER programme_circle AFTER INSERT OR UPDATE OF parent_id ON programme_passage
    FOR EACH ROW EXECUTE FUNCTION programme_no_circle('programme_passage', 'parent_id', 'id');
CREATE TRIGGER programme_circle AFTER INSERT OR UPDATE OF replaced_by_id ON programme_measure
    FOR EACH ROW EXECUTE FUNCTION programme_no_circle('programme_measure', 'replaced_by_id', 'id');
CREATE TRIGGER programme_circle AFTER INSERT OR UPDATE OF successor_id ON programme_party
    FOR EACH ROW EXECUTE FUNCTION programme_no_circle('programme_party', 'successor_id', 'id');

CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_goal
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme('theme_id', 'programme_theme', 'parent_id', 'programme_goal');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_measure
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'theme_id', 'programme_theme', 'replaced_by_id', 'programme_measure');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_measure_goals
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme('measure_id', 'programme_measure', 'goal_id', 'programme_goal');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_measurelink
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'measure_id', 'programme_measure', 'other_id', 'programme_measure');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_responsibility
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'party_id', 'programme_party', 'duty_id', 'programme_duty', 'measure_id', 'programme_measure',
        'output_id', 'programme_output');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_party
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme('successor_id', 'programme_party');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_passage
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'theme_id', 'programme_theme', 'goal_id', 'programme_goal', 'meeting_id', 'programme_meeting',
        'parent_id', 'programme_passage', 'measure_id', 'programme_measure');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_visionstatement
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'vision_id', 'programme_vision', 'section_id', 'programme_visionsection');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_correctiveaction
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'goal_id', 'programme_goal', 'measure_id', 'programme_measure', 'duty_id', 'programme_duty',
        'party_id', 'programme_party', 'output_id', 'programme_output', 'passage_id', 'programme_passage',
        'indicator_id', 'programme_indicator', 'owner_id', 'programme_party', 'meeting_id', 'programme_meeting');

CREATE TRIGGER programme_statement BEFORE UPDATE ON programme_visionstatement
    FOR EACH ROW EXECUTE FUNCTION programme_keep_statement();
CREATE TRIGGER programme_meeting BEFORE UPDATE OR DELETE ON programme_meeting
    FOR EACH ROW EXECUTE FUNCTION programme_keep_meeting();
CREATE TRIGGER programme_meeting BEFORE INSERT OR UPDATE OR DELETE ON programme_agendaitem
    FOR EACH ROW EXECUTE FUNCTION programme_keep_meeting();
CREATE TRIGGER programme_meeting BEFORE INSERT OR UPDATE OR DELETE ON programme_decision
    FOR EACH ROW EXECUTE FUNCTION programme_keep_meeting();
"""

ALLOW = """
DROP TRIGGER programme_meeting ON programme_decision;
DROP TRIGGER programme_meeting ON programme_agendaitem;
DROP TRIGGER programme_meeting ON programme_meeting;
DROP TRIGGER programme_statement ON programme_visionstatement;
DROP FUNCTION programme_keep_meeting() CASCADE;
DROP FUNCTION programme_keep_statement() CASCADE;
DROP FUNCTION programme_one_programme() CASCADE;
DROP FUNCTION programme_no_circle() CASCADE;
DROP FUNCTION programme_refuse(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_first_tables")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
