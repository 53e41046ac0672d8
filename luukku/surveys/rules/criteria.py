"""Whether a family centre meets the minimum criteria: every one of them, with evidence that is not too old.

No mean of levels is formed anywhere: a strong side never hides a failed minimum.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luukku.core.days import add_months

OWN_KEY = "family-centre"
"""The key of the product's own criteria. Centres look at themselves by these alone; no package writes under it."""


class Status(StrEnum):
    """How one criterion stands."""

    MET = "met"
    NOT_CONCERNED = "not_concerned"
    NOT_ANSWERED = "not_answered"
    TOO_LOW = "too_low"
    NO_EVIDENCE = "no_evidence"
    OLD_EVIDENCE = "old_evidence"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a criterion asks at least.

    Attributes:
        level: the lowest level that meets it.
        evidence_months: how old its evidence may be at most.
        kinds: the kinds of evidence of which one at least is needed; empty means any.
    """

    key: str
    level: int
    evidence_months: int
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: its kind and the day it is of."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered about a criterion.

    Attributes:
        level: 0–3; None when it has not been answered or does not concern the centre.
        na_reason: why it does not concern the centre; without a reason it is not taken.
    """

    level: int | None = None
    na_reason: str = ""
    proofs: tuple[Proof, ...] = ()


def status(demand: Demand, told: Told | None, day: date) -> Status:
    """How a criterion stands on a day."""
    if told is None:
        return Status.NOT_ANSWERED
    if told.level is None:
        return Status.NOT_CONCERNED if told.na_reason.strip() else Status.NOT_ANSWERED
    if told.level < demand.level:
        return Status.TOO_LOW
    fitting = [one for one in told.proofs if not demand.kinds or one.kind in demand.kinds]
    if not fitting:
        return Status.NO_EVIDENCE
    oldest = add_months(day, -demand.evidence_months)
    return Status.MET if any(oldest <= one.on <= day for one in fitting) else Status.OLD_EVIDENCE


PASSES = frozenset({Status.MET, Status.NOT_CONCERNED})


def is_met(statuses: Iterable[Status]) -> bool:
    """The result is a conjunction: met only if every criterion is met, or does not concern the centre."""
    told = list(statuses)
    return bool(told) and all(one in PASSES for one in told)


def worst(statuses: Iterable[Status]) -> Status:
    """Of several centres of a municipality: the one that has most to mend."""
    order = [
        Status.TOO_LOW, Status.NO_EVIDENCE, Status.OLD_EVIDENCE, Status.NOT_ANSWERED, Status.MET, Status.NOT_CONCERNED,
    ]  # fmt: skip
    return min(statuses, key=order.index)
