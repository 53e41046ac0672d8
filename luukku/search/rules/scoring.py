"""Ranking: BM25 over the readings of a question, likeness of letters, and both fused by their ranks."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from luukku.search.rules.documents import counts_of

K1: Final = 1.2
B: Final = 0.75
RANK_OFFSET: Final = 60
"""The usual constant of reciprocal-rank fusion: how little the very first ranks outweigh the next."""
_ALL_WORDS: Final = 0.6
"""How much of the score hangs on how many of the words a document has."""

_SECOND: Final = 0.1
"""How much a second way by which a word was found adds: a synonym beside the word itself."""


class Candidate(NamedTuple):
    """A document that may be an answer, with its terms as `rules.documents.packed` keeps them.

    A plain tuple, as hundreds are made for each question.
    """

    id: UUID
    type: str
    source_id: str
    language: str
    title_key: str
    length: int
    factor: float
    weights: bytes
    places: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A reading ready to be weighed: places of its terms among the asked ones, each with share and rarity."""

    terms: tuple[tuple[int, float], ...]
    weight: float


class Scored(NamedTuple):
    """A candidate with its score, and by which way each word was found (None: not at all)."""

    candidate: Candidate
    score: float
    ways: tuple[int | None, ...]


def rarity(documents: int, of: int) -> float:
    """BM25's weight of a term that so many of all documents have; never below zero."""
    return math.log(1 + (max(of, documents) - documents + 0.5) / (documents + 0.5))


def bm25(
    candidates: Iterable[Candidate], marks: Mapping[int, int], words: Sequence[Sequence[Way]], mean_length: float
) -> list[Scored]:
    """Candidates by how well they have the words, each by its best way; the best first, those with none left out.

    Args:
        marks: by the number of each asked term (see `rules.documents.mark`) its place among the asked ones.
    """
    uses = _uses(words, len(marks))
    scored = []
    for candidate in candidates:
        norm = K1 * (1 - B + B * candidate.length / mean_length)
        ways: dict[tuple[int, int], float] = {}
        for place, count in counts_of(candidate.weights, marks):
            weight = count * (K1 + 1) / (count + norm)
            for use, share in uses[place]:
                ways[use] = ways.get(use, 0.0) + share * weight
        if ways:
            scored.append(_scored(candidate, ways, len(words)))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.title_key, one.candidate.id))


def _uses(words: Sequence[Sequence[Way]], terms: int) -> list[list[tuple[tuple[int, int], float]]]:
    """By place of a term: in which way of which word it counts, and how much."""
    uses: list[list[tuple[tuple[int, int], float]]] = [[] for _term in range(terms)]
    for word, ways in enumerate(words):
        for place, way in enumerate(ways):
            for term, share in way.terms:
                uses[term].append(((word, place), share * way.weight))
    return uses


def _scored(candidate: Candidate, ways: Mapping[tuple[int, int], float], words: int) -> Scored:
    """Each word by its best way and a little by its second; more when more of the words are there."""
    chosen: list[int | None] = [None] * words
    best: dict[int, float] = {}
    second: dict[int, float] = {}
    for (word, place), score in ways.items():
        before = best.get(word, 0.0)
        if score > before:
            best[word], chosen[word], less = score, place, before
        else:
            less = score
        if less > second.get(word, 0.0):
            second[word] = less
    total = sum(best.values()) + _SECOND * sum(second.values())
    score = total * (1 - _ALL_WORDS + _ALL_WORDS * len(best) / words) * candidate.factor
    return Scored(candidate, score, tuple(chosen))


class Letters(NamedTuple):
    """A candidate's folded title and text."""

    id: UUID
    title: str
    text: str


def by_letters(asked: str, candidates: Sequence[Letters]) -> list[UUID]:
    """Candidates by the three-letter pieces that they share with the question: BM25 again, with pieces for words.

    How rare a piece is, the candidates themselves tell.
    """
    pieces = sorted(grams(asked))
    counts = [_counts(f" {one.title} ", f" {one.text} ", pieces) for one in candidates]
    mean = sum(_size(one) for one in candidates) / max(1, len(candidates)) or 1.0
    having = [0] * len(pieces)
    for row in counts:
        for place, _count in row:
            having[place] += 1
    weights = [(K1 + 1) * rarity(documents, len(candidates)) for documents in having]
    scores = []
    for one, row in zip(candidates, counts, strict=True):
        norm = K1 * (1 - B + B * _size(one) / mean)
        scores.append((-sum(weights[place] * count / (count + norm) for place, count in row), one.id))
    return [one for score, one in sorted(scores, key=lambda pair: pair[0]) if score < 0]


def _counts(title: str, text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Which pieces stand there, by their places, and how often; three times for the title."""
    both = ((place, 3 * title.count(piece) + text.count(piece)) for place, piece in enumerate(pieces))
    return [(place, count) for place, count in both if count]


def _size(one: Letters) -> int:
    return 3 * len(one.title) + len(one.text)


def grams(text: str) -> frozenset[str]:
    """Pieces of three letters, a space standing before and after each word."""
    return frozenset(f" {word} "[place : place + 3] for word in text.split() for place in range(len(word)))


def fused(rankings: Iterable[tuple[float, Sequence[UUID]]]) -> Mapping[UUID, float]:
    """Reciprocal-rank fusion of several rankings, each with its weight."""
    scores: dict[UUID, float] = {}
    for weight, ranking in rankings:
        for rank, one in enumerate(ranking, start=1):
            scores[one] = scores.get(one, 0.0) + weight / (RANK_OFFSET + rank)
    return scores


def distance(one: str, other: str, most: int) -> int:
    """How many letters must change, come, go or swap places; more than `most` is told as `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, sign in enumerate(other, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
