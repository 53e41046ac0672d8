"""A closed meeting keeps its people and its promises too; what is added to it is added to a closed one alone."""

from django.db import migrations

KEEP = """
-- Nothing is written in a closed meeting, nothing goes out of one, and nothing comes into one.
CREATE OR REPLACE FUNCTION programme_keep_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
    is_closed boolean;
BEGIN
    IF TG_TABLE_NAME = 'programme_meeting' THEN
        is_closed := OLD.state = 'closed';
    ELSE
        is_closed := EXISTS (
            SELECT 1 FROM programme_meeting WHERE state = 'closed'
                AND id IN ((before->>'meeting_id')::uuid, (after->>'meeting_id')::uuid)
        );
    END IF;
    IF is_closed THEN
        PERFORM programme_refuse('a closed meeting does not change', 'programme_meeting_is_closed');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION programme_add_to_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM programme_meeting WHERE id = NEW.meeting_id AND state = 'closed') THEN
        PERFORM programme_refuse('only a closed meeting is added to', 'programme_meeting_is_not_closed');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER programme_meeting BEFORE INSERT OR UPDATE OR DELETE ON programme_attendance
    FOR EACH ROW EXECUTE FUNCTION programme_keep_meeting();
CREATE TRIGGER programme_meeting_promise BEFORE INSERT ON programme_correctiveaction
    FOR EACH ROW EXECUTE FUNCTION programme_keep_meeting();
CREATE TRIGGER programme_meeting_promise_moved BEFORE UPDATE ON programme_correctiveaction
    FOR EACH ROW WHEN (OLD.meeting_id IS DISTINCT FROM NEW.meeting_id)
    EXECUTE FUNCTION programme_keep_meeting();
CREATE TRIGGER programme_addendum BEFORE INSERT ON programme_addendum
    FOR EACH ROW EXECUTE FUNCTION programme_add_to_closed();

CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_agendaitem
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'goal_id', 'programme_goal', 'measure_id', 'programme_measure', 'duty_id', 'programme_duty',
        'party_id', 'programme_party', 'output_id', 'programme_output', 'passage_id', 'programme_passage',
        'indicator_id', 'programme_indicator', 'meeting_id', 'programme_meeting',
        'correction_id', 'programme_correctiveaction');
CREATE TRIGGER programme_one_programme AFTER INSERT OR UPDATE ON programme_decision
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'goal_id', 'programme_goal', 'measure_id', 'programme_measure', 'duty_id', 'programme_duty',
        'party_id', 'programme_party', 'output_id', 'programme_output', 'passage_id', 'programme_passage',
        'indicator_id', 'programme_indicator', 'meeting_id', 'programme_meeting', 'item_id', 'programme_agendaitem');
CREATE TRIGGER programme_one_meeting AFTER INSERT OR UPDATE ON programme_correctiveaction
    FOR EACH ROW EXECUTE FUNCTION programme_one_programme(
        'decision_id', 'programme_decision', 'item_id', 'programme_agendaitem');
"""

LOOSEN = """
DROP TRIGGER programme_one_meeting ON programme_correctiveaction;
DROP TRIGGER programme_one_programme ON programme_decision;
DROP TRIGGER programme_one_programme ON programme_agendaitem;
DROP TRIGGER programme_addendum ON programme_addendum;
DROP TRIGGER programme_meeting_promise_moved ON programme_correctiveaction;
DROP TRIGGER programme_meeting_promise ON programme_correctiveaction;
DROP TRIGGER programme_meeting ON programme_attendance;
DROP FUNCTION programme_add_to_closed();
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_hold_meetings")]

    operations = [migrations.RunSQL(KEEP, LOOSEN)]
