"""Which links have been used lies beside no late answer and is forgotten with the publishing.

It is sealed at the next writing, or by `luukku rotate-field-key`: a migration holds no key.
"""

from django.db import migrations, models

MOVE = """
DELETE FROM surveys_box b USING surveys_wave w WHERE w.id = b.wave_id AND w.state = 'published';
UPDATE surveys_box b SET used = json_build_object(
    'marks', (SELECT coalesce(json_agg(DISTINCT m ORDER BY m), '[]') FROM surveys_box o, unnest(o.marks) m
              WHERE o.wave_id = b.wave_id),
    'keys', (SELECT coalesce(json_agg(DISTINCT k ORDER BY k), '[]') FROM surveys_box o, unnest(o.keys) k
             WHERE o.wave_id = b.wave_id)
)::text WHERE NOT b.is_late;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_note_how_far_it_is")]

    operations = [
        migrations.AddField(model_name="box", name="used", field=models.TextField(blank=True, db_default="")),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="box", name="marks"),
        migrations.RemoveField(model_name="box", name="keys"),
        migrations.AddConstraint(
            model_name="box",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_late", False), ("used", ""), _connector="OR"),
                name="surveys_late_knows_no_invitation",
            ),
        ),
    ]
