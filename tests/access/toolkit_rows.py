"""The toolkit's doors: what is out is read by everybody at work; its own organisation writes."""

from tests.access.cast import Cast
from tests.access.table import EVERYBODY_AT_WORK, LEADERS, NOBODY, Row, posted

ITEM = {"pk": "item"}
WAITING = ITEM | {"version": "item_waiting"}
WRITTEN = {"pk": "item_draft", "version": "item_draft_version"}

LANGUAGE = ITEM | {"language": "item_language"}

WRITERS = LEADERS | {Cast.OTHER_MUNICIPALITY: 404}
"""Whoever works with families or leads in the organisation that owns an item."""

ROWS: dict[str, Row] = {
    "toolkit:items": Row(EVERYBODY_AT_WORK),
    "toolkit:item-new": Row(LEADERS),
    "toolkit:queue": Row(LEADERS),
    "toolkit:law-change": Row(LEADERS),
    "toolkit:item": Row(EVERYBODY_AT_WORK, ITEM),
    "toolkit:facts": Row(WRITERS, ITEM),
    "toolkit:owner": Row(WRITERS, ITEM),
    "toolkit:file-add": Row(WRITERS, ITEM),
    "toolkit:file": Row(EVERYBODY_AT_WORK, ITEM | {"file": "item_file"}),
    "toolkit:picture": Row(EVERYBODY_AT_WORK, ITEM | {"file": "item_picture"}),
    "toolkit:file-remove": Row(posted(WRITERS), ITEM | {"file": "item_file"}, "POST"),
    "toolkit:feedback": Row(posted(EVERYBODY_AT_WORK), ITEM, "POST"),
    "toolkit:feedback-read": Row(posted(WRITERS), ITEM, "POST"),
    "toolkit:figures": Row(EVERYBODY_AT_WORK, ITEM),
    "toolkit:adoption": Row(LEADERS, ITEM),
    "toolkit:reviewed": Row(posted(WRITERS), ITEM, "POST"),
    "toolkit:ask-review": Row(WRITERS, ITEM),
    "toolkit:archive": Row(WRITERS, ITEM),
    "toolkit:take-back": Row(posted(WRITERS), {"pk": "item_archived"}, "POST"),
    "toolkit:links": Row(LEADERS),
    "toolkit:link": Row(WRITERS, {"link": "item_link"}),
    "toolkit:glossary": Row(LEADERS),
    "toolkit:term-remove": Row(posted(WRITERS), {"term": "item_term"}, "POST"),
    "toolkit:languages": Row(WRITERS, ITEM),
    "toolkit:language": Row(WRITERS, LANGUAGE),
    "toolkit:xliff-out": Row(WRITERS, LANGUAGE),
    "toolkit:xliff-in": Row(WRITERS, LANGUAGE),
    "toolkit:xliff-look": Row(WRITERS, LANGUAGE | {"file": "item_brought"}),
    "toolkit:machine": Row(posted(WRITERS), LANGUAGE, "POST"),
    "toolkit:edition-publish": Row(posted(WRITERS), LANGUAGE, "POST"),
    "toolkit:edition-withdraw": Row(posted(WRITERS), LANGUAGE, "POST"),
    "toolkit:block-save": Row(posted(WRITERS, by=422), LANGUAGE | {"block": "item_block"}, "POST"),
    "toolkit:block-review": Row(NOBODY, LANGUAGE | {"block": "item_block"}, "POST"),  # needs what was seen
    "toolkit:still-correct": Row(posted(WRITERS), ITEM | {"block": "item_block"}, "POST"),
    "toolkit:start": Row(posted(WRITERS), ITEM, "POST"),
    "toolkit:versions": Row(EVERYBODY_AT_WORK, ITEM),
    "toolkit:version": Row(EVERYBODY_AT_WORK, ITEM | {"version": "item_version"}),
    "toolkit:compare": Row(EVERYBODY_AT_WORK, ITEM | {"version": "item_version"}),
    "toolkit:edit": Row(WRITERS, WRITTEN),
    "toolkit:preview": Row(WRITERS, WRITTEN, "POST"),
    "toolkit:discard": Row(posted(WRITERS, by=422), WRITTEN, "POST"),
    "toolkit:bring-back": Row(posted(WRITERS, by=422), ITEM | {"version": "item_version"}, "POST"),
    "toolkit:submit": Row(posted(WRITERS), WRITTEN, "POST"),
    "toolkit:comment": Row(posted(WRITERS, by=422), WAITING, "POST"),
    "toolkit:comment-settle": Row(posted(WRITERS), ITEM | {"comment": "item_comment"}, "POST"),
    "toolkit:return": Row(posted(WRITERS), WAITING, "POST"),
    "toolkit:approve": Row(posted(WRITERS, by=422), WAITING, "POST"),
}
