"""What each child was asked about before the plan is offered, and the place in early education that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, PlanPart, Topic
from luukku.plans.rules import childhood
from luukku.plans.services import clocks
from luukku.plans.services.texts import lock_part
from luukku.plans.services.transitions import lock_plan
from luukku.plans.services.translations import UNWRITTEN, Translator, Wording, note_translation


@dataclass(frozen=True, slots=True)
class Note:
    """What was said about one topic. Without text the topic has not been asked yet."""

    text: str = ""
    text_family: str = ""
    is_not_now: bool = False
    place_from: date | None = None
    is_sudden: bool = False


FIELDS = ("text", "text_family", "is_not_now", "place_from", "is_sudden")


@transaction.atomic
def note_topics(
    actor: Actor, part_id: UUID, *, version: int, notes: Mapping[str, Note], translator: Translator | None = None
) -> PlanPart:
    """Write down what was agreed about a child's days, topic by topic, or why one is left for later.

    Args:
        version: of the part's topics, as the writer saw them.
        notes: by kind of topic; a kind that is not among them stays as it is.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft, the part is not a child's, or a place begins with nothing said.
        Conflict: somebody saved the same topics meanwhile.
    """
    part = lock_part(actor, part_id)
    if part.kind != PlanPart.Kind.CHILD:
        raise RuleViolation(_("These things are asked about children."))
    kept = {topic.kind: topic for topic in part.topics.all()}
    _ensure_unchanged(part, version, kept, notes)
    for kind, note in notes.items():
        _write(actor, part, kept.get(kind), kind, note, translator)
    part.topics_version += 1
    part.save(update_fields=["topics_version", "updated_at"])
    trail.record(actor, "plan.topics_noted", part, case=part.plan.case_id, topics=sorted(notes))
    return part


def unasked_of(plan: FamilyPlan, day: date) -> dict[UUID, tuple[childhood.Asked, ...]]:
    """By child, what has neither been talked about nor been left for later."""
    found = {}
    parts = PlanPart.objects.filter(plan=plan, kind=PlanPart.Kind.CHILD).select_related("person")
    for part in parts.prefetch_related("topics", "words"):
        if part.person is None:
            continue
        told = [topic.kind for topic in part.topics.all()]
        has_words = any(words.person_id == part.person_id for words in part.words.all())
        found[part.person.pk] = childhood.unasked(part.person.birth_on, day, told, has_own_words=has_words)
    return found


@transaction.atomic
def note_applied(actor: Actor, topic_id: UUID, *, applied_on: date) -> Topic:
    """Note the day on which a place in early education was applied for; its clock stops.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: no place is wished for, or the day has not come yet.
    """
    plan_id = ensure_found(Topic.objects.filter(pk=topic_id).values_list("part__plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    topic = Topic.objects.select_related("part").get(pk=topic_id)
    if topic.place_from is None:
        raise RuleViolation(_("No place in early education is wished for here."))
    if applied_on > actor.day:
        raise RuleViolation(_("This day has not come yet."), field="applied_on")
    topic.applied_on = applied_on
    topic.save(update_fields=["applied_on", "updated_at"])
    clocks.place_settled(actor, plan.case, topic)
    trail.record(actor, "plan.place_applied_for", topic, case=plan.case_id)
    return topic


def _ensure_unchanged(part: PlanPart, version: int, kept: Mapping[str, Topic], notes: Mapping[str, Note]) -> None:
    if part.topics_version == version:
        return
    differing = [
        FieldConflict(label=Topic.Kind(kind).label, theirs=_shown(kept.get(kind)), yours=note.text)
        for kind, note in notes.items()
        if _values(kept.get(kind)) != _values(note)
    ]
    if differing:
        raise Conflict(part.topics_version, differing)


def _values(told: Topic | Note | None) -> tuple[Any, ...]:
    return tuple(getattr(told or Note(), name) for name in FIELDS)


def _shown(topic: Topic | None) -> str:
    return topic.text if topic else ""


def _write(
    actor: Actor, part: PlanPart, topic: Topic | None, kind: str, note: Note, translator: Translator | None
) -> None:
    was = Wording.of(topic, "text") if topic else UNWRITTEN
    if not note.text.strip():
        if note.place_from:
            raise RuleViolation(_("Write what was agreed about early education too."), field=f"{kind}_text")
        if topic is not None:
            if topic.place_from is not None:
                clocks.place_settled(actor, part.plan.case, topic)
            topic.delete()
        return
    topic = topic or Topic(part=part, kind=kind)
    had_place = topic.place_from
    for name in FIELDS:
        setattr(topic, name, getattr(note, name))
    if note.is_not_now:
        topic.place_from, topic.is_sudden = None, False
    topic.full_clean()
    topic.save()
    note_translation(actor, part.plan, (topic.pk, "text"), Wording.of(topic, "text"), was=was, by=translator)
    if topic.place_from != had_place or topic.place_from is not None:
        clocks.place_wished(actor, part.plan.case, topic)
