"""The rows of a file on its way in: opened, read as facts, compared with each other and with whom the actor sees."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from uuid import UUID

from luukku.casework import policies
from luukku.casework.models import ClientImport, ImportRow, Person, PersonIdentifier
from luukku.casework.rules.births import Precision, swapped
from luukku.casework.rules.import_rows import RowFacts, codes_twice, read_row
from luukku.casework.rules.names import fold, same_name
from luukku.core import sealing
from luukku.core.actor import Actor
from luukku.language import languages

MOST_MATCHES = 5


def open_cells(row: ImportRow) -> list[str]:
    cells: list[str] = json.loads(sealing.unseal(row.sealed, about=str(row.pk)))
    return cells


def seal_cells(row: ImportRow, cells: Sequence[str]) -> None:
    row.sealed = sealing.seal(json.dumps(cells, ensure_ascii=False), about=str(row.pk))


def facts_of_rows(actor: Actor, batch: ClientImport, rows: Iterable[ImportRow]) -> Iterator[tuple[ImportRow, RowFacts]]:
    """Each row with what it says under the columns that were named."""
    known = language_words()
    for row in rows:
        yield row, read_row(row.number, open_cells(row), batch.mapping, today=actor.day, languages=known)


def family_key(row: ImportRow, facts: RowFacts) -> str:
    """What ties rows into one family; a row without it is a family of its own."""
    return fold(facts.family) or f"row {row.number}"


@cache
def language_words() -> dict[str, str]:
    """Codes and names of languages, in the staff languages and their own, folded → code."""
    words: dict[str, str] = {}
    for code in languages.codes():
        one = languages.get(code)
        for name in (code, one.name_fi, one.name_sv, one.name_en, one.native_name):
            words.setdefault(name.lower(), code)
            if fold(name):
                words.setdefault(fold(name), code)
    return words


class Known:
    """Whom the actor may join to a family, held in memory to compare many rows with: nobody else is ever compared."""

    def __init__(self, actor: Actor) -> None:
        people = list(policies.people_to_join(actor).only("name", "native_name", "birth_on", "birth_precision"))
        self.by_birth: dict[object, list[Person]] = defaultdict(list)
        for person in people:
            exact = person.birth_on if person.birth_precision == Precision.DAY else None
            self.by_birth[exact or (person.birth_on.year if person.birth_on else None)].append(person)
        held = PersonIdentifier.objects.filter(
            kind=PersonIdentifier.Kind.IDENTITY_CODE, person__in=[one.pk for one in people]
        )
        self.by_mark: dict[str, UUID] = dict(held.values_list("mark", "person_id"))

    def matches(self, facts: RowFacts) -> list[UUID]:
        """People who may be the one in the row, who bears its code first."""
        found: list[UUID] = []
        if facts.identity_code:
            purpose = policies.marks_purpose(PersonIdentifier.Kind.IDENTITY_CODE)
            found += [
                self.by_mark[mark]
                for mark in sealing.marks(facts.identity_code, purpose=purpose)
                if mark in self.by_mark
            ]
        for person in self._born_alike(facts):
            if person.pk not in found and _named_alike(facts, person):
                found.append(person.pk)
        return found[:MOST_MATCHES]

    def _born_alike(self, facts: RowFacts) -> list[Person]:
        birth = facts.birth
        if birth is None:
            return [one for group in self.by_birth.values() for one in group] if len(self.by_birth) < 400 else []
        other = swapped(birth.on) if birth.precision is Precision.DAY else None
        keys = [birth.on if birth.precision is Precision.DAY else birth.on.year, birth.on.year, other, None]
        return [one for key in dict.fromkeys(keys) for one in self.by_birth.get(key, ())]


def _named_alike(facts: RowFacts, person: Person) -> bool:
    names = [one for one in (facts.name, facts.native_name) if one]
    return any(same_name(mine, theirs) for mine in names for theirs in (person.name, person.native_name) if theirs)


def compare_rows(told: Sequence[RowFacts]) -> dict[int, list[int]]:
    """Row → other rows of the file that may be the same person: born the same day and named alike.

    Adds a fault to rows that share an identity code: those are one person for certain, and the file must say which.
    """
    twice = codes_twice(told)
    by_birth: dict[object, list[RowFacts]] = defaultdict(list)
    for facts in told:
        if facts.number in twice:
            facts.faults.append(("identity_code", f"twice:{twice[facts.number][0]}"))
        elif facts.birth is not None and facts.birth.precision is Precision.DAY:
            by_birth[facts.birth.on].append(facts)
    twins: dict[int, list[int]] = defaultdict(list)
    for group in by_birth.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                if _may_be_one(one, other):
                    twins[one.number].append(other.number)
                    twins[other.number].append(one.number)
    return twins


def _may_be_one(one: RowFacts, other: RowFacts) -> bool:
    if one.identity_code and other.identity_code:
        return False  # two codes are two people
    return same_name(one.name, other.name)
