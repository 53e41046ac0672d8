"""Findings about a text as a whole: paragraphs, headings, whom it speaks to, what could not be judged."""

import re
from collections.abc import Iterator
from typing import Final

from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Text, Token

_LONGEST_HEADING: Final = 9
_ENDS: Final = frozenset(".!?:;,")
_LATIN: Final = re.compile(r"[a-zåäö]")
FIRST: Final = "1"
SECOND: Final = "2"
_SAID_OFTEN: Final = 3
_SAID_EVERY: Final = 150  # words


def long_paragraph(text: Text, rule: Rule) -> Iterator[Finding]:
    for run in _paragraphs(text.tokens):
        count = sum(one.counts for one in run)
        if count > rule.limits["words"]:
            yield Finding(rule.id, run[0].start, run[-1].end, {"count": str(count)})


def no_headings(text: Text, rule: Rule) -> Iterator[Finding]:
    count = len(text.words)
    if count <= rule.limits["words"] or any(_is_heading(run) for run in _paragraphs(text.tokens)):
        return
    if _is_told_by_somebody(text):
        return
    yield Finding(rule.id, text.tokens[0].start, text.tokens[-1].end, {"count": str(count)})


def reader_absent(text: Text, rule: Rule) -> Iterator[Finding]:
    if len(text.words) < rule.limits["words"] or _is_told_by_somebody(text):
        return
    told = word_list(f"reader_{text.language}")
    present, absent = set(told["present"]), set(told["absent"])
    if any(one.is_word and (one.low in present or _speaks_to_reader(one)) for one in text.tokens):
        return
    spoken_of = [one for one in text.tokens if one.is_word and (one.low in absent or one.lemmas & absent)]
    if len(spoken_of) >= rule.limits["mentions"]:
        first = spoken_of[0]
        word = next(iter(sorted(first.lemmas & absent)), first.low)
        yield Finding(rule.id, first.start, first.end, {"word": word})


def other_script(text: Text, rule: Rule) -> Iterator[Finding]:
    run: list[Token] = []
    for one in text.tokens:
        if one.kind == "foreign" and not _LATIN.search(one.form):  # "ψ-hiukkanen" is a Finnish word
            run.append(one)
        elif one.counts and run:
            yield Finding(rule.id, run[0].start, run[-1].end)
            run = []
    if run:
        yield Finding(rule.id, run[0].start, run[-1].end)


def _is_told_by_somebody(text: Text) -> bool:
    """A story, a letter or a speech: somebody says "I" every now and then. It needs no headings and no "you"."""
    told = set(word_list(f"reader_{text.language}")["speaker"])
    said = sum(one.is_word and (one.low in told or one.every(person=FIRST, number="singular")) for one in text.words)
    return said >= _SAID_OFTEN and said * _SAID_EVERY >= len(text.words)


def _speaks_to_reader(one: Token) -> bool:
    """A verb in the second person, "-si" or "-nne", and nothing else that the form could be."""
    return bool(one.readings) and all(
        reading.person == SECOND or reading.possessive.startswith(SECOND) or "sinä" in reading.lemma
        for reading in one.readings
    )


def _paragraphs(tokens: list[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for one in tokens:
        if not runs or one.breaks:
            runs.append([])
        runs[-1].append(one)
    return runs


def _is_heading(run: list[Token]) -> bool:
    """A short line without an end mark that is no list item, or a line that a mark makes a heading."""
    if run[0].text == "#":
        return True
    words = sum(one.counts for one in run)
    return 0 < words <= _LONGEST_HEADING and run[-1].text not in _ENDS and run[0].kind != "sign" and run[0].is_capital
