"""One move of a region: all of it in one transaction, so that a stop leaves everything as it was.

Trying it out is the same, undone at the end: what it tells is what a real move would do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from luukku.accounts.models import Organisation, Unit, User
from luukku.audit import trail
from luukku.core.actor import Actor, Role, SystemActor
from luukku.directory.models import Activity, Channel, ImportChange, Source
from luukku.directory.ptv.records import Record
from luukku.directory.services.applying import Applier, Outcome
from luukku.moving.integreat.gathering import path_of
from luukku.moving.integreat.records import Note, Region
from luukku.moving.models import MovedPage
from luukku.moving.services import entries
from luukku.moving.services.pages import Keeper, PageMover
from luukku.toolkit.services.items import Owner

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Moved:
    """What a move did, or would do.

    Attributes:
        counts: of each kind how many were new, changed, the same, archived, kept as they are here, or failed.
    """

    region: str
    own_language: str
    languages: list[str]
    is_dry: bool
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: list[ImportChange] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def mover(organisation_id: UUID) -> Actor:
    """The operator's command, writing for one organisation as those who write there; nobody's name stands under it."""
    return replace(SystemActor.now(), organisation_id=organisation_id, roles=frozenset({Role.CASEWORKER}))


def move(actor: Actor, region: Region, keeper: Keeper, *, is_dry: bool = False, note: Progress | None = None) -> Moved:
    """Bring a region's pages, places and events in, or up to date.

    Args:
        note: called with what is done, how many of it are done, and how many there are.
    """
    tell: Progress = note or (lambda _what, _done, _of: None)
    outcome = Outcome()
    with transaction.atomic():
        _one_at_a_time(keeper)
        places = _entries(actor, region, keeper, outcome, tell)
        pages = PageMover(actor, region, keeper, outcome, places, note=lambda done, of: tell("pages", done, of))
        pages.run()
        trail.record(actor, "moving.moved", chain=keeper.organisation_id, dry=is_dry, pages=len(region.pages))
        transaction.set_rollback(is_dry)
    counts = {kind: dict(counted) for kind, counted in outcome.counts.items()}
    languages = list(region.languages.values())
    return Moved(region.slug, region.own_language, languages, is_dry, counts, outcome.changes, region.notes)


def _one_at_a_time(keeper: Keeper) -> None:
    """Let a second move to the same organisation wait; what refers to the organisation is not held up."""
    Organisation.objects.select_for_update(no_key=True).get(pk=keeper.organisation_id)


def _entries(actor: Actor, region: Region, keeper: Keeper, outcome: Outcome, tell: Progress) -> dict[str, UUID]:
    """Places and events into the directory. Returns the places by the paths that they had."""
    applier = Applier(
        at=actor.at, source=Source.INTEGREAT, keeper=keeper.organisation_id, is_shown=False,
    )  # fmt: skip
    places: list[Record] = [told for one in region.places for told in entries.safe_place(one, region.slug)]
    events: list[Record] = [entries.safe_event(one, region.slug) for one in region.events]
    for what, records in (("places", places), ("events", events)):
        done = applier.apply(records)
        _add(outcome, done)
        tell(what, len(records), len(records))
    for kind, name, model in (("place", "channel", Channel), ("event", "activity", Activity)):
        numbers = region.told.get(kind)
        if numbers is not None:
            seen = {f"{region.slug}/{number}" for number in numbers}
            applier.archive_missing(model, name, seen, outcome, prefix=f"{region.slug}/")
    rows = Channel.objects.filter(source=Source.INTEGREAT, source_id__startswith=f"{region.slug}/")
    ids = dict(rows.values_list("source_id", "pk"))
    return {
        path_of(row): ids[f"{region.slug}/{one.number}"]
        for one in region.places
        if f"{region.slug}/{one.number}" in ids
        for told in one.rows.values()
        for row in told
    }


def _add(outcome: Outcome, more: Outcome) -> None:
    for kind, counted in more.counts.items():
        outcome.counts[kind].update(counted)
    outcome.changes += more.changes


class NoKeeperError(ValueError):
    """Nobody answers for what would be moved; the message says what to choose from."""


def keeper_named(organisation: str, unit: str, role: str, email: str, *, review_months: int = 12) -> Keeper:
    """Who answers here, as the operator named them.

    Args:
        organisation: its name, its official code or its code in addresses; may be empty when there is only one.
        unit: its Finnish name; may be empty when the organisation has only one.

    Raises:
        NoKeeperError: there is no such organisation, unit or person, or several.
    """
    found = organisation_named(organisation)
    units = list(Unit.objects.filter(organisation=found).order_by("name_fi"))
    chosen = [one for one in units if one.name_fi == unit] if unit else units
    if (unit and not chosen) or len(chosen) > 1:
        names = ", ".join(one.name_fi for one in units[:20])
        msg = f"choose the unit with --unit: {names}"
        raise NoKeeperError(msg)
    person = User.objects.filter(email__iexact=email).first() if email else None
    if email and person is None:
        msg = f"nobody here has the address {email}"
        raise NoKeeperError(msg)
    owner = Owner(role, person.pk if person else None)
    return Keeper(found.pk, chosen[0].pk if chosen else None, owner, review_months)


def only_region(organisation_id: UUID) -> str:
    """The region that was moved to an organisation before: files of translation offices do not name theirs.

    Raises:
        NoKeeperError: there is none, or there are several.
    """
    found = list(
        MovedPage.objects.filter(organisation=organisation_id).values_list("region", flat=True).distinct()[:20]
    )
    if len(found) == 1:
        return found[0]
    msg = f"choose the region with --region: {', '.join(sorted(found)) or 'none was moved here yet'}"
    raise NoKeeperError(msg)


def organisation_named(told: str) -> Organisation:
    """An organisation by its name, its official code or its code in addresses; the only one when nothing is told.

    Raises:
        NoKeeperError: there is none, or there are several.
    """
    every = Organisation.objects.order_by("name_fi")
    found = [one for one in every if not told or told in (one.name_fi, one.official_code, one.code)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name_fi for one in every[:20])
    msg = f"choose the organisation with --organisation: {names}"
    raise NoKeeperError(msg)
