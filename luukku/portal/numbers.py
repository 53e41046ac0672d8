"""Telephone numbers for help now. Data, not code: each with where it was taken from and whether it has been checked."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to call.

    Attributes:
        keeper: who answers, a name that is the same in every language. link: the number as a phone dials it.
        verified: whether somebody has compared it with its keeper's own page; see docs/rules/portal.md.
    """

    number: str
    keeper: str
    what: str | Promise
    pictogram: str
    verified: bool = False

    @property
    def link(self) -> str:
        return f"tel:{self.number.replace(' ', '')}"


NUMBERS: Final[tuple[HelpNumber, ...]] = (
    HelpNumber("112", "", pgettext_lazy("family", "In danger: ambulance, fire, police"), "warning"),
    HelpNumber(
        "116 117", "Päivystysapu", pgettext_lazy("family", "Ill, and it can't wait: call before you go"), "health"
    ),
    HelpNumber(
        "080 005 005", "Nollalinja", pgettext_lazy("family", "Violence at home: any hour, free of charge"), "safety"
    ),
    HelpNumber("116 111", "MLL", pgettext_lazy("family", "For children and young people"), "child"),
    HelpNumber("116 006", "RIKU", pgettext_lazy("family", "If you are a victim of a crime"), "rights"),
    HelpNumber("0800 147 111", "Myrkytystietokeskus", pgettext_lazy("family", "Poisoning"), "warning"),
    HelpNumber("09 2525 0111", "MIELI", pgettext_lazy("family", "When everything feels too heavy"), "worry"),
)
