"""Finding a family by a name that may be spelled differently, inside what the actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.search import TrigramStrictWordSimilarity, TrigramWordSimilarity
from django.db import transaction
from django.db.models import F, FloatField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import FamilyMembership, PersonQuerySet
from luukku.casework.rules.names import NameQuery, read_query
from luukku.casework.services import limits
from luukku.casework.services.cards import Card, cards_of
from luukku.core.actor import Actor

MOST_HITS = 20
MOST_PEOPLE = 80
MOST_SEARCHES = 60
PER = timedelta(minutes=1)
LIKE_ENOUGH = 0.45
"""How alike two spellings must be to be shown: 1 is the same word, 0.45 forgives about every third letter."""
ALMOST_THE_SAME = 0.75
"""How alike a name must be for the question whether the family is registered already."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: at most `MOST_HITS` families, the most alike first."""

    cards: list[Card] = field(default_factory=list)
    has_more: bool = False
    is_too_often: bool = False
    says_nothing: bool = False


@transaction.atomic
def find_families(actor: Actor, text: str) -> Found:
    """Families with a member whose name is like the text, or who was born on a day in it.

    What was typed is kept nowhere; the trail tells which families were shown.
    """
    if limits.is_used_up(actor, "casework.searched", most=MOST_SEARCHES, within=PER):
        return Found(is_too_often=True)
    query = read_query(text)
    if not query.name and query.birth_on is None:
        return Found(says_nothing=True)
    people = list(_people_like(actor, query, LIKE_ENOUGH).values_list("pk", flat=True)[:MOST_PEOPLE])
    cards = _cards(actor, people)
    trail.record(actor, "casework.searched", cases=[card.case.pk for card in cards[:MOST_HITS]])
    return Found(cards[:MOST_HITS], has_more=len(cards) > MOST_HITS or len(people) == MOST_PEOPLE)


@transaction.atomic
def similar_families(actor: Actor, members: Iterable[tuple[str, date | None]]) -> list[Card]:
    """Families that the actor sees and in which somebody has almost the same name and no other date of birth.

    Args:
        members: names, and dates of birth where known, of those who are being registered.
    """
    people: list[UUID] = []
    for name, birth_on in members:
        query = read_query(name)
        alike = _people_like(actor, NameQuery(query.name, query.skeleton, birth_on), ALMOST_THE_SAME)
        people += alike.values_list("pk", flat=True)[:MOST_HITS]
    cards = _cards(actor, people)[:MOST_HITS]
    if cards:
        trail.record(actor, "casework.compared", cases=[card.case.pk for card in cards])
    return cards


def _people_like(actor: Actor, query: NameQuery, least: float) -> PersonQuerySet:
    """People of the actor's own relations, the most alike first: never a walk through everybody."""
    people = policies.visible_people(actor)
    if query.birth_on is not None and not query.name:
        return people.born_on(query.birth_on).order_by("name", "pk")
    if query.birth_on is not None:
        people = people.filter(Q(birth_on=query.birth_on) | Q(birth_on__isnull=True))
    likeness: list[Combinable] = [TrigramWordSimilarity(query.name, "name_key")]
    if query.skeleton:
        # the same consonants, e.g. of mohammed and maxamed, count a little less than the same letters
        sounds = TrigramStrictWordSimilarity(query.skeleton, "name_key")
        likeness.append(sounds * Value(0.9, output_field=FloatField()))
    alike = Greatest(*likeness, output_field=FloatField()) if len(likeness) > 1 else likeness[0]
    return people.annotate(likeness=alike).filter(likeness__gte=least).order_by(F("likeness").desc(), "name", "pk")


def _cards(actor: Actor, people: Iterable[UUID]) -> list[Card]:
    """The families of these people, in the order in which the people stand."""
    order = {person_id: place for place, person_id in reversed(list(enumerate(people)))}
    families: dict[UUID, int] = {}
    members = FamilyMembership.objects.on(actor.day).filter(person_id__in=order)
    for person_id, family_id in members.values_list("person_id", "family_id"):
        families[family_id] = min(order[person_id], families.get(family_id, len(order)))
    cases = policies.visible_cases(actor).filter(family_id__in=families).select_related("family")
    ranked = sorted(cases, key=lambda case: (families[case.family_id], case.state, case.pk))
    return cards_of(actor, ranked)
