"""What the pages of an interview show: questions, tellings and sections as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from luukku.casework.models import Person, UnderstandingCheck
from luukku.plans.labels import day
from luukku.plans.rules import interview as rules
from luukku.plans.services.tellings import TellingText

SHORT = 44
"""Letters of a choice in both languages that still fit beside others."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its control, and its words in their language."""

    control: Any
    theirs: str


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What somebody else of the family answered to the same common question; `is_free`: in words of their own."""

    key: str
    name: str
    answer: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question on the page.

    Attributes:
        condition: when it is asked, in words; empty when always.
        is_due: whether the answers so far let it be asked.
        said: what another adult said of the family's common matter, while this one has not.
    """

    asked: rules.Asked
    field: Any
    anchor: str
    about: str
    ours_help: str
    theirs: str
    theirs_help: str
    options: tuple[Option, ...]
    condition: str = ""
    is_due: bool = True
    said: SaidBefore | None = None

    @property
    def is_open(self) -> bool:
        """Whether it stands unfolded: it is asked now, or something has been written."""
        return self.is_due or bool(self.answer) or bool(self.field.errors)

    @property
    def is_short(self) -> bool:
        """Whether the choices fit side by side."""
        return all(len(str(option.control.choice_label)) + len(option.theirs) <= SHORT for option in self.options)

    @property
    def in_private(self) -> bool:
        return self.asked.question.in_private

    @property
    def answer(self) -> str:
        """What was answered, in the worker's words for it."""
        value = self.field.initial
        if isinstance(value, date):
            return day(value)
        labels = {str(option.control.data["value"]): str(option.control.choice_label) for option in self.options}
        given = value if isinstance(value, list) else [value or ""]
        return ", ".join(labels.get(str(one), str(one)) for one in given if one)


@dataclass(frozen=True, slots=True)
class TellingView:
    """One telling beside itself, and what the check showed."""

    code: str
    ours: TellingText
    theirs: TellingText
    check: UnderstandingCheck | None
    method: Any
    result: Any
    later: Any
    next: Any
    is_paired: bool

    @property
    def rows(self) -> list[tuple[str, str]]:
        return list(zip(self.ours.sentences, self.theirs.sentences, strict=True))

    @property
    def anchor(self) -> str:
        return f"telling-{self.code}"

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in (self.method, self.result, self.next, self.later))


@dataclass(frozen=True, slots=True)
class SectionView:
    code: str
    pictogram: str
    ours: str
    theirs: str
    needs_county: bool
    tellings: tuple[TellingView, ...]
    questions: tuple[QuestionView, ...]

    @property
    def answered(self) -> list[QuestionView]:
        return [question for question in self.questions if question.answer]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of an interview in the room: a telling or a question, in its section."""

    section: str
    telling: rules.Telling | None = None
    asked: rules.Asked | None = None

    @property
    def code(self) -> str:
        """What the address says after `?step=`."""
        return f"telling.{self.telling.id}" if self.telling else self.asked.key if self.asked else ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An area of life that the answers point at, for somebody; the worker decides."""

    person: Person | None
    domain: str
    label: str
