"""The initial interview (869/2024): beginning it, writing answers down, and being done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Case, Deadline, InterpreterMode, Person, UnderstandingCheck
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.casework.services.interpreters import ensure_outsider
from luukku.casework.services.understanding import Explained, record_understanding
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found
from luukku.plans import policies
from luukku.plans.models import Interview
from luukku.plans.rules import merging
from luukku.plans.services import completing, relatives, tellings
from luukku.plans.services.family import ensure_member
from luukku.plans.services.templates import CHILDRENS, KEYS, current_template
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.variants import variant_for

ASSESSMENT_CLOCK = "assessment_start"
CONTACT_CLOCK = "contact_taken_up"
PLAN_CLOCK = "plan_after_assessment"


@dataclass(frozen=True, slots=True)
class Speaking:
    """In which language and through whom two people talk; without an interpreter, why.

    Attributes:
        relative_reason: the emergency in which a child or a relative interprets; it is reported to the supervisor.
    """

    language: str
    interpreter_mode: str = InterpreterMode.NONE
    interpreter_name: str = ""
    no_interpreter_reason: str = ""
    relative_reason: str = ""


@dataclass
class InterviewConflict(Conflict):
    """Two people changed the same answers. `answers` is what stands when both are brought together, yours in front."""

    answers: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def start_interview(
    actor: Actor, case_id: UUID, *, person_id: UUID, held_on: date, speaking: Speaking, variant: str = ""
) -> Interview:
    """Begin somebody's interview; the language and the interpreter are settled before the first question.

    Args:
        variant: which questions; empty: those that fit the person. They are the organisation's own, if it has any.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person is not in the family, their interview is under way, the day is in the future or
            before the first questions, or the interpreter is missing without a reason or is a relative without an
            emergency.
    """
    case = lock_own_case(actor, case_id)
    ensure_member(actor, case, person_id)
    if held_on > actor.day:
        raise RuleViolation(_("The interview can't be held in the future. Write the day when you begin it."))
    if Interview.objects.filter(case=case, person_id=person_id, state=Interview.State.DRAFT).exists():
        raise RuleViolation(_("An interview of this person is already under way. Go on with that one."))
    ensure(variant in ("", *KEYS))
    key = variant or variant_for(actor, case, person_id)
    template = current_template(key, held_on, case.organisation_id)
    if template is None:
        raise RuleViolation(_("There are no questions for that day yet. Choose a later day."), field="held_on")
    interview = Interview(
        case=case,
        person_id=person_id,
        template=template,
        held_on=held_on,
        interviewer_id=ensure_found(actor.user_id),
    )
    _speak(interview, speaking)
    interview.full_clean()
    interview.save()
    for clock in (ASSESSMENT_CLOCK, CONTACT_CLOCK) if key != CHILDRENS else ():  # "start without delay": it has started
        stop_clock(actor, case, clock, done_on=held_on)
    trail.record(actor, "interview.started", interview, case=case.pk, person=str(person_id), language=speaking.language)
    relatives.report(actor, interview)
    return interview


@transaction.atomic
def change_speaking(actor: Actor, interview_id: UUID, *, speaking: Speaking) -> Interview:
    """Note that the language or the interpreter of an interview under way is another than before.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or the interview is completed.
        RuleViolation: the interpreter is missing without a reason, or is a relative without an emergency.
    """
    interview = _lock(actor, interview_id)
    before = (interview.relative_reason, interview.interpreter_name)
    _speak(interview, speaking)
    interview.full_clean()
    interview.save()
    trail.record(actor, "interview.speaking_changed", interview, case=interview.case_id, language=speaking.language)
    if before != (interview.relative_reason, interview.interpreter_name):
        relatives.report(actor, interview)
    return interview


@transaction.atomic
def save_interview(
    actor: Actor,
    interview_id: UUID,
    *,
    version: int,
    answers: Mapping[str, Any],
    seen: Mapping[str, str] | None = None,
    merges: bool = False,
) -> Interview:
    """Write answers down. Keys that are not among `answers` stay as they are.

    Args:
        version: of the interview as the writer saw it.
        seen: the marks of the answers the writer had in front of them; an answer without one was empty.
        merges: whether changes by two people to different answers are brought together. A page that saves itself
            does not merge: it goes on showing what it has, so it must be told of everything newer.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or the interview is completed.
        InterviewConflict: somebody else saved meanwhile: the same answers, or (without merging) anything.
    """
    interview = _lock(actor, interview_id)
    content = tellings.content_of(interview)
    known = completing.keys_of(interview, content, actor)
    yours = {key: value for key, value in answers.items() if key in known}
    if interview.version == version:
        merged = merging.Merged({**interview.answers, **yours}, ())
    else:
        merged = merging.merge(seen or {}, yours, interview.answers)
    is_stale = interview.version != version and not merges and _differs(yours, interview.answers)
    if merged.disputed or is_stale:
        both = [_both(key, known[key], yours, interview) for key in merged.disputed]
        raise InterviewConflict(interview.version, both, answers=merged.answers)
    answered = {key: value for key, value in merged.answers.items() if value}
    if answered != interview.answers:
        interview.answers = answered
        interview.version += 1
        interview.save()
        trail.record(actor, "interview.saved", interview, case=interview.case_id)
    return interview


@transaction.atomic
def record_telling(
    actor: Actor, interview_id: UUID, *, telling: str, method: str, result: str, shown: str | None = None
) -> UnderstandingCheck:
    """Note whether what the law says must be told was understood, in the text and language really shown.

    Args:
        shown: the hash of the text that stood on the page; None when it was read from the template just now.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or the interview is completed.
        RuleViolation: it was only partly understood, or not yet, and nobody wrote what is done next; the page showed
            another text or language; or a child or a relative interprets.
    """
    interview = _lock(actor, interview_id)
    content = tellings.content_of(interview)
    ensure(content.structure.telling(telling) is not None)
    if shown is not None and shown != content.telling(telling, interview.language).hash:
        raise RuleViolation(
            _("The language has changed since this page was opened. Read the text out once more, then check again.")
        )
    if interview.relative_reason:
        raise RuleViolation(
            _("This is not checked through a child or a relative. Leave it for a day with an interpreter."),
            field=completing.later_key(telling),
        )
    understood = result == UnderstandingCheck.Result.UNDERSTOOD
    if not understood and not interview.answers.get(completing.next_key(telling)):
        title = content.telling(telling, get_language() or "en").title
        message = _("Write what you do next so that this becomes clear: %(title)s") % {"title": title}
        raise RuleViolation(message, field=completing.next_key(telling))
    how = Explained(interview.language, method, result, interview.interpreter_mode, interview.interpreter_name)
    return record_understanding(
        actor,
        interview.case,
        interview.person,
        how,
        subject_id=interview.pk,
        text_code=tellings.text_code(content, telling),
        text_hash=content.telling(telling, interview.language).hash,
    )


@transaction.atomic
def complete_interview(actor: Actor, interview_id: UUID) -> Interview:
    """Close an interview: from now on it is only read. The clock of the assessment stops, that of the plan starts.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or the interview is completed.
        RuleViolation: a telling was not understood and no reason is given, or the worker's own answers are missing.
    """
    interview = _lock(actor, interview_id)
    if completing.missing(actor, interview):
        raise RuleViolation(_("Something is still missing before the interview is complete. It is listed below."))
    interview.state = Interview.State.COMPLETED
    interview.completed_on = actor.day
    interview.version += 1
    interview.full_clean()
    interview.save()
    trail.record(actor, "interview.completed", interview, case=interview.case_id)
    if interview.template.key != CHILDRENS:
        _move_clocks(actor, interview.case)
    return interview


def _lock(actor: Actor, interview_id: UUID) -> Interview:
    rows = policies.editable_interviews(actor).select_for_update(no_key=True, of=("self",))
    return ensure_found(
        rows.select_related("case", "person", "template").defer("template__content").filter(pk=interview_id).first()
    )


def _speak(interview: Interview, speaking: Speaking) -> None:
    has_none = speaking.interpreter_mode == InterpreterMode.NONE
    in_emergency = bool(speaking.relative_reason.strip()) and not has_none
    if not in_emergency or not speaking.interpreter_name.strip():
        ensure_outsider(interview.case, speaking.interpreter_mode, speaking.interpreter_name)
    needs_one = interview.person.interpreter_need != Person.InterpreterNeed.NONE
    if has_none and needs_one and not speaking.no_interpreter_reason.strip():
        raise RuleViolation(_("Write why you talk without an interpreter."))
    interview.language = speaking.language
    interview.interpreter_mode = speaking.interpreter_mode
    interview.interpreter_name = "" if has_none else speaking.interpreter_name.strip()
    interview.no_interpreter_reason = speaking.no_interpreter_reason.strip() if has_none else ""
    interview.relative_reason = speaking.relative_reason.strip() if in_emergency else ""


def _differs(yours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return any(merging.mark(value) != merging.mark(theirs.get(key)) for key, value in yours.items())


def _both(key: str, label: str, yours: Mapping[str, Any], interview: Interview) -> FieldConflict:
    return FieldConflict(label, theirs=_told(interview.answers.get(key)), yours=_told(yours[key]))


def _told(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _move_clocks(actor: Actor, case: Case) -> None:
    stop_clock(actor, case, ASSESSMENT_CLOCK, done_on=actor.day)
    if not Deadline.objects.running().filter(case=case, rule=PLAN_CLOCK).exists():
        start_clock(actor, case, PLAN_CLOCK, started_on=actor.day)
