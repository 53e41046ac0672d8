"""What people said they want it to be like: statements that goals and measures can point to."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.programme.models.base import WITH_PROGRAMME, Sourced, code_once
from luukku.programme.models.programmes import Programme


class Vision(Sourced):
    """One occasion on which statements were written down; its words name the occasion."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="visions")
    question = models.TextField(_("what was asked"), max_length=1000, blank=True, db_default="")
    question_en = models.TextField(max_length=1000, blank=True, db_default="")
    held_on = models.DateField(_("day"), null=True, blank=True)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("vision")]


class VisionSection(Sourced):
    """A heading among the statements of one occasion."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="vision_sections")
    vision = models.ForeignKey(Vision, models.PROTECT, related_name="sections")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("vision_section")]


class VisionStatementQuerySet(models.QuerySet["VisionStatement"]):
    def current(self) -> Self:
        """The newest version of each statement."""
        return self.filter(replaced_by=None)


class VisionStatement(Sourced):
    """One statement. Published, its words never change: a correction is a new version that replaces it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="statements")
    vision = models.ForeignKey(Vision, models.PROTECT, related_name="statements")
    section = models.ForeignKey(VisionSection, models.PROTECT, null=True, blank=True, related_name="statements")
    is_tentative = models.BooleanField(_("the source asks rather than says"), default=False, db_default=False)
    municipalities = ArrayField(
        models.CharField(max_length=80), verbose_name=_("municipalities"), default=list, blank=True
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1, db_default=1)
    published_on = models.DateField(_("published"), null=True, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = VisionStatementQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                condition=~Q(code="") & Q(replaced_by=None),
                name="programme_statement_code_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "code", "number"],
                condition=~Q(code=""),
                name="programme_statement_versions_differ",
            ),
        ]
