"""Text made safe for paper: cleaned, checked against the fonts, kept in reading order.

Pure functions; which characters the fonts have is handed in.
"""

import re
import unicodedata
from collections.abc import Callable
from html import escape

from anyascii import anyascii

RTL_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})

BOX = "\u25a1"
"""Stands for a character that no font has and that cannot be written in Latin letters."""

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_WHOLE = re.compile("\u2068([^\u2066-\u2069\n]*)\u2069")
"""What the caller keeps together, whatever its direction: a name, or a name with its title."""

JOINERS = frozenset("\u200c\u200d\u00ad")
"""Invisible characters that spelling needs: ZWNJ and ZWJ (Persian, Sorani), soft hyphen."""

MAX_MARKS = 4
"""Marks kept on one letter; Arabic with full vowels needs three, more is somebody's joke."""

LONG_WORD = 48
BREAK_EVERY = 8
"""A word longer than this many letters may break anywhere, every so many letters."""

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile("[ \t\u00a0]{2,}|\t")
_MARK = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_CLUSTER = re.compile(f"\n|.(?:{_MARK}|[\u200c\u200d\u00ad])*", re.DOTALL)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_PILED_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")

_RTL_RUN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u200c\u200d]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_HEH_WITH_HAMZA = re.compile("(^|.)(?:\u0647\u0654|\u06c0)(?![\u0620-\u06ef])", re.DOTALL)
_JOINING = frozenset("بپتثجچحخسشصضطظعغفقکكگلمنهیيئێڵ")
_PHONE = r"(?<![\w.,:/\-])(?:\+\d|\(?0\d)[\d()\-]*(?:[ \u00a0][\d()\-]+)+"
_PIECE = r"[+#]?[A-Za-z0-9\u00c0-\u024f]+(?:[./:_@+'’\-–]+[A-Za-z0-9\u00c0-\u024f]+)*[%€]?"
_PHONE_PATTERN = re.compile(_PHONE)
_LTR_RUN = re.compile(f"({_PHONE})|({_PIECE}(?: {_PIECE})*)")
_HELPERS = re.compile("[\u2066-\u2069\u200b]")
_LONG_WORD = re.compile(rf"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{{{LONG_WORD},}}")


def is_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return base_language(language) in RTL_LANGUAGES


def base_language(code: str) -> str:
    """The language without script and region ("zh-Hans" → "zh"); "und" if it is no such code."""
    base = code.split("-", maxsplit=1)[0].lower()
    return base if re.fullmatch("[a-z]{2,3}", base) else "und"


def clean(text: str) -> str:
    """Text without what is invisible or harmful: controls, direction overrides, piles of marks.

    A line break stays; several become one. Joiners that spelling needs stay, and so does a pair
    of U+2068 and U+2069 around a name, which reaches no further than the name.
    """
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
    pieces = _WHOLE.split(text)
    bare = ["".join(char for char in piece if _is_kept(char)) for piece in pieces]
    kept = "".join(f"{FSI}{piece}{PDI}" if index % 2 and piece else piece for index, piece in enumerate(bare))
    kept = _PILED_MARKS.sub(r"\1", _SPACES.sub(" ", kept))
    return _BLANK_LINES.sub("\n", kept).strip()


def _is_kept(char: str) -> bool:
    if char in "\n\t" or char in JOINERS:
        return True
    is_variation = "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000"
    return not is_variation and unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def replace_uncovered(text: str, can_print: Callable[[str], bool]) -> tuple[str, bool]:
    """The text with everything that the fonts lack replaced, and whether anything was.

    A letter becomes its Latin transliteration; a picture or an unknown sign becomes BOX; a
    mark that no font can set on its letter is left out.

    Args:
        can_print: whether one font has a whole cluster, that is a letter with its marks.
    """
    if text.isascii():
        return text, False
    changed = _CLUSTER.sub(lambda match: _printable(match.group(), can_print), text)
    return changed, changed != text


def replace_uncovered_in_markup(markup: str, can_print: Callable[[str], bool]) -> str:
    """The same for a drawing: a stand-in such as "<" for a wide bracket stays a sign and becomes no markup."""
    return _BEYOND_ASCII.sub(lambda match: escape(replace_uncovered(match.group(), can_print)[0]), markup)


def _printable(cluster: str, can_print: Callable[[str], bool]) -> str:
    if cluster in ("\n", FSI, PDI) or can_print(cluster):
        return cluster
    letter, marks = cluster[0], cluster[1:]
    if not can_print(letter):
        return _stand_in(letter)
    kept = letter
    for mark in marks:
        if can_print(kept + mark):
            kept += mark
    return kept


def _stand_in(char: str) -> str:
    """Latin letters for a letter or a vowel sign (which may be silent); BOX for all else."""
    kind = unicodedata.category(char)[0]
    latin = anyascii(char) if kind in "LMNP" else ""
    return latin or ("" if kind == "M" else BOX)


def settle_heh(text: str) -> str:
    """Persian's heh with hamza as one letter (U+FBA4, U+FBA5), which looks the same on paper.

    Written as letter and mark, the compiler puts the letter into the file twice, and a
    screen reader says it twice.
    """
    return _HEH_WITH_HAMZA.sub(lambda match: match[1] + ("\u200d\ufba5" if match[1] in _JOINING else "\ufba4"), text)


def keep_phones_whole(text: str) -> str:
    """No line ends inside a phone number: its spaces become no-break spaces."""
    return _PHONE_PATTERN.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


def isolate(text: str, language: str) -> str:
    """Keep what runs against the text's direction from pulling its neighbours along.

    In right-to-left text every number, date, phone, code and Latin name is isolated (a
    phone would otherwise print backwards, and a day stick to a record number); in
    left-to-right text every right-to-left name. What the caller keeps together is isolated whole.
    """
    pieces = _WHOLE.split(text)
    return "".join(_whole(piece) if index % 2 else _isolated(piece, language) for index, piece in enumerate(pieces))


def _whole(name: str) -> str:
    """A name in an isolate of its own direction, that of its first letter."""
    first = next((kind for kind in map(unicodedata.bidirectional, name) if kind in ("L", "R", "AL")), "L")
    return f"{LRI if first == 'L' else RLI}{name}{PDI}"


def _isolated(text: str, language: str) -> str:
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


def bare(text: str) -> str:
    """Prepared text without the isolates and break opportunities: for the file's title."""
    return _HELPERS.sub("", text)
