"""Finnish typed without its dots, as on a foreign keyboard: "paivakodista" means "päiväkodista"."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from luukku.language import morphology

_DOTTED: Final = str.maketrans("ao", "äö")
_MOST_LETTERS = 6
"""So many a and o are tried in every way (64 forms at most); in longer words the dots change with the word's parts."""
_SHORTEST = 3


@lru_cache(maxsize=5_000)
def with_dots(word: str) -> tuple[str, ...]:
    """The Finnish words that a word without dots may be meant as; none when it is Finnish as it stands."""
    low = word.lower()
    if len(low) < _SHORTEST or set(low) & set("äöå") or morphology.lemmas(low):
        return ()
    return tuple(form for form in dict.fromkeys(_forms(low)) if form != low and morphology.lemmas(form))[:3]


def _forms(word: str) -> Iterator[str]:
    """Spellings to try. Vowels agree inside a word, so a compound changes between dots and none at its seams."""
    places = [place for place, letter in enumerate(word) if letter in "ao"]
    yield word.translate(_DOTTED)
    for first in range(1, len(word)):
        yield word[:first].translate(_DOTTED) + word[first:]
        yield word[:first] + word[first:].translate(_DOTTED)
    if len(places) <= _MOST_LETTERS:
        yield from _every_way(word, places)
        return
    for first in range(2, len(word) - 2):
        for last in range(first + 2, len(word)):
            yield word[:first].translate(_DOTTED) + word[first:last] + word[last:].translate(_DOTTED)
            yield word[:first] + word[first:last].translate(_DOTTED) + word[last:]


def _every_way(word: str, places: list[int]) -> Iterator[str]:
    for dots in product((False, True), repeat=len(places)):
        letters = list(word)
        for place, dotted in zip(places, dots, strict=True):
            if dotted:
                letters[place] = letters[place].translate(_DOTTED)
        yield "".join(letters)
