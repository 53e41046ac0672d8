"""What the law asks a plan to tell beside its texts: how long it is meant for, its sources, and who wrote it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import Author, FamilyPlan
from luukku.plans.services.transitions import lock_draft
from luukku.plans.services.translations import Translator, Wording, note_translation
from luukku.plans.services.versions import ensure_unchanged, save_next


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """Somebody who took part in writing, and how to reach them at work."""

    name: str
    function: str = ""
    organisation: str = ""
    contact: str = ""


@transaction.atomic
def change_particulars(
    actor: Actor,
    plan_id: UUID,
    *,
    version: int,
    lasts_until: date | None,
    sources: str,
    sources_family: str,
    translator: Translator | None = None,
) -> FamilyPlan:
    """Write down how long the plan is meant to last and where its contents come from.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft, or the last day has passed.
        Conflict: somebody saved the same things meanwhile.
    """
    plan = lock_draft(actor, plan_id)
    if lasts_until is not None and lasts_until <= actor.day:
        raise RuleViolation(_("Choose a day that is still to come."), field="lasts_until")
    written = {"lasts_until": lasts_until, "sources": sources, "sources_family": sources_family}
    ensure_unchanged(plan, version, written)
    was = Wording.of(plan, "sources")
    save_next(plan, written)
    note_translation(actor, plan, (plan.pk, "sources"), Wording.of(plan, "sources"), was=was, by=translator)
    trail.record(actor, "plan.particulars_changed", plan, case=plan.case_id)
    return plan


@transaction.atomic
def add_author(actor: Actor, plan_id: UUID, *, facts: AuthorFacts) -> Author:
    """Tell in the plan that somebody took part in writing it.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft.
    """
    plan = lock_draft(actor, plan_id)
    latest: int | None = plan.authors.aggregate(latest=Max("position"))["latest"]
    author = Author(
        plan=plan, name=facts.name, function=facts.function, organisation=facts.organisation, contact=facts.contact,
        position=0 if latest is None else latest + 1,
    )  # fmt: skip
    author.full_clean()
    author.save()
    trail.record(actor, "plan.author_added", author, case=plan.case_id)
    return author


@transaction.atomic
def remove_author(actor: Actor, author_id: UUID) -> FamilyPlan:
    """Take somebody out of the plan's authors. Refuses as `add_author` does."""
    plan_id = ensure_found(Author.objects.filter(pk=author_id).values_list("plan_id", flat=True).first())
    plan = lock_draft(actor, plan_id)
    author = Author.objects.get(pk=author_id)
    trail.record(actor, "plan.author_removed", author, case=plan.case_id)
    author.delete()
    return plan
