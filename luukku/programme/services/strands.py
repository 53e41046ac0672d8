"""Threads as people look at them: what each leads through, where it breaks, and the picture of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import Embedding, Responsibility, Thread, ThreadLink
from luukku.programme.rules import threads as rules
from luukku.programme.rules.threads import Stage
from luukku.programme.services import linkable
from luukku.programme.services.linkable import Thing

IN_USE: Final = Embedding.Level.IN_USE
"""From this step on an output has changed something where it is used."""


@dataclass(frozen=True, slots=True)
class Led:
    """A link with what it leads to; `owners` are those who answer for it on the day."""

    link: ThreadLink
    thing: Thing
    owners: tuple[str, ...] = ()

    @property
    def lacks_owner(self) -> bool:
        """Whether it is a duty for which nobody answers."""
        return self.thing.stage is Stage.OWNER and not self.owners


@dataclass(frozen=True, slots=True)
class Following:
    """Something that belongs to a thread through what it leads through: `because` of which."""

    stage: Stage
    text: str
    because: tuple[Thing, ...]
    note: str = ""

    @property
    def place_key(self) -> str:
        return self.because[0].place_key


@dataclass(slots=True)
class Strand:
    """One thread on a day, as the actor sees it."""

    thread: Thread
    led: list[Led] = field(default_factory=list)
    following: list[Following] = field(default_factory=list)

    def at(self, stage: Stage) -> list[Led]:
        return [one for one in self.led if one.thing.stage is stage]

    @property
    def filled(self) -> set[Stage]:
        """Stages at which something stands that holds."""
        return {one.thing.stage for one in self.led if not one.lacks_owner} | {one.stage for one in self.following}

    @property
    def breaks_at(self) -> Stage | None:
        return rules.breaks_at(self.filled)

    @property
    def things(self) -> list[Thing]:
        return [one.thing for one in self.led]


def strands(actor: Actor, threads: Iterable[Thread], day: date) -> list[Strand]:
    """These threads with all that they lead through and the actor sees, in as many queries for many as for few."""
    found = {thread.pk: Strand(thread) for thread in threads}
    links = list(ThreadLink.objects.open().filter(thread__in=found).select_related("added_by"))
    told = linkable.of_links(actor, links)
    known = [told[link.pk] for link in links if link.pk in told]
    facts = _Facts.of(actor, known, day)
    order = [kind.code for kind in linkable.KINDS]
    for link in links:
        if link.pk in told:
            one = told[link.pk]
            found[link.thread_id].led.append(Led(link, one, tuple(facts.owners.get(one.key, ()))))
    for strand in found.values():
        strand.led.sort(key=lambda one: (order.index(one.thing.kind), one.link.position))
        strand.following = facts.following(strand.things)
    return list(found.values())


def strand(actor: Actor, thread: Thread, day: date) -> Strand:
    return strands(actor, [thread], day)[0]


def ended(actor: Actor, thread: Thread) -> list[Led]:
    """What the thread led through once, as far as the actor sees it; the last first."""
    links = list(thread.links.exclude(ended_at=None).select_related("added_by", "ended_by").order_by("-ended_at"))
    told = linkable.of_links(actor, links)
    return [Led(link, told[link.pk]) for link in links if link.pk in told]


@dataclass(slots=True)
class _Facts:
    """What is known of the things of some threads, by their keys."""

    owners: dict[str, list[str]]
    goals: dict[str, list[str]]
    signs: dict[str, list[str]]
    in_use: dict[str, list[str]]

    @classmethod
    def of(cls, actor: Actor, things: list[Thing], day: date) -> "_Facts":
        keys: dict[str, list[UUID]] = defaultdict(list)
        for one in things:
            if one.row is not None:
                keys[one.kind].append(one.row.pk)
        return cls(_owners(keys, day), _goals(actor, keys), _signs(actor, keys), _in_use(keys, day))

    def following(self, things: list[Thing]) -> list[Following]:
        """What these lead to that is not itself linked, each once and with what it follows from."""
        linked = {(one.stage, one.text) for one in things}
        found: dict[tuple[Stage, str], list[Thing]] = defaultdict(list)
        parts = (
            (Stage.WISH, self.goals), (Stage.OWNER, self.owners), (Stage.SIGN, self.signs),
            (Stage.CHANGE, self.in_use),
        )  # fmt: skip
        for stage, facts in parts:
            for one in things:
                for text in facts.get(one.key, ()):
                    found[stage, text].append(one)
        return [
            Following(stage, text, tuple(because))
            for (stage, text), because in found.items()
            if (stage, text) not in linked
        ]


def _owners(keys: dict[str, list[UUID]], day: date) -> dict[str, list[str]]:
    """Who answers on the day for measures, outputs and duties."""
    target = Q(measure__in=keys["measure"]) | Q(output__in=keys["output"]) | Q(duty__in=keys["duty"])
    rows = Responsibility.objects.answering().on(day).filter(target).order_by("created_at")
    return _by_key(
        (measure or output or duty, name)
        for measure, output, duty, name in rows.values_list("measure", "output", "duty", "party__text")
    )


def _goals(actor: Actor, keys: dict[str, list[UUID]]) -> dict[str, list[str]]:
    """The goals to which measures lead."""
    rows = policies.visible_goals(actor).filter(measures__in=keys["measure"])
    return _by_key(rows.order_by("position").values_list("measures", "text"))


def _signs(actor: Actor, keys: dict[str, list[UUID]]) -> dict[str, list[str]]:
    """The indicators of measures and goals."""
    seen = policies.visible_indicators(actor)
    of_measures = seen.filter(measures__in=keys["measure"]).values_list("measures", "text")
    of_goals = seen.filter(goals__in=keys["goal"]).values_list("goals", "text")
    return _by_key(of_measures.union(of_goals))


def _in_use(keys: dict[str, list[UUID]], day: date) -> dict[str, list[str]]:
    """Where outputs are in everyday use on the day."""
    latest = Embedding.objects.filter(output__in=keys["output"]).latest_on(day).values("pk")
    rows = Embedding.objects.filter(pk__in=latest, level__gte=IN_USE).select_related("organisation")
    return _by_key((one.output_id, one.organisation.name) for one in rows.order_by("organisation__name_fi"))


def _by_key(rows: Iterable[tuple[UUID, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in rows:
        if text not in found[str(key)]:
            found[str(key)].append(text)
    return found
