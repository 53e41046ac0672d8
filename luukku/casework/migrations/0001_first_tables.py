"""People, families, cases and everything dated around them."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="Family",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name of the family")),
                (
                    "language",
                    models.CharField(default="fi", max_length=12, verbose_name="language of the plan and letters"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
            ],
            options={
                "verbose_name_plural": "families",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("closed", "Closed")],
                        default="active",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("assessment", "Assessment must or may be made"),
                            ("contact", "An authority contacted us with the person's consent"),
                            ("guidance", "Guidance and counselling"),
                            ("reception", "Reception services"),
                        ],
                        max_length=12,
                        verbose_name="ground",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="accounts.organisation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="accounts.unit",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="casework.family"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="length in minutes")),
                ("topic", models.CharField(max_length=200, verbose_name="what about")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("language", models.CharField(default="fi", max_length=12, verbose_name="language")),
                (
                    "interpreter_state",
                    models.CharField(
                        choices=[
                            ("not_needed", "No interpreter needed"),
                            ("missing", "Interpreter missing"),
                            ("booked", "Interpreter booked"),
                        ],
                        max_length=10,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_mode",
                    models.CharField(
                        choices=[
                            ("none", "No interpreter"),
                            ("on_site", "Interpreter on site"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by phone"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="how the interpreter takes part",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(blank=True, max_length=120, verbose_name="interpreter's name or number"),
                ),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="noted as held")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The whole name, as the person says it.", max_length=300, verbose_name="name"
                    ),
                ),
                ("native_name", models.CharField(blank=True, max_length=300, verbose_name="name in own script")),
                (
                    "called_name",
                    models.CharField(
                        blank=True, help_text="What others call them.", max_length=100, verbose_name="called"
                    ),
                ),
                ("name_key", models.CharField(editable=False, max_length=900)),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("mother_tongue", models.CharField(blank=True, max_length=12, verbose_name="mother tongue")),
                (
                    "contact_language",
                    models.CharField(default="fi", max_length=12, verbose_name="language we speak with them"),
                ),
                (
                    "interpreter_need",
                    models.CharField(
                        choices=[
                            ("none", "No interpreter needed"),
                            ("official", "Interpreter in official matters"),
                            ("always", "Interpreter always"),
                        ],
                        default="always",
                        max_length=10,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("well", "Reads well"),
                            ("some", "Reads a little"),
                            ("not", "Does not read"),
                            ("unknown", "Not asked yet"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="reading in own language",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("name_key"), name="gin_trgm_ops"),
                        name="casework_people_by_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuardianRelation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="days")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian"),
                            ("sole_guardian", "Sole guardian"),
                            ("representative", "Representative"),
                        ],
                        default="guardian",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("is_blocked", models.BooleanField(db_default=False, default=False, verbose_name="blocked")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardian_relations",
                        to="casework.person",
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ward_relations", to="casework.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyMembership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="days")),
                (
                    "role",
                    models.CharField(
                        choices=[("adult", "Adult"), ("child", "Child")], max_length=10, verbose_name="in the family"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="casework.family"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="casework.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AddressProtection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="days")),
                (
                    "source",
                    models.CharField(
                        choices=[("register", "Population information system"), ("own_word", "The person told us")],
                        max_length=10,
                        verbose_name="how we know",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="address_protections",
                        to="casework.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProtectedAddress",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="street address")),
                ("postcode", models.CharField(blank=True, max_length=5, verbose_name="postcode")),
                ("post_office", models.CharField(blank=True, max_length=60, verbose_name="post office")),
                ("municipality", models.CharField(blank=True, max_length=3, verbose_name="home municipality")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResponsibleWorker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="days")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible_workers",
                        to="casework.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnderstandingCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("text_code", models.CharField(max_length=60)),
                ("text_hash", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("own_words", "Told it in own words"),
                            ("read", "Read it in own language"),
                            ("interpreted", "Heard it through an interpreter and answered questions"),
                        ],
                        max_length=12,
                        verbose_name="how we checked",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("understood", "Understood"),
                            ("partly", "Understood partly"),
                            ("not_yet", "Not yet understood"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                (
                    "interpreter_mode",
                    models.CharField(
                        choices=[
                            ("none", "No interpreter"),
                            ("on_site", "Interpreter on site"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by phone"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(blank=True, max_length=120, verbose_name="interpreter's name or number"),
                ),
                ("checked_at", models.DateTimeField(verbose_name="checked at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="understanding_checks",
                        to="casework.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="understanding_checks",
                        to="casework.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CareTeamMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="days")),
                ("function", models.CharField(max_length=120, verbose_name="what they do for the family")),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("shared", "The shared part"),
                                ("children", "The children's parts"),
                                ("adults", "The adults' own parts"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="care_team", to="casework.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("case", "="), ("user", "="), ("organisation", "="), ("during", "&&")],
                        name="casework_helper_once_at_a_time",
                        violation_error_message="This person already helps the family at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", True), _negated=True), name="casework_helping_has_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="rule")),
                ("rule_version", models.PositiveSmallIntegerField(default=1)),
                ("subject_id", models.UUIDField(blank=True, null=True)),
                ("started_on", models.DateField(verbose_name="started on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="casework.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["case", "due_on"],
                        name="casework_running_deadlines",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=("case", "rule", "subject_id"),
                        name="casework_one_running_clock_per_subject",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True, db_default=django.db.models.functions.datetime.Now(), verbose_name="updated at"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="why")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("seen_by_owner_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="reviewed at")),
                ("was_justified", models.BooleanField(blank=True, null=True, verbose_name="was justified")),
                ("review_note", models.TextField(blank=True, max_length=2000, verbose_name="what we found")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency_accesses",
                        to="casework.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "ends_at"], name="casework_emergencies_of_a_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="casework_emergency_ends"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organisation", "unit", "state"], name="casework_cases_of_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=("family", "organisation"),
                name="casework_one_active_case_per_family",
                violation_error_message="This family already has an active case here.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("state", "active")),
                    models.Q(("closed_on__gte", models.F("opened_on")), ("state", "closed")),
                    _connector="OR",
                ),
                name="casework_closed_case_has_its_day",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["case", "starts_at"], name="casework_meetings_of_a_case"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (5, 600))), name="casework_meeting_length_is_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianrelation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("child", "="), ("guardian", "="), ("during", "&&")],
                name="casework_guardian_once_at_a_time",
                violation_error_message="This guardian is already recorded for that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("child", models.F("guardian")), _negated=True),
                name="casework_nobody_guards_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", True), _negated=True), name="casework_guardianship_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="familymembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("family", "="), ("person", "="), ("during", "&&")],
                name="casework_member_once_at_a_time",
                violation_error_message="This person is already in the family at that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", True), _negated=True), name="casework_membership_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="addressprotection",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")],
                name="casework_protected_once_at_a_time",
                violation_error_message="Address protection is already recorded for that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="addressprotection",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", True), _negated=True), name="casework_protection_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleworker",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("case", "="), ("during", "&&")],
                name="casework_one_responsible_worker_at_a_time",
                violation_error_message="Somebody already answers for this family at that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleworker",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", True), _negated=True), name="casework_responsibility_has_days"
            ),
        ),
        migrations.AddIndex(
            model_name="understandingcheck",
            index=models.Index(fields=["subject_id", "text_code"], name="casework_checks_of_a_text"),
        ),
    ]
