"""Who may see what of the public site: everybody what is out; who keeps the site also what readers wrote to them."""

from django.conf import settings

from luukku.accounts.models import Organisation
from luukku.core.actor import Actor, Role
from luukku.portal.models import AccessibilityFeedback, AccessibilityFeedbackQuerySet, Entry, EntryQuerySet
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
