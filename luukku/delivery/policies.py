"""Who may see how messages leave."""

from luukku.accounts import policies as accounts_policies
from luukku.core.actor import Actor
from luukku.delivery.models import Message, MessageQuerySet


def messages_looked_after(actor: Actor) -> MessageQuerySet:
    """Messages about the organisation's pages, for its administrator: to count them, not to read to whom."""
    return Message.objects.filter(organisation__in=accounts_policies.administered_organisations(actor))
