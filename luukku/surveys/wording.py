"""In which languages questions are asked, and which interface stands around them."""

from dataclasses import dataclass
from typing import Final

from luukku.language import languages as reference
from luukku.surveys.models import Placement

PLAIN: Final = "fi-plain"
LANGUAGES: Final = (PLAIN, *reference.FAMILY_LANGUAGES)
"""Plain Finnish first, since its code begins as Finnish's does."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the answering pages.

    Attributes:
        interface: whose words stand around the questions.
    """

    code: str
    interface: str

    @property
    def html_lang(self) -> str:
        return reference.get(self.interface).html_lang

    @property
    def direction(self) -> str:
        return reference.direction(self.interface)

    @property
    def native_name(self) -> str:
        if self.code == PLAIN:
            return "Selkosuomi"
        return reference.get(self.code).native_name


def tongue(code: str) -> Tongue:
    return Tongue(code, code.partition("-")[0])


def spoken(placements: list[Placement]) -> list[Tongue]:
    """The languages in which every question can be read, in the order of the product's languages."""
    return [tongue(code) for code in (*reference.FAMILY_LANGUAGES, PLAIN) if _is_whole(code, placements)]


def _is_whole(code: str, placements: list[Placement]) -> bool:
    return all(
        one.wording.texts.get(code) and all(option["labels"].get(code) for option in one.wording.options)
        for one in placements
    )
