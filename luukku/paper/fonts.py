"""The fonts of paper: where they lie, which characters they have, when the big one is needed."""

from functools import cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_noto_sans
import noto_cjk_sans_otc
from fontTools.ttLib import TTFont

_LATIN_AND_CYRILLIC = Path(fontpkg_noto_sans.ROOT) / "files"
_ARABIC = Path(fontpkg_amiri.ROOT) / "files"
_CJK = Path(str(noto_cjk_sans_otc.FONT_PATH))

COMMON_PATHS = (str(_LATIN_AND_CYRILLIC), str(_ARABIC))
CJK_PATHS = (*COMMON_PATHS, str(_CJK.parent))
"""Chinese, Japanese and Korean: 19 MB, given to the compiler only when the text needs it."""

_INVISIBLE = frozenset(map(ord, "\u2066\u2067\u2069\u200b\u200c\u200d\u00ad"))
_BOX = frozenset({0x25A1})
"""Comes from the font that the compiler carries in itself."""

_CJK_BLOCKS = (
    (0x1100, 0x11FF),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)


@cache
def common_characters() -> frozenset[int]:
    """Code points that the small fonts can print."""
    latin = _characters(next(_LATIN_AND_CYRILLIC.glob("NotoSans[[]*.ttf")))
    return latin | _characters(_ARABIC / "Amiri-Regular.ttf") | _INVISIBLE | _BOX


@cache
def cjk_characters() -> frozenset[int]:
    """Code points of the Chinese, Japanese and Korean blocks that the big font can print."""
    return frozenset(point for point in _characters(_CJK) if _is_in_cjk_block(point))


def is_printable(char: str) -> bool:
    """Whether some font of ours has the character. The big font is read only when asked about."""
    point = ord(char)
    if point in common_characters():
        return True
    return _is_in_cjk_block(point) and point in cjk_characters()


def needs_cjk(text: str) -> bool:
    """Whether the text has characters that only the big font can print."""
    return any(ord(char) not in common_characters() for char in text if char != "\n")


def _is_in_cjk_block(point: int) -> bool:
    return any(first <= point <= last for first, last in _CJK_BLOCKS)


def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())
