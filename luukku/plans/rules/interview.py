"""Reading an interview template: which questions meet whom, what an answer suggests, what is still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

FAMILY: Final = "family"
"""The asked-about of questions that concern the whole family."""

ANY_ANSWER: Final = "*"
IN_PLACE: Final = "office"

CHILDS_AGES: Final = {"early_education": range(7), "school_support": range(6, 150)}
"""At which ages, in whole years, a question about a child has sense: early education before school, help at
school from the age of pre-primary education; both at six, when either may be true."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only when an earlier question has one of these answers."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a template, as its structure tells it.

    Attributes:
        scope: about whom: family, adult (the one interviewed), child (each child), person (whoever is interviewed).
        ages: the first and the last age, in whole years, at which it has sense; None at every age.
        is_own: written by an organisation, not by the product.
    """

    id: str
    kind: str
    scope: str
    is_workers: bool
    in_private: bool
    options: tuple[str, ...]
    raises: tuple[tuple[str, tuple[str, ...]], ...]
    has_help: bool
    covers: tuple[str, ...]
    ages: tuple[int, int] | None = None
    condition: Condition | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    pictogram: str
    needs_county: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Something the law says must be told; `version` grows when its text changes."""

    id: str
    version: int
    covers: tuple[str, ...]
    before: str = ""
    """The section before which it is told; empty: as the page has it."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A template without its words."""

    key: str
    version: int
    levels: tuple[str, ...]
    yes_no: tuple[str, ...]
    sections: tuple[Section, ...]
    tellings: tuple[Telling, ...]

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def telling(self, code: str) -> Telling | None:
        return next((one for one in self.tellings if one.id == code), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put about somebody: a person's id, or `FAMILY`. `key` names its answer."""

    question: Question
    about: str

    @property
    def key(self) -> str:
        return f"{self.about}.{self.question.id}"


def structure(told: Mapping[str, Any]) -> Structure:
    """The structure file of a template as plain values.

    Raises:
        KeyError: something that the format demands is missing.
    """
    return Structure(
        key=told["key"],
        version=told["version"],
        levels=tuple(told["levels"]),
        yes_no=tuple(told["yes_no"]),
        sections=tuple(_section(one) for one in told["sections"]),
        tellings=tuple(_telling(one) for one in told["tellings"]),
    )


def _telling(told: Mapping[str, Any]) -> Telling:
    return Telling(told["id"], told["version"], tuple(told["covers"]), told.get("before", ""))


def _section(told: Mapping[str, Any]) -> Section:
    return Section(
        id=told["id"],
        pictogram=told["pictogram"],
        needs_county=told["needs_county"],
        questions=tuple(_question(one) for one in told["questions"]),
    )


def _question(told: Mapping[str, Any]) -> Question:
    return Question(
        id=told["id"],
        kind=told["kind"],
        scope=told["scope"],
        is_workers=told["asked_of"] == "worker",
        in_private=told["in_private"],
        options=tuple(told.get("options", ())),
        raises=tuple((one["domain"], tuple(one["when"])) for one in told["raises"]),
        has_help=told["has_help"],
        covers=tuple(told["covers"]),
        ages=_ages(told.get("ages")),
        condition=_condition(told.get("condition")),
        is_own=told.get("own", False),
    )


def _ages(told: Any) -> tuple[int, int] | None:
    return (int(told[0]), int(told[1])) if told else None


def _condition(told: Mapping[str, Any] | None) -> Condition | None:
    return Condition(told["question"], tuple(told["answers"])) if told else None


def options_of(question: Question, template: Structure) -> tuple[str, ...]:
    """The ids that may be chosen; nothing for a text or a day."""
    if question.kind == "yes_no":
        return template.yes_no
    return template.levels if question.kind == "language_level" else question.options


def asked(section: Section, person: str, *, is_child: bool, children: tuple[str, ...]) -> tuple[Asked, ...]:
    """The questions of a section in the interview of one person, in order.

    An adult is asked about themselves, the family and each child; a child with an interview of their own about
    themselves and the family; whoever is interviewed, about what is asked of the person.
    """
    about = {
        "family": (FAMILY,),
        "person": (person,),
        "adult": () if is_child else (person,),
        "child": (person,) if is_child else children,
    }
    return tuple(Asked(question, one) for question in section.questions for one in about[question.scope])


def concerns_age(question: Question, age: int | None) -> bool:
    """Whether a question has sense about a child of this age; everything has when nobody knows the age."""
    if age is None:
        return True
    if question.ages is not None:
        return question.ages[0] <= age <= question.ages[1]
    return question.id not in CHILDS_AGES or age in CHILDS_AGES[question.id]


def due(asked_now: tuple[Asked, ...], answers: Mapping[str, Any], person: str) -> frozenset[str]:
    """The keys of the questions that the answers so far let be asked.

    A condition looks at the answer about the same person, else about whoever is interviewed, else about the family.
    An answer to a question that is itself not asked counts for nothing, so that a changed mind closes a whole branch.

    Args:
        asked_now: the questions of the whole interview in order; a condition looks only at those before it.
    """
    found: set[str] = set()
    for one in asked_now:
        if _holds(one, found, answers, person):
            found.add(one.key)
    return frozenset(found)


def _holds(one: Asked, before: set[str], answers: Mapping[str, Any], person: str) -> bool:
    condition = one.question.condition
    if condition is None:
        return True
    keys = [f"{about}.{condition.question}" for about in dict.fromkeys((one.about, person, FAMILY))]
    asked_before = next((key for key in keys if key in before), None)
    return asked_before is not None and bool(set(values_of(answers.get(asked_before))) & set(condition.answers))


def values_of(answer: Any) -> tuple[str, ...]:
    """An answer as the options chosen."""
    given = answer or ()
    return (given,) if isinstance(given, str) else tuple(given)


def suggested_domains(asked_now: tuple[Asked, ...], answers: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Which areas of life the answers point at, per person or family: a suggestion, the worker decides."""
    found: dict[str, dict[str, None]] = {}
    for one in asked_now:
        values = values_of(answers.get(one.key))
        for domain, when in one.question.raises:
            if values and (ANY_ANSWER in when or set(values) & set(when)):
                found.setdefault(one.about, {})[domain] = None
    return {about: tuple(domains) for about, domains in found.items()}


def unanswered_by_worker(asked_now: tuple[Asked, ...], answers: Mapping[str, Any]) -> tuple[Asked, ...]:
    """What the worker must still conclude before the interview is complete.

    The family may leave any question open. The worker's own choices are needed, because the decree asks for them
    (869/2024, 2 § 1 mom. 7 k. and 4 § 3 mom.); a reason only when the place is not the office. A text of the worker's
    that is asked on a condition is such a reason too.

    Args:
        asked_now: the questions that are asked now, those whose conditions do not hold left out.
    """
    place = next((answers.get(one.key) for one in asked_now if one.question.id == "place"), IN_PLACE)
    missing = []
    for one in asked_now:
        is_reason = one.question.id == "reason_for_place" and place not in (None, "", IN_PLACE)
        is_needed = one.question.kind == "choice" or is_reason or one.question.condition is not None
        if one.question.is_workers and is_needed and not answers.get(one.key):
            missing.append(one)
    return tuple(missing)
