"""Items of the toolkit, who owns them from day to day, and their files."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Membership, Organisation, Unit, User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.files.models import StoredFile
from luukku.toolkit.rules.states import READ_BY_ALL
from luukku.toolkit.rules.upkeep import MONTHS

WITH_ITEM = Retention(after="the item of the toolkit", source="local", verified=False)

law_reference = RegexValidator(
    r"^\d{1,4}/\d{4}, \d{1,3}( [a-z])? §$", _("Write the number of the act, a comma and the section.")
)


class Kind(models.TextChoices):
    """What an item is."""

    MATERIAL = "material", _("Material")
    METHOD = "method", _("Method")
    FORM = "form", _("Form")
    MODEL = "model", _("Operating model")
    LINK = "link", _("Link")
    MEDIA = "media", _("Video or audio")


class Audience(models.TextChoices):
    """For whom an item is written."""

    PROFESSIONALS = "professionals", _("For professionals")
    FAMILIES = "families", _("For families")
    BOTH = "both", _("For both")


class Sector(models.TextChoices):
    """In which work an item is used."""

    MATERNITY = "maternity", _("Maternity and child health clinic")
    EARLY_EDUCATION = "early_education", _("Early childhood education")
    SCHOOL = "school", _("School")
    SOCIAL = "social", _("Social services")
    HEALTH = "health", _("Health care")
    EMPLOYMENT = "employment", _("Employment services")
    RECEPTION = "reception", _("Reception centre")
    ASSOCIATION = "association", _("Associations and parishes")


class Theme(models.TextChoices):
    """What an item is about."""

    ENCOUNTER = "encounter", _("Meeting a family")
    INTERPRETING = "interpreting", _("Working with an interpreter")
    EARLY = "early", _("Early education")
    SCHOOLING = "schooling", _("Going to school")
    HOME_CARE = "home_care", _("Parents caring for children at home")
    PARENTHOOD = "parenthood", _("Being a parent")
    DIVORCE = "divorce", _("Separation and divorce")
    HEALTH = "health", _("Health")
    TRAUMA = "trauma", _("Trauma and stabilising")
    DISCRIMINATION = "discrimination", _("Discrimination")
    RACISM = "racism", _("Everyday racism")
    MEETING_PLACES = "meeting_places", _("Meeting places and groups")
    CHILD_RIGHTS = "child_rights", _("Rights of the child")
    LANGUAGE = "language", _("Languages")
    WORK = "work", _("Work and study")
    HOUSING = "housing", _("Housing and everyday life")
    SAFETY = "safety", _("Safety")
    PLAN = "plan", _("Plans and cooperation")


class AgeGroup(models.TextChoices):
    """About whom an item is."""

    BABY = "baby", _("Under 3 years")
    SMALL = "small", _("3–6 years")
    SCHOOL = "school", _("7–12 years")
    YOUNG = "young", _("13–22 years")
    ADULT = "adult", _("Adults")


class ToolkitItemQuerySet(models.QuerySet["ToolkitItem"]):
    def readable(self) -> Self:
        """What is out, also when its review is late: the page says so."""
        return self.filter(state__in=READ_BY_ALL)

    def with_owner_on(self, day: date) -> Self:
        """Knows by `has_owner` whether somebody at work answers for the item on the day."""
        at_work = Membership.objects.filter(
            user=OuterRef("person"), organisation=OuterRef("item__organisation"), user__is_active=True
        ).valid_on(day)
        owned = Ownership.objects.filter(item=OuterRef("pk")).on(day).filter(Exists(at_work))
        return self.annotate(has_owner=Exists(owned))

    def without_owner_on(self, day: date) -> Self:
        return self.with_owner_on(day).filter(has_owner=False)

    def due_on(self, day: date) -> Self:
        return self.readable().filter(review_on__lte=day)


class ToolkitItem(Record):
    """One piece of the toolkit. What readers see stands in its published version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("Being reviewed")
        PUBLISHED = "published", _("Published")
        DUE = "due", _("Due for review")
        OUTDATED = "outdated", _("Outdated")
        ARCHIVED = "archived", _("Archived")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="toolkit_items")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="toolkit_items")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MATERIAL)
    audience = models.CharField(_("for whom"), max_length=15, choices=Audience, default=Audience.PROFESSIONALS)
    sectors = ArrayField(
        models.CharField(max_length=16, choices=Sector), verbose_name=_("sectors"), default=list, blank=True
    )
    themes = ArrayField(
        models.CharField(max_length=16, choices=Theme), verbose_name=_("themes"), default=list, blank=True
    )
    age_groups = ArrayField(
        models.CharField(max_length=8, choices=AgeGroup), verbose_name=_("age groups"), default=list, blank=True
    )
    law_references = ArrayField(
        models.CharField(max_length=40, validators=[law_reference]),
        verbose_name=_("sections of the law"),
        default=list,
        blank=True,
    )
    source_language = models.CharField(_("language of the text"), max_length=8, default="fi", db_default="fi")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, db_default="draft")
    review_on = models.DateField(_("next review"), null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(_("months between reviews"), default=MONTHS, db_default=MONTHS)
    edited_on = models.DateField(_("text changed"), null=True, blank=True)
    origin = models.CharField(_("where it comes from"), max_length=200, blank=True, db_default="")
    origin_url = models.URLField(_("address of the original"), max_length=500, blank=True, db_default="")
    origin_on = models.DateField(_("day of the original"), null=True, blank=True)
    record_version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ToolkitItemQuerySet.as_manager()
    retention = Retention(after="it was archived; removed by hand", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=READ_BY_ALL) | Q(review_on__isnull=False),
                name="toolkit_what_is_out_has_a_day_of_review",
            ),
            models.CheckConstraint(
                condition=Q(review_months__gte=1, review_months__lte=36), name="toolkit_review_within_three_years"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "review_on"], name="toolkit_items_by_review"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("toolkit:item", args=[self.pk])

    @property
    def is_out(self) -> bool:
        return self.state in READ_BY_ALL


class OwnershipQuerySet(models.QuerySet["Ownership"]):
    def on(self, day: date) -> Self:
        """Ownerships that hold on the day; the last day counts in full."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Ownership(Record):
    """Who answers for an item in a span of days: a role, the person in it, and who comes after."""

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="ownerships")
    role = models.CharField(_("role"), max_length=120)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    successor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who comes after")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until, that day included"), null=True, blank=True)

    objects = OwnershipQuerySet.as_manager()
    retention = WITH_ITEM

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="toolkit_ownership_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            ExclusionConstraint(
                name="toolkit_one_owner_at_a_time",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    (Func("starts_on", "ends_on", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody else answers for this item at that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.role


class ItemFile(Record):
    """A file of an item. A picture carries words for those who do not see it.

    `shown` is the smaller copy of a picture that stands in texts; `width` and `height` are that copy's, in pixels.
    """

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    shown = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    alt = models.CharField(_("what the picture shows"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True, db_default="")

    retention = WITH_ITEM

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        return self.file.kind in {StoredFile.Kind.JPEG, StoredFile.Kind.PNG, StoredFile.Kind.WEBP}
