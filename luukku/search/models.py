"""The index: one row for each language version of what is published, and the words that the texts use."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Lookup, Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.search.rules.documents import LONGEST_CODE, LONGEST_TITLE, Audience


@SearchVectorField.register_lookup
class HasTerms(Lookup):
    """`vector__has_terms="'perhe' & '=kerho'"`: a question in PostgreSQL's own form, its words quoted, none changed."""

    lookup_name = "has_terms"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", (*left_params, *right_params)


class Document(Record):
    """One language version of something published, as it is shown among results and as it is found.

    `vector` holds every term; besides, `=term` when it stands in the title and `+term` when it stands there often or
    the text is about little else, so that the best documents of a common word can be had first. `weights` holds the
    same terms as numbers with how often they stand there (three times for a title), for the ranking; see
    `rules.documents.packed`.
    `title_key` and `text_key` are folded, to be compared letter by letter.
    """

    class Audience(models.TextChoices):
        PUBLIC = Audience.PUBLIC.value, _("Everybody")
        STAFF = Audience.STAFF.value, _("Everybody at work")
        ORGANISATIONS = Audience.ORGANISATIONS.value, _("Workers of some organisations")

    type = models.CharField(_("kind"), max_length=LONGEST_CODE)
    source_id = models.CharField(max_length=80)
    language = models.CharField(_("language"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(max_length=300, blank=True)
    tags = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    audience = models.CharField(_("who may find it"), max_length=14, choices=Audience)
    organisations = ArrayField(models.UUIDField(), default=list, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    ends_on = models.DateField(_("found until, that day included"), null=True, blank=True)
    factor = models.FloatField(db_default=1.0)
    title_key = models.CharField(max_length=LONGEST_TITLE * 2)
    text_key = models.TextField(blank=True, db_default="")
    vector = SearchVectorField()
    weights = models.BinaryField(default=b"", db_default=b"")
    length = models.PositiveIntegerField()
    is_rough = models.BooleanField(db_default=False)

    retention = Retention(after="the page that it leads to", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "source_id", "language"], name="search_one_row_per_version"),
            models.CheckConstraint(
                condition=(Q(audience="organisations") & ~Q(organisations=[]))
                | (~Q(audience="organisations") & Q(organisations=[])),
                name="search_organisations_when_limited",
            ),
            models.CheckConstraint(condition=Q(factor__gt=0) & Q(factor__lte=1), name="search_factor_is_a_share"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_documents_by_term", fastupdate=False),
            models.Index(fields=["updated_at"], name="search_documents_by_change"),
            models.Index(fields=["updated_at"], condition=Q(is_rough=True), name="search_documents_to_refine"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.source_id} {self.language}"


class Word(models.Model):
    """A word of the index: a term (its `language` is empty), or a form that a text in `language` has.

    Attributes:
        folded: without marks, in Latin letters; what a misspelt or a translated word is compared with.
        terms: what a form is found by; empty for a term.
        documents: how many documents have the term; titles: how many in their title; strong: how many strongly.
            Counted now and then, see `services.upkeep`.
    """

    word = models.CharField(max_length=80)
    language = models.CharField(max_length=LONGEST_CODE, db_default="")
    folded = models.CharField(max_length=160)
    terms = ArrayField(models.CharField(max_length=80), default=list, db_default=[])
    documents = models.PositiveIntegerField(db_default=0)
    titles = models.PositiveIntegerField(db_default=0)
    strong = models.PositiveIntegerField(db_default=0)

    retention = Retention(after="the last document that has it", source="local", verified=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="search_words_once")]
        indexes = [
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="search_words_alike", fastupdate=False),
            models.Index(OpClass(F("folded"), name="text_pattern_ops"), name="search_words_by_beginning"),
        ]

    def __str__(self) -> str:
        return self.word


class Extent(models.Model):
    """How much there is to search, as last counted: the measure of what is rare and what is long. One row.

    `glossary` is the fingerprint of the field's words that the index has; see `services.words`.
    """

    documents = models.PositiveIntegerField()
    mean_length = models.FloatField()
    glossary = models.CharField(max_length=64, db_default="")
    counted_at = models.DateTimeField()

    retention = Retention(after="the index", source="local", verified=False)

    def __str__(self) -> str:
        return f"{self.documents} documents"
