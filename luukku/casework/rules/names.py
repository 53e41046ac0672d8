"""Names folded so that they are found however they are written.

Three ways, each kept in the key of a person and asked of it: the letters; the name for which a spelling is known to
stand (`name_groups`); and the sounds, consonants only, with those that languages confuse taken as one.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from anyascii import anyascii

from luukku.casework.rules.births import Birth, NotABirthError, Precision, read_birth
from luukku.casework.rules.identity_codes import IdentityCode, code_inside
from luukku.casework.rules.name_groups import GROUPS

LONGEST_KEY = 900
"""The length of the column that holds the key; what folds longer is cut."""

SHORTEST_SKELETON = 3
"""Shorter skeletons ("al", "n") fit too many names to say anything."""

_ALMOST = 0.85
"""How alike the letters of two words are that differ by a vowel or two: rezai, rezaei."""

MOST_WORDS = 6
"""Of a query that are compared one by one."""

_INSIDE_WORDS = re.compile("['`´’ʼʻ]")
_BETWEEN_WORDS = re.compile(r"[\s\-‐‑–—.,/]+")
_CODE_LIKE = re.compile(r"\S*\d{6}\S\d{3}\w\S*")
_BIRTHS = (
    re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)"),
    re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
    re.compile(r"(?<![\d.])\d{1,2}/\d{4}(?!\d)"),
    re.compile(r"(?<![\d.~/-])~?(?:19|20)\d{2}(?![\d.])"),
)
_PARTICLES = frozenset(
    ("al", "el", "ul", "il", "bin", "ibn", "ben", "bint", "binti", "bte", "ould", "oglu", "qizi", "von", "van", "der",
     "de", "da", "del", "di", "af")
)  # fmt: skip

# Letters whose marks carry a sound that would be lost without them.
_MARKED = str.maketrans({
    "ç": "ch", "č": "ch", "ć": "ch", "ş": "sh", "š": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "đ": "dj", "ğ": "",
    "ə": "a", "ı": "i", "ł": "l", "ñ": "ny", "ň": "ny",
})  # fmt: skip
# The article of Arabic is not heard before these; a final ة and ى are vowels.
_SUN = re.compile("ال(?=[تثدذرزسشصضطظلن])")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SOUNDS = (
    ("sch", "s"), ("xh", "s"), ("dzh", "s"), ("dz", "s"), ("dj", "s"), ("tch", "s"), ("ts", "s"), ("tz", "s"),
    ("zh", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "t"), ("ck", "k"),
    ("d", "t"), ("b", "p"), ("g", "k"), ("q", "k"), ("w", "f"), ("v", "f"), ("z", "s"), ("x", "h"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What somebody typed to find a family: a name, a birth, an identity code, or several of them.

    Attributes:
        name: the folded name, "" when there is none.
        words: its words, each as the name for which it is known to stand.
        skeletons: its consonants, for names that are written in many ways; the likelier reading first.
        birth: the birth found in the text, as far as it is told.
        code: a whole and right personal identity code in the text.
    """

    name: str
    words: tuple[str, ...] = ()
    skeletons: tuple[str, ...] = ()
    birth: Birth | None = None
    code: IdentityCode | None = None

    @property
    def birth_on(self) -> date | None:
        """The day of birth, when a whole day was told."""
        return self.birth.on if self.birth and self.birth.precision is Precision.DAY else None


def fold(name: str) -> str:
    """One name in plain lower-case Latin letters: "Õie Mägi" → "oie magi", "محمد" → "mhmd", "Нина" → "nina"."""
    plain = _INSIDE_WORDS.sub("", anyascii(unicodedata.normalize("NFKC", name)).lower())
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def skeletons(name: str) -> tuple[str, ...]:
    """The consonants of a name, sounds that languages confuse as one: "Mohammed" and "Mehmet" → "mhmt".

    A letter with two sounds gives two readings: "Jusuf" may begin like "Yusuf" or like "Djusuf".
    """
    first, second = [], []
    for word in _spoken(name).split():
        readings = _readings(word)
        first.append(readings[0])
        second.append(readings[-1])
    joined = (" ".join(bone for bone in bones if len(bone) >= SHORTEST_SKELETON) for bones in (first, second))
    return tuple(dict.fromkeys(one for one in joined if one))


def canonical(word: str) -> str:
    """The name for which a folded word is known to stand, else the word itself: "maxamed" → "muhammad"."""
    return _known().get(word, word)


def name_key(*names: str) -> str:
    """All names of a person folded, what they stand for, and their sounds, each once, for the trigram index."""
    parts: list[str] = []
    for name in names:
        folded = fold(name)
        if folded:
            parts.append(folded)
            parts += [stands for word in folded.split() if (stands := canonical(word)) != word]
    for name in names:
        parts += skeletons(name)
    key = ""
    for part in parts:
        if f" {part} " not in f" {key} ":
            key = f"{key} {part}"
    return key[:LONGEST_KEY].strip()


def read_query(text: str) -> NameQuery:
    """Take apart what was typed: "Zahra Karimi 3.4.1992" is a name and a day; a day that is none stays text."""
    code = code_inside(text)
    rest = _CODE_LIKE.sub(" ", text) if code else text
    birth, rest = _take_birth(rest)
    return name_query(rest, birth=birth, code=code)


def name_query(name: str, *, birth: Birth | None = None, code: IdentityCode | None = None) -> NameQuery:
    """A query for a name that is known to be one."""
    folded = fold(name)
    words = tuple(canonical(word) for word in folded.split() if word not in _PARTICLES)[:MOST_WORDS]
    return NameQuery(folded, words, skeletons(name), birth, code)


def name_inside(text: str) -> str:
    """What was typed without the birth and the identity code in it, as it was typed."""
    rest = _CODE_LIKE.sub(" ", text) if code_inside(text) else text
    return " ".join(_take_birth(rest)[1].split())


def same_name(one: str, other: str) -> bool:
    """Whether two whole names may be one person's: every word of the shorter one is in the other, by name or sound."""
    shorter, longer = sorted((_marks(one), _marks(other)), key=len)
    return bool(shorter) and all(any(_are_alike(mine, theirs) for theirs in longer) for mine in shorter)


def _marks(name: str) -> list[tuple[str, set[str]]]:
    """For each word of a name its letters, and all that it may be recognised by."""
    words = [(fold(word), word) for word in _BETWEEN_WORDS.split(name)]
    return [
        (folded, {folded, canonical(folded), *skeletons(word)})
        for folded, word in words
        if folded and folded not in _PARTICLES
    ]


def _are_alike(mine: tuple[str, set[str]], theirs: tuple[str, set[str]]) -> bool:
    return bool(mine[1] & theirs[1]) or SequenceMatcher(None, mine[0], theirs[0]).ratio() >= _ALMOST


def _take_birth(text: str) -> tuple[Birth | None, str]:
    for pattern in _BIRTHS:
        match = pattern.search(text)
        if match is None:
            continue
        try:
            return read_birth(match[0]), f"{text[: match.start()]} {text[match.end() :]}"
        except NotABirthError:
            continue
    return None, text


def _spoken(name: str) -> str:
    """The name in Latin letters by its sounds: marks that change a sound are written out, silent letters left out."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).lower())
    if _ARABIC.search(lower):
        lower = _SUN.sub("ا", lower).replace("ة", "ا").replace("ى", "ا")
        lower = re.sub("ه(?=\\s|$)", "", lower)  # Persian writes a final vowel so
    return fold(lower.translate(_MARKED))


def _readings(word: str) -> tuple[str, ...]:
    """The consonants of one word by its likelier reading and, where a letter has two sounds, by the other."""
    readings = [_bones(word.replace("j", "y").replace("c", "k") if "ch" not in word else word.replace("j", "y"))]
    if "j" in word or ("c" in word and "ch" not in word):
        readings.append(_bones(word.replace("j", "z").replace("c", "z")))
    elif "w" in word:
        readings.append(_bones(word.replace("w", "")))
    return tuple(readings)


def _bones(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    consonants = re.sub(r"[aeiouy]", "", word)
    return re.sub(r"(.)\1+", r"\1", consonants)


@cache
def _known() -> dict[str, str]:
    """Folded spelling → the name it stands for. A spelling that two lines share belongs to the first."""
    known: dict[str, str] = {}
    for line in _lines():
        spellings = [fold(one).replace(" ", "") for one in line.split()]
        for one in filter(None, spellings):
            known.setdefault(one, spellings[0])
    return known


def _lines() -> list[str]:
    """One line for each name: what is indented goes on with the line before."""
    return GROUPS.replace("\n  ", " ").splitlines()
