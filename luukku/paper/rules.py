"""Text made safe for paper: cleaned, checked against the fonts, kept in reading order.

Pure functions; which characters the fonts have is handed in.
"""

import re
import unicodedata
from collections.abc import Callable

from anyascii import anyascii

RTL_LANGUAGES = frozenset({"ar", "fa", "ckb", "ur", "ps", "he"})

BOX = "\u25a1"
"""Stands for a character that no font has and that cannot be written in Latin letters."""

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
JOINERS = frozenset("\u200c\u200d\u00ad")
"""Invisible characters that spelling needs: ZWNJ and ZWJ (Persian, Sorani), soft hyphen."""

MAX_MARKS = 4
"""Marks kept on one letter; Arabic with full vowels needs three, more is somebody's joke."""

LONG_WORD = 48
BREAK_EVERY = 16
"""A word longer than this many letters may break anywhere, every so many letters."""

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile("[ \t\u00a0]{2,}|\t")
_MARK = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_PILED_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")

_RTL_RUN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
    "(?:[ \u200c\u200d]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_PHONE = r"(?:\+\d|\(?0\d)[\d()\-]*(?:[ \u00a0][\d()\-]+)+"
_TOKEN = r"[+#]?[A-Za-z0-9\u00c0-\u024f]+(?:[./:_@+'’\-–]+[A-Za-z0-9\u00c0-\u024f]+)*[%€]?"
_LTR_RUN = re.compile(f"({_PHONE})|({_TOKEN}(?: {_TOKEN})*)")
_LONG_WORD = re.compile(rf"\S{{{LONG_WORD},}}")


def is_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.split("-")[0] in RTL_LANGUAGES


def clean(text: str) -> str:
    """Text without what is invisible or harmful: controls, direction overrides, piles of marks.

    A line break stays; several become one. Joiners that spelling needs stay.
    """
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
    kept = "".join(char for char in text if _is_kept(char))
    kept = _PILED_MARKS.sub(r"\1", _SPACES.sub(" ", kept))
    return _BLANK_LINES.sub("\n", kept).strip()


def _is_kept(char: str) -> bool:
    if char in "\n\t" or char in JOINERS:
        return True
    is_variation = "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000"
    return not is_variation and unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def replace_uncovered(text: str, is_covered: Callable[[str], bool]) -> tuple[str, bool]:
    """The text with every character that the fonts lack replaced, and whether any was.

    A letter becomes its Latin transliteration; a picture or an unknown sign becomes BOX.
    """
    if all(char == "\n" or is_covered(char) for char in text):
        return text, False
    changed = [char if char == "\n" or is_covered(char) else _stand_in(char) for char in text]
    return "".join(changed), True


def _stand_in(char: str) -> str:
    if unicodedata.category(char)[0] in "LNP":
        return anyascii(char) or BOX
    return "" if unicodedata.category(char)[0] == "M" else BOX


def isolate(text: str, language: str) -> str:
    """Keep what runs against the text's direction from pulling its neighbours along.

    In right-to-left text every number, date, phone, code and Latin name is isolated (a
    phone would otherwise print backwards, and a day stick to a record number); in
    left-to-right text every right-to-left name.
    """
    if is_rtl(language):
        return _LTR_RUN.sub(_isolated_ltr, text)
    return _RTL_RUN.sub(rf"{RLI}\g<0>{PDI}", text)


def _isolated_ltr(match: re.Match[str]) -> str:
    """One isolate for a phone or a name of many words, one for each number or code."""
    phone = match.group(1)
    if phone is not None:
        return f"{LRI}{phone}{PDI}"
    groups: list[tuple[bool, list[str]]] = []
    for token in match.group(2).split(" "):
        is_word = not any(char.isdigit() for char in token)
        if is_word and groups and groups[-1][0]:
            groups[-1][1].append(token)
        else:
            groups.append((is_word, [token]))
    return " ".join(f"{LRI}{' '.join(tokens)}{PDI}" for _, tokens in groups)


def let_long_words_break(text: str) -> str:
    """Put a zero-width space into words so long that no column could hold them."""
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group()
    pieces = [word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY)]
    return "\u200b".join(pieces)
