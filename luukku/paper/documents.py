"""What can be printed: plain values, every word given by the caller in its language."""

from dataclasses import dataclass
from typing import Literal

Layout = Literal["side_by_side", "one_language"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language; a line break in it stays a line break on paper.

    `language` is the code of the text itself (ISO 639: fi, so, ckb …), which may differ
    from the language of its column, for instance when a translation is still missing.
    """

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing twice: as the worker reads it and as the family reads it."""

    worker: Passage
    family: Passage

    @classmethod
    def same(cls, text: str, language: str) -> "Pair":
        """One passage for both readers, when nothing needs translating."""
        passage = Passage(text, language)
        return cls(passage, passage)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead_in` is the bold beginning ("Leena thinks:")."""

    text: Pair
    lead_in: Pair | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's own words, printed large. Quotation marks come with the text."""

    text: Pair
    said_by: Pair | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when: one line, the name first and the day last."""

    who: Pair
    what: Pair
    by_when: Pair | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as a sentence, with the actions that lead to it."""

    text: Pair
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One person's own part; it begins with the name. Only text, goals and actions inside."""

    name: Pair
    blocks: "tuple[Paragraph | Words | Goal | Action, ...]" = ()
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One line of who confirmed: the name, then how and when, then through whom (soft).

    `is_confirmed` picks the mark in front: a check, or an open ring for what is still to come.
    """

    who: Pair
    how: Pair
    through: Pair | None = None
    is_confirmed: bool = True


Block = Paragraph | Words | Goal | Action | PersonPart | Confirmation


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. A tinted section is a panel (understanding)."""

    heading: Pair
    blocks: tuple[Block, ...]
    is_tinted: bool = False


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands at the foot of every page.

    Attributes:
        version: for instance "Version 2, 16.11.2026".
        page: the word for a page; the numbers are added as "1 (2)".
        unprintable: the sentence printed last, if some character had to be replaced.
        fingerprint: the hash of the text, printed as it is; empty leaves it out.
    """

    version: Pair
    page: Pair
    unprintable: Pair
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a family.

    Attributes:
        meta: soft lines above the title (version, day of the next review).
        greeting: the first paragraphs, printed a little larger.
        notes: soft lines that end the opening; an empty side stays empty, for what concerns one language only.
        closing: soft lines at the end, such as that the plan is voluntary.
    """

    title: Pair
    greeting: tuple[Pair, ...]
    sections: tuple[Section, ...]
    footer: Footer
    meta: tuple[Pair, ...] = ()
    notes: tuple[Pair, ...] = ()
    closing: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its width beside the others."""

    heading: Pair
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with an explanation above it. Every row has one cell for each column.

    Attributes:
        empty: the sentence that stands for the table when there are no rows.
    """

    title: Pair
    explanation: tuple[Pair, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Pair, ...], ...]
    empty: Pair
    footer: Footer
    meta: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureLine:
    """Who does what by when, with a picture before it; `pictogram` is a name of `core.pictograms`."""

    pictogram: str
    who: Pair
    what: Pair
    by_when: Pair | None = None


@dataclass(frozen=True, slots=True)
class PicturePart:
    """One person's lines, or the whole family's."""

    heading: Pair
    lines: tuple[PictureLine, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """A plan in pictures. `notes` are soft lines under the title, `closing` stands last."""

    title: Pair
    parts: tuple[PicturePart, ...]
    footer: Footer
    notes: tuple[Pair, ...] = ()
    closing: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be answered with a pen.

    Attributes:
        choices: each gets an empty box; without any there are empty lines for writing.
        lines: how many of them.
        heading: stands above the question.
    """

    number: int
    text: Pair
    choices: tuple[Pair, ...] = ()
    lines: int = 0
    help: Pair | None = None
    heading: Pair | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a questionnaire: the picture that leads a phone to it, and what is typed instead.

    `picture` is an SVG drawing; `caption` its words; `code` may be empty.
    """

    picture: str
    caption: Pair
    code: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The same questions once for each copy, every copy on paper of its own."""

    title: Pair
    notes: tuple[Pair, ...]
    asked: tuple[Asked, ...]
    copies: tuple[Copy, ...]
    footer: Footer
    closing: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Poster:
    """A drawing on a broad page, then what it shows as a table under a heading of its own.

    Attributes:
        picture: an SVG drawing that carries its own colours.
        alt: what the drawing tells, for those who do not see it.
        caption: stands above the table.
    """

    title: Pair
    picture: str
    alt: Pair
    caption: Pair
    columns: tuple[Column, ...]
    rows: tuple[tuple[Pair, ...], ...]
    empty: Pair
    footer: Footer
    notes: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One passage of a list or a cell, on a line of its own; `after` follows it softly on the same line."""

    text: Pair
    is_soft: bool = False
    after: Pair | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is one or several lines."""

    items: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A figure printed large, with the words that say what it counts."""

    value: str
    words: Pair


@dataclass(frozen=True, slots=True)
class BigNumbers:
    """Figures side by side, at most four."""

    figures: tuple[BigNumber, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table inside a report. A cell is as many lines as it needs."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


ReportBlock = Paragraph | Bullets | BigNumbers | Grid


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a report with what stands under it; `is_part` puts it under the chapter before it."""

    heading: Pair
    blocks: tuple[ReportBlock, ...]
    is_part: bool = False
    is_tinted: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report for a board or for everybody.

    Attributes:
        language: of the report itself; titles and typed words may be in another.
        is_short: set tighter, to fit on one page.
    """

    language: str
    title: Pair
    meta: tuple[Pair, ...]
    chapters: tuple[Chapter, ...]
    footer: Footer
    is_short: bool = False
