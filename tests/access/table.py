"""Who gets what answer at which door. Every address has a row; a row's people are told by its kind of right.

404 is the answer to whoever has no right: a stranger's record does not exist. 302 leads to the sign-in page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.access.cast import Cast, Over

WHILE_RELATED = Over(before=404, during=200, after=404)
AT_WORK = Over(before=404, during=200, after=404)  # the supervisor's role begins and ends with the relation here

NOBODY: dict[Cast, int | Over] = {cast: 404 for cast in Cast} | {Cast.ANONYMOUS: 302}
"""The answers on which every row is built: nobody, and to sign-in whoever is not signed in."""

ANSWERING = NOBODY | {Cast.RESPONSIBLE_WORKER: WHILE_RELATED}
"""Only who answers for the family today."""

WHOLE = ANSWERING | {Cast.SUPERVISOR: AT_WORK, Cast.EMERGENCY_OPENER: WHILE_RELATED}
"""Who reads the case whole: who answers for it, who supervises the unit, who opened it in an emergency."""

VISIBLE = WHOLE | {Cast.HELPER: WHILE_RELATED}
"""Those, and helpers in what they were granted."""

WORKERS = NOBODY | {
    Cast.RESPONSIBLE_WORKER: 200,
    Cast.HELPER: 200,
    Cast.EMERGENCY_OPENER: 200,
    Cast.COLLEAGUE: 200,
    Cast.OTHER_MUNICIPALITY: 200,
}
"""Every worker with families, at their own workplace; what they see there is their own."""

LEADERS = WORKERS | {Cast.SUPERVISOR: AT_WORK, Cast.SUPERVISOR_OTHER_UNIT: 200}

EVERYBODY_AT_WORK = LEADERS | {Cast.ADMINISTRATOR: 200, Cast.DATA_PROTECTION: 200}

ADMINISTRATORS = NOBODY | {Cast.ADMINISTRATOR: 200}


@dataclass(frozen=True, slots=True)
class Row:
    """One door inside a workplace.

    Attributes:
        answers: by cast.
        of: which id of the scene stands in which keyword of the address.
        method: how the door is tried; POST where it takes nothing else.
    """

    answers: Mapping[Cast, int | Over]
    of: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Outside:
    """One door outside every workplace, and what somebody unknown is answered."""

    anonymous: int
    kwargs: Mapping[str, str | int] = field(default_factory=dict)


WORK: dict[str, Row] = {}
OUTSIDE: dict[str, Outside] = {}
