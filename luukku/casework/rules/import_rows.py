"""What the rows of an existing register say: columns recognised by their names, cells read, faults named by code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luukku.casework.rules.ages import OF_AGE, age
from luukku.casework.rules.births import Birth, NotABirthError, Precision, read_birth
from luukku.casework.rules.identity_codes import NotACodeError, read_code
from luukku.casework.rules.names import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "family": ("perhe", "perheen tunnus", "perhe id", "perhenumero", "familj", "familjens id", "family",
               "family id", "which family", "household", "talous", "ruokakunta", "asiakkuus", "asiakkuusnumero"),
    "name": ("nimi", "koko nimi", "henkilon nimi", "asiakkaan nimi", "namn", "hela namnet", "name", "full name",
             "whole name"),
    "given_name": ("etunimi", "etunimet", "fornamn", "fornamnen", "first name", "first names", "given name"),
    "surname": ("sukunimi", "efternamn", "slaktnamn", "last name", "surname", "family name"),
    "native_name": ("nimi omalla kirjoituksella", "nimi alkukielella", "namn i egen skrift",
                    "namn med egen skrift", "native name", "name in own script"),
    "called_name": ("kutsumanimi", "tilltalsnamn", "called", "called name"),
    "role": ("rooli", "asema", "asema perheessa", "aikuinen lapsi", "roll", "role", "adult or child",
             "vuxen eller barn", "aikuinen vai lapsi"),
    "birth": ("syntymaaika", "syntynyt", "syntymapaiva", "syntymavuosi", "fodelsetid", "fodelsedatum", "fodd",
              "birth date", "date of birth", "dob", "born"),
    "identity_code": ("henkilotunnus", "hetu", "sotu", "personbeteckning", "identity code",
                      "personal identity code"),
    "migri_number": ("asiakasnumero", "migri", "migrin asiakasnumero", "maahanmuuttoviraston asiakasnumero",
                     "kundnummer", "migri customer number", "customer number",
                     "customer number of the immigration service", "migrationsverkets kundnummer"),
    "mother_tongue": ("aidinkieli", "modersmal", "mother tongue", "native language"),
    "contact_language": ("asiointikieli", "palvelukieli", "kieli", "kontaktsprak", "servicesprak", "sprak",
                         "contact language", "language", "language we speak with them",
                         "kieli jolla puhumme hanen kanssaan", "sprak som vi talar med hen"),
    "interpreter": ("tulkki", "tulkin tarve", "tulkkauksen tarve", "tolk", "behov av tolk", "interpreter"),
    "phone": ("puhelin", "puhelinnumero", "matkapuhelin", "gsm", "telefon", "telefonnummer", "phone", "mobile",
              "phone number"),
    "email": ("sahkoposti", "sahkopostiosoite", "e post", "epost", "email", "e mail", "e mail address",
              "e postadress"),
    "permit_on": ("ensimmainen oleskelulupa", "oleskelulupa", "oleskelulupa myonnetty", "lupa myonnetty",
                  "uppehallstillstand", "uppehallstillstand beviljat", "first permit", "permit granted",
                  "day of the first residence permit", "ensimmaisen oleskeluluvan paiva",
                  "dag for det forsta uppehallstillstandet"),
    "guardian": ("huoltaja", "on huoltaja", "vardnadshavare", "guardian", "guardian of the family s children",
                 "guardian of the familys children", "perheen lasten huoltaja",
                 "vardnadshavare for familjens barn"),
    "protected": ("turvakielto", "sparrmarkering", "address protection", "non disclosure"),
    "opened_on": ("asiakkuus alkoi", "asiakkuuden alku", "alkupaiva", "klientrelationen inleddes", "opened on",
                  "case opened", "when the work began", "milloin tyo alkoi", "nar arbetet borjade"),
}  # fmt: skip
"""Our fields with the folded names of columns by which they are known. Where people live is not among them: an
address is written on its own page, for a purpose."""

ADULT_WORDS = frozenset(
    ("aikuinen", "adult", "vuxen", "a", "aiti", "isa", "mother", "father", "mor", "far", "puoliso", "spouse", "make",
     "maka", "huoltaja")
)  # fmt: skip
CHILD_WORDS = frozenset(("lapsi", "child", "barn", "l", "c", "b", "poika", "tytto", "son", "daughter", "dotter"))
YES = frozenset(("kylla", "k", "yes", "y", "ja", "j", "x", "1", "true", "on"))
NO = frozenset(("ei", "e", "no", "n", "nej", "0", "false", ""))
INTERPRETER = {
    "always": frozenset(("aina", "alltid", "always", *YES)),
    "official": frozenset(("virallisissa asioissa", "virallisissa", "i officiella arenden", "official")),
    "none": NO,
}
LONGEST = {"name": 300, "native_name": 300, "called_name": 100, "family": 120, "migri_number": 60, "phone": 200,
           "email": 200}  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Fault = tuple[str, str]
"""The field and the code of what is wrong in it; "" is the row as a whole."""


@dataclass(slots=True)
class RowFacts:
    """What one row says, as far as it could be read; `faults` says the rest.

    Attributes:
        family: the key that ties rows into one family; "" is a family of one's own.
        identity_code: in its one form; never printed.
    """

    number: int
    family: str = ""
    name: str = ""
    native_name: str = ""
    called_name: str = ""
    is_child: bool = False
    birth: Birth | None = None
    identity_code: str = field(default="", repr=False)
    migri_number: str = ""
    mother_tongue: str = ""
    contact_language: str = ""
    interpreter: str = ""
    phone: str = ""
    email: str = ""
    permit_on: date | None = None
    is_guardian: bool = False
    is_protected: bool = False
    opened_on: date | None = None
    faults: list[Fault] = field(default_factory=list)


def recognise(header: Sequence[str]) -> dict[str, int]:
    """Which of our fields stands in which column, by the columns' names. A name that fits nothing is left out."""
    known = {fold(alias): code for code, aliases in FIELDS.items() for alias in (*aliases, code)}
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        code = known.get(fold(title))
        if code and code not in found:
            found[code] = place
    return found


def has_a_name(mapping: Mapping[str, int]) -> bool:
    """Without a name nobody can be taken in."""
    return "name" in mapping or "given_name" in mapping or "surname" in mapping


def read_row(
    number: int, cells: Sequence[str], mapping: Mapping[str, int], *, today: date, languages: Mapping[str, str]
) -> RowFacts:
    """Read one row.

    Args:
        mapping: our field → the number of its column.
        languages: folded names and codes of languages → their codes.
    """
    said = {code: cells[place].strip() for code, place in mapping.items() if place < len(cells)}
    row = RowFacts(number)
    _read_names(row, said)
    _read_birth(row, said, today)
    for name, most in LONGEST.items():
        if len(getattr(row, name, "")) > most:
            row.faults.append((name, "too_long"))
    row.family = said.get("family", "")
    if len(row.family) > LONGEST["family"]:
        row.faults.append(("family", "too_long"))
    for code in ("mother_tongue", "contact_language"):
        setattr(row, code, _language(row, code, said.get(code, ""), languages))
    row.interpreter = _one_of(row, "interpreter", said, INTERPRETER, "always")
    row.is_guardian = _yes(row, "guardian", said)
    row.is_protected = _yes(row, "protected", said)
    row.permit_on = _day(row, "permit_on", said, today)
    row.opened_on = _day(row, "opened_on", said, today)
    _read_role(row, said, today)
    _read_contacts(row, said)
    return row


def _read_names(row: RowFacts, said: Mapping[str, str]) -> None:
    whole = said.get("name", "")
    parts = " ".join(filter(None, (said.get("given_name", ""), said.get("surname", ""))))
    row.name = whole or parts
    row.native_name, row.called_name = said.get("native_name", ""), said.get("called_name", "")
    if not row.name:
        row.name = row.native_name
    if not fold(row.name):
        row.faults.append(("name", "missing"))


def _read_birth(row: RowFacts, said: Mapping[str, str], today: date) -> None:
    if written := said.get("identity_code", ""):
        try:
            code = read_code(written)
        except NotACodeError as error:
            row.faults.append(("identity_code", error.fault.value))
        else:
            row.identity_code, row.birth = code.value, Birth(code.birth_on)
    if written := said.get("birth", ""):
        try:
            told = read_birth(written)
        except NotABirthError:
            row.faults.append(("birth", "unreadable"))
        else:
            if row.birth is not None and not told.may_be(row.birth.on):
                row.faults.append(("birth", "not_as_in_code"))
            row.birth = row.birth or told
    if row.birth is not None and row.birth.first > today:
        row.faults.append(("birth", "future"))
        row.birth = None
    elif row.birth is not None:
        row.birth = row.birth.until(today)


def _read_role(row: RowFacts, said: Mapping[str, str], today: date) -> None:
    word = fold(said.get("role", ""))
    if word in CHILD_WORDS:
        row.is_child = True
    elif word and word not in ADULT_WORDS:
        row.faults.append(("role", "unknown"))
    elif not word:
        row.is_child = row.birth is not None and age(row.birth.on, today) < OF_AGE
    if row.birth is None or row.birth.precision is not Precision.DAY:
        return
    for name in ("permit_on", "opened_on"):
        day = getattr(row, name)
        if day is not None and day < row.birth.on and name == "permit_on":
            row.faults.append((name, "before_birth"))


def _read_contacts(row: RowFacts, said: Mapping[str, str]) -> None:
    row.migri_number, row.phone, row.email = (said.get(name, "") for name in ("migri_number", "phone", "email"))
    if row.phone and not any(sign.isdigit() for sign in row.phone):
        row.faults.append(("phone", "unreadable"))
    if row.email and not _EMAIL.fullmatch(row.email):
        row.faults.append(("email", "unreadable"))
    for name in ("migri_number", "phone", "email"):
        if len(getattr(row, name)) > LONGEST[name]:
            row.faults.append((name, "too_long"))


def _language(row: RowFacts, name: str, written: str, languages: Mapping[str, str]) -> str:
    if not written:
        return ""
    code = languages.get(written.lower()) or languages.get(fold(written))
    if code is None:
        row.faults.append((name, "unknown"))
        return ""
    return code


def _one_of(
    row: RowFacts, name: str, said: Mapping[str, str], words: Mapping[str, frozenset[str]], otherwise: str
) -> str:
    if name not in said or not said[name]:
        return otherwise
    word = fold(said[name])
    for code, known in words.items():
        if word in known:
            return code
    row.faults.append((name, "unknown"))
    return otherwise


def _yes(row: RowFacts, name: str, said: Mapping[str, str]) -> bool:
    word = fold(said.get(name, ""))
    if word not in YES | NO:
        row.faults.append((name, "yes_or_no"))
    return word in YES


def _day(row: RowFacts, name: str, said: Mapping[str, str], today: date) -> date | None:
    written = said.get(name, "")
    if not written:
        return None
    try:
        told = read_birth(written)
    except NotABirthError:
        row.faults.append((name, "unreadable"))
        return None
    if told.precision is not Precision.DAY:
        row.faults.append((name, "unreadable"))
        return None
    if told.on > today:
        row.faults.append((name, "future"))
        return None
    return told.on


def codes_twice(rows: Iterable[RowFacts]) -> dict[int, list[int]]:
    """Row → the other rows with the same identity code: one person has one row."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.identity_code:
            by_code[row.identity_code].append(row.number)
    return {
        number: [other for other in numbers if other != number]
        for numbers in by_code.values()
        if len(numbers) > 1
        for number in numbers
    }
