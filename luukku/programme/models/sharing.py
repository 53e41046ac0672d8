"""Operating models that are shared with other counties, and the packages in which they travel.

A model, like everything that travels with it, keeps its id wherever it goes: that is how it is known again.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.programme.models.outputs import Embedding, Output

LONG, SHORT = 8000, 200
WITH_MODEL = Retention(after="the operating model; removed by hand", source="local", verified=False)
KEPT = timedelta(days=730)


class OperatingModelQuerySet(models.QuerySet["OperatingModel"]):
    def published(self) -> Self:
        out = OperatingModelVersion.objects.published().filter(model=OuterRef("pk"))
        return self.filter(Exists(out))


class OperatingModel(Record):
    """A way of working that others may take into use. Its words stand in its versions.

    Attributes:
        origin: who made it, when it came in a package; empty for the own ones. What came is never changed here.
        based_on, based_on_version: the id and the version of the model of which this is an own version, or of which
            another wording stood here when this came.
        output: what it is among the outputs of a programme, so that taking it into use shows there.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="operating_models")
    origin = models.CharField(_("who made it"), max_length=SHORT, blank=True, db_default="")
    based_on = models.UUIDField(null=True, blank=True)
    based_on_version = models.PositiveIntegerField(null=True, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    owner_role = models.CharField(_("role that looks after it"), max_length=120, blank=True, db_default="")
    output = models.ForeignKey(
        Output, models.PROTECT, null=True, blank=True, related_name="operating_models", verbose_name=_("output")
    )

    objects = OperatingModelQuerySet.as_manager()
    retention = Retention(after="it is no longer used; removed by hand", source="local", verified=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(based_on__isnull=True, based_on_version__isnull=True)
                | Q(based_on__isnull=False, based_on_version__isnull=False),
                name="programme_based_on_a_version",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("programme:model", args=[self.pk])

    @property
    def made_by(self) -> str:
        return self.origin or self.organisation.name_fi

    @property
    def published(self) -> "OperatingModelVersion | None":
        """The version that is out; of rows fetched with their versions it asks nothing more."""
        return next((one for one in self.versions.all() if one.state == OperatingModelVersion.State.PUBLISHED), None)

    @property
    def open_version(self) -> "OperatingModelVersion | None":
        return next((one for one in self.versions.all() if one.is_open), None)


class OperatingModelVersionQuerySet(models.QuerySet["OperatingModelVersion"]):
    def open(self) -> Self:
        return self.filter(state__in=["draft", "in_review"])

    def published(self) -> Self:
        return self.filter(state=OperatingModelVersion.State.PUBLISHED)

    def out(self) -> Self:
        """What is or was published."""
        return self.filter(state__in=["published", "superseded"])


class OperatingModelVersion(Record):
    """One wording of a model, in the parts in which Innokylä describes an operating model.

    Attributes:
        parts: [{"kind", "id", "title"}], the toolkit's items and the sets of criteria that belong to it.
        indicators: [{"text", "unit", "direction", "definition", "data_source", "quality_note", "figure"}].
        writer_ids: all who wrote in it; none of them approves it.
        edits: grows with every saving of a draft.
        content_hash: SHA-256 over all that it says, sealed when it is published.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("Being reviewed")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Earlier version")

    class Licence(models.TextChoices):
        CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0 (CC BY 4.0)")
        CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)")
        CC0 = "CC0-1.0", _("No rights reserved (CC0 1.0)")

    class Language(models.TextChoices):
        FINNISH = "fi", _("Finnish")
        SWEDISH = "sv", _("Swedish")
        ENGLISH = "en", _("English")

    model = models.ForeignKey(OperatingModel, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(_("language of the text"), max_length=2, choices=Language, default=Language.FINNISH)
    title = models.CharField(_("name of the model"), max_length=SHORT)
    summary = models.CharField(_("in one or two sentences"), max_length=500, blank=True)
    place = models.CharField(_("where it was made"), max_length=SHORT, blank=True)
    area = models.CharField(_("area"), max_length=SHORT, blank=True)
    funder = models.CharField(_("who paid"), max_length=SHORT, blank=True)
    whole = models.CharField(_("part of which programme or project"), max_length=SHORT, blank=True)
    environment = models.TextField(_("operating environment"), max_length=LONG, blank=True)
    needs = models.TextField(_("needs from which the work began"), max_length=LONG, blank=True)
    target_group = models.TextField(_("target group and what is known of the clients"), max_length=LONG, blank=True)
    change = models.TextField(_("change that is aimed at"), max_length=LONG, blank=True)
    measuring = models.TextField(_("how the change is measured"), max_length=LONG, blank=True)
    idea = models.TextField(_("basic idea of the solution"), max_length=LONG, blank=True)
    conditions = models.TextField(_("what it takes to work and to be taken into use"), max_length=LONG, blank=True)
    evidence = models.TextField(_("what is known of its effects"), max_length=LONG, blank=True)
    contact_name = models.CharField(_("contact"), max_length=SHORT, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    parts: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list, blank=True)
    indicators: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(
        default=list, blank=True
    )
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    writer_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    edits = models.PositiveIntegerField(default=1, db_default=1)
    approver = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, db_default="")

    objects = OperatingModelVersionQuerySet.as_manager()
    retention = WITH_MODEL

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="programme_model_versions_differ"),
            models.UniqueConstraint(
                fields=["model"],
                condition=Q(state__in=["draft", "in_review"]),
                name="programme_one_open_version_of_a_model",
            ),
            models.UniqueConstraint(
                fields=["model"], condition=Q(state="published"), name="programme_one_published_version_of_a_model"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | Q(author__isnull=True) | ~Q(approver=F("author")),
                name="programme_a_model_is_approved_by_another",
                violation_error_message=_("Somebody else than the writer approves a text."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review"])
                | ~Q(content_hash="") & Q(published_on__isnull=False) & ~Q(licence=""),
                name="programme_published_models_are_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.IN_REVIEW)


class ModelAdoption(Record):
    """That a model was taken into use somewhere, what was changed in it there, and what came of it.

    Attributes:
        organisation: None when it was reported back from another county.
        place: who took it into use, in words that travel.
        signed_by: who, beside the one who wrote it, says that it may be told to the origin.
    """

    model = models.ForeignKey(OperatingModel, models.CASCADE, related_name="adoptions")
    version = models.PositiveIntegerField(_("version"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("who takes it into use"), max_length=SHORT)
    region = models.CharField(_("region"), max_length=SHORT, blank=True, db_default="")
    level = models.PositiveSmallIntegerField(_("how far"), choices=Embedding.Level)
    since_on = models.DateField(_("since"))
    adaptation = models.TextField(_("what was changed"), max_length=LONG, blank=True, db_default="")
    outcome = models.TextField(_("what came of it"), max_length=LONG, blank=True, db_default="")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(_("signed off on"), null=True, blank=True)

    retention = WITH_MODEL

    class Meta:
        ordering = ["-since_on", "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="programme_adoption_has_a_level"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(noted_by__isnull=True) | ~Q(signed_by=F("noted_by")),
                name="programme_adoption_signed_by_another",
                violation_error_message=_("Somebody else than the writer signs this off."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(signed_on__isnull=False),
                name="programme_a_report_from_elsewhere_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PackageImportQuerySet(models.QuerySet["PackageImport"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(started_at__lt=at - KEPT)


class PackageImport(Record):
    """A package that was looked at: what it would change, and what was accepted of it.

    Attributes:
        package, package_version: the id and the version that the package tells.
        content: the package itself, until it is brought in.
        changes: [{"kind", "id", "version", "title", "outcome", "fields": [{"field", "before", "after"}]}].
        accepted: ids of what was brought in.
    """

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("Looked at, nothing changed")
        DONE = "done", _("Brought in")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("from where"), max_length=SHORT)
    package = models.UUIDField()
    package_version = models.PositiveIntegerField()
    origin = models.CharField(_("who made it"), max_length=SHORT)
    licence = models.CharField(_("licence"), max_length=20, blank=True, db_default="")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, blank=True)
    changes: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    accepted: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.LOOKED_AT)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(_("begun"))
    done_at = models.DateTimeField(_("brought in"), null=True, blank=True)

    objects = PackageImportQuerySet.as_manager()
    retention = Retention(days=KEPT.days, after="it was begun", source="local", verified=False)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return self.name
