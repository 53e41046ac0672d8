"""An item of the toolkit that is out, its next version waiting for approval, and an item that is being written."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from luukku.accounts.tests.factories import Worker
from luukku.files.tests.factories import a_picture, an_upload
from luukku.toolkit.exchange.xliff import Version
from luukku.toolkit.models import CheckedLink
from luukku.toolkit.services import drafts, exchanging, items, memory, reviewing, translations
from luukku.toolkit.services.translations import Told
from luukku.toolkit.tests import factories as make


def put(writer: Worker, approver: Worker, at: datetime) -> Mapping[str, UUID | str]:
    """The ids that the toolkit's doors need. The writer's and the approver's organisation owns everything."""
    first = make.a_draft(writer, "Kysy aina [tulkkia](https://example.org/tulkki).", at=at, title="Tulkin kanssa")
    reviewing.submit(writer.as_actor(at), first.pk)
    item = reviewing.approve(approver.as_actor(at), first.pk).item
    waiting = make.write(writer, drafts.start_version(writer.as_actor(at), item.pk), {}, at=at, summary="Uusin sanoin.")
    comment = reviewing.comment(approver.as_actor(at), waiting.pk, text="Lyhennä tätä.")
    reviewing.submit(writer.as_actor(at), waiting.pk)
    draft = make.a_draft(writer, "Kesken.", at=at, title="Kesken oleva")
    file = items.add_file(writer.as_actor(at), item.pk, upload=an_upload(), title="Lomake", alt="", language="fi")
    drawn = an_upload(a_picture(), "tuolit.jpg")
    picture = items.add_file(writer.as_actor(at), item.pk, upload=drawn, title="Tuolit", alt="Tuolit", language="")
    translations.save_block(writer.as_actor(at), item.pk, "sv", Told("title", {"text": "Med tolk"}))
    with transaction.atomic():
        content = exchanging.export(writer.as_actor(at), item.pk, "sv", Version.V2)
    brought = exchanging.bring(writer.as_actor(at), item.pk, "sv", content, name="tolk.xlf")
    archived = make.a_draft(writer, "Vanha.", at=at, title="Vanha työkalu")
    items.archive(writer.as_actor(at), archived.item_id, note="Vanha.")
    return {
        "item_language": "sv",
        "item_block": "title",
        "item_link": CheckedLink.objects.get().pk,
        "item_term": memory.add_term(writer.as_actor(at), term="tulkki", language="sv", translation="tolk").pk,
        "item": item.pk,
        "item_version": first.pk,
        "item_waiting": waiting.pk,
        "item_comment": comment.pk,
        "item_file": file.pk,
        "item_brought": brought.pk,
        "item_picture": picture.pk,
        "item_draft": draft.item_id,
        "item_draft_version": draft.pk,
        "item_archived": archived.item_id,
    }
