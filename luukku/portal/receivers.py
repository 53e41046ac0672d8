"""Our answers to what the apps below tell."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from luukku.portal.services import publishing
from luukku.search.events import documents_changed


@receiver(documents_changed, dispatch_uid="portal.refresh")
def refresh(*, type: str, source_id: str, **_more: Any) -> None:  # noqa: A002 - the search's own word
    """What is found anew, or no more, is shown anew, or no more, in the same transaction; cards inside pages too."""
    if type == "item":
        publishing.refresh_items([UUID(source_id)])
    elif type in ("service", "activity"):
        publishing.refresh_showing(UUID(source_id))
