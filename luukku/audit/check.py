"""Reading the trail back with suspicion: `luukku check trail`."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from luukku.audit import trail
from luukku.audit.models import SYSTEM_CHAIN, AuditEvent, ChainHead
from luukku.audit.rules import Line, seal
from luukku.core.actor import SystemActor


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: which chain, at which line, what."""

    chain: UUID
    number: int
    problem: str


@transaction.atomic
def check_trail() -> tuple[int, list[Finding]]:
    """Every chain from its first line to its head. Returns how many lines were read, and what is wrong."""
    findings: list[Finding] = []
    seen = 0
    heads = {head.chain: (head.number, bytes(head.hash)) for head in ChainHead.objects.all()}
    chains = set(heads) | set(AuditEvent.objects.values_list("chain", flat=True).distinct())
    anchors = _anchored()
    for chain in sorted(chains):
        count, found = _check_chain(chain, heads.get(chain), anchors.pop(chain, {}))
        seen += count
        findings += found
    for chain, places in anchors.items():
        findings.append(Finding(chain, max(places), "the whole chain is missing, though an anchor names it"))
    return seen, findings


def _check_chain(chain: UUID, head: tuple[int, bytes] | None, anchored: dict[int, str]) -> tuple[int, list[Finding]]:
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
    if head is None or head != (number, previous):
        findings.append(Finding(chain, number, "does not end where its head says: lines are missing or were added"))
    findings += [Finding(chain, place, "is missing, though an anchor names it") for place in anchored]
    return number, findings


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


def _anchored() -> dict[UUID, dict[int, str]]:
    places: dict[UUID, dict[int, str]] = {}
    for codes in AuditEvent.objects.filter(chain=SYSTEM_CHAIN, action="trail.anchored").values_list("codes", flat=True):
        for told in codes["heads"]:
            chain, number, sealed = told.split(":")
            places.setdefault(UUID(chain), {})[int(number)] = sealed
    return places


@transaction.atomic
def anchor_chains() -> list[str]:
    """Repeat every chain's head as a line of the system's chain; returns the heads for the log outside as well."""
    heads = [
        f"{head.chain}:{head.number}:{bytes(head.hash).hex()}"
        for head in ChainHead.objects.filter(number__gt=0).order_by("chain")
    ]
    trail.record(SystemActor.now(), "trail.anchored", heads=heads)
    return heads
