"""What every entry of the directory shares: where it came from, whether it is still there, and its texts."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.directory.rules.telling import FIELDS as TEXT_FIELDS

__all__ = ["TEXT_FIELDS", "Source", "Sourced", "SourcedQuerySet", "TextQuerySet", "VersionedText", "Words"]

Words = dict[str, str]
"""A short text by language code; a language without words is missing, never empty."""


class Source(models.TextChoices):
    """Who keeps an entry. What was brought in is only changed by bringing it in again."""

    OURS = "ours", _("Written here")
    PTV = "ptv", _("National service catalogue (PTV)")
    ICAL = "ical", _("A calendar")
    INTEGREAT = "integreat", _("Moved over from Integreat")


class SourcedQuerySet(models.QuerySet[Any]):
    """Phrases for every entry."""

    def present(self) -> Self:
        """Entries that are offered now: neither archived nor hidden."""
        return self.filter(archived_at__isnull=True)

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def brought_from(self, source: str) -> Self:
        return self.filter(source=source)

    def with_texts(self) -> Self:
        """With the texts in force, in one query for all of them."""
        rows = self.model._meta.get_field("texts").related_model
        return self.prefetch_related(models.Prefetch("texts", queryset=rows.objects.in_force()))


class Sourced(Record):
    """An entry and its origin.

    `source_hash` is the fingerprint of what the source told last: the same again is no change. `changed_at` moves when
    anything that readers see moves, texts and additions too: clients ask for what changed since.
    """

    class ArchivedWhy(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Its source withdrew it")
        VANISHED = "vanished", _("Its source no longer tells it")
        BY_HAND = "by_hand", _("Archived here")

    source = models.CharField(_("kept by"), max_length=10, choices=Source, default=Source.OURS, db_default=Source.OURS)
    source_id = models.CharField(max_length=200, blank=True, db_default="")
    source_hash = models.CharField(max_length=64, blank=True, db_default="")
    source_changed_at = models.DateTimeField(_("changed at its source"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen at its source"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), db_index=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    archived_why = models.CharField(_("why archived"), max_length=9, choices=ArchivedWhy, blank=True, db_default="")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kept up by")
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="directory_%(class)s_once_per_source"
            ),
        ]

    @property
    def is_ours(self) -> bool:
        return self.source == Source.OURS


class TextQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        return self.filter(is_current=True)


class VersionedText(Record):
    """One version of one entry's words in one language.

    Each of (entry, language, plain or not, origin) has its own run of versions, of which at most one is in force.
    `links` are [{"name", "url"}], `keywords` what people may search it by.
    """

    class Origin(models.TextChoices):
        SOURCE = "source", _("As its source tells it")
        LOCAL = "local", _("Added here")

    language = models.CharField(_("language"), max_length=8)
    is_plain = models.BooleanField(_("plain language"), default=False, db_default=False)
    origin = models.CharField(_("written by"), max_length=6, choices=Origin)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("in force"), default=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    alternative_name = models.CharField(_("other name"), max_length=200, blank=True)
    summary = models.CharField(_("in short"), max_length=600, blank=True)
    description = models.TextField(_("description"), blank=True)
    how_to_get_in = models.TextField(_("how to get in"), blank=True)
    conditions = models.TextField(_("for whom"), blank=True)
    costs = models.TextField(_("what it costs"), blank=True)
    times = models.TextField(_("how long it takes"), blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True, default="", db_default="")
    keywords: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=200), default=list, blank=True
    )
    links: "models.JSONField[list[Words], list[Words]]" = models.JSONField(default=list, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    written_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TextQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "language", "is_plain", "origin", "version"],
                name="directory_%(class)s_versions_differ",
            ),
            models.UniqueConstraint(
                fields=["entry", "language", "is_plain", "origin"],
                condition=Q(is_current=True),
                name="directory_%(class)s_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.name
