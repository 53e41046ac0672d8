"""One family and everybody around it, at fixed moments, so that every door can be tried."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.backends.postgresql.psycopg_any import DateRange

from luukku.accounts.models import Organisation, User
from luukku.accounts.tests.factories import Worker, a_membership, a_unit, a_user, a_worker, an_organisation
from luukku.casework import models as casework
from luukku.core import sealing
from luukku.core.actor import Role
from luukku.plans import models as plans
from luukku.plans.services.templates import load_templates
from tests.access import directory, insight, papers, portal, programme, shared, surveys, toolkit
from tests.access.cast import Cast, When
from tests.access.course import add_course

FIRST_DAY, AFTER_DAY = date(2026, 3, 2), date(2026, 6, 1)
MOMENTS = {
    When.BEFORE: datetime(2026, 2, 16, 9, tzinfo=UTC),
    When.DURING: datetime(2026, 4, 13, 9, tzinfo=UTC),
    When.AFTER: datetime(2026, 6, 8, 9, tzinfo=UTC),
}
RELATION = DateRange(FIRST_DAY, AFTER_DAY)
OPEN = DateRange(date(2026, 1, 5), None)
SEAL = "5" * 64
IDENTITY_CODE = "040590-9139"
"""Of the adult: a number that no real person has."""


@dataclass
class Scene:
    """The people by cast, and the ids that their doors need."""

    cast: dict[Cast, Worker] = field(default_factory=dict)
    ids: dict[str, UUID | str] = field(default_factory=dict)
    organisation: Organisation | None = None


def build() -> Scene:
    """A municipality with a unit and a family of three; plans in three states; everybody of the cast."""
    scene = Scene()
    scene.organisation = an_organisation(name_fi="Kuvitelma")
    unit, other_unit = a_unit(scene.organisation), a_unit(scene.organisation)
    _invite_cast(scene, unit, other_unit)
    case, adult, child = _family(scene, unit)
    _relate(scene, case)
    scene.ids |= add_course(case, adult, child, MOMENTS[When.BEFORE])
    scene.ids |= shared.put(case, scene.cast[Cast.RESPONSIBLE_WORKER].user, adult, child)
    _work(scene, case, adult, child)
    _write_down(scene, case, adult)
    scene.ids |= papers.put(case, scene.cast[Cast.RESPONSIBLE_WORKER], adult, child, MOMENTS[When.DURING])
    _questions(scene)
    scene.ids |= directory.put(scene.organisation, MOMENTS[When.BEFORE])
    scene.ids |= toolkit.put(scene.cast[Cast.COLLEAGUE], scene.cast[Cast.HELPER], MOMENTS[When.BEFORE])
    scene.ids |= surveys.put(scene.cast[Cast.COLLEAGUE], scene.cast[Cast.EMERGENCY_OPENER], MOMENTS[When.BEFORE])
    scene.ids |= programme.put(scene.cast[Cast.COLLEAGUE], MOMENTS[When.BEFORE])
    scene.ids |= insight.put(scene.cast[Cast.COLLEAGUE], scene.cast[Cast.OTHER_MUNICIPALITY])
    scene.ids["word"] = "language.interpreter"
    scene.ids |= portal.put(scene.ids["own_channel"], MOMENTS[When.BEFORE], AFTER_DAY)
    return scene


def _invite_cast(scene: Scene, unit: Any, other_unit: Any) -> None:
    home = scene.organisation
    scene.cast = {
        Cast.RESPONSIBLE_WORKER: a_worker(unit=unit),
        Cast.SUBSTITUTE: a_worker(unit=unit),
        Cast.HELPER: a_worker(unit=unit),
        Cast.EMERGENCY_OPENER: a_worker(unit=other_unit),
        Cast.SUPERVISOR: _from_to(unit, Role.SUPERVISOR),
        Cast.SUPERVISOR_OTHER_UNIT: a_worker(unit=other_unit, roles=(Role.SUPERVISOR,)),
        Cast.COLLEAGUE: a_worker(unit=unit),
        Cast.OTHER_MUNICIPALITY: a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR)),
        Cast.STRANGER_AT_OUR_ADDRESS: a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR)),
        Cast.ADMINISTRATOR: a_worker(home, roles=(Role.ADMINISTRATOR,)),
        Cast.DATA_PROTECTION: a_worker(home, roles=(Role.DATA_PROTECTION,)),
    }
    colleague = scene.cast[Cast.COLLEAGUE]
    scene.ids |= {
        "membership": colleague.memberships[0].pk,
        "user": colleague.user.pk,
        "code": home.code if home else "",
    }


def _from_to(unit: Any, role: Role) -> Worker:
    """Somebody whose role holds during the relation; a role in another organisation keeps them able to sign in."""
    worker = a_worker(unit=unit, roles=(role,), starts_on=FIRST_DAY, ends_on=AFTER_DAY - timedelta(days=1))
    a_membership(worker.user, an_organisation(), Role.CASEWORKER)
    return worker


def _family(scene: Scene, unit: Any) -> tuple[casework.Case, casework.Person, casework.Person]:
    family = casework.Family.objects.create(name="Ahmedin perhe", language="ar")
    adult = casework.Person.objects.create(
        name="Amal Ahmed", name_key="amal ahmed", birth_on=date(1990, 5, 4), contact_language="ar"
    )
    child = casework.Person.objects.create(
        name="Sami Ahmed", name_key="sami ahmed", birth_on=date(2018, 5, 4), contact_language="ar"
    )
    membership = casework.FamilyMembership.objects.create(family=family, person=adult, role="adult", during=OPEN)
    casework.FamilyMembership.objects.create(family=family, person=child, role="child", during=OPEN)
    guardian = casework.GuardianRelation.objects.create(child=child, guardian=adult, during=OPEN)
    protection = casework.AddressProtection.objects.create(person=adult, source="register", during=OPEN)
    case = casework.Case.objects.create(
        family=family,
        organisation=scene.organisation,
        unit=unit,
        ground="assessment",
        opened_on=date(2026, 1, 5),
    )
    scene.ids |= {
        "case": case.pk,
        "family": family.pk,
        "person": adult.pk,
        "child": child.pk,
        "family_membership": membership.pk,
        "guardian": guardian.pk,
        "protection": protection.pk,
    }
    _facts(scene, adult)
    return case, adult, child


def _facts(scene: Scene, adult: casework.Person) -> None:
    """What is known about the adult in rows, and a code that nobody may read by the way."""
    contact = casework.ContactPoint.objects.create(
        person=adult, kind="phone", value="040 1234567", use="say_nothing", during=OPEN
    )
    code = casework.PersonIdentifier(person=adult, kind="identity_code", during=OPEN)
    code.sealed = sealing.seal(IDENTITY_CODE, about=str(code.pk))
    code.mark = sealing.mark(IDENTITY_CODE, purpose="identifier identity_code")
    code.save()
    bringer = scene.cast[Cast.COLLEAGUE].user
    batch = casework.ClientImport.objects.create(
        organisation=scene.organisation,
        uploaded_by=bringer,
        responsible=bringer,
        ground="assessment",
        origin="municipality",
        file_name="asiakkaat.csv",
        header=["Nimi"],
        mapping={"name": 0},
        row_count=0,
    )
    scene.ids["import"] = batch.pk
    scene.ids |= {"fact_kind": "contacts", "fact": contact.pk, "identifier": code.pk}


def _relate(scene: Scene, case: casework.Case) -> None:
    def user(cast: Cast) -> User:
        return scene.cast[cast].user

    casework.ResponsibleWorker.objects.create(case=case, user=user(Cast.RESPONSIBLE_WORKER), during=RELATION)
    helper = casework.CareTeamMember.objects.create(
        case=case,
        user=user(Cast.HELPER),
        organisation=scene.organisation,
        function="Neuvola",
        sections=["shared"],
        during=RELATION,
    )
    away = {"organisation": scene.organisation, "noted_by": user(Cast.SUPERVISOR)}
    casework.Absence.objects.create(
        user=user(Cast.RESPONSIBLE_WORKER), substitute=user(Cast.SUBSTITUTE), during=RELATION, **away
    )
    absence = casework.Absence.objects.create(
        user=user(Cast.COLLEAGUE), substitute=user(Cast.HELPER), during=(FIRST_DAY, date(2027, 1, 1)), **away
    )
    opened_at = MOMENTS[When.DURING] - timedelta(hours=1)
    emergency = casework.EmergencyAccess.objects.create(
        case=case,
        user=user(Cast.EMERGENCY_OPENER),
        organisation=scene.organisation,
        reason="Lapsi odottaa yksin perhekeskuksessa.",
        starts_at=opened_at,
        ends_at=opened_at + timedelta(hours=4),
    )
    scene.ids |= {"helper": helper.pk, "emergency": emergency.pk, "absence": absence.pk}


def _work(scene: Scene, case: casework.Case, adult: casework.Person, child: casework.Person) -> None:
    worker = scene.cast[Cast.RESPONSIBLE_WORKER].user
    meeting = casework.Meeting.objects.create(
        case=case, starts_at=MOMENTS[When.DURING], topic="Suunnitelma", interpreter_state="missing"
    )
    deadline = casework.Deadline.objects.create(
        case=case, organisation=scene.organisation, rule="assessment_start", started_on=FIRST_DAY, due_on=AFTER_DAY
    )
    _notice(scene, child)
    load_templates()
    template = plans.InterviewTemplate.objects.get(key="initial_interview", organisation=None)
    interview = plans.Interview.objects.create(
        case=case,
        person=adult,
        template=template,
        held_on=date(2026, 3, 10),
        language="ar",
        interviewer=worker,
    )
    need = plans.Need.objects.create(case=case, person=adult, domain="language", worker_words="Suomen kurssi")
    _assessment(scene, case, adult, interview)
    old = _a_plan(case, worker, 1, "superseded", adult, child)
    held = _a_plan(case, worker, 2, "in_force", adult, child)
    draft = _a_plan(case, worker, 3, "draft", adult, child)
    review = plans.Review.objects.create(plan=held, due_on=date(2026, 9, 10))
    part = draft.parts.get(kind="shared")
    goal = part.goals.get()
    scene.ids |= {
        "meeting": meeting.pk,
        "deadline": deadline.pk,
        "interview": interview.pk,
        "need": need.pk,
        "draft": draft.pk,
        "plan": held.pk,
        "old": old.pk,
        "held_action": held.parts.get(kind="shared").goals.get().actions.get().pk,
        "review": review.pk,
        "part": part.pk,
        "words": part.words.get().pk,
        "child_part": draft.parts.get(kind="child").pk,
        "adult_part": draft.parts.get(kind="adult").pk,
        "other_plan": part.other_plans.get().pk,
        "author": draft.authors.get().pk,
        "place": plans.Topic.objects.get(part__plan=held).pk,
        "held_part": held.parts.get(kind="shared").pk,
        "comment": _a_comment(held, adult, worker).pk,
        "objection": _an_objection(held, adult, worker).pk,
        "goal": goal.pk,
        "action": goal.actions.get().pk,
        "nobody": uuid4(),
    }


def _questions(scene: Scene) -> None:
    """The organisation's own interview questions: one version in use, one draft."""
    product = plans.InterviewTemplate.objects.get(key="initial_interview", organisation=None)
    used = plans.InterviewTemplate.objects.create(
        organisation=scene.organisation,
        key="alone_interview",
        version=1,
        state="published",
        content=product.content,
        content_hash=SEAL,
        valid_from=FIRST_DAY,
    )
    draft = plans.InterviewTemplate.objects.create(
        organisation=scene.organisation, key="initial_interview", version=1, state="draft", content=product.content
    )
    scene.ids |= {
        "template": draft.pk,
        "template_used": used.pk,
        "template_key": "child_interview",
        "template_section": "everyday",
        "template_question": "worries",
        "template_language": "ar",
        "template_group": "question.worries",
    }


def _assessment(scene: Scene, case: casework.Case, adult: casework.Person, interview: plans.Interview) -> None:
    worker, day = scene.cast[Cast.RESPONSIBLE_WORKER].user, date(2026, 3, 10)
    mine = {"case": case, "person": adult}
    strength = plans.Strength.objects.create(**mine, domain="work", worker_words="Leipuri")
    county = plans.CountyParticipation.objects.create(
        **mine, organisation="Hyvinvointialue", reason="Perhetyö", asked_on=day, asked_by=worker
    )
    skipped = plans.SkippedAssessment.objects.create(
        **mine, other_plan="Asiakassuunnitelma", reason="Vastaa tarpeisiin", decided_by=worker, decided_on=day
    )
    report = plans.RelativeInterpreting.objects.create(
        interview=interview,
        interpreter="Serkku",
        reason="Ambulanssi odotti.",
        reported_by=worker,
        reported_at=MOMENTS[When.BEFORE],
    )
    scene.ids |= {
        "strength": strength.pk,
        "county": county.pk,
        "skipped": skipped.pk,
        "relative_report": report.pk,
    }


def _write_down(scene: Scene, case: casework.Case, adult: casework.Person) -> None:
    """A meeting with what was agreed in it, a task, a note, and another family's closed case."""
    worker = scene.cast[Cast.RESPONSIBLE_WORKER].user
    met_at = MOMENTS[When.BEFORE] + timedelta(days=20)
    held = casework.Meeting.objects.create(
        case=case,
        starts_at=met_at,
        topic="Päiväkoti",
        interpreter_state="not_needed",
        held_at=met_at + timedelta(hours=1),
        agreed="Haetaan paikkaa yhdessä.",
    )
    participant = casework.MeetingParticipant.objects.create(
        meeting=held, person=adult, capacity="family", was_present=True
    )
    task = casework.Task.objects.create(case=case, meeting=held, what="Täyttää hakemus", added_by=worker)
    note = casework.CaseNote.objects.create(
        case=case,
        author=worker,
        organisation=case.organisation,
        kind="phone",
        topic="Puhelu päiväkotiin",
        text="Paikka löytyi.",
        occurred_at=met_at,
        recorded_at=met_at + timedelta(hours=1),
    )
    closed = casework.Case.objects.create(
        family=casework.Family.objects.create(name="Aiemmin tavattu perhe", language="so"),
        organisation=case.organisation,
        unit=case.unit,
        ground="guidance",
        state="closed",
        opened_on=date(2025, 1, 7),
        closed_on=date(2025, 9, 1),
    )
    scene.ids |= {
        "held_meeting": held.pk,
        "participant": participant.pk,
        "task": task.pk,
        "note": note.pk,
        "closed_case": closed.pk,
    }


def _a_comment(plan: plans.FamilyPlan, person: casework.Person, worker: User) -> plans.Comment:
    part = plan.parts.get(kind="shared")
    return plans.Comment.objects.create(
        part=part, person=person, text="Hyvä.", language="fi", recorded_by=worker, said_on=FIRST_DAY
    )


def _an_objection(plan: plans.FamilyPlan, person: casework.Person, worker: User) -> plans.Objection:
    check = casework.UnderstandingCheck.objects.create(
        case=plan.case,
        person=person,
        subject_id=plan.pk,
        text_code="family_plan",
        text_hash=SEAL,
        language="ar",
        method="own_words",
        result="understood",
        checked_at=MOMENTS[When.BEFORE],
        checked_by=worker,
    )
    return plans.Objection.objects.create(
        plan=plan,
        person=person,
        content_hash=SEAL,
        about="En halua kurssia.",
        language="ar",
        understanding=check,
        recorded_by=worker,
        said_at=MOMENTS[When.BEFORE],
    )


def _notice(scene: Scene, child: casework.Person) -> None:
    """A child-protection notice by somebody outside the cast: for everybody in it, it must not exist."""
    pointer = casework.ChildProtectionPointer.objects.create(
        child=child, organisation=scene.organisation, kind="notice_made", on=FIRST_DAY, author=a_user()
    )
    clock = casework.PointerClock.objects.create(
        pointer=pointer, rule="child_notice_start", rule_version=1, started_on=FIRST_DAY, due_on=AFTER_DAY
    )
    scene.ids |= {"pointer": pointer.pk, "pointer_clock": clock.pk}


def _a_plan(
    case: casework.Case, worker: User, number: int, state: str, adult: casework.Person, child: casework.Person
) -> plans.FamilyPlan:
    """A plan with a shared part and one per member. Parts are written while it is a draft, as in life."""
    plan = plans.FamilyPlan.objects.create(
        case=case, number=number, family_language="ar", written_by=worker, state="draft"
    )
    shared = plans.PlanPart.objects.create(plan=plan, kind="shared", view="Arki sujuu.", view_family="…")
    own = plans.PlanPart.objects.create(plan=plan, kind="child", person=child, position=1)
    plans.Topic.objects.create(part=own, kind="early_education", text="Haetaan.", place_from=date(2026, 8, 1))
    plans.OtherPlan.objects.create(part=shared, kind="other", name="Velkasovinto", holder="Talousneuvonta", fitted="x")
    plans.Author.objects.create(plan=plan, name="Leena Laine")
    plans.PlanPart.objects.create(plan=plan, kind="adult", person=adult, position=2, view="Vain äidille.")
    plans.Words.objects.create(part=shared, person=adult, text="Haluan oppia suomea.")
    goal = plans.Goal.objects.create(part=shared, title="Amal puhuu suomea arjessa.")
    plans.Action.objects.create(goal=goal, doer_person=adult, what="aloittaa kurssin")
    if state != "draft":
        row = plans.FamilyPlan.objects.filter(pk=plan.pk)
        row.update(state="offered", content_hash=SEAL, offered_at=MOMENTS[When.BEFORE])
        row.update(state="in_force", in_force_on=FIRST_DAY)
        if state != "in_force":
            row.update(state=state)
    return plan
