"""A text as it would be without cuts: what only makes it look plainer is taken away before it is scored.

Pieces that are one word together are joined, whatever parts them; brackets, quotation marks and capitals around nearly
every word are taken off; full stops after pieces without a verb are not there. A text that nobody cut stays as it is.
"""

from collections.abc import Iterator
from typing import Final

from luukku.language import morphology
from luukku.language.plain.detectors.phrases import may_be_finite
from luukku.language.plain.sentences import ENDS, parse
from luukku.language.plain.tokens import Text, Token

MOST_PIECES: Final = 10
MOST_SIGNS: Final = 2
SHORTEST_WORD: Final = 5
MANY_APART: Final = 3
ONE_IN: Final = 20  # words
LONGEST_FRAGMENT: Final = 6  # words
_WRAPS: Final = frozenset("()[]{}<>«»\"'”“„’‘*_~|•·")
_DASHES: Final = frozenset("-–—*")
_ENOUGH: Final = 8  # words
FEW_WORDS: Final = 5


def mended(text: Text) -> Text:
    """The text without its cuts; the same text when it has none."""
    tokens = text.tokens
    is_wrapped = _are_most(sum(one.text in _WRAPS for one in tokens), text)
    is_capital = _are_most(sum(one.is_word and one.is_capital and one.letters > 1 for one in tokens), text)
    joined = dict(_joined(text))
    stops = {*_needless_stops(text), *_needless_dashes(text)}
    if not (is_wrapped or is_capital or joined or stops):
        return text
    return parse(_written(tokens, joined, stops, is_wrapped=is_wrapped, is_capital=is_capital), text.language)


def _are_most(count: int, text: Text) -> bool:
    return len(text.words) >= _ENOUGH and count * 2 > len(text.words)


def _written(
    tokens: list[Token], joined: dict[int, int], stops: set[Token], *, is_wrapped: bool, is_capital: bool
) -> str:
    """Capitals stay where a sentence begins, so that it is known to begin."""
    parts: list[str] = []
    place, begins, is_apart = 0, True, False
    while place < len(tokens):
        one, end = tokens[place], joined.get(place, place + 1)
        form = "".join(each.form for each in tokens[place:end] if each.is_word) if end > place + 1 else one.form
        is_apart = is_apart or one.space_before
        if one in stops or (is_wrapped and one.text in _WRAPS):
            place = end
            continue
        if one.counts:
            form = form.lower() if is_capital and one.is_word else form
            form = form[:1].upper() + form[1:] if begins and (is_capital or one.is_capital) else form
        parts += [" " * is_apart, form]
        begins, is_apart = (begins and not one.counts) or one.text in ENDS, False
        place = end
    return "".join(parts)


def _joined(text: Text) -> Iterator[tuple[int, int]]:
    """Where runs of pieces that are one word begin and end: at least one piece is no word by itself."""
    if text.language != "fi":
        return
    tokens, place = text.tokens, 0
    apart: list[tuple[int, int]] = []
    while place < len(tokens):
        end = max(_end_of_word(tokens, place), _end_of_glued(tokens, place)) if tokens[place].is_word else place
        if end > place:
            yield place, end
        else:
            apart += _compound_apart(tokens, place)
        place = max(end, place + 1)
    if len(apart) >= MANY_APART and len(apart) * ONE_IN > len(text.words):
        yield from apart


def _compound_apart(tokens: list[Token], place: int) -> Iterator[tuple[int, int]]:
    """Two nouns in a row that may be a compound. One may be chance; many in a text are compounds written apart."""
    one = tokens[place]
    if not one.is_word or not one.every(word_class="noun", case="nominative", number="singular"):
        return
    after = tokens[place + 1] if place + 1 < len(tokens) else one
    is_noun = after.is_word and not after.is_capital and after.every(word_class="noun")
    if is_noun and any(reading.is_compound for reading in morphology.analyse(one.low + after.low)):
        yield place, place + 2


def _end_of_word(tokens: list[Token], place: int) -> int:
    """Where a word that was cut up ends: the shortest run that makes a word before something that is one; or here."""
    form, has_unknown, signs, pieces, found = "", False, 0, 0, place
    for at in range(place, len(tokens)):
        one = tokens[at]
        if not one.is_word:
            signs += 1
            if one.kind != "sign" or signs > MOST_SIGNS or not pieces:
                break
            continue
        if pieces and one.is_capital and not one.form.isupper():
            break
        if found > place and not _is_piece(one):
            break
        form, pieces, signs = form + one.low.strip("-"), pieces + 1, 0
        has_unknown = has_unknown or _is_piece(one)
        if pieces > MOST_PIECES:
            break
        if pieces > 1 and has_unknown and len(form) >= SHORTEST_WORD and morphology.analyse(form):
            found = at + 1
        if pieces == 1 and one.readings and len(one.form) > SHORTEST_WORD and not _next_is_piece(tokens, at):
            break
    return found


def _end_of_glued(tokens: list[Token], place: int) -> int:
    """Where a word ends that a sign without spaces parts, an emoji or a bracket; or here. A slash means "or"."""
    run = tokens[place : place + 3]
    if len(run) < len("w.w") or run[1].kind != "sign" or run[1].text == "/" or not run[2].is_word:
        return place
    is_apart = run[1].space_before or run[2].space_before or run[2].is_capital
    return place + 3 if not is_apart and morphology.analyse(run[0].low + run[2].low) else place


def _next_is_piece(tokens: list[Token], place: int) -> bool:
    following = next((one for one in tokens[place + 1 : place + 2 + MOST_SIGNS] if one.is_word), None)
    return following is not None and _is_piece(following)


def _is_piece(one: Token) -> bool:
    """What is no word by itself. One letter may be a name or a number of a list; two of them in a row are pieces."""
    return not one.readings and not one.form.isupper()


def _needless_stops(text: Text) -> Iterator[Token]:
    """End marks after a few words without a verb."""
    for sentence in text.sentences if text.language == "fi" else ():
        words = sentence.words
        if len(words) < LONGEST_FRAGMENT and not any(may_be_finite(one) for one in words):
            yield from (one for one in reversed(sentence.tokens) if one.text in ENDS)


def _needless_dashes(text: Text) -> list[Token]:
    """Dashes where lines begin, when there is one for every few words."""
    dashes = [one for one in text.tokens if one.breaks and one.text in _DASHES]
    return dashes if len(dashes) * FEW_WORDS > len(text.words) else []
