from django.db import migrations, models

CLASSES = [
    ("integration", "Integration services"),
    ("child_family", "Services for children and families"),
    ("working_age", "Services for people of working age"),
    ("child_protection", "Child protection"),
    ("family_law", "Family law matters of a child"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_add_days_to_clocks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casekeeping",
            name="retention_class",
            field=models.CharField(choices=CLASSES, max_length=20, verbose_name="how long it is kept"),
        ),
        migrations.AlterField(
            model_name="document",
            name="retention_class",
            field=models.CharField(
                choices=CLASSES, default="child_family", max_length=20, verbose_name="how long it is kept"
            ),
        ),
    ]
