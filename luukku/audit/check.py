"""Reading the trail back with suspicion: `luukku check trail`."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from luukku.audit import trail
from luukku.audit.models import SYSTEM_CHAIN, AuditEvent, ChainHead
from luukku.audit.rules import Line, seal, seal_head
from luukku.core.actor import SystemActor


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: which chain, at which line, what."""

    chain: UUID
    number: int
    problem: str


@transaction.atomic
def check_trail(kept_outside: Iterable[str] = ()) -> tuple[int, list[Finding]]:
    """Every chain from its first line to its head. Returns how many lines were read, and what is wrong.

    Args:
        kept_outside: heads as `heads_told` gave them earlier; the chains must still go through each of them.
    """
    findings: list[Finding] = []
    seen = 0
    heads = {head.chain: head for head in ChainHead.objects.all()}
    chains = set(heads) | set(AuditEvent.objects.values_list("chain", flat=True).distinct())
    anchors = _anchored(kept_outside)
    for chain in sorted(chains):
        count, found = _check_chain(chain, heads.get(chain), anchors.pop(chain, {}))
        seen += count
        findings += found
    for chain, places in anchors.items():
        findings.append(Finding(chain, max(places), "the whole chain is missing, though an anchor names it"))
    return seen, findings


def _check_chain(chain: UUID, head: ChainHead | None, anchored: dict[int, str]) -> tuple[int, list[Finding]]:
    findings: list[Finding] = []
    number, previous = 0, b""
    for event in AuditEvent.objects.filter(chain=chain).order_by("number").iterator(chunk_size=5000):
        number += 1
        if event.number != number:
            findings.append(Finding(chain, number, f"lines {number} to {event.number - 1} are missing"))
            number = event.number
        elif bytes(event.previous_hash) != previous:
            findings.append(Finding(chain, number, "does not follow the line before it"))
        key = settings.LUUKKU_TRAIL_KEYS.get(event.key_id)
        if key is None:
            findings.append(Finding(chain, number, f"sealed with an unknown key {event.key_id!r}"))
        elif seal(line_of(event), event.number, bytes(event.previous_hash), key) != bytes(event.hash):
            findings.append(Finding(chain, number, "was changed after it was written"))
        previous = bytes(event.hash)
        if anchored.pop(number, previous.hex()) != previous.hex():
            findings.append(Finding(chain, number, "differs from its anchor"))
    if head is None or (head.number, bytes(head.hash)) != (number, previous):
        findings.append(Finding(chain, number, "does not end where its head says: lines are missing or were added"))
    elif not _is_sealed(head):
        findings.append(Finding(chain, number, "has a head that was set by somebody else: lines may be missing"))
    findings += [Finding(chain, place, "is missing, though an anchor names it") for place in anchored]
    return number, findings


def _is_sealed(head: ChainHead) -> bool:
    key = settings.LUUKKU_TRAIL_KEYS.get(head.key_id)
    return key is not None and seal_head(head.chain, head.number, bytes(head.hash), key) == bytes(head.seal)


def heads_told() -> list[str]:
    """Where every chain stands, a line each ("chain:number:hash"): to be kept where no administrator writes."""
    return [
        f"{head.chain}:{head.number}:{bytes(head.hash).hex()}"
        for head in ChainHead.objects.filter(number__gt=0).order_by("chain")
    ]


def line_of(event: AuditEvent) -> Line:
    """The stored line as it was told to the seal."""
    return Line(
        chain=event.chain,
        at=event.at,
        actor_kind=event.actor_kind,
        user_id=event.user_id,
        roles=tuple(event.roles),
        action=event.action,
        outcome=event.outcome,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        case_ids=tuple(event.case_ids),
        purpose=event.purpose,
        codes=event.codes,
    )


def _anchored(kept_outside: Iterable[str]) -> dict[UUID, dict[int, str]]:
    anchors = AuditEvent.objects.filter(chain=SYSTEM_CHAIN, action="trail.anchored").values_list("codes", flat=True)
    places: dict[UUID, dict[int, str]] = {}
    for told in [*kept_outside, *(head for codes in anchors for head in codes["heads"])]:
        chain, number, sealed = told.strip().split(":")
        places.setdefault(UUID(chain), {})[int(number)] = sealed
    return places


@transaction.atomic
def anchor_chains() -> list[str]:
    """Repeat every chain's head as a line of the system's chain; returns the heads for the log outside as well."""
    heads = heads_told()
    trail.record(SystemActor.now(), "trail.anchored", heads=heads)
    return heads
