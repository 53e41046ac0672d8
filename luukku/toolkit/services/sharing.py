"""Items that travel in packages: told whole, and taken in beside what stands here, never over it.

An item, its blocks and its files keep their ids wherever they go, so that what leads to them still does. Cards and
contacts stay at home: they belong to one place. Translations do not travel yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, start_of_day
from luukku.core.days import add_months
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.files import services as files
from luukku.files.kinds import Kind as FileKind
from luukku.files.kinds import Unfit
from luukku.files.names import clean_name
from luukku.files.travelling import steady
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.models import ItemFile, ItemVersion, Ownership, Review, ToolkitItem
from luukku.toolkit.rules.blocks import CARDS, Block, Kind, as_data, faults, from_data, gaps
from luukku.toolkit.services import embedding, indexing, link_uses
from luukku.toolkit.services.drafts import FAULTS, content_hash
from luukku.toolkit.services.importing import bring_to_its_state
from luukku.toolkit.services.transitions import move_version
from luukku.toolkit.services.using import marks_of_people

FACTS = ("kind", "audience", "sectors", "themes", "age_groups", "law_references", "review_months")
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands here under an item's id.

    Attributes:
        is_same: the version that was asked for is or was out here and says the same.
        is_untouched: it came in a package and nobody here has written in it.
    """

    version: int
    is_same: bool
    is_own: bool
    is_untouched: bool
    body: Body


def tell(version: ItemVersion, *, with_files: bool = True) -> tuple[dict[str, Any], dict[str, bytes]]:
    """All that travels of an item that is out, and its attachments by their SHA-256.

    Raises:
        RuleViolation: an attachment can't travel.
    """
    item = version.item
    told, contents = [], {}
    for row in sorted(_travelling(version), key=lambda one: str(one.pk)):
        kind = FileKind(row.file.kind)
        try:
            content = steady(kind, files.read(row.file).content) if with_files else b""
        except Unfit as unfit:
            raise RuleViolation(_("The file “%(name)s” can't travel. Take it away.") % {"name": row.title}) from unfit
        digest = files.digest(content)
        contents[digest] = content
        name = clean_name(row.file.name, FileKind.PNG if row.is_picture else kind)
        told.append(
            {"id": str(row.pk), "title": row.title, "alt": row.alt, "language": row.language, "name": name,
             "sha256": digest}
        )  # fmt: skip
    edited_on = item.edited_on or ensure_found(version.published_at).astimezone(HELSINKI).date()
    body = {
        "language": item.source_language, "title": version.title, "summary": version.summary,
        **{name: getattr(item, name) for name in FACTS},
        "origin": item.origin or item.organisation.name_fi, "edited_on": edited_on.isoformat(),
        "blocks": _blocks(version), "files": told,
    }  # fmt: skip
    return body, contents


def stands(actor: Actor, item_id: UUID, number: int, body: Body) -> Standing | None:
    """What stands here under the id of an item that came, beside the version that came; None when nothing does."""
    item = ToolkitItem.objects.filter(pk=item_id).select_related("organisation").first()
    if item is None:
        return None
    versions = list(item.versions.all())
    newest = next((one for one in versions if one.state == ItemVersion.State.PUBLISHED), versions[0])
    newest.item = item
    is_same = any(
        one.number == number and not one.is_open and _words(_blocks(one), one) == _words(body["blocks"], body)
        for one in versions
    )
    is_written = any(one.author_id or one.is_open for one in versions) or item.record_version > 1
    is_untouched = bool(item.origin) and item.is_out and not is_written
    told = tell(newest, with_files=False)[0] if not newest.is_open else {}
    return Standing(newest.number, is_same, policies.may_edit(actor, item), is_untouched, told)


def is_here(item_id: UUID) -> bool:
    return ToolkitItem.objects.filter(pk=item_id).exists()


@transaction.atomic
def take_in_shared(
    actor: Actor, item_id: UUID, number: int, body: Body, contents: Mapping[str, bytes], *, as_fork: bool = False
) -> ToolkitItem:
    """Keep an item that came in a package: as a new one, or as the next version of one that nobody changed here.

    Args:
        as_fork: another wording stands here under its id: its files get ids of their own, too.

    Raises:
        PermissionDenied: the actor does not write here, or the item is another organisation's.
        RuleViolation: something in it can't be kept.
        ValidationError: a choice that we do not know.
    """
    ensure(policies.may_write(actor))
    item = ToolkitItem.objects.select_for_update(of=("self",)).filter(pk=item_id).first()
    if item is None:
        item = ToolkitItem(pk=item_id, organisation_id=actor.organisation_key)
    ensure(item.organisation_id == actor.organisation_key)
    is_new = item._state.adding
    _tell_facts(item, body)
    if languages.find(item.source_language) is None:
        raise RuleViolation(_("The text is in a language that we do not know."))
    item.full_clean()
    item.save()
    if is_new:
        _own(actor, item, date.fromisoformat(body["edited_on"]))
    ids = {one["id"]: uuid5(item.pk, one["id"]) if as_fork else UUID(one["id"]) for one in body["files"]}
    _keep_files(actor, item, body["files"], contents, ids)
    _publish(item, number, body, ids)
    bring_to_its_state(item, actor.day)
    indexing.index(item)
    trail.record(actor, "toolkit.taken_in", item, version=number)
    return item


def marks_in(version: ItemVersion) -> list[str]:
    """What of a text that is out could lead to a person: addresses, identity codes, long numbers."""
    body, _contents = tell(version, with_files=False)
    said = [body["title"], body["summary"], body["origin"]]
    said += [text for block in body["blocks"] for text in (block["text"], block["alt"], block["url"])]
    said += [text for row in body["files"] for text in (row["title"], row["alt"], row["name"])]
    return [mark for text in said for mark in marks_of_people(text)]


def _tell_facts(item: ToolkitItem, body: Body) -> None:
    for name in FACTS:
        setattr(item, name, body[name])
    edited_on = date.fromisoformat(body["edited_on"])
    item.source_language, item.origin = body["language"], body["origin"]
    item.origin_on = item.edited_on = edited_on
    item.review_on = add_months(edited_on, item.review_months)


def _own(actor: Actor, item: ToolkitItem, edited_on: date) -> None:
    role = str(_("Looks after what was brought in"))
    Ownership(item=item, role=role, person_id=actor.user_id, starts_on=actor.day).save()
    Review(item=item, outcome=Review.Outcome.EDITED, reviewed_on=edited_on, next_on=item.review_on).save()


def _keep_files(
    actor: Actor, item: ToolkitItem, told: list[dict[str, str]], contents: Mapping[str, bytes], ids: Mapping[str, UUID]
) -> None:
    """Attachments, looked into like every file from outside; what no text shows any more goes."""
    known = {row.pk: row for row in item.files.select_related("file")}
    for one in told:
        if ids[one["id"]] in known:
            continue
        kept = files.keep(actor, SimpleUploadedFile(one["name"], contents[one["sha256"]]))
        if kept.sha256 != one["sha256"]:
            raise RuleViolation(_("An attachment is not as it was packed. Ask for the package anew."))
        row = ItemFile(
            pk=ids[one["id"]], item=item, file=kept, title=one["title"], alt=one["alt"], language=one["language"]
        )
        if row.is_picture and (copy := files.keep_smaller(actor, kept)) is not None:
            row.shown, row.width, row.height = copy
        row.full_clean()
        row.save(force_insert=True)


def _publish(item: ToolkitItem, number: int, body: Body, ids: Mapping[str, UUID]) -> None:
    """The words that came, as the version that is out."""
    blocks = [_led(one, ids) for one in _read(body["blocks"])]
    wrong = [*faults(blocks), *gaps(blocks)]
    if wrong:
        raise RuleViolation(FAULTS[wrong[0][1]])
    embedding.ensure_no_circle(item, blocks)
    for old in item.versions.select_for_update().published():
        move_version(old, ItemVersion.State.SUPERSEDED)
        old.save()
    version = ItemVersion(item=item, number=number, title=body["title"], summary=body["summary"], author=None)
    version.blocks = as_data(embedding.with_own_pictures(item, blocks))
    for state in (ItemVersion.State.IN_REVIEW, ItemVersion.State.APPROVED, ItemVersion.State.PUBLISHED):
        move_version(version, state)
    version.published_at = start_of_day(date.fromisoformat(body["edited_on"]))
    version.content_hash = content_hash(version)
    version.full_clean()
    version.save()
    link_uses.note(version)


def _read(told: list[dict[str, Any]]) -> list[Block]:
    try:
        blocks = from_data(told)
    except ValueError as error:
        raise RuleViolation(_("There is a kind of block in it that we do not know.")) from error
    if any(block.kind in CARDS for block in blocks):
        raise RuleViolation(_("There is a kind of block in it that we do not know."))
    return blocks


def _led(block: Block, ids: Mapping[str, UUID]) -> Block:
    return replace(block, ref=str(ids.get(block.ref, block.ref))) if block.kind is Kind.PICTURE else block


def _blocks(version: ItemVersion) -> list[dict[str, Any]]:
    """Blocks with every field, cards and contacts left out."""
    return [
        {
            "id": one.id, "kind": one.kind.value, "text": one.text, "level": one.level, "tone": one.tone,
            "url": one.url, "ref": one.ref, "alt": one.alt, "law": one.law,
        }
        for one in version.content
        if one.kind not in CARDS
    ]  # fmt: skip


def _travelling(version: ItemVersion) -> list[ItemFile]:
    """Files that the text shows, and those that stand beside it; not what only earlier versions show."""
    shown = {one.ref for one in version.content if one.kind is Kind.PICTURE}
    others = [one for one in version.item.versions.all() if one.pk != version.pk]
    earlier = {block.ref for one in others for block in one.content if block.kind is Kind.PICTURE}
    rows = version.item.files.select_related("file")
    return [row for row in rows if str(row.pk) in shown or str(row.pk) not in earlier]


def _words(blocks: list[dict[str, Any]], told: ItemVersion | Body) -> list[Any]:
    title = told.title if isinstance(told, ItemVersion) else told["title"]
    summary = told.summary if isinstance(told, ItemVersion) else told["summary"]
    return [title, summary, blocks]
