"""Initial interviews in the demo: begun, answered, told and understood; and the needs that came up."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from luukku.casework.models import Person
from luukku.plans.models import Interview, Need
from luukku.plans.services.completing import asked_in
from luukku.plans.services.interviews import (
    Speaking,
    complete_interview,
    record_telling,
    save_interview,
    start_interview,
)
from luukku.plans.services.needs import add_need
from luukku.plans.services.tellings import content_of
from luukku.project.demo.life import Life
from luukku.project.demo.stages import Stage
from luukku.project.demo.texts import WORKER_LANGUAGE, threads, words

DEFAULT_ANSWERS = {
    "understood_language": "yes",
    "finnish": "words",
    "swedish": "none",
    "schooling": "upper",
    "working_life": "new",
    "housing": "good",
    "livelihood": "tight",
    "people_near": "few",
    "safety": "safe",
    "family_plan": "yes",
    "own_plan": "needed",
    "place": "office",
    "child_day": "home",
}
"""Answers where a story tells none, by question; a question not named here stays open."""


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    if stage.interviewed is None:
        return
    days = stage.interviewed
    adults = [one for one in life.guardians if "from" not in life.first_name[one]]
    interviewed = adults[:2] if "plan" in life.told else adults[:1]
    for place, key in enumerate(interviewed):
        yield days, partial(_hold, life, stage, key, days, 9 + 2 * place)


def _hold(life: Life, stage: Stage, key: str, days: int, hour: int) -> None:
    person = life.people[key]
    told = life.told.get("interview", {})
    interview = start_interview(
        life.actor(days, hour),
        life.case.pk,
        person_id=person.pk,
        held_on=life.day(days),
        speaking=speaking(person, told.get("interpreter")),
    )
    under_way = stage.name == "interview"
    answers = _answers(life, interview, key, told.get("answers", {}), under_way=under_way)
    interview = save_interview(life.actor(days, hour, 40), interview.pk, version=interview.version, answers=answers)
    tellings = [one.id for one in content_of(interview).structure.tellings]
    for telling in tellings[:2] if under_way else tellings:
        method = "own_words" if person.interpreter_need == Person.InterpreterNeed.NONE else "interpreted"
        record_telling(life.actor(days, hour, 50), interview.pk, telling=telling, method=method, result="understood")
    if under_way:
        return
    if key == life.guardians[0]:
        _find_needs(life, interview, days, hour)
        _date_needs(life, days, hour)
    complete_interview(life.actor(days, hour, 58), interview.pk)


def speaking(person: Person, interpreter: str | None) -> Speaking:
    """The person's own language through an interpreter, unless they need none."""
    if person.interpreter_need == Person.InterpreterNeed.NONE:
        return Speaking(person.contact_language)
    mode, _separator, name = (interpreter or "video:Tulkki 4417").partition(":")
    return Speaking(person.contact_language, mode, name)


def _answers(life: Life, interview: Interview, key: str, told: dict[str, Any], *, under_way: bool) -> dict[str, Any]:
    """Told answers by "<who>.<question>" or "<question>", else the defaults; half of the sections when under way."""
    content = content_of(interview)
    names = {str(person.pk): name for name, person in life.people.items()}
    sections = list(asked_in(interview, content, life.actor(0)).values())
    answers = {}
    for asked in sections[:3] if under_way else sections:
        for one in asked:
            who = names.get(one.about, one.about)
            answer = told.get(f"{who}.{one.question.id}", told.get(one.question.id))
            answer = answer or DEFAULT_ANSWERS.get(one.question.id)
            if one.question.id == "reading":
                answer = {"well": "well", "some": "little", "not": "not_yet"}.get(interview.person.reading)
            if answer:
                answers[one.key] = answer
    return answers


def _find_needs(life: Life, interview: Interview, days: int, hour: int) -> None:
    """What the story tells, and what its threads are about."""
    actor = life.actor(days, hour, 55)
    for one in life.told.get("needs", []):
        add_need(
            actor, life.case.pk, person_id=life.people[one["who"]].pk, interview_id=interview.pk, domain=one["domain"],
            own_words=one["said"], own_words_language=one.get("language", life.language), worker_words=one["written"],
        )  # fmt: skip
    known = {thread.code: thread for thread in threads()}
    for who, codes in life.told.get("threads", {}).items():
        if who not in life.people:
            continue
        for code in codes:
            add_need(
                actor, life.case.pk, person_id=life.people[who].pk, interview_id=interview.pk,
                domain=known[code].domain, own_words=words(life.language)["threads"][code]["said"],
                own_words_language=life.language, worker_words=words(WORKER_LANGUAGE)["threads"][code]["need"],
            )  # fmt: skip


def _date_needs(life: Life, days: int, hour: int) -> None:
    """Needs are shown with the day on which they were written down."""
    Need.objects.filter(case=life.case).update(created_at=life.actor(days, hour, 55).at)


def need_for(life: Life, who: str, domain: str) -> Need | None:
    """The need that a goal of this person in this area comes from."""
    return Need.objects.filter(case=life.case, person=life.people[who], domain=domain).order_by("created_at").first()
