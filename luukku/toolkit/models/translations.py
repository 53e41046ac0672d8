"""Translations, block by block: every saving is a row of its own, and what readers see is frozen as an edition."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.toolkit.models.items import WITH_ITEM, ToolkitItem
from luukku.toolkit.models.versions import ItemVersion
from luukku.toolkit.rules.freshness import Made
from luukku.toolkit.rules.freshness import Maker as MadeBy

FILE_DAYS = 30


class BlockTranslation(Record):
    """One saving of one block's translation. The highest number of a block and language is the one that counts.

    `made_from` is the fingerprint of the wording it translates, `source_words` that wording itself.
    """

    class Maker(models.TextChoices):
        PERSON = "person", _("A person")
        AGENCY = "agency", _("A translation agency")
        MACHINE = "machine", _("A machine")

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=8)
    block = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    words: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    source_words: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    made_from = models.CharField(max_length=16)
    maker = models.CharField(_("made by"), max_length=8, choices=Maker, default=Maker.PERSON)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    is_draft = models.BooleanField(_("not finished"), default=False, db_default=False)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    retention = WITH_ITEM

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language", "block", "number"], name="toolkit_savings_of_a_block_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="toolkit_review_of_a_translation_has_both",
            ),
        ]
        indexes = [models.Index(fields=["language", "made_from"], name="toolkit_translation_memory")]

    def __str__(self) -> str:
        return f"{self.language} {self.block} {self.number}"

    @property
    def made(self) -> Made:
        return Made(self.made_from, MadeBy(self.maker), self.is_draft, self.reviewed_at is not None)


class TranslationEdition(Record):
    """What readers of one language see: the translations as they stood when somebody published them.

    `texts` maps each block to its words, the wording it was made from, its maker and whether it was reviewed.
    """

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=8)
    number = models.PositiveIntegerField()
    texts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False, db_default=False)

    retention = WITH_ITEM

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "number"], name="toolkit_editions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.number}"


class TranslationFileQuerySet(models.QuerySet["TranslationFile"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(brought_at__lte=at - timedelta(days=FILE_DAYS))


class TranslationFile(Record):
    """A translator's file that was brought and waits for a look. Nothing of it counts before somebody takes it in.

    `pieces`: [{"id", "source": words by field, "target": words by field}].
    """

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="+")
    item_id: UUID  # told to the type checker, which does not find it by itself here
    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name of the file"), max_length=150, blank=True)
    pieces: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()

    objects = TranslationFileQuerySet.as_manager()
    retention = Retention(days=FILE_DAYS, after="it was brought", source="local", verified=False)

    def __str__(self) -> str:
        return str(self.pk)


class MachineRequestQuerySet(models.QuerySet["MachineRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=MachineRequest.State.WAITING)

    def expired(self, at: datetime) -> Self:
        return self.filter(asked_at__lte=at - timedelta(days=FILE_DAYS))


class MachineRequest(Record):
    """One text that was handed to a machine which answers later, to an address that nobody else knows.

    `field` is the text of the block (its words or its alternative text), `wording` the block's that was asked about,
    `reference` the machine's number of the request, `code` its word for why it refused.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the machine")
        ANSWERED = "answered", _("Answered")
        FAILED = "failed", _("The machine refused")
        LOST = "lost", _("The machine never answered")

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="+")
    item_id: UUID  # told to the type checker, which does not find it by itself here
    language = models.CharField(_("language"), max_length=8)
    block = models.CharField(max_length=40)
    field = models.CharField(max_length=4)
    wording = models.CharField(max_length=16)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    token_hash = models.CharField(max_length=64, unique=True)
    reference = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    asked_at = models.DateTimeField()

    objects = MachineRequestQuerySet.as_manager()
    retention = Retention(days=FILE_DAYS, after="it was asked", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language", "block", "field"],
                condition=Q(state="waiting"),
                name="toolkit_a_text_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class GlossaryTerm(Record):
    """How a word of the field is said in another language, so that every translator says it the same way."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="glossary_terms")
    source_language = models.CharField(_("language of the word"), max_length=8, default="fi")
    term = models.CharField(_("word"), max_length=120)
    language = models.CharField(_("language of the translation"), max_length=8)
    translation = models.CharField(_("in that language"), max_length=200)
    note = models.CharField(_("when it is used"), max_length=300, blank=True)

    retention = Retention(after="the organisation itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_language", "term", "language"],
                name="toolkit_one_word_for_one_word",
                violation_error_message=_("This word is in the glossary already."),
            ),
        ]

    def __str__(self) -> str:
        return self.term
