"""From the HTML of a page to blocks: cleaned by nh3 first, so that nothing that runs is ever looked at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote
from uuid import uuid4

import nh3
from lxml import etree
from lxml import html as markup

from luukku.core.text import clean
from luukku.toolkit.rules.blocks import LONGEST_TEXT, MOST_BLOCKS, Block, Kind, is_address

BLOCKS: Final = (
    "p div section article header footer main aside figure figcaption blockquote pre address hr h1 h2 h3 h4 h5 h6 "
    "ul ol li dl dt dd table caption thead tbody tfoot tr th td details summary img iframe"
)
WORDS: Final = "a strong b em i u s small sub sup span mark code abbr bdi br"
TAGS: Final = frozenset(f"{BLOCKS} {WORDS}".split())
INLINE: Final = frozenset(WORDS.split())
GONE: Final = frozenset({"script", "style", "noscript", "template", "object", "svg", "math", "form", "button", "video"})
HEADINGS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3, "summary": 3, "dt": 3}
DEEPEST: Final = 80

_BLANKS = re.compile(r"[ \t\n\r\f\u00a0]+")
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+")
_MARKED = re.compile(r"\[[^\[\]\n]+\]\([^\s()]+\)")

Link = Callable[[str], str]
"""Where an address leads after the move: the same, another one, or nothing."""

Picture = Callable[[str, str], str]
"""The id of a picture's file by its address and alternative text; empty when it does not come along."""


@dataclass(slots=True)
class Prose:
    """A text as blocks.

    Attributes:
        left_out: addresses of pictures that do not come along.
    """

    blocks: list[Block] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class TooLongError(ValueError):
    """More pieces than a page may have, even when paragraphs are joined."""


def read(html: str, link: Link, picture: Picture) -> Prose:
    """The blocks of a page, each with a new id.

    Raises:
        TooLongError: it does not fit into one page.
    """
    writer = _Writer(link, picture)
    root = _parsed(html)
    if root is not None:
        writer.children(root, 0)
        writer.end_of_paragraph()
    blocks = [piece for block in writer.found.blocks for piece in _pieces(block)]
    while len(blocks) > MOST_BLOCKS and (fewer := _joined(blocks)) != blocks:
        blocks = fewer
    if len(blocks) > MOST_BLOCKS:
        raise TooLongError(len(blocks))
    return Prose(blocks, writer.found.left_out)


def _parsed(html: str) -> "etree._Element | None":
    told = nh3.clean(
        clean(html),
        tags=set(TAGS),
        clean_content_tags=set(GONE),
        attributes={"a": {"href"}, "img": {"src", "alt", "title"}, "iframe": {"src", "title"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    try:
        return markup.fragment_fromstring(told, create_parent="div") if told.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return markup.fragment_fromstring(nh3.clean(told, tags=set()) or " ", create_parent="div")


@dataclass(slots=True)
class _Writer:
    """Walks through a page and writes blocks."""

    link: Link
    picture: Picture
    found: Prose = field(default_factory=Prose)
    words: list[str] = field(default_factory=list)

    def children(self, node: "etree._Element", depth: int) -> None:
        self.words.append(node.text or "")
        for child in node:
            self.element(child, depth + 1)
            self.words.append(child.tail or "")

    def element(self, node: "etree._Element", depth: int) -> None:
        tag = str(node.tag)
        if depth > DEEPEST:
            self.words.append("".join(str(part) for part in node.itertext()))
        elif tag in INLINE and not self._has_blocks(node):
            self.words.append(self.inline(node))
        elif tag in HEADINGS:
            self.end_of_paragraph()
            self.block(Kind.HEADING, _line(self.plain(node)), level=HEADINGS[tag])
        elif tag in ("ul", "ol"):
            self.end_of_paragraph()
            self.block(Kind.STEPS if tag == "ol" else Kind.LIST, "\n".join(self.items(node, 0)))
        elif tag == "table":
            self.end_of_paragraph()
            self.table(node)
        elif tag == "img":
            self.image(node)
        elif tag == "iframe":
            self.frame(node)
        else:
            self.end_of_paragraph()
            self.children(node, depth)
            self.end_of_paragraph()

    def _has_blocks(self, node: "etree._Element") -> bool:
        return any(str(one.tag) not in INLINE and one is not node for one in node.iter())

    def inline(self, node: "etree._Element") -> str:
        """Words with their marks; strong words and links only as far as our marks reach."""
        tag = str(node.tag)
        if tag == "br":
            return "\v"
        inside = (node.text or "") + "".join(self.inline(child) + (child.tail or "") for child in node)
        if tag == "a":
            return self.linked(inside, node.get("href") or "")
        if tag in ("strong", "b") and inside.strip() and not _MARKED.search(inside) and "\v" not in inside:
            bare = inside.replace("*", "").strip()
            before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
            return f"{before}**{bare}**{after}" if bare else inside
        return inside

    def linked(self, inside: str, href: str) -> str:
        words = _line(re.sub(r"[\[\]*\v]", " ", inside))[:290]
        url = _address(self.link(href.strip()))
        if not words or not url:
            return inside if words else ""
        return f"[{words}]({url})"

    def plain(self, node: "etree._Element") -> str:
        """The words of a heading: it has no marks."""
        for one in node.iter("img"):
            self.image(one)
        return "".join(str(part) for part in node.itertext())

    def items(self, node: "etree._Element", depth: int) -> Iterator[str]:
        """The lines of a list; lists inside follow their line, a dash for each step inwards."""
        for child in node:
            if str(child.tag) in ("ul", "ol"):
                yield from self.items(child, depth + 1)
                continue
            inner = [one for one in child if str(one.tag) in ("ul", "ol")]
            for one in child.iter("img"):
                self.image(one)
            told = (child.text or "") + "".join(
                (self._cell(one) if one not in inner else "") + (one.tail or "") for one in child
            )
            if words := _line(told.replace("\v", ", ")):
                yield "– " * min(depth, 3) + words
            for one in inner:
                if depth < DEEPEST:
                    yield from self.items(one, depth + 1)

    def _cell(self, node: "etree._Element") -> str:
        if str(node.tag) in INLINE and not self._has_blocks(node):
            return self.inline(node)
        inside = (node.text or "") + "".join(self._cell(child) + (child.tail or "") for child in node)
        return f" {inside} "

    def table(self, node: "etree._Element") -> None:
        """A table as a list: each row a line, and each cell with the name of its column when there is one."""
        rows = [[_line(self._cell(cell).replace("\v", ", ")) for cell in row] for row in node.iter("tr")]
        cells = [[str(cell.tag) for cell in row] for row in node.iter("tr")]
        for caption in node.iter("caption"):
            self.block(Kind.HEADING, _line(self.plain(caption)), level=3)
        names: list[str] = []
        if rows and len(rows) > 1 and cells[0] and set(cells[0]) == {"th"}:
            names, rows = rows[0], rows[1:]
        self.block(Kind.LIST, "\n".join(line for row in rows if (line := _row(row, names))))

    def image(self, node: "etree._Element") -> None:
        source, alt = (node.get("src") or "").strip(), _line(node.get("alt") or node.get("title") or "")[:500]
        if not source:
            return
        ref = self.picture(source, alt)
        if not ref:
            self.found.left_out.append(source[:300])
            return
        self.end_of_paragraph()
        self.found.blocks.append(Block(uuid4().hex[:12], Kind.PICTURE, ref=ref, alt=alt))

    def frame(self, node: "etree._Element") -> None:
        """A film or a map of another site becomes a link to it."""
        url = _address((node.get("src") or "").strip())
        if url:
            self.end_of_paragraph()
            words = _line(node.get("title") or "") or url.split("/")[2]
            self.found.blocks.append(Block(uuid4().hex[:12], Kind.LINK, text=words[:300], url=url))

    def end_of_paragraph(self) -> None:
        told, self.words = "".join(self.words), []
        lines = (_line(line) for line in told.split("\v"))
        self.block(Kind.PARAGRAPH, "\n".join(line for line in lines if line))

    def block(self, kind: Kind, text: str, *, level: int = 2) -> None:
        if text.strip():
            self.found.blocks.append(Block(uuid4().hex[:12], kind, text=text, level=level))


def _row(cells: list[str], names: list[str]) -> str:
    if names and len(names) == len(cells):
        first, rest = cells[0], list(zip(names[1:], cells[1:], strict=True))
        told = "; ".join(f"{name}: {cell}" if name else cell for name, cell in rest if cell)
        return f"{first} – {told}" if first and told else first or told
    if len(cells) == 2 and all(cells):
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    return "; ".join(cell for cell in cells if cell)


def _address(url: str) -> str:
    """The address as it may stand in a mark, or nothing."""
    told = url.replace("tel:tel:", "tel:").replace("(", "%28").replace(")", "%29")
    if told.lower().startswith("mailto:"):
        told = told.split("?", maxsplit=1)[0]
    told = quote(told, safe="%/:?#@!$&'*+,;=~-._[]") if " " in told or not told.isascii() else told
    return told if is_address(told) else ""


def _line(raw: str) -> str:
    return _BLANKS.sub(" ", raw.replace("\v", " ")).strip()


def _pieces(block: Block) -> Iterator[Block]:
    """A block as it is, or cut at its lines and sentences when it is longer than one may be."""
    if len(block.text) <= LONGEST_TEXT:
        yield block
        return
    lines, between = block.text.split("\n"), "\n"
    if len(lines) == 1:
        lines, between = _SENTENCE.split(block.text), " "
    part = ""
    for line in lines:
        if part and len(part) + len(line) + 1 > LONGEST_TEXT:
            yield _with(block, part)
            part = ""
        part = f"{part}{between}{line}" if part else line
        while len(part) > LONGEST_TEXT:
            yield _with(block, part[:LONGEST_TEXT])
            part = part[LONGEST_TEXT:]
    if part:
        yield _with(block, part)


def _with(block: Block, text: str) -> Block:
    return Block(uuid4().hex[:12], block.kind, text=text, level=block.level)


def _joined(blocks: list[Block]) -> list[Block]:
    """Each two paragraphs that follow each other as one, as far as they fit."""
    found: list[Block] = []
    may_join = False
    for block in blocks:
        last = found[-1] if found else None
        fits = last is not None and len(last.text) + len(block.text) + 1 <= LONGEST_TEXT
        if may_join and last and fits and block.kind is Kind.PARAGRAPH and last.kind is Kind.PARAGRAPH:
            found[-1] = Block(last.id, Kind.PARAGRAPH, text=f"{last.text}\n{block.text}")
            may_join = False
        else:
            found.append(block)
            may_join = True
    return found
