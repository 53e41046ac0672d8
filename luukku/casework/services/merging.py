"""Somebody who was noted twice: two rows of one person joined, and taken apart again. Nothing is removed.

The row that goes becomes a redirect to the one that stays. What hangs on it follows; what can't (a sealed plan, a yes)
stays where it is and is found through the redirect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.events import people_merging
from luukku.casework.models import Case, FamilyMembership, GuardianRelation, Person, PersonMerge
from luukku.casework.rules.names import LONGEST_KEY, fold
from luukku.casework.services import following
from luukku.casework.services._cases import user_of, workplace_of
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.language import languages

MOST_SHOWN = 20
LANGUAGES = {"mother_tongue", "contact_language"}
OWN_COLUMNS = {"id", "created_at", "updated_at", "version", "name_key", "merged_into"}


@dataclass(frozen=True, slots=True)
class FactPair:
    """One thing known of both: what it is called, and what stands in each row."""

    name: str
    label: str
    kept: str
    other: str

    @property
    def differs(self) -> bool:
        return self.kept != self.other


def fact_names() -> list[str]:
    """What is known about a person and may be chosen when two rows are joined."""
    return [field.name for field in Person._meta.concrete_fields if field.name not in OWN_COLUMNS]


def compare_people(actor: Actor, kept_id: UUID, other_id: UUID) -> list[FactPair]:
    """Both rows side by side.

    Raises:
        PermissionDenied: the actor may not join one of the two.
    """
    people = policies.mergeable_people(actor).in_bulk([kept_id, other_id])
    ensure(len(people) == 2)
    kept, other = people[kept_id], people[other_id]
    return [
        FactPair(name, str(Person._meta.get_field(name).verbose_name), _shown(kept, name), _shown(other, name))  # type: ignore[union-attr]
        for name in fact_names()
    ]


def similar_people(actor: Actor, person: Person) -> list[Person]:
    """People whom the actor may join with this one and who may be the same: born on the same day, or of the same
    family with no birth or the same name noted."""
    people = policies.mergeable_people(actor).exclude(pk=person.pk)
    families = policies.cases_of_person(actor, person).values("family_id")
    near = people.filter(memberships__family_id__in=families).distinct()[:MOST_SHOWN]
    alike = people.born_on(person.birth_on)[:MOST_SHOWN] if person.birth_on else []
    found = {one.pk: one for one in near if _may_be_same(person, one)} | {one.pk: one for one in alike}
    return sorted(found.values(), key=lambda one: (one.birth_on != person.birth_on, one.name))


def _may_be_same(one: Person, two: Person) -> bool:
    return one.birth_on is None or two.birth_on is None or fold(one.name) == fold(two.name)


@transaction.atomic
def merge_people(actor: Actor, *, kept_id: UUID, other_id: UUID, chosen: Mapping[str, str]) -> PersonMerge:
    """Join two rows of one person.

    Args:
        kept_id: the row that stays.
        chosen: for each fact that is to be taken from the other row, "other".

    Raises:
        PermissionDenied: the actor may not join one of the two.
        RuleViolation: it is the same row, or one decides for the other, or a plan on offer names one of them.
    """
    kept, other = _both(actor, kept_id, other_id)
    cases = _cases_of(actor, kept, other)
    people_merging.send(sender=Person, kept=kept, other=other, actor=actor)
    merge = PersonMerge(
        kept=kept,
        merged=other,
        organisation_id=workplace_of(actor),
        done_by_id=user_of(actor),
        done_at=actor.at,
        cases=[str(one) for one in cases],
    )
    following.follow(actor, merge)
    _choose(merge, kept, other, chosen)
    other.merged_into = kept
    other.version += 1
    other.save()
    merge.full_clean()
    merge.save()

    trail.record(actor, "person.merged", kept, cases=cases, merged=str(other.pk), facts=sorted(merge.facts))
    return merge


@transaction.atomic
def unmerge_people(actor: Actor, merge_id: UUID) -> PersonMerge:
    """Take two rows apart again: what followed goes back, what was known before stands again unless it changed since.

    Raises:
        PermissionDenied: the actor may not take this apart, or it was taken apart before.
    """
    known = ensure_found(policies.merges_to_undo(actor).filter(pk=merge_id).first())
    people = _locked(known.kept_id, known.merged_id)
    mine = policies.merges_to_undo(actor).values("pk")  # asked again: somebody may have joined the one who stays on
    merges = PersonMerge.objects.standing().select_for_update(of=("self",)).filter(pk__in=mine)
    merge = ensure_found(merges.filter(pk=merge_id).first())
    kept, other = people[merge.kept_id], people[merge.merged_id]
    following.go_back(merge)
    _restore(merge, kept)
    other.merged_into = None
    other.version += 1
    other.save()
    merge.undone_at, merge.undone_by_id = actor.at, user_of(actor)
    merge.full_clean()
    merge.save()

    trail.record(actor, "person.unmerged", kept, cases=merge.cases, merged=str(other.pk))
    return merge


def _both(actor: Actor, kept_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    if kept_id == other_id:
        raise RuleViolation(_("Choose another person: this is the same one."))
    people = _locked(kept_id, other_id)
    ensure(policies.mergeable_people(actor).filter(pk__in=people).count() == 2)
    kept, other = people[kept_id], people[other_id]
    pairs = [(kept, other), (other, kept)]
    for guardian, child in pairs:
        if GuardianRelation.objects.filter(guardian=guardian, child=child).exists():
            raise RuleViolation(_("One of the two decides for the other, so they can't be the same person."))
    return kept, other


def _locked(*person_ids: UUID) -> dict[UUID, Person]:
    """The people, locked after the cases of all their families, each kind in the order of ids.

    Whoever writes in one of those cases waits, and then asks anew whether the person still belongs to it: nothing is
    written to a row that has just become a redirect.
    """
    families = FamilyMembership.objects.filter(person_id__in=person_ids).values("family_id")
    cases = Case.objects.select_for_update(no_key=True).filter(family_id__in=families).order_by("pk")
    list(cases.values_list("pk", flat=True))
    return Person.objects.select_for_update().order_by("pk").in_bulk(person_ids)


def _cases_of(actor: Actor, kept: Person, other: Person) -> list[UUID]:
    """Every case that either has belonged to: the people of each may be told."""
    families = {one.family_id for person in (kept, other) for one in person.memberships.all()}
    return list(Case.objects.filter(family_id__in=families).values_list("pk", flat=True))


def _choose(merge: PersonMerge, kept: Person, other: Person, chosen: Mapping[str, str]) -> None:
    facts: dict[str, list[str]] = {}
    for name in fact_names():
        before, after = _stored(kept, name), _stored(other, name)
        if chosen.get(name) == "other" and before != after:
            facts[name] = [before, after]
            setattr(kept, name, getattr(other, name))
    known = kept.name_key
    kept.name_key = f"{known} {other.name_key}"[:LONGEST_KEY].rstrip()
    if kept.name_key != known:
        facts["name_key"] = [known, kept.name_key]
    kept.version += 1
    kept.full_clean(validate_unique=False)
    kept.save()
    merge.facts = facts


def _restore(merge: PersonMerge, kept: Person) -> None:
    for name, (before, after) in merge.facts.items():
        if _stored(kept, name) == after:
            field = Person._meta.get_field(name)
            empty = None if getattr(field, "null", False) else ""
            setattr(kept, name, field.to_python(before) if before else empty)  # type: ignore[union-attr]
    kept.version += 1
    kept.full_clean(validate_unique=False)
    kept.save()


def _stored(person: Person, name: str) -> str:
    """A fact as text, to be kept and compared."""
    value: Any = getattr(person, Person._meta.get_field(name).attname)  # type: ignore[union-attr]
    return "" if value is None else str(value)


def _shown(person: Person, name: str) -> str:
    """A fact as a worker reads it."""
    value: Any = getattr(person, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if hasattr(value, "isoformat"):
        return in_digits(value)
    if name in LANGUAGES and value:
        return dict(languages.choices(get_language() or "fi")).get(value, str(value))
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else value)
