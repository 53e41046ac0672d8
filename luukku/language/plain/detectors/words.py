"""Findings about words: long, rare, of the office, shortened, cut in two; sections of acts."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from luukku.language import morphology
from luukku.language.morphology import Analysis
from luukku.language.plain.commonness import commonness
from luukku.language.plain.detectors.phrases import may_be_finite
from luukku.language.plain.detectors.structures import is_genitive
from luukku.language.plain.rules import Finding, Rule, all_rules, word_list
from luukku.language.plain.tokens import Sentence, Token

NAMES: Final = frozenset(["first name", "surname", "place name", "name"])
_PIECES_JOINED: Final = 4
_SYLLABLES_JOINED: Final = 10
_SYLLABLE: Final = 4
_GLUE: Final = frozenset("._·|/\\’'´`~+*=,;:")
_SHORTEST_JOINED: Final = 8
_SHORTEST_PIECE: Final = 3
_NEVER_APART: Final = frozenset(["itse", "koko", "viime", "ensi"])
_LETTERS: Final = re.compile(r"[A-ZÅÄÖ]{2,6}(?=$|[:-])")
_ACT: Final = re.compile(r"\d{1,4}/(?:19|20)\d\d$")
_SECTIONS: Final = frozenset(["artikla", "momentti", "kohta", "alakohta", "artikel", "moment", "article"])
_MANY: Final = 3
_AND: Final = 2


def long_compound(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    for one in sentence.words:
        reading = _compound(one)
        if reading is None or is_name(one, sentence):
            continue
        # by the dictionary form: the same word is not longer in another case
        parts, letters = len(reading.pieces), min(one.letters, len(reading.lemma)) if reading.case else one.letters
        if commonness(reading.lemma) >= rule.limits["everyday"]:
            continue
        many = parts >= rule.limits["parts"] and letters >= rule.limits["letters_of_many"]
        if many or (parts > 1 and letters >= rule.limits["letters_of_two"]):
            split = "\u00a0+ ".join(piece.lower() for piece in reading.pieces)
            share = 1 + 0.25 * max(0, parts - _MANY)
            yield Finding(rule.id, one.start, one.end, {"split": split}, share=share)


def long_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """By its letters alone, for words whose parts are not known."""
    for one in sentence.words:
        if language == "fi" and is_name(one, sentence):
            continue
        if one.is_word and not one.readings and one.letters >= rule.limits[language]:
            yield Finding(rule.id, one.start, one.end, {"count": str(one.end - one.start)})


def rare_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    everyday = set(word_list("everyday_fi")["words"])
    for one in sentence.words:
        if not one.is_word or one.letters < rule.limits["letters"] or is_name(one, sentence):
            continue
        if one.form.endswith("-") or one.form.isupper() or one.lemmas & everyday:
            continue
        if not one.readings:
            if _compound(one) is None and one.letters < word_limit() and not _is_hyphenated(one):
                yield Finding(rule.id, one.start, one.end, {"word": one.form}, variant="unknown")
            continue
        value, part = how_common(one.readings)
        if value < rule.limits["commonness"]:
            facts = {"word": one.form, "part": part}
            yield Finding(rule.id, one.start, one.end, facts, variant="" if part in one.lemmas else "part")


def office_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    told = word_list(f"office_{language}")
    forms = told.get("forms", {})
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if not one.is_word or (one.low == "sekä" and any(later.low == "että" for later in tokens[place:])):
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        two = f"{one.low} {following.low}" if following else ""
        if following and two in forms:
            yield Finding(rule.id, one.start, following.end, {"word": two, "plain": forms[two]})
            continue
        plain = _in_plain_words(tokens, place, told)
        if plain:
            yield Finding(rule.id, one.start, one.end, {"word": one.form, "plain": plain})


def abbreviation(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    known = word_list(f"abbreviations_{language}")
    familiar = set(word_list("known_letters")["all"])
    shouted = sum(one.form.isupper() for one in sentence.words) * 2 > len(sentence.words)
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if not one.is_word:
            continue
        name, end = _shortened(tokens, place, known)
        letters = _LETTERS.match(one.form)
        if name:
            plain = known[name]
            variant = "known" if plain else ""
            yield Finding(rule.id, one.start, end, {"word": f"{name}.", "plain": plain}, variant=variant)
        elif letters and not shouted and letters.group() not in familiar and not _is_clear(sentence, place):
            yield Finding(rule.id, one.start, one.end, {"word": letters.group()}, variant="letters")


def broken_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Pieces that are one word together: something no dictionary has, or two nouns side by side."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens) - 1:
        length = _joined_length(tokens, place)
        if length > 1 and not _just_follow(tokens, place, length):
            run = tokens[place : place + length]
            yield Finding(rule.id, run[0].start, run[-1].end, {"word": "".join(one.low for one in run)})
        place += length


def law_reference(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    tokens = sentence.tokens
    last = -1
    for place in range(len(tokens)):
        if place <= last or not _is_of_act(tokens, place):
            continue
        first = last = place
        while first > 0 and (tokens[first - 1].kind == "number" or tokens[first - 1].text in ",§"):
            first -= 1
        while last + 1 < len(tokens) and _goes_on(tokens[last + 1]):
            last += 1
        while tokens[last].text in ",:" or (tokens[last].kind == "number" and last > place):
            last -= 1
        run = tokens[first : last + 1]
        word = " ".join(each.form for each in run)
        yield Finding(rule.id, run[0].start, run[-1].end, {"word": word})


def _is_of_act(tokens: list[Token], place: int) -> bool:
    """A section sign, an act's number, or "13 artiklan"."""
    one, before = tokens[place], tokens[place - 1] if place else None
    if one.text == "§" or _ACT.match(one.form):
        return True
    is_heading = before is not None and before.breaks > 0 and one.some(case="nominative")  # "7 artikla" over its text
    return before is not None and before.kind == "number" and not is_heading and bool(one.lemmas & _SECTIONS)


def _goes_on(one: Token) -> bool:
    return one.kind == "number" or one.text in "§:," or bool(one.lemmas & _SECTIONS)


def written_words(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The letters of each word, and of how many tokens it is made: pieces side by side that make a word, or may be a
    compound, count as that one word, and so does what only a sign without spaces parts. A word that is cut up weighs
    what it weighs together."""
    place = 0
    while place < len(tokens):
        length = max(_glued(tokens, place), _joined_length(tokens, place))
        run = _pieces_from(tokens, place)
        length = max(length, next((size for size in range(len(run), 1, -1) if _may_be_compound(run[:size])), 1))
        letters = sum(one.letters for one in tokens[place : place + length] if one.is_word)
        if letters:
            yield letters, length
        place += length


def _glued(tokens: list[Token], place: int) -> int:
    """How many tokens hang together by signs without a space: "koti.hoidon.tuki", "haki/ja"."""
    if not tokens[place].is_word:
        return 1
    end = place + 1
    while end + 1 < len(tokens) and tokens[end].text in _GLUE and tokens[end + 1].is_word:
        if tokens[end].space_before or tokens[end + 1].space_before or tokens[end + 1].is_capital:
            break
        end += 2
    return end - place


def _may_be_compound(run: list[Token]) -> bool:
    """Words in a row that together are a known word, or nouns in the basic form before another noun."""
    if any(not one.readings or one.is_capital for one in run[1:]) or not run[0].readings or may_be_finite(run[-1]):
        return False
    if not run[-1].some(word_class="noun"):
        return False
    nominative = all(_kind(one) == "nominative" for one in run[:-1])
    readings = morphology.analyse("".join(_low(one) for one in run))
    return any(nominative or commonness(reading.lemma) > 0 for reading in readings)


def _low(one: Token) -> str:
    return one.low.replace("-", "")


def how_common(readings: tuple[Analysis, ...]) -> tuple[float, str]:
    """The commonness of the likeliest reading, a compound's by its rarest part, and the word or part that decides."""
    most = len(readings[0].pieces) + 1  # "sosiaalihuoltolain" is of "laki", though "huoltola" has fewer parts
    return max(_of_reading(one) for one in readings if len(one.pieces) <= most)


def is_name(one: Token, sentence: Sentence) -> bool:
    """A capital inside a sentence, or a word that is only a name. Where most words have capitals, they tell nothing."""
    if not one.is_capital or one.form.isupper():
        return False
    if not one.readings or any(r.word_class in NAMES for r in one.readings):
        return True
    return one is not sentence.words[0] and not sentence.is_in_capitals


def word_limit() -> int:
    """Letters from which a word that no dictionary has is told as long, not as unknown."""
    return int(all_rules()["long_word"].limits["fi"])


def _of_reading(one: Analysis) -> tuple[float, str]:
    lemma = one.lemma.strip("-")
    whole = commonness(lemma)
    parts = [(_of_part(base, one.pieces), base.replace("=", "")) for base in one.bases]
    rarest = min(parts, default=(0.0, lemma))
    return (whole, lemma) if whole >= rarest[0] else rarest


def _of_part(base: str, pieces: tuple[str, ...]) -> float:
    """Of "tulkata" inside "tulkkauspalvelu": as the verb, or as the noun "tulkkaus" that is written there."""
    written = [piece for piece in pieces if piece[:3].lower() == base[:3]]
    nouns = [commonness(lemma) for piece in written for lemma in morphology.lemmas(piece.lower())]
    inner = min((commonness(part) for part in base.split("=")), default=0.0) if "=" in base else 0.0
    return max([commonness(base.replace("=", "")), inner, *nouns])


def _compound(one: Token) -> Analysis | None:
    """The reading with the fewest parts."""
    return one.readings[0] if one.readings else None


def _is_hyphenated(one: Token) -> bool:
    return "-" in one.form.strip("-")


def _in_plain_words(tokens: list[Token], place: int, told: dict[str, Any]) -> str:
    """What the list has for this form, or for its word when every reading of the form is of that one word."""
    one = tokens[place]
    low = _low(one)
    genitives = told.get("after_genitive", {})
    if low in genitives and place and is_genitive(tokens[place - 1]):
        return str(genitives[low])
    found = {reading.lemma for reading in one.readings}
    lemma = next(iter(found)) if len(found) == 1 else low
    return str(told.get("forms", {}).get(low) or told["lemmas"].get(low) or told["lemmas"].get(lemma, ""))


def _shortened(tokens: list[Token], place: int, known: dict[str, str]) -> tuple[str, int]:
    """The shortening that begins at this token, as the list has it, and where it ends; nothing when it is none."""
    one = tokens[place]
    following = [each for each in tokens[place + 1 : place + 4] if not each.space_before]
    if len(following) > 1 and following[0].text == "." and f"{one.low}.{following[1].low}" in known:
        end = following[2] if len(following) > 2 and following[2].text == "." else following[1]
        return f"{one.low}.{following[1].low}", end.end
    if one.low not in known:
        return "", 0
    if following and following[0].text == ".":
        is_last = place + 2 >= len(tokens)
        return ("", 0) if is_last and one.readings else (one.low, following[0].end)
    return (one.low, one.end) if one.low in word_list("abbreviations_alone")["fi"] else ("", 0)


def _is_clear(sentence: Sentence, place: int) -> bool:
    """A common word in capitals ("ON"), or letters whose name stands beside them, here or earlier in the text:
    "Finnish Institute (FI)"."""
    tokens, one = sentence.tokens, sentence.tokens[place]
    if one.form.split("-")[0].split(":")[0] in sentence.explained:
        return True
    readings = morphology.analyse(one.low) if "-" not in one.form else ()
    if any(reading.word_class not in {"abbreviation", *NAMES} for reading in readings):
        return True
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if before in "(;" and after == ")":
        return True
    if place and "-" not in one.form and _names(tokens[place - 1]):
        return True
    near = [each.form for each in tokens[max(0, place - 2 * len(one.form)) : place] if each.is_word]
    initials = "".join(word[0].upper() for word in near if len(word) > _AND)
    return initials.endswith(one.form)


def _names(before: Token) -> bool:
    """ "kehittämiskeskus ARA": a noun in its basic form before letters says what they are."""
    return before.every(word_class="noun", case="nominative", number="singular") and not before.is_capital


def _joined_length(tokens: list[Token], place: int) -> int:
    """How many tokens from here on make one word together; 1 when this one stands by itself.

    The fewest that do, unless the later ones make a word without the first: "bussin keski osaan".
    """
    run = [(_low(one), _kind(one)) for one in _pieces_from(tokens, place)]
    for length in range(2, len(run) + 1):
        if any(_is_one_word(tuple(run[1:size])) for size in range(3, length + 1)):
            return 1
        if _is_one_word(tuple(run[:length])):
            return length
    return 1


def _just_follow(tokens: list[Token], place: int, length: int) -> bool:
    """Whether whole words stand side by side without being one: "itse asiassa", "on oikeus valtion korvaukseen",
    "ilmainen palvelu yrityksille"."""
    run = tokens[place : place + length]
    if any(not one.readings for one in run):
        return any(one.letters < _SHORTEST_PIECE for one in run)
    if run[0].low in _NEVER_APART or not run[-1].every(word_class="noun") or not _is_head(run[-1]):
        return True
    before = tokens[place - 1] if place else None
    return before is not None and ("olla" in before.lemmas or before.some(word_class="adjective", case="nominative"))


def _is_head(one: Token) -> bool:
    """In a case in which a noun seldom follows another that it does not belong to."""
    return all(reading.case in {"nominative", "genitive", "partitive"} for reading in one.readings)


def _pieces_from(tokens: list[Token], place: int) -> list[Token]:
    """Four pieces at most, or more when all are as short as syllables."""
    run: list[Token] = []
    for one in tokens[place : place + _SYLLABLES_JOINED]:
        if not _is_piece(one) or (
            len(run) >= _PIECES_JOINED and max(map(len, (each.form for each in run))) > _SYLLABLE
        ):
            break
        run.append(one)
    return run


def _is_piece(one: Token) -> bool:
    return one.is_word and not one.form.endswith("-") and not one.form[:1].isdigit() and not one.form.isupper()


def _kind(one: Token) -> str:
    """unknown: in no dictionary. nominative: can only be a noun's basic form. noun: only a noun. other."""
    if not one.readings:
        return "unknown" if not one.is_capital else "other"
    if one.every(word_class="noun", case="nominative", number="singular") and not one.is_capital:
        return "nominative"
    return "noun" if one.every(word_class="noun") and not one.is_capital else "other"


@lru_cache(maxsize=20_000)
def _is_one_word(pieces: tuple[tuple[str, str], ...]) -> bool:
    words = [word for word, _kind in pieces]
    kinds = [kind for _word, kind in pieces]
    nouns = all(kind == "nominative" for kind in kinds[:-1]) and kinds[-1] in {"nominative", "noun"}
    if ("unknown" not in kinds and not nouns) or sum(map(len, words)) < _SHORTEST_JOINED:
        return False
    readings = morphology.analyse("".join(words))
    # two whole words side by side may just follow each other ("oikeus palveluun"): only what is a word in use counts
    return any(not nouns or commonness(reading.lemma) > 0 for reading in readings)
