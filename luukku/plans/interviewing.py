"""An interview as its page shows it: questions and tellings in the languages of the two who talk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.casework.models import InterpreterMode, Person, UnderstandingCheck
from luukku.core.actor import Actor
from luukku.language import languages as reference
from luukku.plans.forms.interviews import InterviewForm, option_text
from luukku.plans.labels import day
from luukku.plans.models import Interview, Need
from luukku.plans.rules import interview as rules
from luukku.plans.services import completing, reading, tellings
from luukku.plans.services.tellings import Content, TellingText

TOLD_BEFORE = {
    "aims": "language",
    "personal_data": "language",
    "plan_process": "next",
    "rights_and_duties": "next",
}
"""Before which section each telling stands; one that is not named here stands before the first."""

SHORT = 44
"""Letters of a choice in both languages that still fit beside others."""

DOMAINS = dict(Need.Domain.choices)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its control, and its words in their language."""

    control: Any
    theirs: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    asked: rules.Asked
    field: Any
    anchor: str
    about: str
    ours_help: str
    theirs: str
    theirs_help: str
    options: tuple[Option, ...]

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
class Suggestion:
    """An area of life that the answers point at, for somebody; the worker decides."""

    person: Person | None
    domain: str
    label: str


def staff_language() -> str:
    """The worker's language for questions and tellings: the interface's, when it is one of the workers'."""
    language = (get_language() or "en")[:2]
    return language if language in reference.STAFF_LANGUAGES else "en"


def told_before(content: Content, section: str) -> list[rules.Telling]:
    """The tellings that stand before a section's questions."""
    first = content.structure.sections[0].id
    return [one for one in content.structure.tellings if TOLD_BEFORE.get(one.id, first) == section]


def asked_of(actor: Actor, interview: Interview, section: str = "") -> tuple[rules.Asked, ...]:
    """The questions of a section, or of the whole interview."""
    asked = completing.asked_in(interview, tellings.content_of(interview), actor)
    return tuple(one for code, questions in asked.items() if section in ("", code) for one in questions)


def form_of(
    actor: Actor,
    interview: Interview,
    answers: Mapping[str, Any],
    data: Any = None,
    *,
    section: str = "",
    **initial: Any,
) -> InterviewForm:
    """The form of an interview's questions with these answers.

    Args:
        data: what was sent.
        section: the only section whose questions and tellings the form has: what it doesn't have it doesn't change.
    """
    content = tellings.content_of(interview)
    told = [one for one in content.structure.tellings if not section or one in told_before(content, section)]
    return InterviewForm(
        data,
        content=content,
        told=[one.id for one in told],
        asked=asked_of(actor, interview, section),
        answers=answers,
        language=staff_language(),
        initial={"version": interview.version, **initial},
    )


def sections_of(actor: Actor, interview: Interview, form: InterviewForm, only: str = "") -> list[SectionView]:
    """The page's sections in order, each with the tellings that stand before it; `only` one when it is told."""
    content = tellings.content_of(interview)
    checks = completing.checks_of(interview, content)
    asked = completing.asked_in(interview, content, actor)
    people = reading.people_in_questions({one.about for group in asked.values() for one in group})
    views = []
    for section in content.structure.sections:
        if only not in ("", section.id):
            continue
        told = [
            _telling(interview, content, telling, checks.get(telling.id), form)
            for telling in told_before(content, section.id)
        ]
        questions = tuple(_question(interview, content, one, form, people) for one in asked[section.id])
        if not questions and not told:
            continue
        views.append(
            SectionView(
                code=section.id,
                pictogram=section.pictogram,
                ours=content.text(f"section.{section.id}", staff_language()),
                theirs=content.text(f"section.{section.id}", interview.language),
                needs_county=section.needs_county,
                tellings=tuple(told),
                questions=questions,
            )
        )
    return views


def suggestions_of(actor: Actor, interview: Interview, needs: Iterable[Need]) -> list[Suggestion]:
    """What the answers point at and nobody has written down as a need yet."""
    written = {(need.person_id, need.domain) for need in needs}
    found = rules.suggested_domains(asked_of(actor, interview), interview.answers)
    people = reading.people_in_questions(set(found))
    return [
        Suggestion(people.get(about), domain, str(DOMAINS[domain]))
        for about, domains in found.items()
        for domain in domains
        if ((people[about].pk if about in people else interview.person_id), domain) not in written
    ]


def speaking_words(interview: Interview) -> tuple[str, str]:
    """Two sentences that are always in sight: the language spoken, and through whom."""
    found = reference.find(interview.language)
    language = found.name(staff_language()) if found else interview.language
    spoken = _("You talk in this language: %(language)s") % {"language": language}
    if interview.interpreter_mode == InterpreterMode.NONE:
        reason = interview.no_interpreter_reason
        return spoken, _("No interpreter: %(reason)s") % {"reason": reason} if reason else _("No interpreter")
    mode = interview.get_interpreter_mode_display()
    return spoken, f"{mode}: {interview.interpreter_name}"


def shown_language(interview: Interview) -> str:
    """The language whose words stand beside the worker's."""
    return tellings.content_of(interview).shown_language(interview.language)


def other_language_note(interview: Interview) -> str:
    """Honest words when the page can't show the language that is spoken; empty when it can."""
    content = tellings.content_of(interview)
    shown = content.shown_language(interview.language)
    if shown == interview.language:
        return ""
    spoken, instead = reference.find(interview.language), reference.get(shown)
    names = {
        "language": spoken.name(staff_language()) if spoken else interview.language,
        "shown": instead.name(staff_language()),
    }
    return _("We do not have these texts in this language: %(language)s. Here they are in: %(shown)s.") % names


def _telling(
    interview: Interview,
    content: Content,
    telling: rules.Telling,
    check: UnderstandingCheck | None,
    form: InterviewForm,
) -> TellingView:
    ours = content.telling(telling.id, staff_language())
    theirs = content.telling(telling.id, interview.language)
    return TellingView(
        code=telling.id,
        ours=ours,
        theirs=theirs,
        check=check,
        method=form[f"check.{telling.id}.method"],
        result=form[f"check.{telling.id}.result"],
        later=form[completing.later_key(telling.id)],
        next=form[completing.next_key(telling.id)],
        is_paired=ours.language != theirs.language,
    )


def _question(
    interview: Interview,
    content: Content,
    asked: rules.Asked,
    form: InterviewForm,
    people: Mapping[str, Person],
) -> QuestionView:
    question, field = asked.question, form[asked.key]
    spoken = "" if question.is_workers else interview.language
    key = f"question.{question.id}"
    return QuestionView(
        asked=asked,
        field=field,
        anchor=completing.anchor(asked),
        about=people[asked.about].short_name if question.scope == "child" and asked.about in people else "",
        ours_help=content.text(f"{key}.help", staff_language()),
        theirs=content.text(key, spoken) if spoken else "",
        theirs_help=content.text(f"{key}.help", spoken) if spoken else "",
        options=tuple(_options(content, question, field, spoken)),
    )


def _options(content: Content, question: rules.Question, field: Any, spoken: str) -> Iterable[Option]:
    if not rules.options_of(question, content.structure):
        return
    for control in field:
        theirs = option_text(content, question, str(control.data["value"]), spoken) if spoken else ""
        yield Option(control, theirs)


def title_of(interview: Interview, telling: str) -> str:
    """The title of a telling in the worker's language; empty when the template has no such telling."""
    content = tellings.content_of(interview)
    return content.telling(telling, staff_language()).title if content.structure.telling(telling) else ""


def missing_in_words(actor: Actor, interview: Interview) -> list[tuple[str, str]]:
    """What is still missing before the interview is complete: the words, and the anchor on the page."""
    content = tellings.content_of(interview)
    return [(_missing_words(content, one), one.anchor) for one in completing.missing(actor, interview)]


def _missing_words(content: Content, one: completing.Missing) -> str:
    if one.kind == "telling":
        title = content.telling(one.code, staff_language()).title
        return _("Make sure that this was understood, or write why you leave it: %(title)s") % {"title": title}
    question = content.text(f"question.{one.code}", staff_language())
    return _("Your own answer is missing: %(question)s") % {"question": question}
