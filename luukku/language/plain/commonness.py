"""How common Finnish words are: on the Zipf scale, 3 is once in a million words, 6 once in a thousand.

The table counts dictionary forms and the parts of compounds, not inflected forms: "kotoutumissuunnitelma" itself is in
no list, its parts are. It was worked out from the word list of wordfreq (see data/NOTES.md) by `python -m
luukku.language.plain.counting`.
"""

from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "data" / "commonness_fi.tsv"
UNKNOWN: Final = 0.0


def commonness(lemma: str) -> float:
    """The Zipf value of a dictionary form; 0 when it is rarer than everything in the table (below 3)."""
    return _table().get(lemma, UNKNOWN)


@cache
def _table() -> dict[str, float]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: float(value) for word, value in rows}
