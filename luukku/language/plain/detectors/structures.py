"""Findings about Finnish structures that pack a clause into a word: participles, infinitives, actions as nouns."""

from collections.abc import Iterator
from typing import Any, Final

from luukku.language.morphology import Analysis
from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

_ATTRIBUTE: Final = frozenset(["present_active", "past_active", "past_passive", "present_passive", "agent"])
_NOUN: Final = frozenset(["noun", "noun or adjective", "place name", "first name", "surname", "name"])
_COMPLEMENT: Final = _NOUN | {"pronoun"}
_CASES_OF_COMPLEMENT: Final = frozenset(
    [
        "genitive",
        "partitive",
        "inessive",
        "elative",
        "illative",
        "adessive",
        "ablative",
        "allative",
        "essive",
        "translative",
    ]
)
_HEAD_WITHIN: Final = 3
_AROUND: Final = 4
_NEAR: Final = 2
_SUBJECT: Final = frozenset(["nominative"])
_OBJECT: Final = frozenset(["nominative", "genitive", "partitive"])


def participle_phrase(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """A participle before its noun with words of its own: "lapselle myönnetty tuki"."""
    tokens, fixed = sentence.tokens, set(word_list("fixed_fi")["participles"])
    adjectives = set(word_list("fixed_fi")["adjectival"])
    for place, one in enumerate(tokens):
        readings = [
            reading
            for reading in one.readings
            if reading.participle in _ATTRIBUTE and reading.lemma not in fixed and _is_bare(reading)
        ]
        if not readings or place == 0 or not _all_are_nominal(one):
            continue
        if _is_perfect(tokens, place) or (one.low.startswith("sanot") and tokens[place - 1].low == "niin"):
            continue
        head = _head_of(tokens, place, readings)
        complement = _complement_of(tokens, place, readings)
        if head is None or complement is None:
            continue
        if complement.some(case="partitive") or not any(reading.lemma in adjectives for reading in readings):
            yield Finding(rule.id, complement.start, head.end, {"form": one.form})


def infinitive_clause(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Infinitives and participles in the place of a clause: "hakiessaan", "tehtyään", "saadakseen", "hakematta"."""
    tokens, fixed = sentence.tokens, set(word_list("fixed_fi")["infinitives"])
    for place, one in enumerate(tokens):
        if not one.readings or one.low in fixed:
            continue
        variant = _clause_variant(tokens, place)
        if variant:
            has_subject = place > 0 and is_genitive(tokens[place - 1]) and not one.readings[0].possessive
            start = tokens[place - 1].start if has_subject else one.start
            yield Finding(rule.id, start, one.end, {"form": one.form}, variant=variant)


def nominal(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """An action as a noun with what it is done to: "hakemuksen käsitteleminen"."""
    tokens, common = sentence.tokens, set(word_list("fixed_fi")["actions"])
    for place, one in enumerate(tokens):
        readings = [reading for reading in one.readings if reading.mood == "MINEN-infinitive"]
        others = [reading for reading in one.readings if not reading.mood and reading.participle != "agent"]
        if not readings or others or place == 0:
            continue
        before = tokens[place - 1]
        if one.low in common or not is_genitive(before):
            continue
        yield Finding(rule.id, before.start, one.end, {"form": one.form, "verb": readings[0].lemma})


def weak_verb(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """A verb without a meaning of its own beside the noun that has it: "suorittaa maksu"."""
    told = word_list("weak_verbs")
    happening, told_apart = set(told["happening"]), {*told["making"], *told["giving"]}
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        lemmas = {reading.lemma for reading in one.readings if reading.word_class == "verb"}
        nouns = _empty_with(lemmas, told)
        if not nouns:
            continue
        cases = _SUBJECT if lemmas & happening else _OBJECT
        for at in range(max(0, place - _AROUND), min(len(tokens), place + _AROUND)):
            other = tokens[at]
            noun = next((lemma for lemma in sorted(other.lemmas) if lemma in nouns), None)
            if noun is None or not _is_core(other, cases, is_near=abs(at - place) <= _NEAR):
                continue
            if lemmas & told_apart and not _is_object(tokens, place, at):
                continue
            first, last = (one, other) if place < at else (other, one)
            facts = {"verb": one.form, "noun": other.form, "plain": nouns[noun]}
            yield Finding(rule.id, first.start, last.end, facts)
            break


def _empty_with(lemmas: set[str], told: dict[str, Any]) -> dict[str, str]:
    """The nouns with which a verb says nothing of its own, and the verb to use instead of the two."""
    nouns: dict[str, str] = {}
    if lemmas & {*told["verbs"], *told["happening"]}:
        nouns |= told["nouns"]
    if lemmas & set(told["making"]):
        nouns |= told["made"]
    if lemmas & set(told["giving"]):
        nouns |= told["given"]
    return nouns


def _is_object(tokens: list[Token], verb: int, noun: int) -> bool:
    """Whether a noun near "tehdä" or "antaa" is what is made or given: no other verb stands between, no word that
    the genitive belongs to comes after, and to "tekeminen" it stands just before."""
    between = tokens[min(verb, noun) + 1 : max(verb, noun)]
    if len(between) >= _AROUND - 1 or any(one.kind == "sign" or one.some(word_class="verb") for one in between):
        return False
    if tokens[verb].some(mood="MINEN-infinitive"):
        return noun == verb - 1
    following = tokens[noun + 1] if noun + 1 < len(tokens) else None
    belongs = following is not None and following.some(word_class="adposition")
    return not (belongs and tokens[noun].some(case="genitive"))


def _is_core(noun: Token, cases: frozenset[str], *, is_near: bool) -> bool:
    """Subject or object. A genitive farther off belongs to something else."""
    found = {reading.case for reading in noun.readings if reading.word_class == "noun"} & cases
    return bool(found) and (is_near or "nominative" in found)


def _is_bare(reading: Analysis) -> bool:
    return not reading.possessive and reading.comparison in {"", "positive"}


def _all_are_nominal(one: Token) -> bool:
    return not any(reading.word_class == "verb" and reading.person for reading in one.readings)


def is_genitive(one: Token) -> bool:
    return one.is_word and any(
        reading.case == "genitive" and reading.word_class in _COMPLEMENT and not reading.participle
        for reading in one.readings
    )


def _is_perfect(tokens: list[Token], place: int) -> bool:
    """ "on muuttanut", "ei ole tullut", "on haettu": a tense, not an attribute."""
    for earlier in reversed(tokens[max(0, place - _AROUND) : place]):
        if earlier.kind == "sign":
            return False
        if "olla" in earlier.lemmas or earlier.some(word_class="negative verb"):
            return any(reading.case == "nominative" for reading in tokens[place].readings)
    return False


def _head_of(tokens: list[Token], place: int, readings: list[Analysis]) -> Token | None:
    """The noun that the participle describes: soon after it, in the same case and number."""
    wanted = {(reading.case, reading.number) for reading in readings}
    for one in tokens[place + 1 : place + 1 + _HEAD_WITHIN]:
        if one.kind == "sign":
            return None
        same = [reading for reading in one.readings if (reading.case, reading.number) in wanted]
        if any(reading.word_class in _NOUN and not reading.participle for reading in same):
            return one
        if not same and not one.some(word_class="adverb") and not is_genitive(one):
            return None
    return None


def _complement_of(tokens: list[Token], place: int, readings: list[Analysis]) -> Token | None:
    """The word before that belongs to the participle: a noun in another case than the participle's own."""
    before = tokens[place - 1]
    if not before.is_word:
        return None
    if before.some(word_class="adverb") and place > 1 and tokens[place - 2].is_word:
        before = tokens[place - 2]
    own = {reading.case for reading in readings}
    agents = any(reading.participle == "agent" for reading in readings)
    if before.some(word_class="verb"):
        return None
    for reading in before.readings:
        if reading.word_class not in _COMPLEMENT or reading.participle:
            continue
        if reading.case == "genitive" and (agents or "genitive" not in own):
            # a genitive belongs to the doer of an agent participle, otherwise mostly to the noun
            return before if agents else None
        if reading.case in _CASES_OF_COMPLEMENT - own:
            return before
    return None


def _clause_variant(tokens: list[Token], place: int) -> str:
    one = tokens[place]
    readings = one.readings
    moods = {reading.mood for reading in readings}
    if any(reading.mood == "E-infinitive" for reading in readings) and len(moods) == 1:
        return "when" if "ss" in one.low[-6:] else "how"
    if moods == {"A-infinitive"} and all(reading.possessive for reading in readings):
        return "aim"
    if any(reading.mood == "MA-infinitive" and reading.case == "abessive" for reading in readings):
        return "without"
    if _is_done_before(tokens, place):
        return "when"
    return "that" if _is_reported(tokens, place) else ""


def _is_done_before(tokens: list[Token], place: int) -> bool:
    """ "tehtyään", "lapsen synnyttyä"."""
    one = tokens[place]
    done = [
        r for r in one.readings if r.participle == "past_passive" and r.case == "partitive" and r.number == "singular"
    ]
    if not done or len(done) < len(one.readings):
        return False
    if all(reading.possessive for reading in done):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    describes = following is not None and following.some(case="partitive")
    return place > 0 and is_genitive(tokens[place - 1]) and not describes


def _is_reported(tokens: list[Token], place: int) -> bool:
    """ "ilmoitti hakeneensa", "sanoo olevansa"."""
    one = tokens[place]
    return bool(one.readings) and all(
        reading.participle in {"past_active", "present_active"} and reading.possessive for reading in one.readings
    )
