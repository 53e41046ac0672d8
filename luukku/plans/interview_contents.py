"""An interview's table of contents: its sections with how far each has come, and where one goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luukku.core.actor import Actor
from luukku.plans import interviewing, policies
from luukku.plans.models import FamilyPlan, Interview
from luukku.plans.services import completing, tellings
from luukku.plans.services.participation import county_takes_part

WHOLE = "all"
"""In place of a section's code: everything on one page."""

CLOSING = "closing"
"""The last section: needs that came up, what is still missing, and completing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One section in the contents.

    Attributes:
        anchor: where it begins when everything is on one page.
        is_waiting: whether something in it keeps the interview from being completed.
    """

    code: str
    title: str
    anchor: str
    answered: int = 0
    questions: int = 0
    understood: int = 0
    tellings: int = 0
    is_waiting: bool = False

    @property
    def is_full(self) -> bool:
        return self.answered == self.questions and self.is_understood

    @property
    def is_understood(self) -> bool:
        return self.understood == self.tellings


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections, and which of them the page shows; `current` is empty when it shows them all."""

    entries: Sequence[Entry]
    current: str

    @property
    def number(self) -> int:
        """Of the current section, from one."""
        return 1 + [entry.code for entry in self.entries].index(self.current)

    @property
    def previous(self) -> Entry | None:
        return self.entries[self.number - 2] if self.current and self.number > 1 else None

    @property
    def next(self) -> Entry | None:
        return self.entries[self.number] if self.current and self.number < len(self.entries) else None

    @property
    def shows_closing(self) -> bool:
        return self.current in ("", CLOSING)

    @property
    def place(self) -> str:
        """What the page's address says after `?section=`."""
        return self.current or WHOLE


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can follow an interview: words and address."""

    words: str
    url: str


def entries_of(actor: Actor, interview: Interview) -> list[Entry]:
    """The sections that this person is asked or told something in, and the closing one."""
    content = tellings.content_of(interview)
    checks, asked = completing.checks_of(interview, content), completing.asked_in(interview, content, actor)
    missing = {one.anchor for one in completing.missing(actor, interview)}
    due = completing.due_in(interview, asked)
    entries = []
    for section in content.structure.sections:
        told = interviewing.told_before(content, section.id)
        questions = [one for one in asked[section.id] if one.key in due or interview.answers.get(one.key)]
        if not told and not questions:
            continue
        places = [f"telling-{one.id}" for one in told] + [completing.anchor(one) for one in questions]
        entries.append(
            Entry(
                code=section.id,
                title=content.text(f"section.{section.id}", interviewing.staff_language()),
                anchor=places[0] if told else f"section-{section.id}",
                answered=sum(1 for one in questions if interview.answers.get(one.key)),
                questions=len(questions),
                understood=sum(1 for one in told if one.id in checks and checks[one.id].result == "understood"),
                tellings=len(told),
                is_waiting=not missing.isdisjoint(places),
            )
        )
    return [*entries, Entry(CLOSING, _("Needs, and completing the interview"), "needs")]


def resumed(entries: Sequence[Entry]) -> str:
    """The section where one goes on: the first that keeps the interview open among those already begun, or the first
    after the last answer. A question left open is no reason to go back: nobody has to answer everything.
    """
    begun = [number for number, entry in enumerate(entries) if entry.answered]
    last = begun[-1] if begun else 0
    reached = last + 1 if entries[last].is_full else last
    waiting = next((number for number, entry in enumerate(entries) if entry.is_waiting), reached)
    return entries[min(waiting, reached)].code


def contents_of(actor: Actor, interview: Interview, wanted: str) -> Contents:
    """The contents with the section wanted; one that is not there means where one goes on."""
    entries = entries_of(actor, interview)
    if wanted == WHOLE:
        return Contents(entries, "")
    return Contents(entries, wanted if wanted in {entry.code for entry in entries} else resumed(entries))


def places_missing(actor: Actor, interview: Interview, contents: Contents) -> list[tuple[str, str]]:
    """What is still missing, in words, and the address of its place: on this page or in another section."""
    content = tellings.content_of(interview)
    section: dict[str, str] = {}
    for code, questions in completing.asked_in(interview, content, actor).items():
        section |= {f"telling-{one.id}": code for one in interviewing.told_before(content, code)}
        section |= {completing.anchor(one): code for one in questions}
    return [
        (words, f"#{anchor}" if contents.current in ("", section[anchor]) else f"?section={section[anchor]}#{anchor}")
        for words, anchor in interviewing.missing_in_words(actor, interview)
    ]


def may_ask_county(interview: Interview) -> bool:
    """Whether there are questions that wait for the wellbeing county to take part."""
    sections = tellings.content_of(interview).structure.sections
    return any(one.needs_county for one in sections) and not county_takes_part(interview)


def next_steps(actor: Actor, case_id: UUID) -> list[NextStep]:
    """Whom to interview next, and the plan; nothing for somebody who doesn't answer for the case."""
    case = policies.startable_cases(actor).filter(pk=case_id).first()
    if case is None:
        return []
    start = reverse("plans:interview-start", args=[case.pk])
    steps = [
        NextStep(_("Interview %(name)s") % {"name": person.short_name}, f"{start}?person={person.pk}")
        for person in completing.adults_without_interview(actor, case)
    ]
    living = (FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED, FamilyPlan.State.IN_FORCE)
    if policies.whole_plans(actor).filter(case=case, state__in=living).exists():
        return [*steps, NextStep(_("Open the plan"), reverse("plans:case-plan", args=[case.pk]))]
    return [*steps, NextStep(_("Write the plan"), reverse("plans:plan-start", args=[case.pk]))]
