"""A text cut into words, numbers and signs, each with its exact place, in time that grows with the text alone."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from luukku.language import morphology
from luukku.language.morphology import Analysis

Kind = Literal["word", "number", "sign", "address", "foreign"]

_TITLE: Final = 4  # words
LONGEST_WORD: Final = 200
"""A longer run of signs without a space is nobody's word; its inside is not looked at."""

_SITE: Final = re.compile(r"\w\.(?:fi|ax|com|org|net|eu)(?:[/.,;:!?)]|$)")
_CHUNK = re.compile(r"\S+")
_PART = re.compile(
    r"(?P<word>(?:\d+(?:[-–]\d+)*[-–])?[^\W\d_](?:[^\W_]|[\u0300-\u036f]|[-‑'’:](?=[^\W_]))*[-‑]?)"
    r"|(?P<number>\d+(?:[.,:/–-]\d+)*%?)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DIGITS_BEFORE: Final = re.compile(r"^\d[\d–-]*[-–]")


@dataclass(slots=True, eq=False)
class Token:
    """A word, number or sign where it stands in the text.

    Attributes:
        start, end: characters of the text as it was given.
        text: as written. form: without what is not seen (soft hyphens, direction marks), in ordinary letters.
        space_before: whether anything but the token before touches it. breaks: line feeds before it.
    """

    start: int
    end: int
    text: str
    form: str
    kind: Kind
    breaks: int = 0
    space_before: bool = True
    readings: tuple[Analysis, ...] = field(default=())

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def counts(self) -> bool:
        """Whether it is read as a word: words, numbers and addresses are, signs are not."""
        return self.kind in {"word", "number", "address"}

    @property
    def low(self) -> str:
        return self.form.lower()

    @property
    def is_capital(self) -> bool:
        return self.form[:1].isupper()

    @property
    def letters(self) -> int:
        return sum(sign.isalpha() for sign in self.form)

    def some(self, **wanted: str) -> bool:
        """Whether a reading has all of these values: token.some(case="genitive", number="plural")."""
        return any(all(getattr(one, name) == value for name, value in wanted.items()) for one in self.readings)

    def every(self, **wanted: str) -> bool:
        """Whether there are readings and all of them have these values."""
        return bool(self.readings) and all(
            getattr(one, name) == value for one in self.readings for name, value in wanted.items()
        )

    @property
    def lemmas(self) -> set[str]:
        return {one.lemma for one in self.readings} or {self.low}


@dataclass(eq=False)
class Sentence:
    """A run of tokens between two ends. `explained`: letters whose meaning the text tells, here or elsewhere."""

    tokens: list[Token]
    explained: frozenset[str] = frozenset()
    words: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [one for one in self.tokens if one.counts]

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether more than half of its words begin with a capital, as in a title."""
        words = [one for one in self.words if one.is_word]
        return len(words) >= _TITLE and sum(one.is_capital for one in words) * 2 > len(words)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(eq=False)
class Text:
    """A text as the detectors see it. Its sentences mind no line breaks; `lines_of` cuts them where lines end."""

    language: str
    tokens: list[Token]
    sentences: list[Sentence]

    @cached_property
    def words(self) -> list[Token]:
        return [one for one in self.tokens if one.counts]

    @cached_property
    def letters(self) -> int:
        return sum(one.letters for one in self.tokens if one.is_word)


def read(raw: str, language: str) -> list[Token]:
    """All tokens of a text; Finnish words carry their readings."""
    tokens: list[Token] = []
    last = 0
    seen, places = _what_is_seen(raw)
    for chunk in _CHUNK.finditer(seen):
        breaks = seen.count("\n", last, chunk.start())
        first = len(tokens)
        tokens += _tokens_of(chunk.group(), chunk.start())
        if len(tokens) > first:
            tokens[first].breaks += breaks
            last = chunk.end()
    for earlier, later in pairwise(tokens):
        later.space_before = later.start > earlier.end
    if places:
        for one in tokens:
            one.start, one.end = places[one.start], places[one.end - 1] + 1
            one.text = raw[one.start : one.end]
    if language == "fi":
        for one in tokens:
            if one.kind == "word":
                one.readings = _readings(one.form)
    return tokens


def _what_is_seen(raw: str) -> tuple[str, list[int]]:
    """The text without what nobody sees (soft hyphens, direction marks, fillers), and where each character stood;
    no places when all is seen."""
    if not _UNSEEN.search(raw):
        return raw, []
    places = [place for place, sign in enumerate(raw) if not _UNSEEN.match(sign)]
    return "".join(raw[place] for place in places), places


def _tokens_of(chunk: str, at: int) -> list[Token]:
    if len(chunk) > LONGEST_WORD:
        return [Token(at, at + len(chunk), chunk, chunk[:LONGEST_WORD], "word" if chunk[0].isalpha() else "address")]
    if _is_address(chunk):
        bare = chunk.rstrip(".,;:!?)\"'”")
        rest = chunk[len(bare) :]
        head = [Token(at, at + len(bare), bare, bare, "address")] if bare else []
        return head + [
            Token(at + len(bare) + place, at + len(bare) + place + 1, sign, sign, "sign")
            for place, sign in enumerate(rest)
        ]
    found: list[Token] = []
    for part in _PART.finditer(chunk):
        kind: Kind = "number" if part.lastgroup == "number" else "word" if part.lastgroup == "word" else "sign"
        form = unicodedata.normalize("NFKC", part.group())
        if not form or (kind == "sign" and unicodedata.category(form[0]) in {"Cc", "Cf", "Cs", "Co", "Mn"}):
            continue
        if kind == "word" and not _is_latin(form):
            kind = "foreign"
        found.append(Token(at + part.start(), at + part.end(), part.group(), form.replace("‑", "-"), kind))
    return found


def _is_address(chunk: str) -> bool:
    known = "://" in chunk or chunk.startswith("www.") or ("@" in chunk and "." in chunk)
    return known or _SITE.search(chunk) is not None


def _is_latin(form: str) -> bool:
    """Whether a letter is Latin: what a word in other letters means is not ours to judge, but one look-alike among
    Latin letters hides no word."""
    return any(sign.isalpha() and (sign < "\u0250" or "\u1e00" <= sign <= "\u1eff") for sign in form)


def _readings(form: str) -> tuple[Analysis, ...]:
    """As written; a capital may stand there only because the sentence begins."""
    bare = _DIGITS_BEFORE.sub("", form).rstrip("-") if form[:1].isdigit() else form
    joined = _joined(bare)
    if joined:
        return joined
    found = morphology.analyse(bare)
    low = bare.lower()
    if low != bare:
        found = tuple(dict.fromkeys([*morphology.analyse(low), *found]))
    return found or (morphology.analyse(low.rpartition("-")[2]) if "-" in low.strip("-") else ())


def _joined(form: str) -> tuple[Analysis, ...]:
    """Of "koti-hoito" the readings of "kotihoito", so that a hyphen makes no word plainer."""
    return morphology.analyse(form.replace("-", "").lower()) if "-" in form.strip("-") else ()
