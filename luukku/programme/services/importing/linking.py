"""Which measure leads to which goal, who answers for what: gathered row by row, written all at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from luukku.programme.models import Indicator, Measure, MeasureLink, Responsibility
from luukku.programme.models.base import Sourced
from luukku.programme.rules.rows import Kind
from luukku.programme.services.importing.known import Key

BATCH: Final = 1000
OF_MANY: Final = {
    (Measure, "goals"): (Measure.goals.through, Kind.GOAL, "measure_id", "goal_id"),
    (Indicator, "goals"): (Indicator.goals.through, Kind.GOAL, "indicator_id", "goal_id"),
    (Indicator, "measures"): (Indicator.measures.through, Kind.MEASURE, "indicator_id", "measure_id"),
}
"""Table of pairs, what the second of a pair is, and the two columns."""


@dataclass(slots=True)
class Linking:
    """What is to be linked.

    Attributes:
        rows: every row that is here, by kind and code.
        made: rows to write, by their table.
        owned: by kind of row, the party that a source names first.
    """

    rows: Mapping[Key, Sourced]
    made: dict[type[models.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    owned: dict[str, dict[Any, Sourced]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, row: Sourced, name: str, added: list[str], gone: Iterable[str]) -> None:
        """Note what a row names anew under a field. What it no longer names is taken away at once: it is rare."""
        if isinstance(row, Measure) and name in ("refers_to", "depends_on"):
            if gone:
                MeasureLink.objects.filter(measure=row, kind=name, other__code__in=gone).delete()
            others = [self.rows[Kind.MEASURE, code] for code in added]
            self.made[MeasureLink] += [MeasureLink(measure=row, other_id=one.pk, kind=name) for one in others]
        elif (type(row), name) in OF_MANY:
            table, kind, of, to = OF_MANY[type(row), name]
            if gone:
                no_longer = [self.rows[kind, code].pk for code in gone if (kind, code) in self.rows]
                table._default_manager.filter(**{of: row.pk, f"{to}__in": no_longer}).delete()
            self.made[table] += [table(**{of: row.pk, to: self.rows[kind, code].pk}) for code in added]
        elif added:
            self.owned[row._meta.model_name or ""][row.pk] = self.rows[Kind.PARTY, added[0]]

    def write(self) -> None:
        for target, parties in self.owned.items():
            self.made[Responsibility] += _owners(target, parties)
        for table, rows in self.made.items():
            is_pair = table in {pair[0] for pair in OF_MANY.values()}
            table._default_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=is_pair)


def _owners(target: str, parties: Mapping[Any, Sourced]) -> list[Responsibility]:
    """Whoever a source names answers from its first day on; an owner named here is never pushed aside."""
    answered = Responsibility.objects.answering().filter(**{f"{target}__in": list(parties)})
    known = set(answered.values_list(f"{target}_id", flat=True))
    return [
        Responsibility(**{f"{target}_id": key}, party_id=party.pk, is_from_source=True)
        for key, party in parties.items()
        if key not in known
    ]
