"""Lists of items: with their titles, languages and owners, in as many queries for many as for few."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from luukku.core.actor import Actor
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.models import (
    Feedback,
    ItemVersion,
    Review,
    ToolkitItem,
    ToolkitItemQuerySet,
    TranslationEdition,
)
from luukku.toolkit.rules.states import OPEN_VERSIONS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to show; empty texts ask for nothing."""

    q: str = ""
    kind: str = ""
    audience: str = ""
    theme: str = ""
    sector: str = ""
    age: str = ""
    language: str = ""
    show: str = ""


def named(items: ToolkitItemQuerySet) -> QuerySet[Any]:
    """Items that know title and summary of what is out, or of the newest text."""
    versions = ItemVersion.objects.filter(item=OuterRef("pk"))
    best = versions.exclude(state=ItemVersion.State.SUPERSEDED).order_by("-state", "-number")
    # "published" sorts after "approved", "draft" and "in_review": what is out goes first
    return items.annotate(title=Subquery(best.values("title")[:1]), summary=Subquery(best.values("summary")[:1]))


def items_for(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    """The items of a list, named, in the order of their titles."""
    found = _of_kind(actor, wanted)
    for field, value in (("kind", wanted.kind), ("audience", wanted.audience)):
        if value:
            found = found.filter(**{field: value})
    for field, value in (("themes", wanted.theme), ("sectors", wanted.sector), ("age_groups", wanted.age)):
        if value:
            found = found.filter(**{f"{field}__contains": [value]})
    if wanted.language:
        editions = TranslationEdition.objects.filter(
            version__item=OuterRef("pk"), language=wanted.language, is_withdrawn=False
        )
        found = found.filter(Q(source_language=wanted.language) | Exists(editions))
    rows = named(found)
    if wanted.q:
        rows = rows.filter(Q(title__icontains=wanted.q) | Q(summary__icontains=wanted.q))
    return rows.order_by("title", "pk")


def _of_kind(actor: Actor, wanted: Wanted) -> ToolkitItemQuerySet:
    State = ToolkitItem.State  # noqa: N806 - a class
    own = policies.editable_items(actor)
    if wanted.show == "own":
        return own.exclude(state=State.ARCHIVED)
    if wanted.show == "due":
        return own.filter(state__in=[State.DUE, State.OUTDATED])
    if wanted.show == "drafts":
        return own.filter(versions__state__in=OPEN_VERSIONS)
    if wanted.show == "archived":
        return own.filter(state=State.ARCHIVED)
    if wanted.show == "ownerless":
        return policies.ownerless_items(actor)
    return policies.visible_items(actor).readable()


def languages_of(items: list[ToolkitItem]) -> dict[str, list[str]]:
    """In which languages each item can be read, its own first; by the item's id."""
    rows = TranslationEdition.objects.filter(version__item__in=items, is_withdrawn=False)
    found = {str(item.pk): [item.source_language] for item in items}
    for item_id, language in sorted(set(rows.values_list("version__item_id", "language"))):
        if languages.find(language):
            found[str(item_id)].append(language)
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for somebody in an organisation."""

    to_approve: list[ItemVersion]
    waiting_elsewhere: list[ItemVersion]
    scheduled: list[ItemVersion]
    due: list[ToolkitItem]
    ownerless: list[ToolkitItem]
    with_feedback: list[ToolkitItem]

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.to_approve, self.waiting_elsewhere, self.scheduled, self.due, self.ownerless, self.with_feedback)
        )


def _last_law() -> Subquery:
    """The section whose change asked for the review; nothing when something else did."""
    rows = Review.objects.filter(item=OuterRef("pk")).order_by("-reviewed_on", "-created_at")
    return Subquery(rows.values("law_reference")[:1])


MOST = 100
"""Rows of each part of the queue."""


def queue_of(actor: Actor) -> Queue:
    """What waits for a look: texts to approve, reviews that are due, items that nobody answers for, comments."""
    under_review = policies.open_versions(actor).filter(state=ItemVersion.State.IN_REVIEW)
    waiting = list(under_review.select_related("item", "author").order_by("submitted_at")[:MOST])
    scheduled = policies.open_versions(actor).filter(state=ItemVersion.State.APPROVED)
    own = policies.editable_items(actor)
    due = own.filter(state__in=[ToolkitItem.State.DUE, ToolkitItem.State.OUTDATED])
    unread = Feedback.objects.filter(item=OuterRef("pk"), read_at__isnull=True)
    return Queue(
        to_approve=[one for one in waiting if actor.user_id not in one.writer_ids],
        waiting_elsewhere=[one for one in waiting if actor.user_id in one.writer_ids],
        scheduled=list(scheduled.select_related("item").order_by("publish_at")[:MOST]),
        due=list(named(due.with_owner_on(actor.day)).annotate(law=_last_law()).order_by("review_on", "pk")[:MOST]),
        ownerless=list(named(policies.ownerless_items(actor)).order_by("review_on", "pk")[:MOST]),
        with_feedback=list(named(own.filter(Exists(unread))).order_by("title", "pk")[:MOST]),
    )
