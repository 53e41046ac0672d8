"""Adding ready goals to an adult's part, to be adapted there."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.plans.models import Goal, TextTranslation
from luukku.plans.rules.content import Text
from luukku.plans.services.actions import Doer, add_action
from luukku.plans.services.texts import add_goal, lock_part
from luukku.plans.services.translations import Translator

READY = Translator(TextTranslation.Maker.READY)


class Ready(Protocol):
    """A goal with its steps: who does each ("self" or "worker") and what."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def steps(self) -> tuple[tuple[str, Text], ...]: ...


@transaction.atomic
def add_suggestions(actor: Actor, part_id: UUID, *, chosen: Iterable[Ready]) -> list[Goal]:
    """Add the chosen goals with their steps; their translations are noted as ready words, and so as drafts.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft.
    """
    part = lock_part(actor, part_id)
    goals = []
    for one in chosen:
        title = one.title
        goal = add_goal(actor, part.pk, title=title.worker, title_family=title.family, translator=READY)
        for doer, what in one.steps:
            who = Doer(person_id=part.person_id) if doer == "self" else Doer(worker_id=ensure_found(actor.user_id))
            add_action(actor, goal.pk, doer=who, what=what.worker, what_family=what.family, translator=READY)
        trail.record(actor, "plan.goal_suggested", goal, case=part.plan.case_id, suggestion=one.code)
        goals.append(goal)
    return goals
