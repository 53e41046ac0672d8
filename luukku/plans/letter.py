"""The plan as its readers meet it: a letter of paired passages, for pages and paper alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luukku.casework.models import Person
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.language import languages as reference
from luukku.plans.labels import PlanLabels, day, plan_labels
from luukku.plans.models import Action, FamilyPlan, Goal, PlanPart, Words
from luukku.plans.rules.content import Text
from luukku.plans.rules.wording import quoted
from luukku.plans.services.family import name_in

BABY_YEARS = 5
SENTENCE_ENDS = " .,;:،؛۔。，；"
DOMAIN_PICTOGRAMS = {
    "language": "language",
    "work": "work",
    "education": "school",
    "housing": "home",
    "health": "health",
    "early_education": "child",
    "school": "school",
    "livelihood": "document",
    "participation": "family",
    "safety": "safety",
    "parenthood": "family",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One column of the letter.

    Attributes:
        language: of the texts people wrote; the labels may be in its stand-in.
    """

    language: str
    labels: PlanLabels

    @classmethod
    def of(cls, language: str) -> "Side":
        return cls(language, plan_labels(language))

    @property
    def html_lang(self) -> str:
        found = reference.find(self.language)
        return found.html_lang if found else self.language

    @property
    def direction(self) -> str:
        return reference.direction(self.language)

    @property
    def comma(self) -> str:
        """Between two clauses, with the space after it where the language has one."""
        return "，" if self.language == "zh" else "، " if self.direction == "rtl" else ", "

    def title_of(self, family: str) -> str:
        return self.labels.plan_of_line % {"family": self.labels.isolated(family)}

    def name_of(self, person: Person) -> str:
        return name_in(self.language, person)


@dataclass(frozen=True, slots=True)
class WordsView:
    row: Words
    text: Text
    by: Text


@dataclass(frozen=True, slots=True)
class ActionView:
    """One step.

    Attributes:
        what: as it was written.
        told: the same as it reads in the letter, with a comma before the day that follows.
    """

    row: Action
    who: Text
    what: Text
    told: Text
    by: Text
    pictogram: str

    @property
    def is_done(self) -> bool:
        return self.row.done_on is not None


@dataclass(frozen=True, slots=True)
class GoalView:
    row: Goal
    title: Text
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One chapter; a member's begins with their name (and a child's age)."""

    row: PlanPart
    name: Text
    pictogram: str
    words: tuple[WordsView, ...]
    view: Text
    goals: tuple[GoalView, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.goals or self.view.worker or self.view.family)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one reader may read of a plan.

    Attributes:
        ours, theirs: the worker's and the family's column.
        is_paired: False when both read the same language.
    """

    plan: FamilyPlan
    ours: Side
    theirs: Side
    title: Text
    greeting: Text
    shared: PartView | None
    children: tuple[PartView, ...]
    adults: tuple[PartView, ...]
    thinker: str

    @property
    def is_paired(self) -> bool:
        return self.ours.language != self.theirs.language


def letter_of(actor: Actor, plan: FamilyPlan, parts: Iterable[PlanPart], *, thinker: str) -> Letter:
    """The letter made of these parts (`services.contents.with_texts`), in the plan's two languages.

    Args:
        thinker: the name of the worker whose thoughts stand in it.
    """
    sides = Side.of(plan.worker_language), Side.of(plan.family_language)
    views = [_part(part, sides, actor.day) for part in parts]
    ours, theirs = sides
    shared = next((view for view in views if view.row.kind == PlanPart.Kind.SHARED), None)
    return Letter(
        plan=plan,
        ours=ours,
        theirs=theirs,
        title=Text(*(side.title_of(plan.case.family.name) for side in sides)),
        # The greeting speaks to the whole family: it is read with the part for the whole family.
        greeting=Text(plan.greeting, plan.greeting_family) if shared else Text("", ""),
        shared=shared,
        children=tuple(view for view in views if view.row.kind == PlanPart.Kind.CHILD),
        adults=tuple(view for view in views if view.row.kind == PlanPart.Kind.ADULT),
        thinker=thinker,
    )


Sides = tuple[Side, Side]


def _both(sides: Sides, label: str) -> Text:
    ours, theirs = (str(getattr(side.labels, label)) for side in sides)
    return Text(ours, theirs)


def _part(part: PlanPart, sides: Sides, today: date) -> PartView:
    return PartView(
        row=part,
        name=_name(part, sides, today),
        pictogram=_pictogram(part, today),
        words=tuple(_words(words, sides) for words in part.words.all()),
        view=Text(part.view, part.view_family),
        goals=tuple(_goal(goal, sides) for goal in part.goals.all()),
    )


def _name(part: PlanPart, sides: Sides, today: date) -> Text:
    person = part.person
    if person is None:
        return _both(sides, "whole_family")
    names = [side.labels.isolated(side.name_of(person)) for side in sides]
    if part.kind == PlanPart.Kind.CHILD and person.birth_on:
        years = age(person.birth_on, today)
        names = [f"{name}{side.comma}{side.labels.age(years)}" for name, side in zip(names, sides, strict=True)]
    return Text(*names)


def _pictogram(part: PlanPart, today: date) -> str:
    if part.person is None:
        return "family"
    if part.kind == PlanPart.Kind.ADULT:
        return "adult"
    is_small = part.person.birth_on is not None and age(part.person.birth_on, today) < BABY_YEARS
    return "baby" if is_small else "child"


def _words(words: Words, sides: Sides) -> WordsView:
    ours, theirs = sides
    texts = Text(words.text, words.text_family)
    if not words.is_described:
        texts = Text(quoted(words.text, ours.language), quoted(words.text_family, theirs.language))
    return WordsView(words, texts, Text(_said(words, ours, theirs), _said(words, theirs, theirs)))


def _said(words: Words, side: Side, theirs: Side) -> str:
    if words.is_described:
        how = side.labels.told_by_drawing
    elif side.language == theirs.language:
        how = side.labels.said_in_own_words
    else:
        how = side.labels.said_through_interpreter
    return f"{side.labels.isolated(side.name_of(words.person))}. {how}."


def _goal(goal: Goal, sides: Sides) -> GoalView:
    picture = DOMAIN_PICTOGRAMS.get(goal.need.domain if goal.need else "", "")
    return GoalView(
        row=goal,
        title=Text(goal.title, goal.title_family),
        actions=tuple(_action(action, sides, picture) for action in goal.actions.all()),
    )


def _action(action: Action, sides: Sides, picture: str) -> ActionView:
    ours, theirs = sides
    return ActionView(
        row=action,
        who=Text(_doer(action, ours), _doer(action, theirs)),
        what=Text(action.what, action.what_family),
        told=Text(_told(action, action.what, ours), _told(action, action.what_family, theirs)),
        by=Text(_by(action, ours), _by(action, theirs)),
        pictogram="check" if action.done_on else picture or ("adult" if action.doer_person_id else "pencil"),
    )


def _told(action: Action, what: str, side: Side) -> str:
    what = what.strip()
    if not what or not (action.done_on or action.due_on) or what.endswith(("!", "?", "؟", "！", "？")):
        return what
    return what.rstrip(SENTENCE_ENDS) + side.comma.rstrip()


def _doer(action: Action, side: Side) -> str:
    if action.doer_person is not None:
        return side.name_of(action.doer_person)
    return action.doer_worker.name if action.doer_worker is not None else action.doer_other


def _by(action: Action, side: Side) -> str:
    if action.done_on:
        return side.labels.done_line % {"date": day(action.done_on)}
    return side.labels.by_line % {"date": day(action.due_on)} if action.due_on else ""
