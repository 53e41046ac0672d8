"""The one table of acts and sections that pages cite, and where each act can be read."""

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Literal

from django.utils.functional import Promise, lazy

from luukku.core.law.reading import law_file, rules_of
from luukku.core.page_language import page_language

FINLEX = {"fi": "https://www.finlex.fi/fi/lainsaadanto", "sv": "https://www.finlex.fi/sv/lagstiftning"}

Kind = Literal["law", "decree"]


@dataclass(frozen=True, slots=True)
class Provision:
    """A section of an act, or its annex.

    Attributes:
        section: as it is written, such as "14 § 5 mom.".
        verified: whether its words in force were read.
        valid_from, valid_to: where it holds on other days than its act.
    """

    section: str
    verified: bool
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act of Parliament, a decree, or a regulation of the European Union.

    Attributes:
        number: such as "681/2023".
        name_fi, name_sv, name_en: what it is called; empty where no name was at hand.
        valid_from: None where the first day was not read.
        checked_on: when its sections were looked up.
    """

    number: str
    kind: Literal["law", "decree", "regulation"]
    name_fi: str
    name_sv: str
    name_en: str
    checked_on: date
    provisions: tuple[Provision, ...]
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def name(self) -> str:
        """In the language of the page, or else in Finnish."""
        named: str = getattr(self, f"name_{page_language()}", "")
        return named or self.name_fi


@dataclass(frozen=True, slots=True)
class Citation:
    """What the component `law_reference` shows of one or more sections of an act."""

    kind: Kind
    section: str
    url: str
    verified: bool
    name: str


@cache
def acts() -> dict[str, Act]:
    """Every act by its number."""
    told = law_file(__package__, "provisions.toml")["act"]
    return {act.number: act for act in rules_of(Act, told, provisions=partial(rules_of, Provision))}


def provision(act: str, section: str) -> Provision:
    """One section of an act.

    Raises:
        LookupError: it is not in the table.
    """
    for one in acts()[act].provisions if act in acts() else ():
        if one.section == section:
            return one
    msg = f"{act}, {section} is cited, but not in provisions.toml."
    raise LookupError(msg)


def cited(reference: str) -> Citation:
    """A reference such as "681/2023, 14 §, 20 §".

    Raises:
        LookupError: the table does not have one of its sections.
    """
    act, *sections = reference.split(", ")
    found = [provision(act, section) for section in sections]
    return Citation(kind_of(act), reference, act_url(act), all(one.verified for one in found), acts()[act].name)


def kind_of(act: str) -> Kind:
    """Whether it is called an act or a decree; what is no act of Parliament is a decree for whoever reads it."""
    return "law" if act not in acts() or acts()[act].kind == "law" else "decree"


def act_url(act: str) -> str:
    """Where the act can be read, in Swedish when the page is in Swedish; nothing for what is not a Finnish act."""
    number, _slash, year = act.partition("/")
    if not (number.isdigit() and year.isdigit()):
        return ""
    return f"{FINLEX.get(page_language(), FINLEX['fi'])}/{year}/{number}"


def law_text(reference: str) -> str:
    """The reference for a sentence; it is in the table, or LookupError."""
    return cited(reference).section


def _with_law(text: str | Promise, reference: str) -> str:
    return str(text) % {"law": law_text(reference)}


with_law = lazy(_with_law, str)
"""A lazy sentence with its `%(law)s` filled, such as a help text of a form."""
