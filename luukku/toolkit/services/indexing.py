"""What the search knows of an item; called in the transaction that publishes."""

from typing import Final

from django.utils import translation

from luukku.core.actor import SystemActor
from luukku.search.services import Audience, NewDocument, remove_document, replace_documents
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.models.items import Audience as For
from luukku.toolkit.models.items import Theme
from luukku.toolkit.rules.marks import plain
from luukku.toolkit.services import reading

TYPE: Final = "item"
WEIGHTS: Final = {ToolkitItem.State.PUBLISHED: 1.0, ToolkitItem.State.DUE: 0.7, ToolkitItem.State.OUTDATED: 0.4}
"""How much an item counts among results: less the longer its review waits. Source: local."""


def index(item: ToolkitItem) -> None:
    """Let the search find the item as it now stands, in every language that is out; or not at all."""
    version = item.versions.published().first() if item.is_out else None
    if version is None:
        forget(item)
        return
    actor = SystemActor.now()
    texts = [reading.text_of(actor, item, version)]
    texts += [reading.text_of(actor, item, version, language) for language in texts[0].languages[1:]]
    replace_documents(TYPE, str(item.pk), [_document(item, text) for text in texts])


def forget(item: ToolkitItem) -> None:
    """Let the search find the item no more."""
    remove_document(TYPE, str(item.pk))


def _document(item: ToolkitItem, text: reading.ShownText) -> NewDocument:
    own = [shown.block for shown in text.blocks if shown.language == text.language]
    with translation.override(text.language if text.language in ("fi", "sv", "en") else "fi"):
        tags = tuple(str(Theme(one).label) for one in item.themes if one in Theme.values)
    return NewDocument(
        type=TYPE,
        source_id=str(item.pk),
        language=text.language,
        title=text.title,
        summary=text.summary,
        text="\n".join(plain(part) for block in own for part in (block.text, block.alt) if part),
        url=f"/toolkit/{item.pk}/?lang={text.language}"
        if text.language != item.source_language
        else f"/toolkit/{item.pk}/",
        tags=tags if text.language in ("fi", "sv", "en") else (),
        audience=Audience.STAFF if item.audience == For.PROFESSIONALS else Audience.PUBLIC,
        published_on=item.edited_on,
        factor=WEIGHTS[ToolkitItem.State(item.state)],
    )
