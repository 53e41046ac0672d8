"""The reference of languages: names, direction of writing, and which language stands in for which.

Source: data/languages.csv, whose origin and licence data/NOTES.md tells.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Direction = Literal["ltr", "rtl"]

FAMILY_LANGUAGES = ("fi", "sv", "en", "ru", "uk", "et", "ar", "fa", "ckb", "so", "tr", "zh")
STAFF_LANGUAGES = ("fi", "sv", "en")

# What a browser needs to choose the right shapes; elsewhere our own codes do.
_HTML_LANG = {"zh": "zh-Hans", "yue": "yue-Hant", "sgn-fi": "sgn-FI"}
# Finnish and Swedish list their special vowels last; other marks count as the plain letter.
_SORT_AS = str.maketrans("šžéàáâåäö", "szeaaa{|}")


@dataclass(frozen=True, slots=True)
class Language:
    """One language. The interface language is a suggestion to be asked about, never an assumption to be silent on."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    native_name: str
    direction: Direction
    interface_language: str

    @property
    def is_interface(self) -> bool:
        """Whether texts for families exist in this very language."""
        return self.code == self.interface_language

    @property
    def html_lang(self) -> str:
        """The BCP 47 tag for a `lang` attribute."""
        return _HTML_LANG.get(self.code, self.code)

    def name(self, staff_language: str) -> str:
        """Its name for a worker; English when the language asked for is not one of theirs."""
        return {"fi": self.name_fi, "sv": self.name_sv}.get(staff_language[:2], self.name_en)


def get(code: str) -> Language:
    """The language of a code such as "fi" or "ckb".

    Raises:
        KeyError: the reference does not know the code.
    """
    return _all()[code]


def find(code: str) -> Language | None:
    return _all().get(code)


def codes() -> tuple[str, ...]:
    """Every known code: family languages first in their own order, the rest by code."""
    return tuple(_all())


def direction(code: str) -> Direction:
    """Which way the language is written; left to right when it is unknown."""
    language = find(code)
    return language.direction if language else "ltr"


def interface_language(code: str) -> str:
    """The family language whose texts are shown to somebody met in this language; English when it is unknown."""
    language = find(code)
    return language.interface_language if language else "en"


def family_choices(staff_language: str) -> list[tuple[str, str]]:
    """Codes of the family languages in their own order, with their names for a worker."""
    return [(code, get(code).name(staff_language)) for code in FAMILY_LANGUAGES]


def choices(staff_language: str) -> list[tuple[str, str]]:
    """All languages for a form: the family languages first, then the rest in the alphabet's order."""
    family = [get(code) for code in FAMILY_LANGUAGES]
    others = sorted(
        (one for code, one in _all().items() if code not in FAMILY_LANGUAGES),
        key=lambda one: one.name(staff_language).lower().translate(_SORT_AS),
    )
    return [(one.code, one.name(staff_language)) for one in [*family, *others]]


@cache
def _all() -> dict[str, Language]:
    text = resources.files("luukku.language").joinpath("data/languages.csv").read_text(encoding="utf-8")
    return {row["code"]: _language(row) for row in csv.DictReader(text.splitlines())}


def _language(row: dict[str, str]) -> Language:
    return Language(
        code=row["code"],
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        name_en=row["name_en"],
        native_name=row["native_name"],
        direction="rtl" if row["direction"] == "rtl" else "ltr",
        interface_language=row["interface_language"],
    )
