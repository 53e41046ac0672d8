"""Findings about a sentence as a whole: its length, clauses, negatives, lists, insertions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

_CUT_WORDS: Final = {
    "fi": frozenset(["ja", "mutta", "tai", "sekä", "koska", "kun", "jos", "että", "jotta", "vaikka", "vaan"]),
    "sv": frozenset(["och", "men", "eller", "samt", "när", "om", "att", "som", "eftersom"]),
    "en": frozenset(["and", "but", "or", "when", "if", "that", "which", "because", "so"]),
}
_JOINERS: Final = {
    "fi": frozenset(["ja", "tai", "sekä"]),
    "sv": frozenset(["och", "eller", "samt"]),
    "en": frozenset(["and", "or"]),
}
_SHORTEST_PART: Final = 4
"""Words that each half of a cut sentence has at least."""
_LONGEST_THING: Final = 4
"""Words of one thing in a list at most."""
_QUOTED_WORDS: Final = 3
_VERB_WITHIN: Final = 5
_ONE: Final = frozenset(["yksi", "yhtä", "yhdet", "yhdessä"])


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
    clauses that "and", "but" or a comma alone sets side by side each have their own.
    """
    told = word_list(f"negatives_{language}")
    openers = set(_clause_openers(sentence, language))
    is_inside = False  # a subordinate clause
    run: list[Token] = []
    since = 0
    before: Token | None = None
    for place, one in enumerate(sentence.tokens):
        since += one.counts
        is_that = one.low == "et" and ((before is not None and before.text == ",") or _asks(sentence.tokens, place + 1))
        before = one
        is_inside = is_inside or one in openers
        if one.low in told["beside"] or (
            one.text == "," and not (is_inside or openers & set(sentence.tokens[place + 1 : place + 3]))
        ):
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


def _asks(tokens: list[Token], place: int) -> bool:
    """Of "välitä et onko": the spoken "että" before a question."""
    return place < len(tokens) and any(reading.is_question for reading in tokens[place].readings)


def _many(run: list[Token], rule: Rule) -> Iterator[Finding]:
    if len(run) >= rule.limits["negatives"]:
        yield Finding(rule.id, run[0].start, run[-1].end, {"count": str(len(run))})


def brackets(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    opened: Token | None = None
    before: Token | None = None
    words = 0
    for one in sentence.tokens:
        is_of_letters = before is not None and before.form.isupper() and before.is_word  # "THL (…)": what they mean
        before = one
        if one.text == "(":
            opened, words = (None if is_of_letters or one is sentence.tokens[0] else one), 0
        elif one.text == ")" and opened is not None:
            if words >= rule.limits["words"]:
                yield Finding(rule.id, opened.start, one.end)
            opened = None
        elif one.counts:
            words += 1


def long_list(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Things named one after another, of at most four words each, without a verb between them."""
    joiners, told = _JOINERS[language], word_list(f"clauses_{language}")
    listed = _Listed()
    for one in sentence.tokens:
        if one.text == "," or (one.low in joiners and not listed.is_half):
            listed.part(is_comma=one.text == ",")
        elif one.counts and listed.commas and _ends_list(one, listed.gap + 1, told):
            if listed.is_long(rule):
                break
            listed = _Listed()
        elif one.counts:
            listed.add(one)
    if listed.is_long(rule) and listed.first and listed.last:
        yield Finding(rule.id, listed.first.start, listed.last.end, {"count": str(listed.things)})


@dataclass(slots=True)
class _Listed:
    """What has been named so far. `gap`: words since the last comma or joining word."""

    first: Token | None = None
    last: Token | None = None
    commas: int = 0
    parts: int = 0
    gap: int = 0

    @property
    def is_half(self) -> bool:
        """ "sosiaali- ja terveyspalvelut": the joining word parts nothing."""
        return self.last is not None and self.last.form.endswith("-")

    @property
    def things(self) -> int:
        return self.parts + bool(self.gap)

    def is_long(self, rule: Rule) -> bool:
        return self.commas + 2 >= rule.limits["items"] and self.things >= rule.limits["items"]

    def part(self, *, is_comma: bool) -> None:
        if is_comma or self.commas or self.gap:
            self.parts += bool(self.gap)
            self.commas += is_comma and self.last is not None
            self.gap = 0

    def add(self, one: Token) -> None:
        self.last = one
        self.gap += 1
        if not self.commas and (not self.parts or self.gap > 1):
            self.first, self.parts, self.gap = one, 0, 1


def _ends_list(one: Token, gap: int, told: dict[str, list[str]]) -> bool:
    if gap > _LONGEST_THING or is_finite(one) or _is_plural_verb(one):
        return True
    return one.low in told["words"] or bool(one.lemmas & set(told.get("relative", ())))


def _is_plural_verb(one: Token) -> bool:
    """ "löytyvät": they are found, or those that are found."""
    return may_be_finite(one) and all(reading.person or reading.participle for reading in one.readings)


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
        elif one.low == "jos" and before is not None and before.low in _ONE:
            pass  # "yhtä jos toista" opens no clause
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
    """The words that would begin the second sentence: after a comma or before a joining word, nearest the middle,
    where each half has a verb of its own (as far as verbs are known)."""
    words = sentence.words
    places = {id(one): place for place, one in enumerate(words)}
    verbs = {place for place, one in enumerate(words) if may_be_finite(one)}
    first = min(verbs, default=len(words))
    middle = len(words) / 2
    best: Token | None = None
    for before, one in pairwise(sentence.tokens):
        if not one.counts or not (before.text in ",;:" or one.low in _CUT_WORDS[language]):
            continue
        place = places[id(one)]
        if place < _SHORTEST_PART or len(words) - place < _SHORTEST_PART:
            continue
        if language == "fi" and not (first < place and _verb_soon(verbs, place)):
            continue
        if best is None or abs(place - middle) < abs(places[id(best)] - middle):
            best = one
    return words[places[id(best)] :][:_QUOTED_WORDS] if best else []


def _verb_soon(verbs: set[int], place: int) -> bool:
    return any(at in verbs for at in range(place, place + _VERB_WITHIN + 1))
