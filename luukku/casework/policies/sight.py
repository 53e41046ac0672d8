"""All that one actor may do with one case, asked once: for pages that show much of one family.

The same relations as in `cases`, in one query. Who reads a case whole reads everything that hangs on it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from luukku.casework.models import Case, CaseQuerySet
from luukku.casework.policies import relations
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
    found = _with_bonds(actor, case.pk).first()
    return _sight(actor, found) if found else Sight()


def case_in_sight(actor: Actor, case_id: UUID) -> tuple[Case, Sight] | None:
    """A visible case (see `cases.visible_cases`), with its family, and what binds the actor to it; one query."""
    case = _with_bonds(actor, case_id).select_related("family").first()
    sight = _sight(actor, case) if case else Sight()
    return (case, sight) if case and (sight.is_whole or sight.helps) else None


def _with_bonds(actor: Actor, case_id: UUID) -> CaseQuerySet:
    bonds = {f"bond_{name}": Q(pk__in=ids) for name, ids in relations.relations_of(actor).items()}
    return Case.objects.filter(pk=case_id).annotate(**bonds)


def _sight(actor: Actor, case: Case) -> Sight:
    bonds = {name: getattr(case, f"bond_{name}") for name in relations.relations_of(actor)}
    return Sight(**bonds | {"answers": bonds.get("answers", False) or bonds.get("stands_in", False)})
