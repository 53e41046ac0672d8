"""Finding a family by a name that may be spelled differently, inside what the actor may see."""

import operator
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import reduce
from uuid import UUID

from django.contrib.postgres.search import TrigramStrictWordSimilarity, TrigramWordSimilarity
from django.db import transaction
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import FamilyMembership, PersonIdentifier, PersonQuerySet
from luukku.casework.models.people import may_be_born_on
from luukku.casework.rules.births import Birth, Precision, swapped
from luukku.casework.rules.names import NameQuery, name_query, read_query
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
    """Families with a member whose name is like the text, who was born on a day in it, or who bears a code in it.

    What was typed is kept nowhere; the trail tells which families were shown.
    """
    if limits.is_used_up(actor, "casework.searched", most=MOST_SEARCHES, within=PER):
        return Found(is_too_often=True)
    query = read_query(text)
    if not query.name and query.birth is None and query.code is None:
        return Found(says_nothing=True)
    people = list(_people_asked_for(actor, query).values_list("pk", flat=True)[:MOST_PEOPLE])
    cards = _cards(actor, people)
    trail.record(actor, "casework.searched", cases=[card.case.pk for card in cards[:MOST_HITS]])
    return Found(cards[:MOST_HITS], has_more=len(cards) > MOST_HITS or len(people) == MOST_PEOPLE)


@transaction.atomic
def similar_families(actor: Actor, members: Iterable[tuple[str, Birth | None]]) -> list[Card]:
    """Families that the actor sees and in which somebody has almost the same name and no other date of birth.

    Args:
        members: names, and births as far as they are known, of those who are being registered.
    """
    people: list[UUID] = []
    for name, birth in members:
        query = name_query(name, birth=birth)
        if not query.name:
            continue
        alike = _people_like(actor, query, ALMOST_THE_SAME)
        people += alike.values_list("pk", flat=True)[:MOST_HITS]
    cards = _cards(actor, people)[:MOST_HITS]
    if cards:
        trail.record(actor, "casework.compared", cases=[card.case.pk for card in cards])
    return cards


def _people_asked_for(actor: Actor, query: NameQuery) -> PersonQuerySet:
    """Whom a query means: the bearer of a code and nobody else; without one, who is named or was born so."""
    if query.code is None:
        return _people_like(actor, query, LIKE_ENOUGH)
    bearers = policies.people_with_identifier(actor, PersonIdentifier.Kind.IDENTITY_CODE, query.code.value)
    if bearers.exists():
        return bearers.order_by("name", "pk")
    # registered before the code was known: who is named so and was, or may have been, born on its day
    return _people_like(actor, replace(query, birth=Birth(query.code.birth_on)), LIKE_ENOUGH)


def _people_like(actor: Actor, query: NameQuery, least: float) -> PersonQuerySet:
    """People of the actor's own relations, the most alike first: never a walk through everybody."""
    people = policies.visible_people(actor)
    if query.birth is not None:
        born = _may_be_born(query.birth)
        people = people.filter(born | Q(birth_on__isnull=True) if query.name else born)
    if not query.name:
        return people.annotate(likeness=_by_birth(query.birth)).order_by("-likeness", "name", "pk")
    alike = _likeness(query) * _by_birth(query.birth)
    return people.annotate(likeness=alike).filter(likeness__gte=least).order_by(F("likeness").desc(), "name", "pk")


def _likeness(query: NameQuery) -> Combinable:
    """How alike a person's names are: by letters, by the names that the words stand for, by sound.

    Word by word, a name is found whatever stands between its parts (a father's name) and in whichever order. The same
    consonants, e.g. of mohammed and maxamed, count a little less than the same letters.
    """
    ways: list[Combinable] = [TrigramWordSimilarity(query.name, "name_key")]
    if query.words:
        each = [TrigramWordSimilarity(word, "name_key") for word in query.words]
        ways.append(reduce(operator.add, each) * Value(0.98 / len(each), output_field=FloatField()))
    less = Value(0.9, output_field=FloatField())
    ways += [TrigramStrictWordSimilarity(sounds, "name_key") * less for sounds in query.skeletons]
    return Greatest(*ways, output_field=FloatField()) if len(ways) > 1 else ways[0]


def _may_be_born(birth: Birth) -> Q:
    """Who may have been born then, a day and a month that changed places included."""
    if birth.precision is not Precision.DAY:
        return Q(birth_on__range=(birth.first, birth.last))
    other = swapped(birth.on)
    return may_be_born_on(birth.on) | (Q(birth_on=other) if other else Q())


def _by_birth(birth: Birth | None) -> Combinable:
    """The right day counts whole, a day and month that changed places or an unknown one a little less."""
    if birth is None or birth.precision is not Precision.DAY:
        return Value(1.0, output_field=FloatField())
    return Case(
        When(birth_on=birth.on, then=Value(1.0)),
        default=Value(0.95),
        output_field=FloatField(),
    )


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
