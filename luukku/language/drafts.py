"""Whether a native speaker has checked the texts of a language: said beside every text that nobody has checked.

Each catalogue says it in its own header, `X-Luukku-State: draft` or `reviewed`. English is the source: reviewed.
"""

import re
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
HEADER = "X-Luukku-State"
DRAFT, REVIEWED = "draft", "reviewed"
SOURCE_LANGUAGE = "en"


def catalogue_path(language: str, suffix: str, locale: Path = LOCALE) -> Path:
    return locale / language / "LC_MESSAGES" / f"django.{suffix}"


@cache
def state(language: str) -> str:
    """Draft or reviewed; a language without a catalogue is a draft."""
    if language == SOURCE_LANGUAGE:
        return REVIEWED
    compiled = catalogue_path(language, "mo")
    if compiled.exists():
        with compiled.open("rb") as file:
            return GNUTranslations(file).info().get(HEADER.lower(), DRAFT)
    written = catalogue_path(language, "po")
    if not written.exists():
        return DRAFT
    found = re.search(rf"{HEADER}: (\w+)", written.read_text(encoding="utf-8"))
    return found[1] if found else DRAFT


def is_draft(language: str) -> bool:
    """Whether the family texts of this language wait for a native speaker's check."""
    return state(language) != REVIEWED
