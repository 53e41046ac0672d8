"""Our answers to what the apps below tell."""

from typing import Any

from django.dispatch import receiver

from luukku.portal.services import publishing
from luukku.portal.services.finding import PAGES, id_of
from luukku.search.events import documents_changed


@receiver(documents_changed, dispatch_uid="portal.refresh")
def refresh(*, type: str, source_id: str, **_more: Any) -> None:  # noqa: A002 - the search's own word
    """What is found anew, or no more, is shown anew, or no more, in the same transaction; cards inside pages too."""
    pk = id_of(source_id)
    if pk is None or type not in PAGES:
        return
    if type == "item":
        publishing.refresh_items([pk])
    else:
        publishing.refresh_showing(pk)
