"""Telephone numbers for help now. Data, not code: each with where it was taken from and whether it has been checked."""

from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to call.

    Attributes:
        keeper: who answers, a name that is the same in every language. link: the number as a phone dials it.
        languages: in which somebody answers. has_interpreter: others are heard through an interpreter.
        in_language: another number of the same keeper for a language.
        is_always: at any hour, every day. url: the keeper's own page, where it is told.
        source: the keeper's own page or release with its day. verified: somebody has compared the number with it; see
            docs/rules/portal.md.
    """

    number: str
    keeper: str
    what: str | Promise
    pictogram: str
    languages: tuple[str, ...] = ("fi",)
    has_interpreter: bool = False
    in_language: dict[str, str] = field(default_factory=dict)
    is_always: bool = False
    source: str = ""
    verified: bool = False
    url: str = ""

    @property
    def link(self) -> str:
        return f"tel:{self.number.replace(' ', '')}"

    def for_reader(self, language: str) -> "HelpNumber":
        """The same help in the reader's language, where it has a number of its own."""
        own = self.in_language.get(language)
        return replace(self, number=own, languages=(language,), is_always=False) if own else self


NUMBERS: Final[tuple[HelpNumber, ...]] = (
    HelpNumber(
        "112", "", pgettext_lazy("family", "In danger: ambulance, fire, police"), "warning", ("fi", "sv", "en"),
        has_interpreter=True, is_always=True, source="112.fi, 12.9.2022", verified=True,
    ),
    HelpNumber(
        "116 117", "Päivystysapu", pgettext_lazy("family", "Ill, and it can't wait: call before you go"), "health",
        is_always=True, source="akaa.fi, 1.1.2021",
    ),
    HelpNumber(
        "080 005 005", "Nollalinja", pgettext_lazy("family", "Violence at home: any hour, free of charge"), "safety",
        ("fi", "sv", "en"), has_interpreter=True, is_always=True, source="nollalinja.fi; thl.fi, 5.5.2020",
        verified=True,
    ),
    HelpNumber(
        "050 062 5990", "Pirkanmaan hyvinvointialue",
        pgettext_lazy("family", "A crisis in the family, or a child in danger: social workers on duty"), "family",
        is_always=True, source="Pirkanmaan hyvinvointialue, 29.12.2025", verified=True,
    ),
    HelpNumber(
        "116 111", "MLL", pgettext_lazy("family", "For children and young people"), "child",
        source="MLL, 19.11.2025", verified=True,
    ),
    HelpNumber(
        "09 2525 0111", "MIELI", pgettext_lazy("family", "When everything feels too heavy"), "worry",
        in_language={
            "sv": "09 2525 0112", "en": "09 2525 0113", "ar": "09 2525 0113", "uk": "09 2525 0114",
            "ru": "09 2525 0115",
        },
        is_always=True, source="mentalhealth.fi; sttinfo.fi/MIELI, 1/2020 and 11/2022",
    ),
    HelpNumber(
        "116 006", "RIKU", pgettext_lazy("family", "If you are a victim of a crime"), "rights", ("fi", "sv"),
        source="Rikosuhripäivystys, 5/2020", verified=True,
    ),
    HelpNumber(
        "0800 147 111", "Myrkytystietokeskus", pgettext_lazy("family", "Poisoning"), "warning", is_always=True,
        source="turvallisuus.hel.fi",
    ),
)  # fmt: skip
DISCRIMINATION: Final[tuple[HelpNumber, ...]] = (
    HelpNumber(
        "0295 666 817", "Yhdenvertaisuusvaltuutettu",
        pgettext_lazy("family", "The Non-Discrimination Ombudsman advises you free of charge and in confidence."),
        "rights", source="yhdenvertaisuusvaltuutettu.fi", verified=True, url="https://yhdenvertaisuusvaltuutettu.fi",
    ),
    HelpNumber(
        "0295 016 620", "Työsuojeluviranomainen",
        pgettext_lazy("family", "At work: the occupational safety authority."),
        "work", source="tyosuojelu.fi", verified=True, url="https://tyosuojelu.fi",
    ),
    HelpNumber(
        "112", "", pgettext_lazy("family", "Threats, violence or hate: the police. In danger call 112."), "safety",
        is_always=True, source="112.fi, 12.9.2022", verified=True, url="https://poliisi.fi",
    ),
)  # fmt: skip
"""Whom to tell about discrimination."""
SAFETY: Final = frozenset({"112", "080 005 005", "050 062 5990"})
"""Those that stand behind the door "Safety" too."""


def for_reader(language: str, *, only: frozenset[str] | None = None) -> list[HelpNumber]:
    """The numbers in the order in which they are told, each in the reader's language where it has one."""
    return [one.for_reader(language) for one in NUMBERS if only is None or one.number in only]
