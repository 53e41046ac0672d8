"""Who may find what. Every search goes through here; nothing else reads the index for a person."""

from django.db.models import Q, QuerySet

from luukku.core.actor import Actor, SystemActor
from luukku.search.models import Document


def findable_documents(actor: Actor) -> QuerySet[Document]:
    """What the public may find; for somebody at work also what workers, and workers of their organisation, may.

    What was over before the actor's day is found no more. The operator's own commands find everything.
    """
    if isinstance(actor, SystemActor):
        return Document.objects.all()
    audience = Q(audience=Document.Audience.PUBLIC)
    if actor.user_id is not None and actor.organisation_id is not None and actor.roles:
        audience |= Q(audience=Document.Audience.STAFF)
        audience |= Q(audience=Document.Audience.ORGANISATIONS, organisations__contains=[actor.organisation_id])
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=actor.day)
    return Document.objects.filter(audience, not_over)
