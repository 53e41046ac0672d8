"""A worker's dates in their own calendar: a secret address, its days, and how it is taken back."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from luukku.accounts.actors import actor_for
from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import CalendarFeed, Deadline
from luukku.casework.services._cases import user_of, workplace_of
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import ensure

AHEAD = timedelta(days=366)
BACK = timedelta(days=60)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class FeedDay:
    """One date as the calendar shows it: when, about what kind of thing, and the page that tells the rest."""

    id: UUID
    on: date
    rule: str
    case_id: UUID


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What one address shows at one moment, in its owner's language."""

    language: str
    organisation: Organisation
    days: list[FeedDay]


@transaction.atomic
def open_feed(actor: Actor) -> str:
    """Make the actor's own calendar address at this workplace; an earlier one stops working.

    Returns:
        The secret, which is shown once and kept nowhere.

    Raises:
        PermissionDenied: the actor does not work with families here.
    """
    ensure(actor.has(policies.WORKERS))
    _revoke(actor)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed(user_id=user_of(actor), organisation_id=workplace_of(actor), token_hash=_hash(token))
    feed.full_clean()
    feed.save()

    trail.record(actor, "calendar.opened", feed)
    return token


@transaction.atomic
def revoke_feed(actor: Actor) -> bool:
    """Let the own address stop working at once. Returns whether there was one."""
    revoked = _revoke(actor)
    if revoked:
        trail.record(actor, "calendar.revoked")
    return revoked


@transaction.atomic
def read_feed(system: SystemActor, token: str) -> FeedContent | None:
    """What an address shows now, by the rights that its owner has at this moment; None when it shows nothing.

    Raises:
        PermissionDenied: not asked by the system on behalf of an address.
    """
    ensure(isinstance(system, SystemActor))
    feed = CalendarFeed.objects.open().filter(token_hash=_hash(token)).select_related("user", "organisation").first()
    if feed is None:
        return None
    actor = actor_for(feed.user, feed.organisation, system.at)
    if actor is None or not actor.has(policies.WORKERS):
        return None
    days = _days(actor)
    trail.record(actor, "calendar.read", feed, cases=sorted({one.case_id for one in days}))
    return FeedContent(feed.user.language, feed.organisation, days)


def _days(actor: Actor) -> list[FeedDay]:
    coming = (
        policies.own_deadlines(actor)
        .running()
        .filter(is_paused=False, due_on__gte=actor.day - BACK, due_on__lte=actor.day + AHEAD)
    )
    rows: list[Deadline] = list(coming.order_by("due_on", "pk"))
    return [FeedDay(row.pk, row.due_on, row.rule, row.case_id) for row in rows]


def _revoke(actor: Actor) -> bool:
    open_ones = policies.own_feed(actor).select_for_update(of=("self",))
    return bool(open_ones.update(revoked_at=actor.at))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
