"""What turns out to be needless is shown again: a better pattern to begin from."""

import time

from luukku.numbers.rules.covering import lacks
from luukku.numbers.rules.systems import System, components
from luukku.numbers.solving.audit import Auditor
from luukku.numbers.solving.patterns import Pattern, proved
from luukku.numbers.solving.polytope import Polytope


def pruned(system: System, pattern: Pattern, deadline: float) -> Pattern:
    """The safe pattern without cells that nobody needs, the largest tried first; until the time ends."""
    hidden = pattern.hidden
    for cell in sorted(hidden - system.primary, key=lambda one: -system.values[one]):
        if time.monotonic() > deadline:
            break
        less = hidden - {cell}
        if any(lacks(system, line, less) for line in system.lines[cell]) or _betrays_near(system, less, cell):
            continue
        if not Auditor(system, deadline).exposed(less, only_linear=True):
            hidden = less
    other = proved(system, hidden, deadline) if hidden != pattern.hidden else None
    return other if other and other.worth(system) < pattern.worth(system) else pattern


def _betrays_near(system: System, hidden: frozenset[int], cell: int) -> bool:
    """Whether showing a cell exposes one beside it to an outsider: soon asked, and mostly the answer."""
    sums = [system.sums[line] for line in system.lines[cell]]
    near = {other for total, parts in sums for other in (total, *parts) if other in hidden}
    auditor = Auditor(system, 0.0)
    for cells in components(system, sorted(hidden)):
        if beside := near & set(cells):
            polytope = Polytope(system, cells, [0] * len(system.values))
            if any(auditor.is_narrow(polytope, polytope.place[one]) for one in sorted(beside)):
                return True
    return False
