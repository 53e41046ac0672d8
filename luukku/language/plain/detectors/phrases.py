"""Findings about a sentence as a whole: its length, clauses, negatives, numbers, lists, insertions."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

_CUT_WORDS: Final = {
    "fi": frozenset(["ja", "mutta", "tai", "sekä", "koska", "kun", "jos", "että", "jotta", "vaikka", "vaan"]),
    "sv": frozenset(["och", "men", "eller", "samt", "när", "om", "att", "som", "eftersom"]),
    "en": frozenset(["and", "but", "or", "when", "if", "that", "which", "because", "so"]),
}
_SHORTEST_PART: Final = 4
_QUOTED_WORDS: Final = 3


def long_sentence(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    count = len(sentence.words)
    if count <= rule.limits["words"]:
        return
    facts = {"count": str(count)}
    cut = _where_to_cut(sentence, language)
    if cut:
        facts["cut"] = " ".join(one.form for one in cut)
    yield Finding(rule.id, sentence.start, sentence.end, facts, variant="cut" if cut else "")


def many_clauses(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    openers = _clause_openers(sentence, language)
    if len(openers) < rule.limits["clauses"]:
        return
    extra = len(openers) - rule.limits["clauses"]
    yield Finding(rule.id, openers[0].start, sentence.end, {"count": str(len(openers))}, share=1 + 0.5 * extra)


def many_negatives(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Negatives near each other, one inside the other. "Neither … nor" is one: those words join what they deny; and
    clauses that "and" or "but" sets side by side each have their own.
    """
    told = word_list(f"negatives_{language}")
    run: list[Token] = []
    since = 0
    before: Token | None = None
    for one in sentence.tokens:
        since += one.counts
        is_that = one.low == "et" and before is not None and before.text == ","  # spoken "että"
        before = one
        if one.low in told["beside"]:
            yield from _many(run, rule)
            run = []
        if not one.is_word or is_that or not _is_negative(one, language, told):
            continue
        if run and since > rule.limits["near"]:
            yield from _many(run, rule)
            run = []
        run.append(one)
        since = 0
    yield from _many(run, rule)


def _many(run: list[Token], rule: Rule) -> Iterator[Finding]:
    if len(run) >= rule.limits["negatives"]:
        yield Finding(rule.id, run[0].start, run[-1].end, {"count": str(len(run))})


def brackets(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    opened: Token | None = None
    words = 0
    for one in sentence.tokens:
        if one.text == "(":
            opened, words = one, 0
        elif one.text == ")" and opened is not None:
            if words >= rule.limits["words"]:
                yield Finding(rule.id, opened.start, one.end)
            opened = None
        elif one.counts:
            words += 1


def many_numbers(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    found = [one for one in sentence.tokens if one.kind == "number"]
    if len(found) >= rule.limits["numbers"]:
        yield Finding(rule.id, found[0].start, found[-1].end, {"count": str(len(found))})


def long_list(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Things named one after another, of at most four words each, without a verb between them."""
    first, last, commas, gap = None, None, 0, 0
    for one in sentence.tokens:
        if one.text == ",":
            commas, gap = commas + 1, 0
            last = one
            continue
        if not one.counts:
            continue
        gap += 1
        if commas and _ends_list(one, gap, language):
            if first and last and commas + 2 >= rule.limits["items"]:
                break
            first, last, commas = None, None, 0
        if commas == 0:
            first, gap = one, 1
        else:
            last = one
    items = commas + 2
    if first and last and items >= rule.limits["items"]:
        yield Finding(rule.id, first.start, last.end, {"count": str(items)})


def _ends_list(one: Token, gap: int, language: str) -> bool:
    if gap > _SHORTEST_PART or is_finite(one):
        return True
    told = word_list(f"clauses_{language}")
    return one.low in told["words"] or bool(one.lemmas & set(told.get("relative", ())))


def is_finite(one: Token) -> bool:
    """Whether the word can only be a verb in a person."""
    return bool(one.readings) and all(
        (reading.word_class == "verb" and reading.person != "") or reading.word_class == "negative verb"
        for reading in one.readings
        if not (reading.word_class == "verb" and reading.mood == "A-infinitive")
    )


def may_be_finite(one: Token) -> bool:
    return any(
        (reading.word_class == "verb" and reading.person) or reading.word_class == "negative verb"
        for reading in one.readings
    )


def _clause_openers(sentence: Sentence, language: str) -> list[Token]:
    """Words that open a subordinate clause. In Finnish relative and question words only after a comma."""
    told = word_list(f"clauses_{language}")
    openers = frozenset(told["words"])
    found: list[Token] = []
    before: Token | None = None
    both = 0  # "sekä … että" opens no clause
    for one in sentence.tokens:
        both += one.low == "sekä"
        if one.low == "että" and both:
            both -= 1
        elif one.is_word and (one.low in openers or (language == "fi" and _opens(one, before, told))):
            found.append(one)
        before = one
    return found


def _opens(one: Token, before: Token | None, told: dict[str, list[str]]) -> bool:
    if before is None or before.text != ",":
        return False
    return bool(one.lemmas & set(told["relative"])) or one.low in told["questions"]


def _is_negative(one: Token, language: str, told: dict[str, list[str]]) -> bool:
    if one.low in told["joined"] or any(reading.is_question for reading in one.readings):
        return False
    return one.low in told["words"] or (language == "fi" and one.every(word_class="negative verb"))


def _where_to_cut(sentence: Sentence, language: str) -> list[Token]:
    """The words that would begin the second sentence: after a comma or before a joining word, nearest the middle."""
    words = [one for one in sentence.tokens if one.counts]
    places = {id(one): place for place, one in enumerate(words)}
    middle = len(words) / 2
    best: Token | None = None
    for before, one in pairwise(sentence.tokens):
        if not one.counts or not (before.text in ",;:" or one.low in _CUT_WORDS[language]):
            continue
        place = places[id(one)]
        if place < _SHORTEST_PART or len(words) - place < _SHORTEST_PART:
            continue
        if best is None or abs(place - middle) < abs(places[id(best)] - middle):
            best = one
    return words[places[id(best)] :][:_QUOTED_WORDS] if best else []
