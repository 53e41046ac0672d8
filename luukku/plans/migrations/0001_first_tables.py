"""Interviews, needs, family plans with their parts, confirmations and reviews."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0002_show_addresses_only_for_a_purpose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
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
                ("title", models.CharField(max_length=300, verbose_name="goal")),
                (
                    "title_family",
                    models.CharField(blank=True, max_length=300, verbose_name="goal in the family's language"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
            ],
            options={
                "ordering": ["position", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="FamilyPlan",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("offered", "Offered to the family"),
                            ("in_force", "In force"),
                            ("superseded", "Replaced by a newer version"),
                            ("withdrawn", "Taken back to be changed"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("worker_language", models.CharField(default="fi", max_length=12, verbose_name="worker's language")),
                ("family_language", models.CharField(max_length=12, verbose_name="family's language")),
                ("greeting", models.TextField(blank=True, max_length=2000, verbose_name="greeting")),
                (
                    "greeting_family",
                    models.TextField(blank=True, max_length=2000, verbose_name="greeting in the family's language"),
                ),
                (
                    "is_interpreted_aloud",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="texts without a pair are interpreted aloud"
                    ),
                ),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("offered_at", models.DateTimeField(blank=True, null=True, verbose_name="offered at")),
                ("in_force_on", models.DateField(blank=True, null=True, verbose_name="in force from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="casework.case"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
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
                    "capacity",
                    models.CharField(
                        choices=[
                            ("adult", "For themselves"),
                            ("guardian", "As a guardian"),
                            ("worker", "As the worker"),
                        ],
                        max_length=10,
                        verbose_name="as whom",
                    ),
                ),
                ("content_hash", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=12, verbose_name="language shown")),
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
                ("confirmed_at", models.DateTimeField(verbose_name="confirmed at")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "understanding",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="casework.understandingcheck",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="confirmations", to="plans.familyplan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Action",
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
                ("doer_other", models.CharField(blank=True, max_length=120, verbose_name="somebody else who does it")),
                ("what", models.CharField(max_length=300, verbose_name="what")),
                (
                    "what_family",
                    models.CharField(blank=True, max_length=300, verbose_name="what, in the family's language"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "doer_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "doer_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="plans.goal"
                    ),
                ),
            ],
            options={
                "ordering": ["position", models.OrderBy(models.F("due_on"), nulls_last=True), "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="InterviewTemplate",
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
                ("key", models.SlugField(max_length=40)),
                ("version", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField(verbose_name="in use from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="in use until")),
                ("content", models.JSONField()),
                ("content_hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "version"), name="plans_template_versions_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="Interview",
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
                        choices=[("draft", "Under way"), ("completed", "Completed")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="held on")),
                ("language", models.CharField(max_length=12, verbose_name="language spoken")),
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
                (
                    "no_interpreter_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why without an interpreter"),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="completed on")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="casework.case"
                    ),
                ),
                (
                    "interviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="casework.person"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="plans.interviewtemplate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Need",
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
                    "domain",
                    models.CharField(
                        choices=[
                            ("language", "Language"),
                            ("work", "Work"),
                            ("education", "Education"),
                            ("housing", "Housing"),
                            ("health", "Health"),
                            ("early_education", "Early education"),
                            ("school", "School"),
                            ("livelihood", "Livelihood"),
                            ("participation", "Taking part"),
                            ("safety", "Safety"),
                            ("parenthood", "Parenthood"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("own_words", models.TextField(blank=True, max_length=2000, verbose_name="in their own words")),
                (
                    "own_words_language",
                    models.CharField(blank=True, max_length=12, verbose_name="language of those words"),
                ),
                ("worker_words", models.TextField(blank=True, max_length=2000, verbose_name="as the worker writes it")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("planned", "In the plan"), ("met", "Met"), ("dropped", "Dropped")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("dropped_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was dropped")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="casework.case"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="plans.interview",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="casework.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="goal",
            name="need",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="plans.need",
            ),
        ),
        migrations.CreateModel(
            name="PlanPart",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("shared", "Shared part"),
                            ("adult", "An adult's own part"),
                            ("child", "A child's part"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("view", models.TextField(blank=True, max_length=3000, verbose_name="what the worker thinks")),
                (
                    "view_family",
                    models.TextField(blank=True, max_length=3000, verbose_name="the same in the family's language"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="plans.familyplan"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="goal",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="plans.planpart"
            ),
        ),
        migrations.CreateModel(
            name="Review",
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
                ("due_on", models.DateField(verbose_name="due on")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continue", "The plan goes on as it is"),
                            ("revise", "The plan is changed"),
                            ("end", "The plan ends"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("went_well", models.TextField(blank=True, max_length=2000, verbose_name="what has gone well")),
                ("was_hard", models.TextField(blank=True, max_length=2000, verbose_name="what has been hard")),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="plans.familyplan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Words",
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
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="in the worker's language")),
                ("text_family", models.TextField(blank=True, max_length=2000, verbose_name="in their own language")),
                (
                    "is_described",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="shown or drawn, described in words"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="plans.planpart"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "words",
                "ordering": ["position", "created_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="familyplan",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="plans_plan_versions_differ"),
        ),
        migrations.AddConstraint(
            model_name="familyplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("case",),
                name="plans_one_plan_in_force_per_case",
                violation_error_message="This family already has a plan in force.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "offered"])),
                fields=("case",),
                name="plans_one_plan_in_the_making_per_case",
                violation_error_message="A new version of this plan is already being made.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("content_hash", ""), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), models.Q(("content_hash", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="plans_what_was_offered_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("capacity", "worker"), ("person__isnull", True), ("worker__isnull", False)),
                    models.Q(
                        ("capacity__in", ["adult", "guardian"]),
                        ("person__isnull", False),
                        ("understanding__isnull", False),
                        ("worker__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plans_a_family_signer_understood",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("plan", "person"),
                name="plans_each_person_confirms_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("capacity", "worker")), fields=("plan",), name="plans_the_worker_confirms_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("doer_other", ""), ("doer_person__isnull", False), ("doer_worker__isnull", True)),
                    models.Q(("doer_other", ""), ("doer_person__isnull", True), ("doer_worker__isnull", False)),
                    models.Q(
                        ("doer_person__isnull", True),
                        ("doer_worker__isnull", True),
                        models.Q(("doer_other", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_somebody_does_each_action",
                violation_error_message="Choose one doer: a family member, a worker or somebody else.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("case", "person"),
                name="plans_one_interview_under_way_per_person",
                violation_error_message="An interview of this person is already under way.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("completed_on__isnull", True), ("state", "draft")),
                    models.Q(("completed_on__isnull", False), ("state", "completed")),
                    _connector="OR",
                ),
                name="plans_completed_interview_has_its_day",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["case", "state"], name="plans_needs_of_a_case"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("own_words", ""), ("worker_words", ""), _negated=True),
                name="plans_need_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="planpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "shared")), fields=("plan",), name="plans_one_shared_part"
            ),
        ),
        migrations.AddConstraint(
            model_name="planpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("plan", "person"),
                name="plans_one_part_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="planpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "shared"), ("person__isnull", True)),
                    models.Q(models.Q(("kind", "shared"), _negated=True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="plans_a_members_part_names_them",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("held_on__isnull", True)), fields=("plan",), name="plans_one_coming_review_per_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_on__isnull", True), ("outcome", "")),
                    models.Q(("held_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plans_held_review_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="words",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), ("text_family", ""), _negated=True), name="plans_words_say_something"
            ),
        ),
    ]
