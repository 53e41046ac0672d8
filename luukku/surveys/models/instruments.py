"""Questionnaires: what may be asked, in versions that never change once somebody was asked them."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.surveys.rules.questions import Kind, Option, Question

WITH_INSTRUMENT = Retention(after="the questionnaire", source="local", verified=False)

Words = dict[str, str]
"""A text by the code of its language; "fi-plain" is plain Finnish beside the ordinary one."""


class ItemKind(models.TextChoices):
    """How a question is answered, in words."""

    AGREEMENT = Kind.AGREEMENT.value, _("Statement with a scale")
    SINGLE = Kind.SINGLE.value, _("One of several")
    MULTIPLE = Kind.MULTIPLE.value, _("Several of several")
    NUMBER = Kind.NUMBER.value, _("Number")
    RANK = Kind.RANK.value, _("Put in order")
    TEXT = Kind.TEXT.value, _("Own words")


def said(words: Words, language: str = "") -> str:
    """A text in a language, or else in the one that stands in for it."""
    code = language or get_language() or "fi"
    for one in (code, code.partition("-")[0], "fi", "en"):
        if words.get(one):
            return words[one]
    return next((text for text in words.values() if text), "")


def saying(words: Words, language: str, text: str) -> Words:
    """The text with one language said anew; without words the language is taken out."""
    left = {code: one for code, one in words.items() if code != language}
    return left | {language: text.strip()} if text.strip() else left


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def shared(self) -> Self:
        """Templates that everybody may copy."""
        return self.filter(organisation__isnull=True)


class Instrument(Record):
    """A questionnaire. Without an organisation it is a template of the product, copied before it is used."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="survey_instruments"
    )
    key = models.SlugField(_("key"), max_length=60)
    titles: "models.JSONField[Words, Words]" = models.JSONField(_("title"), default=dict)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InstrumentQuerySet.as_manager()
    retention = Retention(after="it is no longer used; removed by hand", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], nulls_distinct=False, name="surveys_instrument_keys_differ"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("surveys:instrument", args=[self.pk])

    @property
    def title(self) -> str:
        return said(self.titles)


class InstrumentVersion(Record):
    """One edition of a questionnaire: which questions, in which order. Sealed when a wave opens with it."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    intros: "models.JSONField[Words, Words]" = models.JSONField(_("what is said first"), default=dict, blank=True)
    is_sealed = models.BooleanField(default=False, db_default=False)

    retention = WITH_INSTRUMENT

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="surveys_version_numbers_differ"),
            models.UniqueConstraint(
                fields=["instrument"], condition=Q(is_sealed=False), name="surveys_one_version_is_written"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Item(Record):
    """A question or statement through all its wordings."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="items")
    key = models.SlugField(_("key"), max_length=40)

    retention = WITH_INSTRUMENT

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "key"], name="surveys_item_keys_differ")]

    def __str__(self) -> str:
        return self.key


class ItemVersion(Record):
    """One wording of an item with its scale. Once it was asked it never changes: another wording is another version.

    `options` are [{"code", "value", "is_na", "labels": {language: words}}] in the order in which they are shown.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("how it is answered"), max_length=10, choices=ItemKind)
    texts: "models.JSONField[Words, Words]" = models.JSONField(_("words"), default=dict)
    helps: "models.JSONField[Words, Words]" = models.JSONField(_("explanation"), default=dict, blank=True)
    options: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    lowest = models.DecimalField(_("smallest number"), max_digits=12, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(_("largest number"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_sealed = models.BooleanField(default=False, db_default=False)

    retention = WITH_INSTRUMENT

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="surveys_wordings_have_numbers")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        return said(self.texts)

    @property
    def labels(self) -> dict[str, Words]:
        """The options' words by code."""
        return {one["code"]: one["labels"] for one in self.options}


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_order(self) -> Self:
        return self.select_related("wording__item").order_by("position", "pk")


class Placement(Record):
    """Where a wording stands in a version, whether it must be answered, and when it is asked."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="placements")
    wording = models.ForeignKey(ItemVersion, models.PROTECT, related_name="placements")
    position = models.PositiveIntegerField(_("place"))
    headings: "models.JSONField[Words, Words]" = models.JSONField(_("heading above it"), default=dict, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False, db_default=False)
    condition: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)

    objects = PlacementQuerySet.as_manager()
    retention = WITH_INSTRUMENT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "wording"], name="surveys_a_question_is_asked_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def question(self) -> Question:
        """What it is to the rules."""
        wording = self.wording
        return Question(
            key=wording.item.key,
            kind=Kind(wording.kind),
            options=tuple(Option(one["code"], one.get("value"), bool(one.get("is_na"))) for one in wording.options),
            is_required=self.is_required,
            lowest=_decimal(wording.lowest),
            highest=_decimal(wording.highest),
            condition=self.condition,
        )


def _decimal(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number)
