"""An interview as its page shows it: questions and tellings in the languages of the two who talk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.casework.models import InterpreterMode, Person, UnderstandingCheck
from luukku.core.actor import Actor
from luukku.language import languages as reference
from luukku.plans.forms.interviews import InterviewForm
from luukku.plans.interview_parts import (
    Option,
    QuestionView,
    SaidBefore,
    SectionView,
    Step,
    Suggestion,
    TellingView,
)
from luukku.plans.models import Interview, Need
from luukku.plans.rules import interview as rules
from luukku.plans.services import completing, reading, tellings
from luukku.plans.services.common_answers import Said, said_by_others
from luukku.plans.services.tellings import Content

TOLD_BEFORE = {
    "aims": "language",
    "personal_data": "language",
    "plan_process": "next",
    "rights_and_duties": "next",
}
"""Before which section each telling stands; one that is not named here stands before the first."""

DOMAINS = dict(Need.Domain.choices)


def staff_language() -> str:
    """The worker's language for questions and tellings: the interface's, when it is one of the workers'."""
    language = (get_language() or "en")[:2]
    return language if language in reference.STAFF_LANGUAGES else "en"


def told_before(content: Content, section: str) -> list[rules.Telling]:
    """The tellings that stand before a section's questions; one whose section is gone, before the first."""
    codes = [one.id for one in content.structure.sections]

    def place(telling: rules.Telling) -> str:
        wanted = telling.before or TOLD_BEFORE.get(telling.id, "")
        return wanted if wanted in codes else codes[0]

    return [one for one in content.structure.tellings if place(one) == section]


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
    step: Step | None = None,
    **initial: Any,
) -> InterviewForm:
    """The form of an interview's questions with these answers.

    Args:
        data: what was sent.
        section: the only section whose questions and tellings the form has: what it doesn't have it doesn't change.
        step: the one question or telling that the form has, when one is shown at a time.
    """
    content = tellings.content_of(interview)
    told = [one for one in content.structure.tellings if not section or one in told_before(content, section)]
    asked = asked_of(actor, interview, section)
    if step is not None:
        told, asked = [step.telling] if step.telling else [], (step.asked,) if step.asked else ()
    return InterviewForm(
        data,
        content=content,
        told=[one.id for one in told],
        asked=asked,
        answers=answers,
        language=staff_language(),
        initial={"version": interview.version, **initial},
    )


def sections_of(
    actor: Actor, interview: Interview, form: InterviewForm, only: str = "", step: Step | None = None
) -> list[SectionView]:
    """The page's sections in order, each with the tellings that stand before it; `only` one, or one `step` of it."""
    content = tellings.content_of(interview)
    checks = completing.checks_of(interview, content)
    asked = completing.asked_in(interview, content, actor)
    people = reading.people_in_questions({one.about for group in asked.values() for one in group})
    due, said = completing.due_in(interview, asked), said_by_others(actor, interview)
    views = []
    for section in content.structure.sections:
        if only not in ("", section.id):
            continue
        told = [
            telling_view(content, interview.language, telling, form, checks.get(telling.id))
            for telling in told_before(content, section.id)
            if step is None or step.telling == telling
        ]
        questions = tuple(
            question_view(content, interview.language, one, form, people, is_due=one.key in due, said=said.get(one.key))
            for one in asked[section.id]
            if step is None or step.asked == one
        )
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
    asked = completing.asked_in(interview, tellings.content_of(interview), actor)
    due = completing.due_in(interview, asked)
    every = tuple(one for group in asked.values() for one in group if one.key in due)
    found = rules.suggested_domains(every, interview.answers)
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


def is_draft(interview: Interview) -> bool:
    """Whether nobody has checked yet the words of the language spoken."""
    return tellings.content_of(interview).is_draft(interview.language)


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


def telling_view(
    content: Content, language: str, telling: rules.Telling, form: InterviewForm, check: UnderstandingCheck | None
) -> TellingView:
    """A telling in the worker's language beside the language spoken."""
    ours, theirs = content.telling(telling.id, staff_language()), content.telling(telling.id, language)
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


def question_view(
    content: Content,
    language: str,
    asked: rules.Asked,
    form: InterviewForm,
    people: Mapping[str, Person],
    *,
    is_due: bool = True,
    said: Said | None = None,
) -> QuestionView:
    """A question in the worker's language, with the words of the language spoken below it."""
    question, field = asked.question, form[asked.key]
    spoken = "" if question.is_workers else language
    key = f"question.{question.id}"
    options = tuple(_options(content, question, field, spoken))
    return QuestionView(
        asked=asked,
        field=field,
        anchor=completing.anchor(asked),
        about=people[asked.about].short_name if question.scope == "child" and asked.about in people else "",
        ours_help=content.text(f"{key}.help", staff_language()),
        theirs=content.text(key, spoken) if spoken else "",
        theirs_help=content.text(f"{key}.help", spoken) if spoken else "",
        options=options,
        condition=condition_words(content, question),
        is_due=is_due,
        said=_said(said, content, question) if said else None,
    )


def condition_words(content: Content, question: rules.Question) -> str:
    """When a question is asked: the earlier question and the answers to it; empty when always."""
    condition = question.condition
    earlier = next((one for one in content.structure.questions() if condition and one.id == condition.question), None)
    if condition is None or earlier is None:
        return ""
    options = ", ".join(content.option(earlier, one, staff_language()) for one in condition.answers)
    told = {"question": content.text(f"question.{earlier.id}", staff_language()), "answers": options}
    return _("Ask this when the answer to “%(question)s” is: %(answers)s") % told


def _said(said: Said, content: Content, question: rules.Question) -> SaidBefore:
    chosen = rules.options_of(question, content.structure)
    words = [
        content.option(question, one, staff_language()) if one in chosen else one
        for one in rules.values_of(said.answer)
    ]
    return SaidBefore(said.key, said.person.short_name, ", ".join(words), is_free=not chosen)


def _options(content: Content, question: rules.Question, field: Any, spoken: str) -> Iterable[Option]:
    if not rules.options_of(question, content.structure):
        return
    for control in field:
        theirs = content.option(question, str(control.data["value"]), spoken) if spoken else ""
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
