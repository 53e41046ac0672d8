"""Where sentences end. Line breaks do not decide it: a text cannot be made plainer by blank lines."""

import re
from collections.abc import Iterator
from typing import Final

from luukku.language.plain.tokens import Sentence, Text, Token, read

ENDS: Final = frozenset(".!?…")
CLOSING: Final = frozenset("\"'”’»)]")
BULLETS: Final = frozenset("•●▪◦*-–—·")

# A full stop after these belongs to them.
SHORTENED: Final = frozenset(
    [
        *("esim", "ym", "yms", "jne", "mm", "ks", "vrt", "ns", "nk", "em", "ko", "ao", "ts", "tms", "eaa", "ks", "kk"),
        *("puh", "os", "klo", "nro", "kpl", "mrd", "milj", "mom", "alk", "lkm", "huom", "henk", "joht", "yht", "toim"),
        *("t.ex", "bl.a", "dvs", "osv", "m.m", "kl", "tel", "ca", "resp", "f.d", "obs"),
        *("e.g", "i.e", "etc", "mr", "mrs", "dr", "vs", "approx", "tel", "no"),
    ]
)
_LONG: Final = 5
_INITIAL: Final = re.compile(r"[A-ZÅÄÖ]$")


def parse(raw: str, language: str) -> Text:
    """The text with its tokens and sentences."""
    tokens = read(raw, language)
    explained = frozenset(_explained(tokens))
    return Text(language, tokens, [Sentence(run, explained) for run in _runs(tokens)])


def lines_of(sentence: Sentence) -> list[Sentence]:
    """The sentence as a reader sees it: cut at blank lines, before bullets, and where a new line has a capital."""
    runs: list[list[Token]] = [[]]
    for one in sentence.tokens:
        if runs[-1] and (one.breaks > 1 or (one.breaks and (one.is_capital or one.text in BULLETS))):
            runs.append([])
        runs[-1].append(one)
    return [Sentence(run, sentence.explained) for run in runs] if len(runs) > 1 else [sentence]


def _explained(tokens: list[Token]) -> Iterator[str]:
    """Letters in brackets after their name, "Kansaneläkelaitos (KELA)", or before a name in brackets."""
    for before, one, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if one.is_word and one.form.isupper() and before.text == "(" and after.text in ");":
            yield one.form
        if before.is_word and before.form.isupper() and one.text == "(" and after.is_word:
            yield before.form


def _runs(tokens: list[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = []
    run: list[Token] = []
    for place, one in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if not _is_stray_stop(run, one, following):
            run.append(one)
        if following is None or _ends(run, following):
            runs.append(run)
            run = []
    return [each for each in runs if any(one.kind != "sign" for one in each)]


def _ends(run: list[Token], following: Token) -> bool:
    """Whether a sentence ends between the last token of the run and the following one."""
    if following.text == "•":
        return True
    if following.text in CLOSING and not following.space_before:
        return False
    place = len(run) - 1
    while place > 0 and run[place].text in CLOSING:
        place -= 1
    if run[place].text not in ENDS:
        return False
    if not following.space_before:
        return run[place].text == "." and _is_glued(run[place - 1] if place else None, following)
    if following.is_word and not following.is_capital:
        return False  # "Perhe. saa. tukea": what goes on with a small letter goes on
    return run[place].text in "!?…" or _full_stop_ends(run[place - 1] if place else None, following)


def _is_glued(before: Token | None, following: Token) -> bool:
    """ "tarvittaessa.Kunta": a full stop that only lacks its space."""
    is_word = before is not None and before.is_word and before.letters >= _LONG and before.form.islower()
    return is_word and following.is_word and following.form.istitle() and bool(following.readings)


def _is_stray_stop(run: list[Token], one: Token, following: Token | None) -> bool:
    """A full stop after a whole word and before a small letter: it neither ends nor shortens anything."""
    if one.text != "." or not run or following is None or not following.space_before:
        return False
    if not following.is_word or following.is_capital:
        return False
    return run[-1].is_word and run[-1].low not in SHORTENED and (bool(run[-1].readings) or run[-1].letters > _LONG)


def _full_stop_ends(before: Token | None, following: Token) -> bool:
    if before is None:
        return True
    if before.low in SHORTENED or _INITIAL.match(before.form):
        return False
    return not (before.kind == "number" and following.kind == "number")
