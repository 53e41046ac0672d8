"""A questionnaire on its way through somebody's hands: what was typed so far travels in the form, never through us.

Without a session and without a script every page carries the answers of the others in hidden fields, so going back, an
error, another language or a slow line loses nothing, and a phone that is put away leaves nothing behind on a server.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import pgettext

from luukku.core import text as texts
from luukku.core.clock import HELSINKI
from luukku.surveys.models import Placement, Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.questions import Fault, Kind, Question, applies, collect, names_of, read
from luukku.surveys.wording import Tongue

ONE, ALL = "one", "all"
WAYS: Final = frozenset({"", "kiosk", "assisted", "paper"})
GROUP: Final = "group"
CARRIED: Final = ("view", "how", "also", "i", "once", "began")
_SALT = "surveys.began"
_LONGEST_BEGUN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it is drawn."""

    code: str
    words: str
    also: str
    is_chosen: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question as it is drawn: words in the answerer's language, beside them the helper's when somebody helps."""

    number: int
    question: Question
    heading: str
    text: str
    also: str
    help: str
    only_if: str
    choices: tuple[Choice, ...]
    typed: str
    fault: str

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def id(self) -> str:
        return f"q-{self.question.key}"


@dataclass
class Sheet:
    """Everything that a page of the questionnaire needs.

    Attributes:
        sent: what has been typed so far, by field name.
        at: which question is shown when they come one by one; the number of questions stands for the last page.
        faults: by key, once somebody has tried to go on or to send.
    """

    wave: Wave
    placements: list[Placement]
    tongue: Tongue
    sent: Mapping[str, Sequence[str]]
    carried: dict[str, str]
    at: int = 0
    faults: dict[str, Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.questions = [one.question for one in self.placements]

    @property
    def is_one_by_one(self) -> bool:
        return self.carried["view"] == ONE

    @property
    def is_last(self) -> bool:
        return self.at >= len(self.questions)

    @property
    def values(self) -> dict[str, str | list[str]]:
        return collect(self.questions, self.sent).values

    @property
    def is_asked(self) -> bool:
        """Whether the question that is to be shown applies after what was answered before."""
        before = collect(self.questions[: self.at], self.sent).values
        return applies(self.questions[self.at].condition, before)

    def move(self, step: int) -> None:
        """To the next question that is asked, or the one before."""
        self.at += step
        while 0 < self.at < len(self.questions) and not self.is_asked:
            self.at += step
        self.at = max(self.at, 0)

    def check_this(self) -> None:
        """Look at the shown question alone."""
        question = self.questions[self.at]
        fault = read(question, self.sent).fault
        self.faults = {question.key: fault} if fault else {}

    def check_all(self) -> None:
        """Look at every question; one by one, go to the first that needs another look."""
        self.faults = collect(self.questions, self.sent).faults
        if self.faults and self.is_one_by_one:
            first = next(iter(self.faults))
            self.at = next(index for index, one in enumerate(self.questions) if one.key == first)

    def drawn(self) -> Iterator[Drawn]:
        """The questions of this page."""
        for index, placement in enumerate(self.placements):
            if not self.is_one_by_one or index == self.at:
                yield self._draw(index + 1, placement)

    @property
    def shows_groups(self) -> bool:
        return bool(self.wave.groups) and (not self.is_one_by_one or self.is_last)

    @property
    def group_label(self) -> str:
        return said(self.wave.groups.get("labels", {}), self.tongue.code)

    @property
    def groups(self) -> list[Choice]:
        chosen = (self.sent.get(GROUP) or [""])[-1]
        return [
            Choice(one["code"], said(one["labels"], self.tongue.code), "", one["code"] == chosen)
            for one in self.wave.groups.get("options", [])
        ]

    @property
    def group(self) -> str:
        return (self.sent.get(GROUP) or [""])[-1]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Fields that travel along unseen: what the shown questions do not hold."""
        seen = set()
        if self.is_one_by_one and not self.is_last:
            seen = set(names_of(self.questions[self.at]))
        names = [name for one in self.questions for name in names_of(one)] if self.is_one_by_one else []
        if self.is_one_by_one and not self.is_last:
            names.append(GROUP)
        told = [(name, value) for name in names if name not in seen for value in self.sent.get(name, ()) if value]
        return [*((name, self.carried[name]) for name in CARRIED), ("at", str(self.at)), *told]

    @property
    def progress(self) -> tuple[int, int]:
        return min(self.at + 1, len(self.questions)), len(self.questions)

    def _draw(self, number: int, placement: Placement) -> Drawn:
        question, wording, code = placement.question, placement.wording, self.tongue.code
        typed = [one for one in self.sent.get(question.name, ()) if one]
        also = self.carried["also"] if self.carried["how"] == "assisted" and self.carried["also"] != code else ""
        fault = self.faults.get(question.key)
        return Drawn(
            number=number,
            question=question,
            heading=said(placement.headings, code) if placement.headings else "",
            text=said(wording.texts, code),
            also=wording.texts.get(also, "") if also else "",
            help=said(wording.helps, code) if wording.helps else "",
            only_if=self._only_if(placement) if placement.condition and not self.is_one_by_one else "",
            choices=tuple(self._choices(question, placement, typed, also)),
            typed=typed[-1] if typed else "",
            fault=_words(fault, question) if fault else "",
        )

    def _choices(self, question: Question, placement: Placement, typed: list[str], also: str) -> Iterator[Choice]:
        for option in placement.wording.options:
            if question.kind is Kind.RANK and option.get("is_na"):
                continue
            yield Choice(
                option["code"],
                said(option["labels"], self.tongue.code),
                option["labels"].get(also, "") if also else "",
                option["code"] in typed,
                (self.sent.get(f"{question.name}.{option['code']}") or [""])[-1],
            )

    def _only_if(self, placement: Placement) -> str:
        """A condition in words, where it is a simple one."""
        told = placement.condition
        other = next((one for one in self.placements if one.wording.item.key == told.get("question")), None)
        if other is None or "is" not in told:
            return pgettext("family", "Skip this question if it does not concern you.")
        labels = other.wording.labels
        wanted = ", ".join(said(labels[code], self.tongue.code) for code in told["is"] if code in labels)
        question = said(other.wording.texts, self.tongue.code)
        return pgettext("family", "Answer this only if you answered: %(answer)s. The question was: %(question)s") % {
            "answer": wanted,
            "question": question,
        }


def begun(request: HttpRequest, wave: Wave, placements: list[Placement], tongue: Tongue) -> Sheet:
    """An empty sheet."""
    asked = request.GET
    carried = _carried(request, {name: asked.get(name, "") for name in CARRIED})
    carried |= {"once": uuid.uuid4().hex, "began": signing.TimestampSigner(salt=_SALT).sign(wave.code)}
    return Sheet(wave, placements, tongue, {}, carried)


def sent(request: HttpRequest, wave: Wave, placements: list[Placement], tongue: Tongue) -> Sheet:
    """A sheet as a form sent it. What is no field of the questionnaire is not looked at."""
    told = {
        name: [texts.clean(value) for value in values[:100]]
        for name, values in request.POST.lists()
        if name.startswith("q.") or name == GROUP
    }
    carried = _carried(request, {name: request.POST.get(name, "")[:200] for name in CARRIED})
    typed = request.POST.get("at", "0")
    at = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    return Sheet(wave, placements, tongue, told, carried, min(at, len(placements)))


def began_at(carried: Mapping[str, str], wave: Wave) -> datetime | None:
    """When the form was opened, if we signed that for this wave. It is looked at and kept nowhere."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        if signer.unsign(carried["began"], max_age=_LONGEST_BEGUN) != wave.code:
            return None
    except signing.BadSignature:
        return None
    stamp = carried["began"].rsplit(signer.sep, 2)[1]
    return datetime.fromtimestamp(signing.b62_decode(stamp), tz=HELSINKI)


def _carried(request: HttpRequest, told: dict[str, str]) -> dict[str, str]:
    told["how"] = told["how"] if told["how"] in WAYS else ""
    told["also"] = told["also"] if told["also"] in ("fi", "sv", "en") else "fi"
    told["i"] = "".join(sign for sign in told["i"].lower() if sign.isalnum())[:12]
    if told["view"] not in (ONE, ALL):
        on_phone = "Mobi" in request.headers.get("User-Agent", "") and told["how"] != "paper"
        told["view"] = ONE if on_phone else ALL
    return told


def _words(fault: Fault, question: Question) -> str:
    """A fault as the answerer reads it: what to do."""
    match fault:
        case Fault.MISSING:
            return pgettext("family", "We need an answer here.")
        case Fault.UNKNOWN:
            return pgettext("family", "Choose from the list once more.")
        case Fault.NO_NUMBER:
            return pgettext("family", "Write a number with digits, for example 3.")
        case Fault.TOO_SMALL:
            words = pgettext("family", "The smallest number that fits here is %(number)s.")
            return words % {"number": f"{question.lowest:g}"}
        case Fault.TOO_LARGE:
            words = pgettext("family", "The largest number that fits here is %(number)s.")
            return words % {"number": f"{question.highest:g}"}
        case Fault.TOO_LONG:
            return pgettext("family", "This is too long. Write it shorter.")
        case Fault.RANKS:
            return pgettext("family", "Give each of them a place of its own: 1, 2, 3 and so on.")
