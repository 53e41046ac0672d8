"""The field's words as documents of their own: what "home-care allowance" is called in the other languages.

They come with the code and not from a person who publishes: the index takes them in anew whenever they have changed.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Final

from django.db import transaction

from luukku.core.actor import SystemActor
from luukku.language import glossary, wording
from luukku.language.glossary import Concept
from luukku.search.models import Document, Extent
from luukku.search.rules.documents import NewDocument
from luukku.search.services.indexing import index_documents

TERM: Final = "term"
WEIGHT: Final = 0.9
"""A word leads on to something better, so services and materials that are found as well stand before it."""


def documents() -> Iterator[NewDocument]:
    """Every concept in every language in which it has a name."""
    for concept in glossary.concepts():
        for language, names in concept.names.items():
            yield NewDocument(
                type=TERM,
                source_id=concept.slug,
                language=language,
                title=names[0],
                summary=", ".join([*names[1:], *_in_finnish(concept, language)]),
                url=f"/find/words/{concept.slug}/",
                factor=WEIGHT,
            )


def are_outdated() -> bool:
    """Whether the index has other words than the glossary has now."""
    return not Extent.objects.filter(glossary=_fingerprint()).exists()


@transaction.atomic
def take_in(actor: SystemActor) -> int:
    """Bring the index up to the glossary. Returns how many documents that are."""
    told = {(one.source_id, one.language): one for one in documents()}
    rows = Document.objects.filter(type=TERM)
    gone = [pk for pk, *key in rows.values_list("pk", "source_id", "language") if tuple(key) not in told]
    rows.filter(pk__in=gone).delete()
    count = index_documents(told.values(), terms_of=wording.terms_with_much_memory)
    note_taken_in(actor)
    return count


def note_taken_in(actor: SystemActor) -> None:
    """Remember which words the index has now."""
    known, _is_new = Extent.objects.get_or_create(
        pk=1, defaults={"documents": 0, "mean_length": 1.0, "counted_at": actor.at}
    )
    known.glossary = _fingerprint()
    known.save(update_fields=["glossary"])


def _in_finnish(concept: Concept, language: str) -> list[str]:
    """What to say in Finnish, for whoever reads another language."""
    return [] if language == "fi" or "fi" not in concept.names else [concept.names["fi"][0]]


@cache
def _fingerprint() -> str:
    told = "\n".join(f"{one.code} {sorted(one.names.items())}" for one in glossary.concepts())
    return hashlib.sha256(told.encode()).hexdigest()
