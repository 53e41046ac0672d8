"""All that one actor may do with one case, asked once: for pages that show much of one family.

The same relations as in `cases`, in one query. Who reads a case whole reads everything that hangs on it.
"""

from dataclasses import dataclass

from django.db.models import Q

from luukku.casework.models import Case
from luukku.casework.policies import cases
from luukku.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Sight:
    """Which relations bind the actor to the case at the actor's moment.

    `answers` is true of who answers for the case and of who stands in for them today; `stands_in` of the latter alone.
    """

    answers: bool = False
    stands_in: bool = False
    supervises: bool = False
    helps: bool = False
    in_emergency: bool = False

    @property
    def is_whole(self) -> bool:
        return self.answers or self.supervises or self.in_emergency

    @property
    def may_reassign(self) -> bool:
        return self.supervises or (self.answers and not self.stands_in)

    @property
    def only_in_emergency(self) -> bool:
        """Whether nothing but an emergency opening lets the actor read the case."""
        return self.in_emergency and not (self.answers or self.supervises or self.helps)


def sight_of(actor: Actor, case: Case) -> Sight:
    relations = cases.relations_of(actor)
    if not relations:
        return Sight()
    asked = {name: Q(pk__in=ids) for name, ids in relations.items()}
    found = Case.objects.filter(pk=case.pk).annotate(**asked).values(*asked).first()
    if found and found.get("stands_in"):
        found["answers"] = True
    return Sight(**(found or {}))
