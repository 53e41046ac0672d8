"""One page in one language as an item says it: title, summary and blocks, links leading to the new pages."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from luukku.core.links import absolute
from luukku.core.text import clean
from luukku.language import languages
from luukku.moving.integreat import prose
from luukku.moving.integreat.gathering import normal_path
from luukku.moving.integreat.records import Region, Text
from luukku.toolkit.rules.blocks import Block, Kind, Unit, is_address, units
from luukku.toolkit.rules.marks import plain

LONGEST_TITLE: Final = 200
LONGEST_SUMMARY: Final = 500
SUMMARY_WHEN_CUT: Final = 200
HOSTS: Final = ("integreat.app", "web.integreat-app.de", "cms.integreat-app.de")
"""Where every region's pages are read, beside the server that they are kept on."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says in one language.

    Attributes:
        is_lifted: its first paragraph became the summary and does not stand in the text any more.
        pictures: addresses of pictures that come along, by the id that stands for them in the blocks.
        left_out: pictures that do not; lost: links to pages that nobody told of.
    """

    title: str
    summary: str
    blocks: tuple[Block, ...]
    is_lifted: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def units(self) -> list[Unit]:
        return units(self.title, self.summary, self.blocks)

    @property
    def mark(self) -> str:
        """A fingerprint of all that is said; ids of pieces, which are new each time, left out."""
        told = [(one.kind.value, one.text, one.level, one.url, one.ref, one.alt) for one in self.blocks]
        said = json.dumps([self.title, self.summary, told], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(slots=True)
class Addresses:
    """Where everything of the region stands here.

    Attributes:
        items: the new item of each old path; places: the new place.
    """

    region: Region
    items: Mapping[str, UUID] = field(default_factory=dict)
    places: Mapping[str, UUID] = field(default_factory=dict)

    def of_item(self, item_id: UUID, language: str) -> str:
        return absolute(f"/{languages.interface_language(language)}/pages/{item_id}/")

    def leading(self, language: str, lost: list[str]) -> Callable[[str], str]:
        """Where a link leads after the move, for readers of a language."""

        def link(href: str) -> str:
            try:
                parts = urlsplit(href)
            except ValueError:
                return ""
            if parts.scheme in ("mailto", "tel") or (parts.netloc and not self._is_ours(parts.netloc)):
                return href
            path = normal_path(parts.path)
            if item_id := self.items.get(path):
                return self.of_item(item_id, language)
            here = languages.interface_language(language)
            if place_id := self.places.get(path):
                return absolute(f"/{here}/places/{place_id}/")
            if path.split("/")[2:3] == ["events"]:
                return absolute(f"/{here}/events/")
            if path and path.split("/")[0] == self.region.slug:
                lost.append(href[:300])
            return href if parts.netloc else ""

        return link

    def _is_ours(self, host: str) -> bool:
        return host in self.region.hosts or host in HOSTS


def say(
    text: Text, language: str, addresses: Addresses, *, below: Sequence[str] = (), lift: bool | None = None
) -> Said:
    """A page as an item says it.

    Args:
        below: a line for each page that stands below this one.
        lift: whether the first paragraph becomes the summary, as the original has decided it.

    Raises:
        TooLongError: it does not fit into one item.
    """
    pictures: dict[str, str] = {}
    lost: list[str] = []

    def picture(source: str, alt: str) -> str:
        name = found_picture(addresses.region.pictures, source)
        if not name or not alt:
            return ""
        ref = str(uuid5(NAMESPACE_URL, f"{name}\n{alt}"))
        pictures[ref] = name
        return ref

    found = prose.read(text.html, addresses.leading(language, lost), picture)
    title, blocks = _headed(clean(text.title), found.blocks)
    summary, blocks, is_lifted = _summarised(blocks, below, lift=lift)
    if below:
        blocks = [*blocks, Block(uuid4().hex[:12], Kind.LIST, text="\n".join(below))]
    return Said(title, summary, tuple(blocks), is_lifted, pictures, tuple(found.left_out), tuple(lost))


def offer(text: Text, address: str) -> Said:
    """An offer of somebody else: a link to it."""
    title, _blocks = _headed(clean(text.title), [])
    url = address if is_address(address) else ""
    return Said(title, title, (Block(uuid4().hex[:12], Kind.LINK, text=title, url=url),) if url else ())


def with_files(blocks: Sequence[Block], files: Mapping[str, str]) -> list[Block]:
    """Blocks whose pictures lead to the files that were kept; a picture without a file is left out."""
    kept = [one for one in blocks if one.kind is not Kind.PICTURE or one.ref in files]
    return [replace(one, ref=files[one.ref]) if one.kind is Kind.PICTURE else one for one in kept]


def found_picture(pictures: Mapping[str, bytes], source: str) -> str:
    """The name of the file that an address means: the same path, or the only file of that name."""
    path = normal_path(urlsplit(source).path)
    if not path:
        return ""
    ending = [name for name in pictures if path == name or path.endswith(f"/{name}") or name.endswith(f"/{path}")]
    last = path.split("/")[-1]
    ending = ending or [name for name in pictures if name.split("/")[-1] == last]
    return ending[0] if len(ending) == 1 else ""


def _headed(title: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    told = " ".join(title.split())
    if len(told) <= LONGEST_TITLE:
        return told, blocks
    whole = Block(uuid4().hex[:12], Kind.PARAGRAPH, text=told)
    return told[: LONGEST_TITLE - 1].rstrip() + "…", [whole, *blocks]


def _summarised(blocks: list[Block], below: Sequence[str], *, lift: bool | None) -> tuple[str, list[Block], bool]:
    """A summary out of the text: its first short paragraph, or the beginning; of a bare page, what stands below it."""
    first = next((one for one in blocks if one.kind in (Kind.PARAGRAPH, Kind.LIST, Kind.STEPS)), None)
    if first is None:
        names = ", ".join(plain(line) for line in below)
        return names[: LONGEST_SUMMARY - 1] + ("…" if len(names) >= LONGEST_SUMMARY else ""), blocks, False
    words = " ".join(plain(first.text).split())
    may_lift = first is blocks[0] and first.kind is Kind.PARAGRAPH and words == " ".join(first.text.split())
    may_lift = may_lift and len(words) <= LONGEST_SUMMARY and (len(blocks) > 1 or bool(below))
    if may_lift and lift is not False:
        return words, blocks[1:], True
    return _cut(words), blocks, False


def _cut(words: str) -> str:
    """The first sentences that fit, or the first words."""
    if len(words) <= SUMMARY_WHEN_CUT:
        return words
    begin = words[:SUMMARY_WHEN_CUT]
    ends = [begin.rfind(sign) for sign in (". ", "! ", "? ", "؟ ", "。")]
    return begin[: max(ends) + 1] if max(ends) > 60 else begin[: begin.rfind(" ")].rstrip(",;:") + "…"
