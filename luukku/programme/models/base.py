"""What every row of a programme shares: words in three languages, the code and the line of its source."""

from typing import Any

from django.db import models
from django.db.models import F, IntegerField, Q
from django.db.models.expressions import Func, Value
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.page_language import page_language
from luukku.core.retention import Retention
from luukku.programme.rules.partial_dates import PartialDate, Precision, read

LONGEST = 4000
WITH_PROGRAMME = Retention(after="the programme; removed by hand", source="local", verified=False)
PRECISIONS = [(one.value, one.value) for one in Precision]
"""Codes; pages show the date as it was written."""


class Worded(models.Model):
    """The original words, in Finnish, and what they mean in Swedish and English when somebody has told it."""

    text = models.TextField(_("text"), max_length=LONGEST)
    text_sv = models.TextField(_("in Swedish"), max_length=LONGEST, blank=True, db_default="")
    text_en = models.TextField(_("in English"), max_length=LONGEST, blank=True, db_default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def gloss(self) -> str:
        """What the words mean in the language of the pages, when that is not theirs; the original stays beside it."""
        language = page_language()
        return str(getattr(self, f"text_{language}", "") or self.text_en) if language != "fi" else ""

    @property
    def gloss_language(self) -> str:
        """In which language the gloss is."""
        language = page_language()
        return language if getattr(self, f"text_{language}", "") else "en"


class Sourced(Worded, Record):
    """Something that a source told, or that was written here.

    Attributes:
        code: what the source or we call it; unique in its programme. Empty for what was written here.
        source: the document and its line, e.g. "B:251".
        note: what was noticed when the source was read.
        details: what the source told beside what the columns hold, as it told it.
        told: field by field, what the last import told; so that it sees what was changed here since.
    """

    code = models.CharField(_("code"), max_length=40, blank=True, db_default="")
    source = models.CharField(_("source"), max_length=40, blank=True, db_default="")
    position = models.PositiveIntegerField(default=0, db_default=0)
    note = models.CharField(_("remark on the source"), max_length=1000, blank=True, db_default="")
    details: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True, db_default=Value("{}", models.JSONField())
    )
    told: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True, db_default=Value("{}", models.JSONField())
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        abstract = True

    @property
    def anchor(self) -> str:
        """What the row is called inside a page: by its source's code or by its id."""
        return self.code or str(self.pk)


ABOUT = ("goal", "measure", "duty", "party", "output", "passage", "indicator")
"""What an item, a decision or a corrective action can be about."""


class About(models.Model):
    """A row that can be about one part of a programme."""

    goal = models.ForeignKey("programme.Goal", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    measure = models.ForeignKey("programme.Measure", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    duty = models.ForeignKey("programme.Duty", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    party = models.ForeignKey("programme.Party", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    output = models.ForeignKey("programme.Output", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    passage = models.ForeignKey("programme.Passage", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    indicator = models.ForeignKey(
        "programme.Indicator", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class When:
    """A partial date of a row, kept in four columns: as written, how much of it was told, and between which days."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, _owner: Any = None) -> PartialDate | None:
        if row is None:
            return None
        text = getattr(row, f"{self.name}_text")
        if not text:
            return None
        first, last = getattr(row, f"{self.name}_first"), getattr(row, f"{self.name}_last")
        return PartialDate(text, Precision(getattr(row, f"{self.name}_precision")), first, last)

    def __set__(self, row: Any, text: str) -> None:
        found = read(text)
        setattr(row, f"{self.name}_text", text)
        setattr(row, f"{self.name}_precision", found.precision.value if found else "")
        setattr(row, f"{self.name}_first", found.first if found else None)
        setattr(row, f"{self.name}_last", found.last if found else None)


def code_once(name: str, *, within: str = "programme") -> models.UniqueConstraint:
    """One row of a kind has a code."""
    return models.UniqueConstraint(fields=[within, "code"], condition=~Q(code=""), name=f"programme_{name}_code_once")


def whole_date(name: str, column: str) -> models.CheckConstraint:
    """A date that is written says how much was told; its days come in order."""
    empty = Q(**{f"{column}_text": "", f"{column}_precision": "", f"{column}_first": None, f"{column}_last": None})
    told = ~Q(**{f"{column}_text": ""}) & ~Q(**{f"{column}_precision": ""})
    days = Q(**{f"{column}_first": None, f"{column}_last": None}) | Q(**{f"{column}_first__lte": F(f"{column}_last")})
    return models.CheckConstraint(condition=(empty | told) & days, name=f"programme_{name}_{column}_whole")


def _named(columns: tuple[str, ...]) -> Func:
    return Func(*[F(column) for column in columns], function="num_nonnulls", output_field=IntegerField())


def exactly_one(name: str, columns: tuple[str, ...]) -> models.CheckConstraint:
    """A row that is about one thing names one."""
    return models.CheckConstraint(condition=Exact(_named(columns), 1), name=name)


def at_most_one(name: str, columns: tuple[str, ...]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=LessThanOrEqual(_named(columns), 1), name=name)
