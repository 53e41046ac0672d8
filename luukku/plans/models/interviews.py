"""The initial interview (869/2024) and the needs that come up in it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models import Case, InterpreterMode, Person
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.core.retention import Retention


class InterviewTemplate(Record):
    """One version of an interview's questions and tellings, for one organisation or (without one) for everybody.

    A draft is edited; a published version never changes, and interviews that began with it keep it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("In use")
        SUPERSEDED = "superseded", _("Out of use")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="interview_templates"
    )
    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED, db_default="published")
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    valid_to = models.DateField(_("in use until"), null=True, blank=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = Retention(after="the last interview that used it", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "version"],
                nulls_distinct=False,
                name="plans_template_versions_differ",
            ),
            models.UniqueConstraint(
                fields=["organisation", "key"],
                condition=Q(state="draft"),
                name="plans_one_template_draft_at_a_time",
                violation_error_message=_("A draft of these questions is already being written."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", content_hash="")
                | ~Q(state="draft") & ~Q(content_hash="") & Q(valid_from__isnull=False),
                name="plans_published_template_is_sealed",
            ),
        ]


class Interview(Record):
    """One person's initial interview: what was asked and answered, in which language and through whom."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Under way")
        COMPLETED = "completed", _("Completed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interviews")
    template = models.ForeignKey(InterviewTemplate, models.PROTECT, related_name="interviews")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    held_on = models.DateField(_("held on"))
    language = models.CharField(_("language spoken"), max_length=12)
    interpreter_mode = models.CharField(
        _("interpreter"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    interpreter_name = models.CharField(_("interpreter's name or number"), max_length=120, blank=True)
    no_interpreter_reason = models.CharField(_("why without an interpreter"), max_length=200, blank=True)
    relative_reason = models.CharField(
        _("the emergency in which a relative interprets"), max_length=300, blank=True, db_default=""
    )
    answers = models.JSONField(default=dict, blank=True)
    interviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(state="draft"),
                name="plans_one_interview_under_way_per_person",
                violation_error_message=_("An interview of this person is already under way."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", completed_on__isnull=True)
                | Q(state="completed", completed_on__isnull=False),
                name="plans_completed_interview_has_its_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:interview", args=[self.pk])


class Need(Record):
    """Something a person needs, in their own words and language, with the worker's words beside them."""

    class Domain(models.TextChoices):
        LANGUAGE = "language", _("Language")
        WORK = "work", _("Work")
        EDUCATION = "education", _("Education")
        HOUSING = "housing", _("Housing")
        HEALTH = "health", _("Health")
        EARLY_EDUCATION = "early_education", _("Early education")
        SCHOOL = "school", _("School")
        LIVELIHOOD = "livelihood", _("Livelihood")
        PARTICIPATION = "participation", _("Taking part")
        SAFETY = "safety", _("Safety")
        PARENTHOOD = "parenthood", _("Parenthood")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PLANNED = "planned", _("In the plan")
        MET = "met", _("Met")
        DROPPED = "dropped", _("Dropped")

    LIVING = (State.OPEN, State.PLANNED)
    """States in which somebody still waits for something to change."""

    class Weight(models.TextChoices):
        """How hard it weighs on everyday life, as the person says it."""

        UNKNOWN = "", _("Not asked")
        LITTLE = "little", _("It weighs a little")
        MUCH = "much", _("It weighs a lot")
        ALL = "all", _("Everyday life stops because of it")

    class Urgency(models.TextChoices):
        """How soon something should change."""

        UNKNOWN = "", _("Not asked")
        LATER = "later", _("Later is fine")
        MONTHS = "months", _("In the coming months")
        NOW = "now", _("Now")

    case = models.ForeignKey(Case, models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="needs")
    domain = models.CharField(_("about"), max_length=20, choices=Domain)
    own_words = models.TextField(_("in their own words"), max_length=2000, blank=True)
    own_words_language = models.CharField(_("language of those words"), max_length=12, blank=True)
    worker_words = models.TextField(_("as the worker writes it"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    weight = models.CharField(_("how hard it weighs"), max_length=10, choices=Weight, blank=True, db_default="")
    urgency = models.CharField(_("how soon"), max_length=10, choices=Urgency, blank=True, db_default="")
    dropped_reason = models.CharField(_("why it was dropped"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(own_words="", worker_words=""), name="plans_need_says_something"),
        ]
        indexes = [models.Index(fields=["case", "state"], name="plans_needs_of_a_case")]

    @property
    def is_living(self) -> bool:
        return self.state in self.LIVING
