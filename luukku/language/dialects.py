"""Variants of languages that interpreters are ordered by: an interpreter of the wrong one is understood badly.

Source: data/dialects.csv, chosen by us from what interpreting services ask; see data/NOTES.md.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from luukku.language import languages


@dataclass(frozen=True, slots=True)
class Dialect:
    """One variant of one language."""

    language: str
    code: str
    name_fi: str
    name_sv: str
    name_en: str

    def name(self, staff_language: str) -> str:
        """Its name for a worker; English when the language asked for is not one of theirs."""
        return {"fi": self.name_fi, "sv": self.name_sv}.get(staff_language[:2], self.name_en)


def find(code: str) -> Dialect | None:
    return next((one for one in _all() if one.code == code), None)


def choices(staff_language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """All variants for a form, grouped under the names of their languages."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in _all():
        groups.setdefault(one.language, []).append((one.code, one.name(staff_language)))
    return [(languages.get(code).name(staff_language).capitalize(), named) for code, named in groups.items()]


@cache
def _all() -> tuple[Dialect, ...]:
    text = resources.files("luukku.language").joinpath("data/dialects.csv").read_text(encoding="utf-8")
    return tuple(Dialect(**row) for row in csv.DictReader(text.splitlines()))
