"""Our answers to apps below: the index is made anew from everything that is published."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from luukku.directory.services import indexing
from luukku.search.events import everything_asked
from luukku.search.services import NewDocument


@receiver(everything_asked, dispatch_uid="directory.tell_everything")
def tell_everything(sender: Any, **_more: Any) -> Iterable[NewDocument]:
    return indexing.everything()
