"""Pages of a region as items of the toolkit, which wait for somebody here to read and approve them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from luukku.core.actor import Actor
from luukku.core.days import add_months
from luukku.core.errors import RuleViolation
from luukku.directory.models import ImportChange
from luukku.directory.services.applying import Named, Outcome
from luukku.moving.integreat.prose import TooLongError
from luukku.moving.integreat.records import Note, Page, Region
from luukku.moving.models import MovedPage
from luukku.moving.rules import aligning
from luukku.moving.services import texts
from luukku.moving.services.texts import Addresses, Said
from luukku.toolkit.models import ItemVersion, ToolkitItem
from luukku.toolkit.models.items import Audience, Kind
from luukku.toolkit.rules.blocks import SUMMARY, TITLE, Block
from luukku.toolkit.rules.blocks import units as units_of
from luukku.toolkit.services import drafts, importing, items, reviewing

Change = ImportChange.Change
Difference = dict[str, Any]
SHOWN: Final = 300
ITEM_KINDS: Final = {"page": Kind.MATERIAL, "imprint": Kind.MATERIAL, "offer": Kind.LINK}
CLOSED: Final = (ItemVersion.State.PUBLISHED, ItemVersion.State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who answers here for what is moved over.

    Attributes:
        organisation_id, unit_id: where it belongs; owner: the role, and the person in it if there is one.
        review_months: how soon it is looked at again once it is out.
    """

    organisation_id: UUID
    unit_id: UUID | None
    owner: items.Owner
    review_months: int = 12


@dataclass(slots=True)
class PageMover:
    """Moves the pages of one region in one transaction, which the caller holds.

    Attributes:
        note: called for each page with how many there are.
    """

    actor: Actor
    region: Region
    keeper: Keeper
    outcome: Outcome
    places: Mapping[str, UUID]
    note: Callable[[int, int], None] = lambda _done, _of: None
    known: dict[str, MovedPage] = field(default_factory=dict)
    ids: dict[int, UUID] = field(default_factory=dict)
    rows: dict[int, MovedPage] = field(default_factory=dict)

    def run(self) -> Outcome:
        kept = list(
            MovedPage.objects.of_region(self.keeper.organisation_id, self.region.slug)
            .select_related("item")
            .select_for_update(of=("self",))
        )
        self._recognise(kept)
        addresses = Addresses(self.region, self._item_by_path(kept), self.places)
        for count, page in enumerate(self.region.pages, start=1):
            self._one(page, addresses)
            self.note(count, len(self.region.pages))
        self._archive_missing(kept)
        return self.outcome

    # ------------------------------------------------------------ which is which

    def _recognise(self, kept: Iterable[MovedPage]) -> None:
        """Each page's earlier self: by its id there, else by an address that it had. One row is never two pages."""
        rows = list(kept)
        by_number = {(row.kind, row.number): row for row in rows if row.number}
        by_path = {path: row for row in rows for path in row.paths}
        taken: set[UUID] = set()
        for page in self.region.pages:
            row = by_number.get((page.kind, page.number)) if page.number else None
            row = row or next((by_path[path] for path in sorted(page.paths) if path in by_path), None)
            row = row or (self._by_title(page, rows) if page.is_from_office else None)
            if row is not None and row.pk not in taken:
                taken.add(row.pk)
                self.rows[id(page)] = row
            self.ids[id(page)] = self.rows[id(page)].item_id if id(page) in self.rows else uuid4()

    def _by_title(self, page: Page, rows: Iterable[MovedPage]) -> MovedPage | None:
        """The only page whose present text has the title of the original that the office got."""
        title = page.texts[page.language(self.region.own_language)].title
        by_item = {row.item_id: row for row in rows}
        found = ItemVersion.objects.filter(item__in=by_item, title=title).values_list("item", flat=True).distinct()
        items_found = list(found[:2])
        return by_item[items_found[0]] if len(items_found) == 1 else None

    def _item_by_path(self, kept: Iterable[MovedPage]) -> dict[str, UUID]:
        found = {path: row.item_id for row in kept for path in row.paths if row.gone_at is None}
        return found | {path: self.ids[id(page)] for page in self.region.pages for path in page.paths}

    # ------------------------------------------------------------ one page

    def _one(self, page: Page, addresses: Addresses) -> None:
        named = Named(page.number or min(page.paths, default=""), page.name)
        try:
            with transaction.atomic():
                self._move(page, named, addresses)
        except TooLongError:
            self._fail(page, named, "too_long")
        except RuleViolation as error:
            self._fail(page, named, str(error.message))
        except ValidationError as error:
            self._fail(page, named, "; ".join(error.messages))

    def _fail(self, page: Page, named: Named, why: str) -> None:
        self.outcome.note(page.kind, Change.FAILED, named, [{"field": "", "before": "", "after": why[:SHOWN]}])

    def _move(self, page: Page, named: Named, addresses: Addresses) -> None:
        own = page.language(self.region.own_language)
        said = self._said(page, own, addresses)
        row = self.rows.get(id(page))
        marks = _marks(page, own, said, is_new=row is None)
        if row is not None and row.gone_at is None and all(row.marks.get(name) == mark for name, mark in marks.items()):
            self.outcome.counts[page.kind]["same"] += 1
            self._see(row, page)
            return
        for one in said.values():
            self._note_losses(page, one)
        if row is None:
            self._begin(page, named, own, said)
        else:
            self._renew(row, page, named, own, said)

    def _said(self, page: Page, own: str, addresses: Addresses) -> dict[str, Said]:
        """The page in every language, its own first."""
        if page.kind == "offer":
            return {own: texts.offer(page.texts[own], page.address)}
        found: dict[str, Said] = {}
        for language in (own, *(one for one in page.texts if one != own)):
            lift = found[own].is_lifted if found else None
            below = self._below(page, language, addresses)
            found[language] = texts.say(page.texts[language], language, addresses, below=below, lift=lift)
        return found

    def _below(self, page: Page, language: str, addresses: Addresses) -> list[str]:
        """A line with a link for each page below this one, in the region's order."""
        found = [one for one in self.region.pages if one.parent in page.paths and one is not page and one.parent]
        return [
            f"[{' '.join(one.texts[language].title.translate(BRACKETS).split())[:250]}]"
            f"({addresses.of_item(self.ids[id(one)], language)})"
            for one in found
            if language in one.texts and one.texts[language].title
        ]

    def _note_losses(self, page: Page, said: Said) -> None:
        self.region.notes += [Note("picture_left_out", f"{page.name}: {one}") for one in said.left_out]
        self.region.notes += [Note("link_lost", f"{page.name}: {one}") for one in said.lost]

    def _begin(self, page: Page, named: Named, own: str, said: Mapping[str, Said]) -> None:
        told = said[own]
        version = items.create_item(
            self.actor,
            title=told.title or page.name,
            facts=self._facts(page, own),
            owner=self.keeper.owner,
            unit_id=self.keeper.unit_id,
            summary=told.summary,
        )
        row = MovedPage(
            organisation_id=self.keeper.organisation_id, region=self.region.slug, kind=page.kind,
            item=version.item, seen_at=self.actor.at,
        )  # fmt: skip
        row.pictures = self._keep_pictures(version.item, {}, said)
        blocks = texts.with_files(told.blocks, row.pictures)
        version = drafts.write_whole(self.actor, version.pk, title=told.title, summary=told.summary, blocks=blocks)
        self._submit(version, page)
        self._translate(version, own, said, row, blocks)
        row.marks = _marks(page, own, said, is_new=True)
        self._see(row, page)
        self.outcome.note(page.kind, Change.NEW, named)

    def _facts(self, page: Page, own: str) -> dict[str, Any]:
        day = page.texts[own].changed_at
        return {
            "id": self.ids[id(page)],
            "kind": ITEM_KINDS[page.kind],
            "audience": Audience.FAMILIES,
            "source_language": own,
            "review_months": self.keeper.review_months,
            "review_on": add_months(self.actor.day, self.keeper.review_months),
            "origin": f"Integreat, {self.region.slug}"[:200],
            "origin_url": _web_address(page.address),
            "origin_on": day.date() if day else None,
        }

    def _renew(self, row: MovedPage, page: Page, named: Named, own: str, said: Mapping[str, Said]) -> None:
        """Bring an item up to what its source says now; what people here wrote stays theirs."""
        item = row.item
        if item.state == ToolkitItem.State.ARCHIVED:
            if row.gone_at is None:
                self.outcome.note(page.kind, Change.KEPT, named, [_difference("state", "", "archived here", "there")])
                self._see(row, page)
                return
            items.take_back(self.actor, item.pk)
        told, marks = said[own], _marks(page, own, said, is_new=False)
        version = item.versions.order_by("-number")[:1].get()
        row.pictures = self._keep_pictures(item, row.pictures, said)
        blocks = aligning.keep_ids(version.content, texts.with_files(told.blocks, row.pictures))
        fields = [] if page.is_from_office else _text_differs(version, told, blocks)
        is_ours = version.author_id is not None or bool(version.writer_ids)
        what = Change.CHANGED if row.gone_at is None else Change.RETURNED
        if row.gone_at is not None:
            version = self._reopen(version)
        if fields and is_ours:
            what = Change.KEPT
            marks.pop(own, None)
        elif fields:
            version = self._rewrite(version, told, blocks)
        if not is_ours and version.state == ItemVersion.State.DRAFT:
            self._submit(version, page)
        lines, kept = self._translate(version, own, said, row, blocks)
        for language in kept:
            marks.pop(language, None)
        row.marks = row.marks | marks
        row.gone_at = None
        self._see(row, page)
        self.outcome.note(page.kind, Change.KEPT if kept else what, named, fields + lines)

    def _rewrite(self, version: ItemVersion, told: Said, blocks: list[Block]) -> ItemVersion:
        """The open version, or a new one beside what is out, with the new words."""
        version = self._reopen(version)
        return drafts.write_whole(self.actor, version.pk, title=told.title, summary=told.summary, blocks=blocks)

    def _reopen(self, version: ItemVersion) -> ItemVersion:
        """A draft that can be written on: the newest version itself, or one that begins as its copy."""
        if version.state in CLOSED:
            return drafts.start_version(self.actor, version.item_id)
        if version.state != ItemVersion.State.DRAFT:
            return reviewing.return_to_writer(self.actor, version.pk)
        return version

    def _submit(self, version: ItemVersion, page: Page) -> None:
        """Ask somebody here to read it. What is not complete stays a draft and is told of."""
        try:
            with transaction.atomic():
                reviewing.submit(self.actor, version.pk)
        except RuleViolation as error:
            self.region.notes.append(Note("unfinished", f"{page.name}: {error.message}"))

    def _translate(
        self, version: ItemVersion, own: str, said: Mapping[str, Said], row: MovedPage, blocks: list[Block]
    ) -> tuple[list[Difference], list[str]]:
        """Keep the other languages. Returns what changed, and the languages where words of people here stayed."""
        told = said[own]
        units = {one.id: one for one in units_of(told.title, told.summary, blocks)}
        known = {one.id for one in version.units}
        lines, kept = [], []
        for language, other in said.items():
            if language == own or row.marks.get(language) == other.mark:
                continue
            paired = aligning.pair(blocks, texts.with_files(other.blocks, row.pictures))
            words: dict[str, tuple[Mapping[str, str], bool]] = {
                block: (pair.words, pair.is_sure) for block, pair in paired.items()
            }
            words |= {TITLE: ({"text": other.title}, True), SUMMARY: ({"text": other.summary}, True)}
            wanted = [unit for block, unit in units.items() if block in known]
            taken = importing.take_in_translation(self.actor, version.item_id, language, wanted, words)
            lines += [_difference("pieces", language, "", str(taken.new))] if taken.new else []
            unsure = sum(not is_sure for _words, is_sure in words.values())
            if unsure:
                self.region.notes.append(Note("pieces_to_check", f"{told.title} ({language}): {unsure}"))
            if taken.kept:
                kept.append(language)
                lines.append(_difference("pieces", language, f"{len(taken.kept)} translated here", "left as they are"))
        return lines, kept

    def _keep_pictures(self, item: ToolkitItem, known: Mapping[str, str], said: Mapping[str, Said]) -> dict[str, str]:
        """Files of the item for the pictures of its texts, by the id that stands for them."""
        found = dict(known)
        for language, one in said.items():
            alts = {block.ref: block.alt for block in one.blocks if block.ref}
            for ref, name in one.pictures.items():
                if ref in found:
                    continue
                upload = SimpleUploadedFile(name.split("/")[-1], self.region.pictures[name])
                try:
                    with transaction.atomic():
                        kept = items.add_file(
                            self.actor, item.pk, upload=upload, title=alts[ref][:200], alt=alts[ref], language=language
                        )
                    found[ref] = str(kept.pk)
                except RuleViolation as error:
                    self.region.notes.append(Note("picture_left_out", f"{one.title}: {name}: {error.message}"))
        return found

    def _see(self, row: MovedPage, page: Page) -> None:
        row.paths = sorted({*row.paths, *page.paths})
        row.number = page.number or row.number
        changed = [text.changed_at for text in page.texts.values() if text.changed_at]
        row.changed_at = max(changed, default=row.changed_at)
        row.seen_at = self.actor.at
        row.save()

    # ------------------------------------------------------------ what is no longer there

    def _archive_missing(self, kept: Iterable[MovedPage]) -> None:
        """Items whose page is gone at its source: put away with all their words, unless people here wrote on them."""
        for row in kept:
            paths = self.region.told.get(row.kind)
            if paths is None or paths & set(row.paths) or row.gone_at is not None or self._is_told(row):
                continue
            version = row.item.versions.order_by("-number")[:1].get()
            named = Named(row.number or min(row.paths, default=""), version.title)
            if version.author_id is not None or version.writer_ids:
                self.outcome.note(
                    row.kind, Change.KEPT, named, [_difference("state", "", "changed here", "gone there")]
                )
                continue
            if row.item.state != ToolkitItem.State.ARCHIVED:
                items.archive(self.actor, row.item_id, note=f"Integreat, {row.region}")
            row.gone_at = self.actor.at
            row.save()
            self.outcome.note(row.kind, Change.ARCHIVED, named)

    def _is_told(self, row: MovedPage) -> bool:
        return any(one.pk == row.pk for one in self.rows.values())


BRACKETS: Final = str.maketrans("[]*", "   ")


def _marks(page: Page, own: str, said: Mapping[str, Said], *, is_new: bool) -> dict[str, str]:
    """The fingerprint of each language. A translation office gets the bare page, without what stands below it, so its
    original counts only for a page that is known from nowhere else.
    """
    without = {own} if page.is_from_office and not is_new else set()
    return {language: one.mark for language, one in said.items() if language not in without}


def _text_differs(version: ItemVersion, told: Said, blocks: list[Block]) -> list[Difference]:
    """What would change in the original, piece by piece."""
    found = [
        _difference(name, "", before, after)
        for name, before, after in (("title", version.title, told.title), ("summary", version.summary, told.summary))
        if before != after
    ]
    before, now = {one.id: one for one in version.content}, {one.id: one for one in blocks}
    if aligning.says_the_same(version.content, blocks):
        return found
    found += [_difference("text", "", one.text, "") for one in version.content if one.id not in now]
    for block in blocks:
        old = before.get(block.id)
        if old is None or not aligning.says_the_same([old], [block]):
            found.append(_difference("text", "", old.text if old else "", block.text))
    return found or [_difference("text", "", "", "in another order")]


def _difference(name: str, language: str, before: str, after: str) -> Difference:
    return {"field": name, "language": language, "before": before[:SHOWN], "after": after[:SHOWN]}


def _web_address(raw: str) -> str:
    """The address of the original, when it is one that a page may lead to."""
    try:
        URLValidator(schemes=["http", "https"])(raw)
    except ValidationError:
        return ""
    return raw[:500]
