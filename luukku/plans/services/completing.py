"""What an interview consists of, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from luukku.casework.models import Case, FamilyMembership, Person, UnderstandingCheck
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.plans.models import Interview
from luukku.plans.rules import interview as rules
from luukku.plans.services.participation import county_takes_part
from luukku.plans.services.tellings import Content, content_of, text_code


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do before an interview is complete; `anchor` is where on its page."""

    kind: str
    code: str
    anchor: str


def later_key(telling: str) -> str:
    """Where the reason stands why a telling is left for another day."""
    return f"telling.{telling}.later"


def next_key(telling: str) -> str:
    """Where it stands what is done next when a telling was not fully understood."""
    return f"telling.{telling}.next"


def asked_in(interview: Interview, content: Content, actor: Actor) -> dict[str, tuple[rules.Asked, ...]]:
    """The questions of this interview by section, in order; those too whose condition does not hold now.

    What a child's age on the day of the interview makes no sense of is left out, and so are preliminary questions
    about health and social services when the county does not take part; unless they have been answered.
    """
    members = (
        FamilyMembership.objects.on(actor.day)
        .filter(family__cases=interview.case_id, role=FamilyMembership.Role.CHILD)
        .order_by("person__birth_on", "created_at", "id")
    )
    born = {str(person): day for person, day in members.values_list("person_id", "person__birth_on")}
    ages = {person: age(day, interview.held_on) for person, day in born.items() if day}
    person = str(interview.person_id)
    takes_part = county_takes_part(interview)

    def is_asked(section: rules.Section, one: rules.Asked) -> bool:
        if interview.answers.get(one.key):
            return True
        return rules.concerns_age(one.question, ages.get(one.about)) and (takes_part or not section.needs_county)

    def of(section: rules.Section) -> tuple[rules.Asked, ...]:
        every = rules.asked(section, person, is_child=person in born, children=tuple(born))
        return tuple(one for one in every if is_asked(section, one))

    return {section.id: of(section) for section in content.structure.sections}


def due_in(interview: Interview, asked: Mapping[str, tuple[rules.Asked, ...]]) -> frozenset[str]:
    """The keys of those questions that the answers so far let be asked."""
    every = tuple(one for group in asked.values() for one in group)
    return rules.due(every, interview.answers, str(interview.person_id))


def keys_of(interview: Interview, content: Content, actor: Actor) -> dict[str, str]:
    """Every key under which an answer may be stored, with its question in the worker's words."""
    language = get_language() or "en"
    keys = {
        one.key: content.text(f"question.{one.question.id}", language)
        for asked in asked_in(interview, content, actor).values()
        for one in asked
    }
    for telling in content.structure.tellings:
        title = content.telling(telling.id, language).title
        keys[later_key(telling.id)] = keys[next_key(telling.id)] = title
    return keys


def checks_of(interview: Interview, content: Content) -> dict[str, UnderstandingCheck]:
    """The latest check of each telling; one about another text than the present one in its language does not count."""
    by_code = {text_code(content, one.id): one.id for one in content.structure.tellings}
    checks = UnderstandingCheck.objects.filter(
        subject_id=interview.pk, person_id=interview.person_id, text_code__in=by_code
    ).order_by("checked_at", "created_at")
    latest = {by_code[check.text_code]: check for check in checks}
    return {
        code: check for code, check in latest.items() if check.text_hash == content.telling(code, check.language).hash
    }


def missing(actor: Actor, interview: Interview) -> tuple[Missing, ...]:
    """What keeps an interview from being completed: each with its place on the page."""
    content = content_of(interview)
    checks = checks_of(interview, content)
    found = [
        Missing("telling", telling.id, f"telling-{telling.id}")
        for telling in content.structure.tellings
        if not _is_settled(interview, telling, checks.get(telling.id))
    ]
    by_section = asked_in(interview, content, actor)
    due = due_in(interview, by_section)
    asked = tuple(one for section in by_section.values() for one in section if one.key in due)
    found += [
        Missing("question", one.question.id, anchor(one))
        for one in rules.unanswered_by_worker(asked, interview.answers)
    ]
    return tuple(found)


def _is_settled(interview: Interview, telling: rules.Telling, check: UnderstandingCheck | None) -> bool:
    """Understood; or partly, and it stands what is done next; or left for another day, and it stands why."""
    if interview.answers.get(later_key(telling.id)):
        return True
    if check is None:
        return False
    if check.result == UnderstandingCheck.Result.PARTLY:
        return bool(interview.answers.get(next_key(telling.id)))
    return check.result == UnderstandingCheck.Result.UNDERSTOOD


def anchor(asked: rules.Asked) -> str:
    """The id of a question on the page."""
    return f"q-{asked.about}-{asked.question.id}"


def adults_without_interview(actor: Actor, case: Case) -> list[Person]:
    """Adults of the family today whom nobody has begun to interview in this case."""
    rows = (
        FamilyMembership.objects.on(actor.day)
        .filter(family_id=case.family_id, role=FamilyMembership.Role.ADULT)
        .exclude(person__in=Interview.objects.filter(case=case).values("person"))
        .select_related("person")
    )
    return [row.person for row in rows.order_by("person__birth_on", "created_at", "id")]
