"""Who works where: organisations, units, workers, and how many families each worker answers for."""

from dataclasses import dataclass, field
from math import ceil

from luukku.project.generate.chance import Chance
from luukku.project.generate.names import namings
from luukku.project.generate.places import Place, county_names, places

PROBES = 8
"""Workers of the first municipality whose pages are timed. They have the same families in a world of any size."""
PROBE_FAMILIES = 35
LEAST, FAMILIES_A_WORKER, MOST = 25, 35, 45
WORKERS_A_UNIT = PROBES
"""So that the first unit is the probes' alone: its supervisor sees the same in a world of any size."""
SMALLEST_ORGANISATION = 60
FAMILIES_A_COUNTY_HELPER = 400


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who signs in. `families` is how many the person answers for; 0 for supervisors and helpers."""

    id: str
    number: int
    name: str
    role: str
    unit: "Unit"
    families: int = 0

    @property
    def email(self) -> str:
        return f"worker{self.number}@{self.unit.organisation.code}.example"


@dataclass(slots=True)
class Unit:
    id: str
    name: str
    organisation: "Organisation"
    workers: list[Worker] = field(default_factory=list)


@dataclass(slots=True)
class Organisation:
    """A municipality, or a wellbeing services county with helpers only."""

    id: str
    code: str
    kind: str
    official_code: str
    name_fi: str
    name_sv: str
    county: "Organisation | None" = None
    place: Place | None = None
    units: list[Unit] = field(default_factory=list)

    @property
    def workers(self) -> list[Worker]:
        return [worker for unit in self.units for worker in unit.workers]

    @property
    def families(self) -> int:
        return sum(worker.families for worker in self.workers)


@dataclass(slots=True)
class World:
    """Everything that stands before the first family comes. Municipalities: the probe's own first."""

    counties: list[Organisation]
    municipalities: list[Organisation]

    @property
    def organisations(self) -> list[Organisation]:
        return self.counties + self.municipalities

    def county_of(self, organisation: Organisation) -> Organisation:
        return next(one for one in self.counties if one is organisation.county)

    @property
    def probes(self) -> list[Worker]:
        """The first family workers of the first municipality: those whose pages are timed."""
        return self.municipalities[0].units[0].workers[1 : PROBES + 1]


def make_world(families: int, seed: int, probe_families: int = PROBE_FAMILIES) -> World:
    """Organisations, units and workers for so many families. The probes' own organisation begins alike in every size.

    Everybody's ids come from the seed and the place alone, so two sizes differ in how much there is, not in what.

    Args:
        probe_families: how many families each probe has.
    """
    shares = _shares(families, probe_families)
    counties: dict[str, Organisation] = {}
    municipalities = []
    for number, (place, share) in enumerate(shares):
        caseloads = _caseloads(share, probe_families if number == 0 else 0)
        county = counties.get(place.county) or counties.setdefault(place.county, _county(place.county, seed))
        municipalities.append(_municipality(place, county, caseloads, seed))
    for county in counties.values():
        served = sum(one.families for one in municipalities if one.county is county)
        _staff_county(county, served, seed)
    return World(list(counties.values()), municipalities)


def _shares(families: int, probe_families: int) -> list[tuple[Place, int]]:
    """Families by municipality, after its size; small worlds have few municipalities. The first one has its probes."""
    known = places()[: max(1, min(len(places()), families // SMALLEST_ORGANISATION))]
    probed = min(families, PROBES * probe_families)
    people = sum(place.thousands for place in known)
    shares = [(families - probed) * place.thousands // people for place in known]
    shares[0] += families - sum(shares)
    return list(zip(known, shares, strict=True))


def _county(code: str, seed: int) -> Organisation:
    chance = Chance(f"{seed}:county:{code}")
    return Organisation(
        chance.uuid(),
        f"h{_letters(chance)}",
        "wellbeing_county",
        code,
        *county_names()[code],
    )


def _letters(chance: Chance) -> str:
    return "".join(chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=9))


def _municipality(place: Place, county: Organisation, caseloads: list[int], seed: int) -> Organisation:
    chance = Chance(f"{seed}:municipality:{place.code}")
    made = Organisation(
        chance.uuid(), f"k{_letters(chance)}", "municipality", place.code, place.name_fi, place.name_sv, county, place
    )
    for number in range(ceil(len(caseloads) / WORKERS_A_UNIT)):
        unit = Unit(chance.uuid(), f"Perhekeskus {number + 1}", made)
        unit.workers.append(_worker(chance, unit, "supervisor", len(made.workers)))
        made.units.append(unit)
        for load in caseloads[number * WORKERS_A_UNIT : (number + 1) * WORKERS_A_UNIT]:
            unit.workers.append(_worker(chance, unit, "caseworker", len(made.workers), load))
    return made


def _caseloads(families: int, probe_families: int) -> list[int]:
    """The probes' number for the first workers as far as it goes, 25 to 45 families for each of the others."""
    probes = [probe_families] * min(PROBES, families // probe_families) if probe_families else []
    rest = families - sum(probes)
    if rest < LEAST:
        return [*probes, rest] if rest else probes
    workers = max(ceil(rest / MOST), round(rest / FAMILIES_A_WORKER))
    even = [rest // workers + (1 if place < rest % workers else 0) for place in range(workers)]
    for place in range(0, workers - 1, 2):
        swing = min(even[place] - LEAST, MOST - even[place + 1], (place * 7) % 9)
        even[place] -= max(0, swing)
        even[place + 1] += max(0, swing)
    return [*probes, *even]


def _worker(chance: Chance, unit: Unit, role: str, number: int, families: int = 0) -> Worker:
    naming = namings()["fi"]
    woman = chance.random() < 0.8
    given = naming.given(chance, woman=woman)
    name = naming.full(given, given, naming.surname(chance), woman=woman).name
    return Worker(chance.uuid(), number, name, role, unit, families)


def _staff_county(county: Organisation, families: int, seed: int) -> None:
    """Nurses and social workers who help in the municipalities' cases. Their number grows with the families."""
    for number, name in enumerate(("Neuvola", "Lapsiperheiden sosiaalityö")):
        chance = Chance(f"{seed}:staff:{county.official_code}:{number}")
        unit = Unit(chance.uuid(), name, county)
        county.units.append(unit)
        for place in range(1 + families // FAMILIES_A_COUNTY_HELPER):
            unit.workers.append(_worker(chance, unit, "caseworker", 1000 * number + place))
