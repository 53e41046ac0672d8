"""Makes data/commonness_fi.tsv: `python -m luukku.language.plain.counting WORDS.tsv`.

WORDS.tsv has the columns rank, word and zipf, as wordfreq's list of Finnish written out. Each form counts for its
dictionary form, for every part of a compound, and for what it was derived from.
"""

import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from luukku.language import morphology
from luukku.language.plain.commonness import TABLE

RAREST: Final = 3.0
HEAD: Final = """\
# How common Finnish dictionary forms are (Zipf scale). Worked out by us from wordfreq 3.1.1 by Robyn Speer, whose data
# are under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); so is this table. See NOTES.md.
"""


def count(forms: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The Zipf value of each dictionary form, summed over the forms that are read as it."""
    sums: defaultdict[str, float] = defaultdict(float)
    for form, zipf in forms:
        readings = morphology.analyse(form) or morphology.analyse(form.capitalize())
        if not readings:
            continue
        simplest = [one for one in readings if len(one.pieces) == len(readings[0].pieces)]
        for key in {key for one in simplest for key in (one.lemma, *(base.replace("=", "") for base in one.bases))}:
            sums[key] += 10**zipf
    return {word: math.log10(total) for word, total in sums.items()}


def main(path: Path) -> None:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    counted = count((word, float(zipf)) for _rank, word, zipf in rows)
    kept = sorted((word, value) for word, value in counted.items() if value >= RAREST and word.isalpha())
    TABLE.write_text(HEAD + "".join(f"{word}\t{value:.1f}\n" for word, value in kept), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
