"""The plan as its readers meet it: a letter of paired passages, for pages and paper alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luukku.casework.models import Person
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.language import languages as reference
from luukku.plans.labels import PlanLabels, day, plan_labels
from luukku.plans.models import Action, FamilyPlan, Goal, OtherPlan, PlanPart, Topic, Words
from luukku.plans.rules.childhood import Asked
from luukku.plans.rules.content import AuthorContent, Text
from luukku.plans.rules.translated import TextKey
from luukku.plans.rules.wording import quoted
from luukku.plans.services import contents, translations
from luukku.plans.services.family import name_in

BABY_YEARS = 5
NOTHING = Text("", "")
TOPIC_PICTOGRAMS = {
    "early_education": "child",
    "school": "school",
    "health": "health",
    "hobbies": "family",
    "opinion": "language",
}
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
    is_draft: bool = False


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
    is_draft: bool = False

    @property
    def is_done(self) -> bool:
        return self.row.done_on is not None


@dataclass(frozen=True, slots=True)
class GoalView:
    row: Goal
    title: Text
    actions: tuple[ActionView, ...]
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class TopicView:
    """What was agreed about one side of a child's days; `place` tells from when a place is wished."""

    row: Topic
    name: Text
    text: Text
    place: Text
    is_draft: bool = False

    @property
    def pictogram(self) -> str:
        return TOPIC_PICTOGRAMS[self.row.kind]


@dataclass(frozen=True, slots=True)
class OtherPlanView:
    """Another plan: its kind with who keeps it, what it says, how this one fits with it."""

    row: OtherPlan
    name: Text
    valid: str
    says: Text
    fitted: Text
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """One chapter; a member's begins with their name (and a child's age)."""

    row: PlanPart
    name: Text
    pictogram: str
    words: tuple[WordsView, ...]
    view: Text
    goals: tuple[GoalView, ...]
    topics: tuple[TopicView, ...] = ()
    others: tuple[OtherPlanView, ...] = ()
    view_is_draft: bool = False

    @property
    def is_empty(self) -> bool:
        told = self.words or self.goals or self.topics or self.others
        return not (told or self.view.worker or self.view.family)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one reader may read of a plan.

    Attributes:
        ours, theirs: the worker's and the family's column.
        drafts: the family's texts that are draft translations.
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
    drafts: frozenset[TextKey] = frozenset()
    lasts: Text = NOTHING
    sources: Text = NOTHING
    authors: Text = NOTHING

    @property
    def has_drafts(self) -> bool:
        return bool(self.drafts)

    @property
    def is_paired(self) -> bool:
        return self.ours.language != self.theirs.language


def letter_of(actor: Actor, plan: FamilyPlan, parts: Iterable[PlanPart], *, thinker: str) -> Letter:
    """The letter made of these parts (`services.contents.with_texts`), in the plan's two languages.

    Args:
        thinker: the name of the worker whose thoughts stand in it.
    """
    sides = Side.of(plan.worker_language), Side.of(plan.family_language)
    rows = list(parts)
    content = contents.content_of(plan, rows)
    drafts = translations.drafts_for_family(plan, content)
    views = [_part(part, sides, actor.day, drafts) for part in rows]
    ours, theirs = sides
    shared = next((view for view in views if view.row.kind == PlanPart.Kind.SHARED), None)
    return Letter(
        plan=plan,
        ours=ours,
        theirs=theirs,
        title=Text(*(side.title_of(plan.case.family.name) for side in sides)),
        # The greeting speaks to the whole family: it is read with the part for the whole family.
        greeting=Text(plan.greeting, plan.greeting_family) if shared else NOTHING,
        shared=shared,
        children=tuple(view for view in views if view.row.kind == PlanPart.Kind.CHILD),
        adults=tuple(view for view in views if view.row.kind == PlanPart.Kind.ADULT),
        thinker=thinker,
        drafts=drafts,
        lasts=_line(sides, "lasts_until_line", date=day(plan.lasts_until)) if plan.lasts_until else NOTHING,
        sources=content.sources,
        authors=_authors(sides, content.authors),
    )


Sides = tuple[Side, Side]


def _both(sides: Sides, label: str) -> Text:
    ours, theirs = (str(getattr(side.labels, label)) for side in sides)
    return Text(ours, theirs)


def _line(sides: Sides, label: str, **places: str) -> Text:
    """A label's line filled alike on both sides."""
    ours, theirs = (str(getattr(side.labels, label)) % places for side in sides)
    return Text(ours, theirs)


def _authors(sides: Sides, authors: Iterable[AuthorContent]) -> Text:
    told = [", ".join(bit for bit in (one.name, one.function, one.organisation, one.contact) if bit) for one in authors]
    if not told:
        return NOTHING
    ours, theirs = (
        side.labels.made_by_line % {"names": "; ".join(side.labels.isolated(one) for one in told)} for side in sides
    )
    return Text(ours, theirs)


def _part(part: PlanPart, sides: Sides, today: date, drafts: frozenset[TextKey]) -> PartView:
    return PartView(
        row=part,
        name=_name(part, sides, today),
        pictogram=_pictogram(part, today),
        words=tuple(_words(words, sides, drafts) for words in part.words.all()),
        view=Text(part.view, part.view_family),
        goals=tuple(_goal(goal, sides, drafts) for goal in part.goals.all()),
        topics=tuple(_topic(topic, sides, drafts) for topic in sorted(part.topics.all(), key=_order_of_topic)),
        others=tuple(_other_plan(other, sides, drafts) for other in part.other_plans.all()),
        view_is_draft=(part.pk, "view") in drafts,
    )


def _order_of_topic(topic: Topic) -> int:
    return list(Asked).index(Asked(topic.kind))


def _topic(topic: Topic, sides: Sides, drafts: frozenset[TextKey]) -> TopicView:
    names = _both(sides, f"topic_{topic.kind}")
    if topic.is_not_now:
        later = _both(sides, "not_now")
        names = Text(f"{names.worker}. {later.worker}", f"{names.family}. {later.family}")
    place = Text("", "")
    if topic.place_from:
        place = _line(sides, "place_line", date=day(topic.place_from))
    is_draft = (topic.pk, "text") in drafts
    return TopicView(topic, names, Text(topic.text, topic.text_family), place, is_draft)


def _other_plan(other: OtherPlan, sides: Sides, drafts: frozenset[TextKey]) -> OtherPlanView:
    kinds = Text(other.name, other.name) if other.name else _both(sides, f"other_{other.kind}")
    kept = " · ".join(piece for piece in (other.holder, other.contact) if piece)
    names = (
        f"{kind} ({side.labels.isolated(kept)})" for kind, side in zip((kinds.worker, kinds.family), sides, strict=True)
    )
    return OtherPlanView(
        row=other,
        name=Text(*names),
        valid=_days(other.valid_from, other.valid_until),
        says=Text(other.says, other.says_family),
        fitted=Text(other.fitted, other.fitted_family),
        is_draft=(other.pk, "says") in drafts or (other.pk, "fitted") in drafts,
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


def _days(first: date | None, last: date | None) -> str:
    """Two days as they are written in every language here, either of which may be unknown."""
    if first is None and last is None:
        return ""
    return f"{day(first) if first else ''}–{day(last) if last else ''}"


def _words(words: Words, sides: Sides, drafts: frozenset[TextKey]) -> WordsView:
    ours, theirs = sides
    texts = Text(words.text, words.text_family)
    if not words.is_described:
        texts = Text(quoted(words.text, ours.language), quoted(words.text_family, theirs.language))
    by = Text(_said(words, ours, theirs), _said(words, theirs, theirs))
    return WordsView(words, texts, by, (words.pk, "text") in drafts)


def _said(words: Words, side: Side, theirs: Side) -> str:
    if words.is_described:
        how = side.labels.told_by_drawing
    elif side.language == theirs.language:
        how = side.labels.said_in_own_words
    else:
        how = side.labels.said_through_interpreter
    return f"{side.labels.isolated(side.name_of(words.person))}. {how}."


def _goal(goal: Goal, sides: Sides, drafts: frozenset[TextKey]) -> GoalView:
    picture = DOMAIN_PICTOGRAMS.get(goal.need.domain if goal.need else "", "")
    return GoalView(
        row=goal,
        title=Text(goal.title, goal.title_family),
        actions=tuple(_action(action, sides, picture, drafts) for action in goal.actions.all()),
        is_draft=(goal.pk, "title") in drafts,
    )


def _action(action: Action, sides: Sides, picture: str, drafts: frozenset[TextKey]) -> ActionView:
    ours, theirs = sides
    return ActionView(
        row=action,
        who=Text(_doer(action, ours), _doer(action, theirs)),
        what=Text(action.what, action.what_family),
        told=Text(_told(action, action.what, ours), _told(action, action.what_family, theirs)),
        by=Text(_by(action, ours), _by(action, theirs)),
        pictogram="check" if action.done_on else picture or ("adult" if action.doer_person_id else "pencil"),
        is_draft=(action.pk, "what") in drafts,
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
