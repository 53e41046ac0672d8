"""What every paper of a programme is made of: passages of ours, and passages as they were typed."""

from collections.abc import Mapping
from typing import Any, Final

from luukku.paper.documents import Line, Pair, Paragraph
from luukku.programme import report_words as words

WRITTEN_IN: Final = "fi"
"""The language of what is typed in a programme, as its pages have it too."""

LONGEST: Final = 80
Told = Mapping[str, Any]


class Side:
    """Makes passages: ours in the language of the paper, theirs as they were typed, with what they mean under them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def ours(self, text: str) -> Pair:
        return Pair.same(text, self.language)

    @staticmethod
    def typed(text: str) -> Pair:
        return Pair.same(text, WRITTEN_IN)

    def led(self, lead: str, text: str) -> Paragraph:
        return Paragraph(self.typed(text), self.ours(f"{lead}:"))

    def said(self, row: Told) -> tuple[Line, ...]:
        """A row's own words, and what they mean."""
        meant = words.gloss(row)
        own = Line(self.typed(row["text"]))
        return (own, Line(Pair.same(meant, words.gloss_language(row)), is_soft=True)) if meant else (own,)

    def short(self, row: Told, longest: int = LONGEST) -> Pair:
        """A row's words in the language of the paper when somebody has told them in it, cut to fit."""
        meant = words.gloss(row)
        text, language = (meant, words.gloss_language(row)) if meant else (row["text"], WRITTEN_IN)
        return Pair.same(words.shortened(text, longest), language)

    def soft(self, text: str) -> tuple[Line, ...]:
        return (Line(self.ours(text), is_soft=True),) if text else ()
