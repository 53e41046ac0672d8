"""What a project leaves behind, and how far each municipality has made it its own."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME, Sourced, code_once
from luukku.programme.models.programmes import Programme
from luukku.toolkit.models import ToolkitItem


class Output(Sourced):
    """Something that should live on when the project is over."""

    class Kind(models.TextChoices):
        MATERIAL = "material", _("Material")
        TRAINING = "training", _("Training")
        MODEL = "model", _("Operating model")
        NETWORK = "network", _("Network")
        OTHER = "other", _("Other result")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="outputs")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.OTHER, db_default="other")
    url = models.URLField(_("address"), max_length=500, blank=True, db_default="")
    version_text = models.CharField(_("version, as the source has it"), max_length=80, blank=True, db_default="")
    version_on = models.DateField(_("day of the version"), null=True, blank=True)
    sectors = ArrayField(models.CharField(max_length=80), verbose_name=_("sectors"), default=list, blank=True)
    toolkit_item = models.ForeignKey(ToolkitItem, models.PROTECT, null=True, blank=True, related_name="+")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("output")]

    def get_absolute_url(self) -> str:
        return reverse("programme:output", args=[self.programme_id, self.pk])


class EmbeddingQuerySet(models.QuerySet["Embedding"]):
    def latest_on(self, day: date) -> Self:
        """Of each output, municipality and area the last step noted by the day."""
        steps = self.filter(since_on__lte=day).order_by(
            "output_id", "organisation_id", "area", "-since_on", "-created_at", "-pk"
        )
        return steps.distinct("output_id", "organisation_id", "area")


class Embedding(Record):
    """How far one municipality, or one area of it, has made an output its own. Steps are added, never changed."""

    class Level(models.IntegerChoices):
        UNKNOWN_HERE = 0, _("Not known here")
        KNOWN = 1, _("Known")
        TRIED = 2, _("Tried")
        IN_USE = 3, _("In everyday use")
        LASTING = 4, _("Lasting: has an owner, money and follow-up")

    output = models.ForeignKey(Output, models.PROTECT, related_name="embeddings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    area = models.CharField(_("family centre or area"), max_length=200, blank=True, db_default="")
    level = models.PositiveSmallIntegerField(_("how far"), choices=Level)
    since_on = models.DateField(_("since"))
    evidence = models.TextField(_("how it is known"), max_length=2000, blank=True, db_default="")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EmbeddingQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["-since_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=0, level__lte=4), name="programme_embedding_level_zero_to_four"
            ),
            models.CheckConstraint(
                condition=Q(level=0) | ~Q(evidence=""),
                name="programme_embedding_needs_evidence",
                violation_error_message=_("Tell how this is known."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.level)
