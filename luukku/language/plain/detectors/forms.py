"""Findings about single Finnish word forms: passives, duties without a person, rare cases and moods."""

from collections.abc import Iterator
from typing import Final

from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

PASSIVE: Final = "4"
_NEAR: Final = 3

_NOUNS: Final = ("noun", "adjective", "noun or adjective", "pronoun", "numeral")


def passive(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Forms without a doer: "haetaan", "ei haeta", "on haettu"."""
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if (_is_simple_passive(one) and not _is_said_by_us(tokens, place)) or _is_negated_passive(tokens, place):
            yield Finding(rule.id, one.start, one.end, {"form": one.form})
        elif _is_past_passive(one):
            verb = _verb_before(tokens, place)
            if verb is not None and not _is_of_somebody(tokens, place):
                yield Finding(rule.id, verb.start, one.end, {"form": one.form})


def must_passive(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """ "Hakemus on toimitettava": somebody must, and the sentence does not say who."""
    tokens, fixed = sentence.tokens, set(word_list("fixed_fi")["duties"])
    for place, one in enumerate(tokens):
        is_form = one.some(participle="present_passive", case="nominative", number="singular", comparison="positive")
        if not is_form or one.low in fixed or _is_described(tokens, place):
            continue
        verb = _verb_before(tokens, place, near=2)
        if verb is None or not verb.some(person="3"):
            continue
        if verb.low not in {"on", "oli", "olisi", "ole"}:
            continue
        who = _who_must(tokens, place)
        facts = {"form": one.form, "who": who.low if who else ""}
        yield Finding(rule.id, verb.start, one.end, facts, variant="who" if who else "")


def rare_case(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    fixed = set(word_list("fixed_fi")["cases"])
    variants = {"abessive": "without", "comitative": "with", "instructive": ""}
    for one in sentence.tokens:
        if not one.is_word or not one.readings or any(reading.participle for reading in one.readings):
            continue
        if {one.low, _without_ending(one)} & fixed:
            continue
        cases = {reading.case for reading in one.readings if reading.word_class in _NOUNS and not reading.participle}
        if len(cases) != 1 or len({reading.word_class == "verb" for reading in one.readings}) > 1:
            continue
        case = next(iter(cases))
        if case == "instructive" and one.low.endswith("mmin"):
            continue  # an adverb: "nopeammin"
        if case in variants and all(reading.word_class in _NOUNS for reading in one.readings):
            yield Finding(rule.id, one.start, one.end, {"form": one.form}, variant=variants[case])


def rare_verb_form(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    for one in sentence.tokens:
        readings = one.readings
        if not readings or one.form[:1].isdigit():  # "12-kielinen"
            continue
        potential = all(reading.mood == "potential" for reading in readings)
        ordered = all(reading.mood == "imperative" and reading.person == "3" for reading in readings)
        nearly = all(reading.mood == "MAINEN-infinitive" for reading in readings)
        if potential or ordered or nearly:
            yield Finding(rule.id, one.start, one.end, {"form": one.form})


def _without_ending(one: Token) -> str:
    """ "varsinkin" without its "-kin"."""
    focus = one.readings[0].focus
    return one.low.removesuffix(focus) if focus else one.low


def _is_described(tokens: list[Token], place: int) -> bool:
    """Of "vaikea tehtävä" and "tuki on kunnan rahoitettava tuki": a noun, or what describes one."""
    before = tokens[place - 1] if place else None
    if before is not None and before.every(word_class="adjective", case="nominative"):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    is_noun = following is not None and following.every(word_class="noun", case="nominative", number="singular")
    verb = next((at for at in range(place - 1, max(-1, place - _NEAR - 1), -1) if "olla" in tokens[at].lemmas), 0)
    return bool(is_noun and verb and tokens[verb - 1].every(word_class="noun", case="nominative", number="singular"))


def _who_must(tokens: list[Token], place: int) -> Token | None:
    """Who must, when the word before the verb tells it: "kunnan on seurattava", "sinun on haettava"."""
    verb = next(at for at in range(place - 1, -1, -1) if "olla" in tokens[at].lemmas)
    before = tokens[verb - 1] if verb else None
    is_told = before is not None and before.some(case="genitive") and before.every(case="genitive")
    return before if is_told else None


def _is_of_somebody(tokens: list[Token], place: int) -> bool:
    """ "Meillä on hyvin valmisteltu suunnitelma": somebody has a thing; nothing is being done."""
    for at in range(place - 1, max(0, place - _NEAR - 1), -1):
        if "olla" in tokens[at].lemmas:
            return tokens[at - 1].some(case="adessive")
    return False


def _is_said_by_us(tokens: list[Token], place: int) -> bool:
    """ "Me mennään": the spoken form of the first person plural."""
    return any(earlier.low in {"me", "myö"} for earlier in tokens[max(0, place - 2) : place])


def _is_simple_passive(one: Token) -> bool:
    """Every reading a passive with a person ending; the negated form looks like an infinitive and is not meant."""
    return bool(one.readings) and all(
        reading.person == PASSIVE and reading.word_class == "verb" and not reading.is_negative
        for reading in one.readings
    )


def _is_negated_passive(tokens: list[Token], place: int) -> bool:
    one = tokens[place]
    if not any(reading.person == PASSIVE and reading.is_negative for reading in one.readings):
        return False
    before = [earlier for earlier in tokens[max(0, place - _NEAR) : place] if earlier.is_word]
    if any(earlier.some(word_class="verb") and not earlier.some(word_class="negative verb") for earlier in before):
        return False  # "ei voi hakea": the infinitive
    return any(earlier.low in {"ei", "eikä", "ettei", "ellei", "jollei"} for earlier in before)


def _is_past_passive(one: Token) -> bool:
    return one.some(participle="past_passive", case="nominative", number="singular") and not any(
        reading.word_class == "verb" and reading.person not in {"", PASSIVE} for reading in one.readings
    )


def _verb_before(tokens: list[Token], place: int, near: int = _NEAR) -> Token | None:
    """The form of olla within the few words before, with no sign between."""
    for earlier in reversed(tokens[max(0, place - near) : place]):
        if earlier.kind == "sign":
            return None
        if "olla" in earlier.lemmas and earlier.some(word_class="verb"):
            return earlier if any(reading.person or reading.is_negative for reading in earlier.readings) else None
    return None
