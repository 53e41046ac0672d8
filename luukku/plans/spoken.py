"""The plan one thing at a time: what is read aloud, by a device or by somebody in the room."""

from collections.abc import Iterator
from dataclasses import dataclass

from luukku.plans.letter import GoalView, Letter, PartView
from luukku.plans.rules.content import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in both languages; a missing translation is read in the worker's language."""

    text: Text

    @property
    def is_translated(self) -> bool:
        return bool(self.text.family)


@dataclass(frozen=True, slots=True)
class Thing:
    """What fits one screen, or one breath of the interpreter: a heading and a few sentences.

    Attributes:
        name: tells the things apart for whoever reads; the same for both languages.
    """

    heading: Text
    lines: tuple[Line, ...]
    pictogram: str


def things_of(letter: Letter) -> list[Thing]:
    """Everything that the letter says, in its order."""
    return [thing for thing in _things(letter) if thing.lines]


def _things(letter: Letter) -> Iterator[Thing]:
    yield Thing(letter.title, _lines(letter.greeting, _label(letter, "voluntary")), "document")
    if letter.shared is not None:
        yield from _part(letter, letter.shared)
    for part in (*letter.children, *letter.adults):
        yield from _part(letter, part)
    ending = [_label(letter, "voluntary_beside_law"), _label(letter, "services_go_on")]
    yield Thing(_label(letter, "who_sees_this"), _lines(_label(letter, "own_part_seen_by")), "eye")
    yield Thing(_label(letter, "our_plan"), _lines(letter.lasts, *ending), "rights")


def _part(letter: Letter, part: PartView) -> Iterator[Thing]:
    said = [Text(words.text.worker, words.text.family) for words in part.words]
    yield Thing(part.name, _lines(*said), part.pictogram)
    for goal in part.goals:
        yield Thing(goal.title, _steps(letter, goal), next((step.pictogram for step in goal.actions), "check"))
    for topic in part.topics:
        yield Thing(topic.name, _lines(topic.text, topic.place), part.pictogram)
    if part.view.worker or part.view.family:
        thinker = letter.thinker
        heading = Text(
            letter.ours.labels.thinks_line % {"name": letter.ours.labels.isolated(thinker)},
            letter.theirs.labels.thinks_line % {"name": letter.theirs.labels.isolated(thinker)},
        )
        yield Thing(heading, _lines(part.view), "adult")
    for other in part.others:
        yield Thing(other.name, _lines(other.says, other.fitted), "document")


def _steps(letter: Letter, goal: GoalView) -> tuple[Line, ...]:
    """Who does what by when, as whole sentences."""
    steps = []
    for step in goal.actions:
        ours = " ".join(bit for bit in (step.who.worker, step.told.worker, step.by.worker) if bit)
        theirs = " ".join(bit for bit in (step.who.family, step.told.family, step.by.family) if bit)
        steps.append(Line(Text(ours, theirs if step.what.family else "")))
    return tuple(steps) or _lines(_label(letter, "nothing_yet"))


def _label(letter: Letter, name: str) -> Text:
    return Text(str(getattr(letter.ours.labels, name)), str(getattr(letter.theirs.labels, name)))


def _lines(*texts: Text) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts if text.worker or text.family)
