"""A plan's data with the fields of decree 874/2024, for the use of the national system. We claim no certification.

The fields are explained in docs/plan-export.md. No address and no home municipality is among them. When somebody's
address is protected, what could tell where the family is met is left out as well: the authors' organisation and
contact, and the contacts of other plans.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from luukku.casework import policies as casework
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.plans.models import FamilyPlan, GoalProgress, PlanPart, Review
from luukku.plans.rules.content import ActionContent, AuthorContent, OtherPlanContent, PartContent, PlanContent
from luukku.plans.services import contents, reading

FORMAT = "luukku.family-plan"
FORMAT_VERSION = 1
BASIS = {"act": "681/2023", "decree": "874/2024", "kind": "voluntary family plan"}

HEADER = (
    "plan_id", "version", "state", "date", "lasts_until", "planned_review", "person_id", "person", "part", "record",
    "text", "text_family", "doer", "service", "due", "done", "progress", "note", "source",
)  # fmt: skip


def exported(actor: Actor, plan: FamilyPlan) -> dict[str, Any]:
    """Everything that is exported of one plan, with its reviews, as plain values.

    The caller asks for the right (`policies.exportable_plans`) and records the export.
    """
    rows = list(contents.with_texts(PlanPart.objects.filter(plan=plan)))
    content = contents.content_of(plan, rows)
    people = {part.person.pk: part.person.short_name for part in rows if part.person}
    workers = reading.worker_names({one.doer_worker for one in _actions(content) if one.doer_worker})
    is_protected = bool(casework.protected_among(list(people), actor.day))
    done = {action.pk: action.done_on for part in rows for goal in part.goals.all() for action in goal.actions.all()}
    names = {str(person): name for person, name in people.items()} | workers
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "basis": BASIS,
        "exported_at": actor.at.isoformat(),
        "has_protected_address": is_protected,
        "plan": {
            "id": str(plan.pk),
            "version": plan.number,
            "state": plan.state,
            "seal": plan.content_hash,
            "date": _day(plan.in_force_on or (helsinki_day(plan.offered_at) if plan.offered_at else None)),
            "in_force_from": _day(plan.in_force_on),
            "ended_on": _day(plan.ended_on),
            "lasts_until": _day(plan.lasts_until),
            "planned_review": _day(_coming_review(plan)),
            "languages": [plan.worker_language, plan.family_language],
            "source": plan.sources,
            "authors": [_author(one, is_protected=is_protected) for one in content.authors],
            "parts": [_part(part, people, names, done, is_protected=is_protected) for part in content.parts],
        },
        "reviews": [_review(review, names) for review in _reviews(plan)],
    }


def rows_of(told: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The same as a table: one line for each goal, measure, topic, other plan and reviewed goal (`HEADER`)."""
    plan = told["plan"]
    head = (plan["id"], plan["version"], plan["state"], plan["date"], plan["lasts_until"], plan["planned_review"])
    for part in plan["parts"]:
        who = (part["person_id"], part["person"], part["part"])
        for goal in part["goals"]:
            yield (*head, *who, "goal", goal["text"], goal["text_family"], *[""] * 6, plan["source"])
            for one in goal["measures"]:
                yield (
                    *head, *who, "measure", one["text"], one["text_family"], one["doer"], one["service"], one["due"],
                    one["done"], "", "", plan["source"],
                )  # fmt: skip
        for one in part["topics"]:
            later = "not_now" if one["is_not_now"] else ""
            yield (
                *head, *who, one["topic"], one["text"], one["text_family"], "", "", one["place_from"], "", later, "",
                plan["source"],
            )  # fmt: skip
        for one in part["other_plans"]:
            yield (
                *head, *who, "other_plan", one["says"], "", one["holder"], one["kind"], one["valid_until"], "", "",
                one["fitted"], plan["source"],
            )  # fmt: skip
    for review in told["reviews"]:
        for step in review["progress"]:
            yield (
                *head, "", "", "", "review", step["goal"], "", ", ".join(review["participants"]), "", "",
                review["held_on"], step["progress"], step["note"], review["source"],
            )  # fmt: skip


def _actions(content: PlanContent) -> Iterator[ActionContent]:
    for goal in content.goals:
        yield from goal.actions


def _author(author: AuthorContent, *, is_protected: bool) -> dict[str, str]:
    told = {"name": author.name, "function": author.function, "organisation": "", "contact": ""}
    if is_protected:
        return told
    return told | {"organisation": author.organisation, "contact": author.contact}


def _part(
    part: PartContent,
    people: Mapping[UUID, str],
    names: Mapping[str, str],
    done: Mapping[Any, Any],
    *,
    is_protected: bool,
) -> dict[str, Any]:
    return {
        "part": part.kind,
        "person_id": str(part.person) if part.person else "",
        "person": people.get(part.person, "") if part.person else "",
        "goals": [
            {
                "text": goal.title.worker,
                "text_family": goal.title.family,
                "measures": [_measure(action, names, done) for action in goal.actions],
            }
            for goal in part.goals
        ],
        "topics": [
            {
                "topic": topic.kind,
                "is_not_now": topic.is_not_now,
                "text": topic.text.worker,
                "text_family": topic.text.family,
                "place_from": _day(topic.place_from),
            }
            for topic in part.topics
        ],
        "other_plans": [_other_plan(other, is_protected=is_protected) for other in part.other_plans],
    }


def _measure(action: ActionContent, names: Mapping[str, str], done: Mapping[Any, Any]) -> dict[str, str]:
    doer = str(action.doer_person or action.doer_worker or "")
    return {
        "text": action.what.worker,
        "text_family": action.what.family,
        "doer": names.get(doer, action.doer_other),
        "service": action.service,
        "due": _day(action.due_on),
        "done": _day(done.get(action.ref)),
    }


def _other_plan(other: OtherPlanContent, *, is_protected: bool) -> dict[str, str]:
    return {
        "kind": other.kind,
        "name": other.name,
        "holder": "" if is_protected else other.holder,
        "contact": "" if is_protected else other.contact,
        "valid_from": _day(other.valid_from),
        "valid_until": _day(other.valid_until),
        "says": other.says.worker,
        "fitted": other.fitted.worker,
    }


def _reviews(plan: FamilyPlan) -> list[Review]:
    rows = Review.objects.filter(plan=plan).select_related("held_by").prefetch_related("progress__goal")
    return list(rows.order_by("due_on", "id"))


def _coming_review(plan: FamilyPlan) -> Any:
    coming = reading.coming_review(plan)
    return coming.due_on if coming else None


def _review(review: Review, names: Mapping[str, str]) -> dict[str, Any]:
    present = [names.get(str(person), str(person)) for person in review.present]
    return {
        "due_on": _day(review.due_on),
        "held_on": _day(review.held_on),
        "participants": [*present, *([review.others_present] if review.others_present else [])],
        "language": review.language,
        "interpreter": review.interpreter_mode,
        "results": review.went_well,
        "obstacles": review.was_hard,
        "changes": review.changes,
        "outcome": review.outcome,
        "authors": [review.held_by.name] if review.held_by else [],
        "source": review.sources,
        "progress": [_progress(step) for step in review.progress.all()],
    }


def _progress(step: GoalProgress) -> dict[str, str]:
    return {"goal": step.goal.title, "progress": step.progress, "note": step.note}


def _day(on: Any) -> str:
    return on.isoformat() if on else ""
