"""Who may see what of the public site: everybody what is out; who keeps the site also what readers wrote to them."""

from django.conf import settings
from django.db.models import Q

from luukku.accounts.models import Organisation
from luukku.core.actor import Actor, Role
from luukku.directory import policies as directory
from luukku.directory.models import Activity, ActivityQuerySet, Service, ServiceQuerySet
from luukku.portal.models import (
    AccessibilityFeedback,
    AccessibilityFeedbackQuerySet,
    DirectoryKind,
    Entry,
    EntryQuerySet,
    PageFeedback,
    PageFeedbackQuerySet,
)
from luukku.toolkit.models import ToolkitItem, ToolkitItemQuerySet
from luukku.toolkit.models.items import Audience

KEEPERS = frozenset({Role.ADMINISTRATOR})
"""Who answers for the public site in the organisation that keeps it."""


def public_entries() -> EntryQuerySet:
    """What everybody may read."""
    return Entry.objects.out()


def changed_entries() -> EntryQuerySet:
    """What everybody may read, and the tombstones of what they no longer may."""
    return Entry.objects.all()


def family_items() -> ToolkitItemQuerySet:
    """Items of the toolkit that are out and written for families."""
    return ToolkitItem.objects.readable().exclude(audience=Audience.PROFESSIONALS)


def keeps_site(actor: Actor) -> bool:
    """Whether the actor answers for the public site. Without a named keeper every administrator does."""
    if not actor.has(KEEPERS):
        return False
    keeper = settings.LUUKKU_PORTAL_KEEPER
    return not keeper or Organisation.objects.filter(pk=actor.organisation_key, code=keeper).exists()


def readable_feedback(actor: Actor) -> AccessibilityFeedbackQuerySet:
    """What readers wrote about accessibility, for whoever keeps the public site."""
    found = AccessibilityFeedback.objects.all()
    return found if keeps_site(actor) else found.none()


def may_read_answers(actor: Actor) -> bool:
    """Whoever keeps up places and services reads what is said about them."""
    return directory.may_write(actor)


def counted_entries(kind: str) -> ActivityQuerySet | ServiceQuerySet:
    """Everything whose public page has been counted, what is archived too: no figure changes when something ends."""
    return Activity.objects.all() if kind == DirectoryKind.PLACE else Service.objects.all()


def own_pages(actor: Actor, kind: str) -> ActivityQuerySet | ServiceQuerySet:
    """Places or services that the actor's organisation keeps up; for whoever keeps the site also what nobody does."""
    if not may_read_answers(actor):
        return counted_entries(kind).none()
    own = Q(organisation=actor.organisation_key)
    return counted_entries(kind).filter(own | Q(organisation__isnull=True) if keeps_site(actor) else own)


def readable_page_feedback(actor: Actor) -> PageFeedbackQuerySet:
    """What readers said about places and services of the actor's organisation."""
    places, services = (own_pages(actor, kind).values("pk") for kind in (DirectoryKind.PLACE, DirectoryKind.SERVICE))
    return PageFeedback.objects.filter(
        Q(kind=DirectoryKind.PLACE, source_id__in=places) | Q(kind=DirectoryKind.SERVICE, source_id__in=services)
    )
