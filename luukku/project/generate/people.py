"""A generated family: who belongs to it, who decides for whom, and where they live."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from luukku.project.generate.chance import Chance, Weighted
from luukku.project.generate.names import Naming, Surname, Word
from luukku.project.generate.places import STREETS
from luukku.project.generate.sheets import NULL, Sheet

PROTECTED_SHARE: Final = 0.015
SHAPES: Final = Weighted(
    ["couple", "mother", "father", "grandparent", "three_generations", "alone"], [58, 26, 6, 3, 5, 2]
)
CHILDREN: Final = Weighted([1, 2, 3, 4, 5, 6], [28, 36, 20, 9, 5, 2])
FAMILY_LANGUAGES: Final = frozenset({"fi", "sv", "en", "ru", "uk", "et", "ar", "fa", "ckb", "so", "tr", "zh"})
STAND_INS: Final = {"prs": "fa"}
"""Languages in whose stead another one's texts are shown; the rest get English."""
NEEDS: Final = Weighted(["always", "official", "none"], [60, 28, 12])
READING: Final = Weighted(["well", "some", "not", "unknown"], [62, 18, 9, 11])


@dataclass(frozen=True, slots=True)
class Someone:
    id: str
    called: str
    is_child: bool
    birth: date
    language: str
    interpreter: str
    is_guardian: bool


@dataclass(frozen=True, slots=True)
class Household:
    """A family as the later chapters of its story need it."""

    id: str
    language: str
    adults: list[Someone]
    children: list[Someone]
    is_protected: bool

    @property
    def members(self) -> list[Someone]:
        return self.children + self.adults


class FamilyMaker:
    """Makes one family that is known from one day on."""

    def __init__(self, sheet: Sheet, chance: Chance, naming: Naming, since: date, at: str) -> None:
        self.sheet, self.chance, self.naming, self.since, self.at = sheet, chance, naming, since, at
        self.during = f"[{since},)"
        self.surname: Surname = naming.surname(chance)
        self.father: Word = naming.given(chance, woman=False)

    def make(self, municipality: str) -> Household:
        chance = self.chance
        shape = SHAPES.pick(chance)
        adults = self._adults(shape)
        count = 1 if shape == "alone" else CHILDREN.pick(chance)
        children = [self._child(shape) for _one in range(count)]
        children.sort(key=lambda child: child.birth)
        code = self.naming.code
        language = code if code in FAMILY_LANGUAGES else STAND_INS.get(code, "en")
        household = Household(chance.uuid(), language, adults, children, chance.random() < PROTECTED_SHARE)
        name = self.surname.men.latin if "grandfather" not in self.naming.shape else self.father.latin
        self.sheet.add("casework_family", household.id, self.at, self.at, name, language)
        self._bind(household, shape)
        self._house(household, municipality)
        return household

    def _adults(self, shape: str) -> list[Someone]:
        made = []
        if shape in ("couple", "mother", "three_generations"):
            made.append(self._person(woman=True, years=(22, 45)))
        if shape in ("couple", "father", "three_generations"):
            made.append(self._person(woman=False, years=(24, 52)))
        if shape in ("grandparent", "three_generations"):
            made.append(self._person(woman=self.chance.random() < 0.7, years=(52, 80), guardian=shape == "grandparent"))
        if shape == "alone":
            made.append(self._person(woman=self.chance.random() < 0.5, years=(30, 60)))
        return made

    def _child(self, shape: str) -> Someone:
        years = (13, 17) if shape == "alone" else (0, 17)
        return self._person(woman=self.chance.random() < 0.5, years=years, child=True)

    def _person(self, *, woman: bool, years: tuple[int, int], child: bool = False, guardian: bool = True) -> Someone:
        chance, naming = self.chance, self.naming
        given = naming.given(chance, woman=woman)
        father = self.father if child else naming.given(chance, woman=False)
        name = naming.full(given, father, self.surname, woman=woman)
        youngest, oldest = years
        birth = self.since - timedelta(days=youngest * 365 + int(chance.random() * (oldest - youngest + 0.99) * 365))
        interpreter = NEEDS.pick(chance)
        contact = "fi" if interpreter == "none" else naming.code
        reading = "unknown" if child else READING.pick(chance)
        person = Someone(chance.uuid(), name.called, child, birth, contact, interpreter, guardian and not child)
        self.sheet.add(
            "casework_person", person.id, self.at, self.at, name.name, name.native, name.called, name.key,
            birth.isoformat(), naming.code, contact, interpreter, reading,
        )  # fmt: skip
        return person

    def _bind(self, household: Household, shape: str) -> None:
        add, chance, at = self.sheet.add, self.chance, self.at
        for one in household.members:
            role = "child" if one.is_child else "adult"
            add("casework_familymembership", chance.uuid(), at, at, self.during, household.id, one.id, role)
        guardians = [one for one in household.adults if one.is_guardian]
        kind = "representative" if shape == "alone" else "sole_guardian" if len(guardians) == 1 else "guardian"
        for child in household.children:
            for guardian in guardians:
                add(
                    "casework_guardianrelation", chance.uuid(), at, at, self.during, child.id, guardian.id, kind,
                    self.since.isoformat() if chance.random() < 0.8 else NULL,
                )  # fmt: skip

    def _house(self, household: Household, municipality: str) -> None:
        add, chance, at = self.sheet.add, self.chance, self.at
        door = f"{1 + int(chance.random() * 60)} A {1 + int(chance.random() * 40)}"
        street = f"{STREETS[int(chance.random() * len(STREETS))]} {door}"
        postcode = f"{int(chance.random() * 1000):03}99"
        for one in household.members:
            add("casework_protectedaddress", chance.uuid(), at, at, one.id, street, postcode, "Keksilä", municipality)
            if household.is_protected:
                add("casework_addressprotection", chance.uuid(), at, at, self.during, one.id, "register")
