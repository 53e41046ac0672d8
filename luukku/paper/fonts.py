"""The fonts of paper: where they lie, which characters they have, when the big one is needed."""

import struct
from functools import cache, lru_cache
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

FAMILIES = "'Noto Sans', Amiri, 'Noto Sans CJK SC', sans-serif"
"""As a drawing names them."""

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
def common_fonts() -> tuple[frozenset[int], ...]:
    """Code points of each small font; the Arabic ones are those that its bold has too."""
    latin = _characters(next(_LATIN_AND_CYRILLIC.glob("NotoSans[[]*.ttf")))
    arabic = _characters(_ARABIC / "Amiri-Regular.ttf") & _characters(_ARABIC / "Amiri-Bold.ttf")
    return (latin | _INVISIBLE, arabic | _INVISIBLE, _BOX)


@cache
def cjk_font() -> frozenset[int]:
    """Code points of the Chinese, Japanese and Korean blocks that the big font can print."""
    return frozenset(point for point in _characters_of_collection(_CJK) if _is_in_cjk_block(point))


@lru_cache(maxsize=4096)
def can_print(cluster: str) -> bool:
    """Whether one font of ours has the whole cluster: a letter with its marks.

    The big font is read only when asked about a letter of its blocks.
    """
    points = set(map(ord, cluster))
    if any(points <= font for font in common_fonts()):
        return True
    return _is_in_cjk_block(ord(cluster[0])) and points <= cjk_font()


def needs_cjk(text: str) -> bool:
    """Whether printable text has characters that only the big font can print."""
    return any(_is_in_cjk_block(ord(char)) for char in text)


def _is_in_cjk_block(point: int) -> bool:
    return any(first <= point <= last for first, last in _CJK_BLOCKS)


def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _characters_of_collection(path: Path) -> frozenset[int]:
    """Code points of a collection's full Unicode table ("cmap", format 12; OpenType 1.9).

    Read by hand: fontTools would name every glyph on the way, which takes tens of
    megabytes for the big font.
    """
    with TTFont(path, fontNumber=0, lazy=True) as font:
        table: bytes = font.reader["cmap"]
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = [struct.unpack_from(">I", table, 8 + 8 * record)[0] for record in range(count)]
    full = next(start for start in offsets if table[start : start + 2] == b"\x00\x0c")
    (groups,) = struct.unpack_from(">I", table, full + 12)
    ranges = (struct.unpack_from(">II", table, full + 16 + 12 * group) for group in range(groups))
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
