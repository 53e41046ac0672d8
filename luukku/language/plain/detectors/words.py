"""Findings about words: long, rare, of the office, shortened, cut in two; dates and sections of acts."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from luukku.language import morphology
from luukku.language.morphology import Analysis
from luukku.language.plain.commonness import commonness
from luukku.language.plain.detectors.phrases import may_be_finite
from luukku.language.plain.detectors.structures import is_genitive
from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

NAMES: Final = frozenset(["first name", "surname", "place name", "name"])
_PIECES_JOINED: Final = 4
_SHORTEST_JOINED: Final = 8
_LETTERS: Final = re.compile(r"[A-ZÅÄÖ]{2,6}(?=$|[:-])")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_SLASHED_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$")
_BARE_HOURS: Final = re.compile(r"(\d{2})(\d{2})[-–](\d{2})(\d{2})$")
_ACT: Final = re.compile(r"\d{1,4}/(?:19|20)\d\d$")
_MANY: Final = 3
_AND: Final = 2
_HOURS: Final = frozenset(["klo", "kello", "kl", "klockan", "at", "from"])


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
        if one.is_word and not _compound(one) and one.letters >= rule.limits[language] and not one.readings:
            yield Finding(rule.id, one.start, one.end, {"count": str(one.end - one.start)})


def rare_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    for one in sentence.words:
        if not one.is_word or one.letters < rule.limits["letters"] or is_name(one, sentence):
            continue
        if one.form.endswith("-") or one.form.isupper():
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
        elif letters and not shouted and letters.group() not in familiar and not _is_clear(tokens, place):
            yield Finding(rule.id, one.start, one.end, {"word": letters.group()}, variant="letters")


def broken_word(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Pieces that are one word together: something no dictionary has, or two nouns side by side."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens) - 1:
        length = _joined_length(tokens, place)
        if length > 1:
            run = tokens[place : place + length]
            yield Finding(rule.id, run[0].start, run[-1].end, {"word": "".join(one.low for one in run)})
        place += length


def date_form(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    before: Token | None = None
    for one in sentence.tokens:
        plain = (
            _plain_day(one.form, is_hours=before is not None and before.low in _HOURS) if one.kind == "number" else ""
        )
        before = one if one.text != "." else before
        if plain:
            yield Finding(rule.id, one.start, one.end, {"word": one.form, "plain": plain}, variant="known")


def law_reference(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    tokens = sentence.tokens
    last = -1
    for place, one in enumerate(tokens):
        if place <= last or not (one.text == "§" or _ACT.match(one.form)):
            continue
        first = last = place
        while first > 0 and (tokens[first - 1].kind == "number" or tokens[first - 1].text in ",§"):
            first -= 1
        while last + 1 < len(tokens) and (tokens[last + 1].kind == "number" or tokens[last + 1].text in "§:,"):
            last += 1
        while tokens[last].text in ",:":
            last -= 1
        run = tokens[first : last + 1]
        word = " ".join(each.form for each in run)
        yield Finding(rule.id, run[0].start, run[-1].end, {"word": word})


def written_words(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The letters of each word, and of how many tokens it is made: words side by side that may be a compound count as
    that one word, so that a compound written apart weighs what it weighs together."""
    place = 0
    while place < len(tokens):
        run = _pieces_from(tokens, place)
        length = next((size for size in range(len(run), 1, -1) if _may_be_compound(run[:size])), 1)
        letters = sum(one.letters for one in tokens[place : place + length] if one.is_word)
        if letters:
            yield letters, length
        place += length


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
    fewest = len(readings[0].pieces)
    return max(_of_reading(one) for one in readings if len(one.pieces) == fewest)


def is_name(one: Token, sentence: Sentence) -> bool:
    """A capital inside a sentence, or a word that is only a name."""
    if not one.is_capital or one.form.isupper():
        return False
    return one is not sentence.words[0] or not one.readings or any(r.word_class in NAMES for r in one.readings)


def word_limit() -> int:
    """Letters from which a word that no dictionary has is told as long, not as unknown."""
    return 19


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


def _is_clear(tokens: list[Token], place: int) -> bool:
    """A common word in capitals ("ON"), or letters whose name stands before them: "Finnish Institute (FI)"."""
    one = tokens[place]
    readings = morphology.analyse(one.low) if "-" not in one.form else ()
    if any(reading.word_class not in {"abbreviation", *NAMES} for reading in readings):
        return True
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if before in "(;" and after == ")":
        return True
    near = [each.form for each in tokens[max(0, place - 2 * len(one.form)) : place] if each.is_word]
    initials = "".join(word[0].upper() for word in near if len(word) > _AND)
    return initials.endswith(one.form)


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


def _pieces_from(tokens: list[Token], place: int) -> list[Token]:
    run: list[Token] = []
    for one in tokens[place : place + _PIECES_JOINED]:
        if not _is_piece(one):
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


def _plain_day(form: str, *, is_hours: bool) -> str:
    found = _ISO_DAY.match(form)
    if found:
        year, month, day = (int(each) for each in found.groups())
        return f"{day}.{month}.{year}"
    found = _SLASHED_DAY.match(form)
    if found:
        return ".".join(found.groups())
    found = _BARE_HOURS.match(form) if is_hours else None
    if found and int(found[1]) < 24 and int(found[3]) <= 24 and int(found[2]) < 60 and int(found[4]) < 60:
        return f"{int(found[1])}.{found[2]}–{int(found[3])}.{found[4]}"
    return ""
