"""Where families read of an entry that a worker looks at."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from luukku.accounts.places import outside_url


def public_url(kind: str, published: QuerySet[Any], pk: UUID) -> str:
    """The address of an entry's public page in the reader's language; empty while nobody else may read it.

    Args:
        kind: "place" or "service", as the public site names its pages.
        published: the entries of the kind that families may read.
    """
    return outside_url(f"portal:{kind}", get_language() or "fi", pk) if published.filter(pk=pk).exists() else ""
