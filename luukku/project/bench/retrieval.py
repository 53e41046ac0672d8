"""How well a search finds: questions with known answers, the usual measures, and a plain reference to stand beside.

Reads the folder `gd-retrieval` of the shared test data: descriptions of public services (CC0), questions made from the
terms of an ontology that the descriptions carry, and names in Swedish and English as questions for a known thing.
"""

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luukku.language import folding, wording
from luukku.search.rules import scoring
from luukku.search.services import NewDocument

LANGUAGES: Final = ("fi", "sv", "en")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzäö"
_TITLE: Final = 3

Answers = Callable[[str, str], Sequence[str]]
"""A question and the language of who asks → ids, the best first."""


@dataclass(frozen=True, slots=True)
class Set:
    """Questions with what answers them: by question id the text, and the ids of right answers with their worth."""

    language: str
    texts: Mapping[str, str]
    right: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the answers were: means over all questions; `unanswered` is a share."""

    ndcg10: float
    mrr: float
    unanswered: float

    def told(self) -> dict[str, float]:
        return {"ndcg10": round(self.ndcg10, 4), "mrr": round(self.mrr, 4), "unanswered": round(self.unanswered, 4)}


def documents(folder: Path, languages: Sequence[str] = LANGUAGES) -> list[NewDocument]:
    """Every description in every language that it has: name, short and body, nothing else."""
    return [
        NewDocument(
            type="service",
            source_id=row["id"],
            language=language,
            title=row["name"][language],
            summary=row["short"].get(language, ""),
            text=row["body"].get(language, ""),
        )
        for row in map(json.loads, (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines())
        for language in languages
        if language in row["name"]
    ]


def finnish(folder: Path) -> Set:
    right: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels_fi_ontology.trec").read_text(encoding="utf-8").splitlines():
        question, _run, document, worth = line.split()
        right[question][document] = int(worth)
    rows = [row.split("\t") for row in (folder / "queries_fi_ontology.tsv").read_text(encoding="utf-8").splitlines()]
    return Set("fi", {row[0]: row[1] for row in rows}, right)


def known_item(folder: Path, language: str) -> Set:
    """The names of things in one language, each with the one thing of that name."""
    rows = [
        row.split("\t")
        for row in (folder / f"queries_{language}_knownitem.tsv").read_text(encoding="utf-8").splitlines()
    ]
    return Set(language, {row[0]: row[2] for row in rows}, {row[0]: {row[1]: 1} for row in rows})


def measure(questions: Set, answers: Answers, change: Callable[[str, str], str] = lambda _id, text: text) -> Quality:
    """Ask every question. `change` may spoil its text first; it is told the question's id, to do the same each time."""
    ndcg = mrr = 0.0
    unanswered = 0
    for question, text in questions.texts.items():
        ids = list(answers(change(question, text), questions.language))[:10]
        right = questions.right[question]
        ndcg += _gain([right.get(one, 0) for one in ids]) / _gain(sorted(right.values(), reverse=True)[:10])
        mrr += next((1 / place for place, one in enumerate(ids, start=1) if one in right), 0.0)
        unanswered += not ids
    count = len(questions.texts)
    return Quality(ndcg / count, mrr / count, unanswered / count)


def _gain(worths: Sequence[int]) -> float:
    return sum(worth / math.log2(place + 1) for place, worth in enumerate(worths, start=1))


def with_a_typo(question: str, text: str) -> str:
    """One letter gone, added, changed, or swapped with the next; the same for the same question."""
    chance = random.Random(question)  # noqa: S311 - spoils a benchmark's question
    place = chance.randrange(len(text))
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + chance.choice(_LETTERS) + text[place:]
    if kind == 2:
        return text[:place] + chance.choice(_LETTERS) + text[place + 1 :]
    place = max(0, min(place, len(text) - 2))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]


def reference(finnish_documents: Sequence[NewDocument]) -> Answers:
    """What any good plain search does: BM25 over dictionary forms and over three-letter pieces, fused by rank."""
    words = _Bm25(finnish_documents, _terms)
    pieces = _Bm25(finnish_documents, _pieces)

    def answer(text: str, _language: str) -> Sequence[str]:
        scores: Counter[str] = Counter()
        for ranking in (words.rank(text), pieces.rank(text)):
            for place, one in enumerate(ranking, start=1):
                scores[one] += 1 / (scoring.RANK_OFFSET + place)  # type: ignore[assignment] # a counter of shares
        return [one for one, _score in scores.most_common()]

    return answer


def _terms(text: str) -> list[str]:
    return [term for word in folding.tokens(text) for term in wording.terms(word, "fi")]


def _pieces(text: str) -> list[str]:
    framed = [f" {word.lower()} " for word in folding.tokens(text)]
    return [word[place : place + 3] for word in framed for place in range(len(word) - 2)]


class _Bm25:
    """The formula as it stands in the books, in memory."""

    def __init__(self, finnish_documents: Sequence[NewDocument], cut: Callable[[str], list[str]]) -> None:
        self.cut = cut
        self.ids = [one.source_id for one in finnish_documents]
        self.counts = [Counter(cut(one.title) * _TITLE + cut(f"{one.summary} {one.text}")) for one in finnish_documents]
        self.having: Counter[str] = Counter(term for counts in self.counts for term in counts)
        self.lengths = [counts.total() for counts in self.counts]
        self.mean = sum(self.lengths) / len(self.lengths)

    def rank(self, text: str) -> list[str]:
        asked = self.cut(text)
        scored = []
        for one, counts, length in zip(self.ids, self.counts, self.lengths, strict=True):
            norm = scoring.K1 * (1 - scoring.B + scoring.B * length / self.mean)
            score = sum(
                scoring.rarity(self.having[term], len(self.ids))
                * counts[term]
                * (scoring.K1 + 1)
                / (counts[term] + norm)
                for term in asked
                if counts[term]
            )
            if score > 0:
                scored.append((-score, one))
        return [one for _score, one in sorted(scored, key=lambda pair: pair[0])]
