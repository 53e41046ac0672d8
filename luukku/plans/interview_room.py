"""An interview in the room: one screen at a time on a phone, in both languages, with its words for the family."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext, pgettext

from luukku.casework.models import InterpreterMode
from luukku.core.actor import Actor
from luukku.language import languages as reference
from luukku.plans import interviewing
from luukku.plans.interview_parts import Step
from luukku.plans.models import Interview
from luukku.plans.services import completing, tellings

END = "end"
"""In place of a step's code: everything has been asked."""
FINISHED = "finished"
"""In place of a step's code: the worker's own conclusions are written too."""


@dataclass(frozen=True, slots=True)
class RoomWords:
    """The fixed words of the screen in the language spoken. Those ending in _line hold named places."""

    language: str
    progress_line: str
    telling_progress_line: str
    speaking_line: str
    interpreted: str
    free: str
    alone: str
    draft: str
    back: str
    next: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Room:
    """Where in the interview the screen is.

    Attributes:
        steps: what the family is told and asked. own: the worker's conclusions, written after the family has been
            thanked, in the worker's language alone.
        is_own: the screen is the worker's.
    """

    steps: Sequence[Step]
    step: Step | None
    own: Sequence[Step] = ()
    is_own: bool = False

    @property
    def shown(self) -> Sequence[Step]:
        return self.own if self.is_own else self.steps

    @property
    def number(self) -> int:
        """Of the present step among those of the same reader, from one; one past the last at the end."""
        return 1 + (self.shown.index(self.step) if self.step else len(self.shown))

    @property
    def code(self) -> str:
        return self.step.code if self.step else self._end

    @property
    def back(self) -> str:
        before = END if self.is_own else ""
        return self.shown[self.number - 2].code if self.number > 1 else before

    @property
    def next(self) -> str:
        return self.shown[self.number].code if self.number < len(self.shown) else self._end

    @property
    def first_own(self) -> str:
        return self.own[0].code if self.own else ""

    @property
    def _end(self) -> str:
        return FINISHED if self.is_own else END


def steps_of(actor: Actor, interview: Interview) -> list[Step]:
    """What is told and asked in the room, in order; without the worker's own conclusions."""
    content = tellings.content_of(interview)
    asked = completing.asked_in(interview, content, actor)
    due = completing.due_in(interview, asked)
    steps: list[Step] = []
    for section in content.structure.sections:
        steps += [Step(section.id, telling=one) for one in interviewing.told_before(content, section.id)]
        heard = [one for one in asked[section.id] if one.key in due and not one.question.is_workers]
        steps += [Step(section.id, asked=one) for one in heard]
    return steps


def own_steps_of(actor: Actor, interview: Interview) -> list[Step]:
    """The worker's own conclusions: never on a screen that the family looks at."""
    asked = completing.asked_in(interview, tellings.content_of(interview), actor)
    due = completing.due_in(interview, asked)
    return [
        Step(section, asked=one)
        for section, questions in asked.items()
        for one in questions
        if one.key in due and one.question.is_workers
    ]


def room_of(actor: Actor, interview: Interview, wanted: str) -> Room:
    """The screen wanted. Without one: the first that has not been answered or understood; else the end."""
    steps, own = steps_of(actor, interview), own_steps_of(actor, interview)
    if wanted in (END, FINISHED):
        return Room(steps, None, own, is_own=wanted == FINISHED)
    mine = next((one for one in own if one.code == wanted), None)
    if mine is not None:
        return Room(steps, mine, own, is_own=True)
    found = next((one for one in steps if one.code == wanted), None)
    if found is None:
        found = next((one for one in steps if not _is_done(interview, one)), None)
    return Room(steps, found, own)


def step_after(actor: Actor, interview: Interview, code: str) -> str:
    """The code of the step that follows: an answer may have opened or closed questions meanwhile."""
    return room_of(actor, interview, code).next


def _is_done(interview: Interview, step: Step) -> bool:
    if step.asked is not None:
        return bool(interview.answers.get(step.asked.key))
    content = tellings.content_of(interview)
    return step.telling is not None and step.telling.id in completing.checks_of(interview, content)


def words_of(language: str) -> RoomWords:
    """The fixed words of the screen in a language of families."""
    with translation.override(reference.interface_language(language)):
        return RoomWords(
            language=reference.interface_language(language),
            progress_line=pgettext("family", "Question %(number)s of %(all)s"),
            telling_progress_line=pgettext("family", "We tell you something: %(number)s of %(all)s"),
            speaking_line=pgettext("family", "We speak this language: %(language)s"),
            interpreted=pgettext("family", "An interpreter helps us."),
            free=pgettext("family", "You do not have to answer."),
            alone=pgettext("family", "This is asked of you alone."),
            draft=pgettext("family", "This is a draft translation. A native speaker has not checked it yet."),
            back=pgettext("family", "Back"),
            next=pgettext("family", "Next"),
            thanks=pgettext("family", "Thank you. That was everything for now."),
        )


def progress(words: RoomWords, room: Room) -> str:
    """In words how far the interview is."""
    if room.is_own:
        told = gettext("Your own conclusions: %(number)s of %(all)s")
        return told % {"number": room.number, "all": len(room.own)}
    line = words.telling_progress_line if room.step and room.step.telling else words.progress_line
    return line % {"number": room.number, "all": len(room.steps)}


def speaking(words: RoomWords, interview: Interview) -> str:
    """Which language is spoken and through whom, for the family."""
    found = reference.find(interview.language)
    told = words.speaking_line % {"language": found.native_name if found else interview.language}
    return told if interview.interpreter_mode == InterpreterMode.NONE else f"{told}. {words.interpreted}"
