"""Around interviews in the demo: strengths, grounds, the county, a child's own interview, a draft of own questions."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction

from luukku.accounts.actors import actor_for
from luukku.casework.models import Case, FamilyMembership, Person
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.plans.models import Interview, InterviewTemplate, RelativeInterpreting, Strength
from luukku.plans.services import grounds, participation, strengths, template_drafts, template_texts
from luukku.plans.services.interviews import Speaking, save_interview, start_interview
from luukku.plans.services.template_drafts import QuestionTold, fingerprint
from luukku.plans.services.templates import ADULTS
from luukku.project.demo.region import Region

ORGANISATION: Final = "nokia"
WORKER: Final = "maija"
WRITER: Final = "tiina"
STRENGTHS: Final = (
    ("participation", "Tutustuu helposti uusiin ihmisiin ja auttaa muita perheitä."),
    ("work", "On tehnyt pitkään käsillään työtä ja oppii katsomalla."),
    ("parenthood", "Jaksaa kuunnella lapsiaan ja pitää arjen rytmin."),
    ("language", "Puhuu neljää kieltä ja uskaltaa kokeilla suomea."),
)
CHILD_FROM: Final = 8
"""The age from which a child in the demo tells of themselves."""


@transaction.atomic
def happen(region: Region, at: datetime) -> None:
    """Let it happen in one worker's families, unless it has happened already."""
    organisation, worker = region.organisations[ORGANISATION], region.people[WORKER]
    _write_questions(region, at)
    if Strength.objects.filter(case__organisation=organisation).exists():
        return
    moment = datetime.combine(helsinki_day(at) - timedelta(days=1), time(14), tzinfo=HELSINKI)
    actor = actor_for(worker, organisation, moment)
    done = Interview.objects.filter(case__organisation=organisation, case__state=Case.State.ACTIVE, state="completed")
    mine = list(done.filter(interviewer=worker).select_related("case", "person").order_by("held_on", "pk")[:6])
    if actor is None or not mine:
        return
    for number, interview in enumerate(mine):
        _note_strengths(actor, interview, number)
    _ask_county(actor, mine[0])
    _decide_grounds(actor, mine[0])
    _hear_a_child(actor, mine[0].case)
    RelativeInterpreting.objects.create(
        interview=mine[-1],
        interpreter="Naapurin poika",
        reason="Lapsi piti viedä yöllä päivystykseen, eikä tulkkia saatu puhelimeenkaan.",
        reported_by=worker,
        reported_at=moment,
    )


def _note_strengths(actor: Actor, interview: Interview, number: int) -> None:
    """In the person's own words, when they told it in the interview, and the worker's beside."""
    own = str(interview.answers.get(f"{interview.person_id}.strengths", ""))
    domain, words = STRENGTHS[number % len(STRENGTHS)]
    strengths.add_strength(
        actor,
        interview.case_id,
        person_id=interview.person_id,
        interview_id=interview.pk,
        domain=domain,
        own_words=own,
        own_words_language=interview.language if own else "",
        worker_words=words,
    )


def _ask_county(actor: Actor, interview: Interview) -> None:
    row = participation.ask_county(
        actor,
        interview.case_id,
        person_id=interview.person_id,
        organisation="Pirkanmaan hyvinvointialue, perhekeskus",
        reason="Neuvola, perhetyö ja kielikurssi pitää sovittaa samoihin viikkoihin.",
        asked_on=actor.day,
    )
    participation.note_county_answer(
        actor, row.pk, version=row.version, takes_part=True, participant="Terveydenhoitaja", note="", on=actor.day
    )


def _decide_grounds(actor: Actor, interview: Interview) -> None:
    facts = {"home_care_allowance": True, "unemployed_jobseeker": False}
    grounds.decide_ground(
        actor,
        interview.case_id,
        person_id=interview.person_id,
        facts=facts,
        first_permit_on=actor.day - timedelta(days=300),
        groups=["home_care_allowance"],
    )


def _hear_a_child(actor: Actor, case: Case) -> None:
    """A child's own interview, under way."""
    rows = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)
    children = Person.objects.filter(pk__in=rows.values("person_id"), birth_on__isnull=False).order_by("birth_on")
    child = children.first()
    if child is None or child.birth_on is None or age(child.birth_on, actor.day) < CHILD_FROM:
        return
    speaking = Speaking("fi", no_interpreter_reason="Lapsi puhuu suomea koulussa.")
    interview = start_interview(actor, case.pk, person_id=child.pk, held_on=actor.day, speaking=speaking)
    answers = {f"{child.pk}.child_voice": "Kaverit ja jalkapallo.", f"{child.pk}.child_school_feel": "mixed"}
    save_interview(actor, interview.pk, version=interview.version, answers=answers)


def _write_questions(region: Region, at: datetime) -> None:
    """A draft of the organisation's own questions: one question of its own, asked on a condition."""
    organisation = region.organisations[ORGANISATION]
    actor = actor_for(region.people[WRITER], organisation, at)
    if actor is None or InterviewTemplate.objects.filter(organisation=organisation).exists():
        return
    draft = template_drafts.start_draft(actor, ADULTS)
    told = QuestionTold(
        text="Mihin kerhoon tai ryhmään haluaisit tutustua?", help="Perhekeskuksessa on kerhoja joka päivä."
    )
    code = template_drafts.add_question(actor, draft.pk, section="everyday", told=told)
    template_drafts.set_condition(actor, draft.pk, code, question="people_near", answers=["few", "alone"])
    swedish = {"": "Vilken klubb eller grupp vill du bekanta dig med?", "help": "Familjecentret har klubbar varje dag."}
    seen = fingerprint({"": "", "help": ""})
    template_texts.change_texts(actor, draft.pk, f"question.{code}", "sv", version=seen, texts=swedish)
