"""Family plans in the demo: written, offered, confirmed, followed, looked at again, changed and ended."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from luukku.casework.models import Person
from luukku.casework.services.deadlines import stop_clock
from luukku.core.actor import Actor
from luukku.plans.models import Action, FamilyPlan, PlanPart, Review
from luukku.plans.rules.content import content_hash
from luukku.plans.services.actions import Doer, add_action, mark_done
from luukku.plans.services.confirmations import Talk, confirm_as_worker, confirm_plan
from luukku.plans.services.contents import content_of
from luukku.plans.services.drafts import revise_plan, start_plan
from luukku.plans.services.family import needed_signers
from luukku.plans.services.force import GUIDANCE_CLOCK
from luukku.plans.services.offers import offer_plan
from luukku.plans.services.reviews import hold_review
from luukku.plans.services.texts import add_goal, add_words, change_part
from luukku.project.demo.interviewing import need_for, speaking
from luukku.project.demo.life import Life
from luukku.project.demo.stages import Stage
from luukku.project.demo.surrounding import object_to, surround, talk
from luukku.project.demo.texts import WORKER_LANGUAGE, threads, words

REVIEW_AFTER = 172
"""Days: a plan older than this was looked at once and goes on, unless its story waits for the review."""

Pair = list[str]
"""A text in Finnish and in the family's language."""


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    if stage.started is None:
        return
    yield stage.started, partial(_write, life, stage.started)
    if stage.offered is not None:
        yield stage.offered, partial(_offer, life, stage.offered, half=stage.name == "offered")
    if stage.in_force is not None:
        yield from _in_force(life, stage, stage.in_force)
    if stage.second is not None and stage.revised is not None:
        yield stage.revised, partial(_revise, life, stage.revised)
        yield stage.second + 4, partial(_offer, life, stage.second + 4, half=False)
        yield stage.second, partial(_confirm_rest, life, stage.second)
    if stage.ended is not None:
        yield stage.ended, partial(_review, life, stage.ended, "end")


def _in_force(life: Life, stage: Stage, since: int) -> Iterator[tuple[int, Callable[[], object]]]:
    yield since, partial(_confirm_rest, life, since)
    yield max(0, since - 20), partial(_guide, life, since)
    if stage.name == "in_force" and since > REVIEW_AFTER and "review_in" not in life.told:
        yield since - REVIEW_AFTER, partial(_review, life, since - REVIEW_AFTER, "continue")
    yield 0, partial(_note_done, life)


# ---------------------------------------------------------------------- writing


def _write(life: Life, days: int) -> None:
    """A draft with what the story tells, or with what its threads say."""
    plan = start_plan(
        life.actor(days, 12), life.case.pk, worker_language=WORKER_LANGUAGE, family_language=life.language
    )
    parts = {part.person_id: part for part in plan.parts.all()}
    told = life.told.get("plan", {})
    _write_view(life, days, parts[None], told)
    for key, person in life.people.items():
        if person.pk not in parts:
            continue
        part, own = parts[person.pk], told.get(key)
        if own is not None:
            _write_told(life, days, part, key, own)
        for code in life.told.get("threads", {}).get(key, []):
            _write_thread(life, days, part, key, code)
    if "shared" in told:
        _write_goals(life, days, parts[None], None, told["shared"].get("goals", []))
        for one in told["shared"].get("words", []):
            add_words(
                life.actor(days, 12, 20), parts[None].pk, person_id=life.people[one["who"]].pk, text=one["said"][0],
                text_family=one["said"][1],
            )  # fmt: skip
    surround(life, days, plan)


def _write_view(life: Life, days: int, shared: PlanPart, told: dict[str, Any]) -> None:
    number = sum(map(ord, life.told["key"])) % 3
    fallback = [words(WORKER_LANGUAGE)["views"][number], words(life.language)["views"][number]]
    view = told.get("view", fallback)
    change_part(life.actor(days, 12, 10), shared.pk, version=shared.version, view=view[0], view_family=view[1])


def _write_told(life: Life, days: int, part: PlanPart, key: str, own: dict[str, Any]) -> None:
    for said in own.get("words", []):
        add_words(
            life.actor(days, 12, 20), part.pk, person_id=life.people[key].pk, text=said[0], text_family=said[1],
            is_described="drawn" in said[2:],
        )  # fmt: skip
    if "view" in own:
        change_part(
            life.actor(days, 12, 25), part.pk, version=part.version, view=own["view"][0], view_family=own["view"][1]
        )
    _write_goals(life, days, part, key, own.get("goals", []))


def _write_goals(life: Life, days: int, part: PlanPart, key: str | None, goals: list[dict[str, Any]]) -> None:
    for told in goals:
        need = need_for(life, key, told["domain"]) if key and "domain" in told else None
        goal = add_goal(
            life.actor(days, 12, 30), part.pk, title=told["goal"][0], title_family=told["goal"][1],
            need_id=need.pk if need else None,
        )  # fmt: skip
        for step in told["steps"]:
            add_action(
                life.actor(days, 12, 40), goal.pk, doer=_doer(life, step["who"], key), what=step["what"][0],
                what_family=step["what"][1], due_on=life.coming_day(step["in"]),
            )  # fmt: skip


def _write_thread(life: Life, days: int, part: PlanPart, key: str, code: str) -> None:
    thread = next(one for one in threads() if one.code == code)
    ours, theirs = words(WORKER_LANGUAGE)["threads"][code], words(life.language)["threads"][code]
    add_words(
        life.actor(days, 12, 20), part.pk, person_id=life.people[key].pk, text=ours["said"], text_family=theirs["said"],
        is_described=code == "drawing",
    )  # fmt: skip
    need = need_for(life, key, thread.domain)
    goal = add_goal(
        life.actor(days, 12, 30), part.pk, title=ours["goal"], title_family=theirs["goal"],
        need_id=need.pk if need else None,
    )  # fmt: skip
    for place, doer in enumerate(thread.doers):
        add_action(
            life.actor(days, 12, 40), goal.pk, doer=_doer(life, doer, key), what=ours["do"][place],
            what_family=theirs["do"][place], due_on=_due(life, key, thread.days[place]),
        )  # fmt: skip


def _due(life: Life, key: str, days: int) -> date:
    """Spread a little, so that not every family's steps fall on the same days."""
    return life.coming_day(days - 12 + sum(map(ord, life.told["key"] + key)) % 17)


def _doer(life: Life, told: str, key: str | None) -> Doer:
    """ "self", "parent", "worker", somebody of the family or the team by key, or "other:" and who."""
    if told == "self" and key:
        return Doer(person_id=life.people[key].pk)
    if told == "parent":
        return Doer(person_id=life.people[life.guardians[0]].pk)
    if told == "worker":
        return Doer(worker_id=life.worker.pk)
    if told.startswith("other:"):
        name = told.removeprefix("other:")
        return Doer(other=words(WORKER_LANGUAGE)["others"].get(name, name))
    if told in life.people:
        return Doer(person_id=life.people[told].pk)
    return Doer(worker_id=life.region.people[told].pk)


# ---------------------------------------------------------------------- from the offer on


def _current(life: Life) -> FamilyPlan:
    plan = FamilyPlan.objects.of_case(life.case.pk).first()
    if plan is None:
        msg = f"The family {life.told['key']} has no plan yet."
        raise LookupError(msg)
    return plan


def _offer(life: Life, days: int, *, half: bool) -> None:
    """Offer the draft; the worker confirms it the same day, and so does the first signer when it stays half done."""
    plan = _current(life)
    plan = offer_plan(life.actor(days, 14), plan.pk, content_hash=content_hash(content_of(plan)))
    confirm_as_worker(life.actor(days, 14, 10), plan.pk, content_hash=plan.content_hash)
    signers = _signers(life, plan, life.actor(days, 14, 20))
    talk(life, days, plan)
    if half and len(signers) > 1:
        first = life.people[life.told["first_signer"]] if "first_signer" in life.told else signers[-1]
        _confirm(life, plan, first, life.actor(max(0, days - 1), 10))
        if "objects" in life.told:
            object_to(life, days, plan, life.people[life.told["objects"]])


def _signers(life: Life, plan: FamilyPlan, actor: Actor) -> list[Person]:
    needed = needed_signers(actor, plan)
    people = {person.pk: person for person in Person.objects.filter(pk__in=needed)}
    return [people[signer] for signer in needed]


def _confirm(life: Life, plan: FamilyPlan, person: Person, actor: Actor) -> None:
    spoken = speaking(person, life.told.get("interview", {}).get("interpreter"))
    if spoken.interpreter_mode != "none":
        method = "interpreted"
    else:
        method = "read" if person.contact_language in (WORKER_LANGUAGE, life.language) else "own_words"
    confirm_plan(
        actor, plan.pk, person_id=person.pk, content_hash=plan.content_hash, result="understood", says_yes=True,
        talk=Talk(spoken.language, method, spoken.interpreter_mode, spoken.interpreter_name),
    )  # fmt: skip


def _confirm_rest(life: Life, days: int) -> None:
    """Everybody whose yes is missing says yes, one after the other; the last one puts the plan in force."""
    plan = _current(life)
    for place, person in enumerate(_signers(life, plan, life.actor(days))):
        _confirm(life, plan, person, life.actor(days, 10, 15 * place))


def _guide(life: Life, in_force: int) -> None:
    """Most families were guided to their first service in time."""
    if in_force < 20 or life.told.get("unguided"):
        return
    days = in_force - 20
    plan = FamilyPlan.objects.of_case(life.case.pk).filter(number=1).get()
    stop_clock(life.actor(days, 15), life.case, GUIDANCE_CLOCK, done_on=life.day(days), subject_id=plan.pk)


def _review(life: Life, days: int, outcome: str) -> None:
    review = Review.objects.get(plan__case=life.case, held_on__isnull=True)
    told = life.told.get("review", {})
    hold_review(
        life.actor(days, 13), review.pk, outcome=Review.Outcome(outcome),
        went_well=told.get("well", "Arki sujuu, ja sovitut asiat on tehty."),
        was_hard=told.get("hard", "Suomen puhuminen jännittää vielä."),
    )  # fmt: skip


def _revise(life: Life, days: int) -> None:
    """The next version, with one thing changed: what the worker thinks now."""
    plan = revise_plan(life.actor(days, 11), _current(life).pk)
    shared = plan.parts.get(kind=PlanPart.Kind.SHARED)
    number = (sum(map(ord, life.told["key"])) + 1) % 3
    fallback = [words(language)["views"][number] for language in (WORKER_LANGUAGE, life.language)]
    view = life.told.get("second_view", fallback)
    change_part(life.actor(days, 11, 10), shared.pk, version=shared.version, view=view[0], view_family=view[1])


def _note_done(life: Life) -> None:
    """Steps whose day has passed are done, except those that the story leaves open."""
    plan = _current(life)
    if plan.state != FamilyPlan.State.IN_FORCE:
        return
    past = Action.objects.filter(goal__part__plan=plan, done_on__isnull=True, due_on__lt=life.today).order_by("due_on")
    actions = list(past)
    for action in actions[: len(actions) - int(life.told.get("undone", 0))]:
        mark_done(life.actor(max(1, (life.today - (action.due_on or life.today)).days), 15), action.pk, done=True)
