"""A made-up family's letter in each of the twelve languages. Nobody in it exists."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from luukku.paper.documents import (
    Action,
    Column,
    Confirmation,
    Footer,
    Goal,
    Letter,
    Pair,
    Paragraph,
    Passage,
    PersonPart,
    Section,
    Table,
    Words,
)

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
HASH = "3f9a17c2" * 8
TEXTS: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "texts.json").read_text("utf-8"))
LANGUAGES = tuple(TEXTS)


def pair(key: str, family: str, worker: str = "fi") -> Pair:
    """The text of that key in both languages."""
    return Pair(Passage(TEXTS[worker][key], worker), Passage(TEXTS[family][key], family))


def a_footer(family: str, worker: str = "fi") -> Footer:
    return Footer(
        version=pair("version", family, worker),
        page=pair("page", family, worker),
        unprintable=pair("unprintable", family, worker),
        fingerprint=HASH,
    )


def a_letter(family: str, worker: str = "fi", **changes: Any) -> Letter:
    """A letter with every kind of block; `changes` replace whole fields of it."""

    def two(key: str) -> Pair:
        return pair(key, family, worker)

    step = Action(two("who"), two("what"), two("by_when"))
    parts: dict[str, Any] = {
        "title": two("title"),
        "greeting": (two("greeting"),),
        "meta": (two("version"),),
        "sections": (
            Section(
                two("said"),
                (Words(two("words"), two("said_by")), Paragraph(two("thought"), two("thinker"))),
            ),
            Section(two("aims"), (Goal(two("goal"), (step, step)), Goal(two("goal"), (step,)))),
            Section(
                two("parts"),
                (
                    PersonPart(two("child"), (Words(two("childs_words")), step), is_child=True),
                    PersonPart(two("who"), (Goal(two("goal"), (step,)),)),
                ),
            ),
            Section(two("seen"), (Paragraph(two("seen_text")),)),
            Section(
                two("understood"),
                (
                    Confirmation(two("who"), two("confirmed"), two("through")),
                    Confirmation(two("child"), two("waiting"), is_confirmed=False),
                ),
                is_tinted=True,
            ),
        ),
        "closing": (two("voluntary"),),
        "footer": a_footer(family, worker),
    }
    return Letter(**{**parts, **changes})


def a_table(family: str, worker: str = "fi", rows: int = 3) -> Table:
    """Who has opened the data: `rows` lines of it."""
    keys = ("when", "who", "organisation", "did", "why")
    row = tuple(pair(f"{key}_cell", family, worker) for key in keys)
    return Table(
        title=pair("opened", family, worker),
        explanation=(pair("opened_text", family, worker),),
        columns=tuple(Column(pair(f"{key}_column", family, worker)) for key in keys),
        rows=(row,) * rows,
        empty=pair("nobody", family, worker),
        footer=a_footer(family, worker),
    )
