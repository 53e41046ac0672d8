"""Whether a text tells a municipality: where somebody moved to is not written among the grounds of closing."""

import re
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
"""Names of fewer letters (Ii, Eno) begin too many other words."""
LONGEST_ENDING: Final = 6
"""Letters that a Finnish case ending adds at most: Tampere – Tampereelta, Kemi – Kemistä."""
_GRADES: Final = (
    ("nki", "ngi"),
    ("nka", "nga"),
    ("rku", "ru"),
    ("kka", "ka"),
    ("kko", "ko"),
    ("tti", "ti"),
    ("hti", "hde"),
)
"""How the last letters of a name change in its cases: Helsinki – Helsingissä, Turku – Turussa, Lahti – Lahdessa."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def told_place(text: str, names: Iterable[str]) -> str:
    """The first municipality that the text names, in whatever case ("Kemiin" is Kemi); empty when it names none.

    Only words with a capital letter are looked at: "salossa" within a sentence is not Salo.
    """
    stems = {stem: name for name in names if len(name) >= SHORTEST for stem in _stems(name.casefold())}
    for word in _WORD.findall(text):
        folded = word.casefold()
        if not word[0].isupper():
            continue
        for length in range(max(SHORTEST, len(folded) - LONGEST_ENDING), len(folded) + 1):
            if folded[:length] in stems:
                return stems[folded[:length]]
    return ""


def _stems(name: str) -> set[str]:
    changed = {name[: -len(ending)] + other for ending, other in _GRADES if name.endswith(ending)}
    return {stem for stem in {name} | changed if len(stem) >= SHORTEST}
