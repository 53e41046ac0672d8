"""How a line is sealed. Pure: the same line, key and predecessor always give the same seal."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, before it has a place in its chain."""

    chain: UUID
    at: datetime
    actor_kind: str
    user_id: UUID | None
    roles: tuple[str, ...]
    action: str
    outcome: str
    subject_type: str
    subject_id: UUID | None
    case_ids: tuple[UUID, ...]
    purpose: str
    codes: dict[str, Any]


def canonical(line: Line, number: int) -> bytes:
    """The line as bytes, independent of the order of keys, of time zone and of the database's spelling."""
    told = {
        "chain": str(line.chain),
        "number": number,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_kind": line.actor_kind,
        "user_id": str(line.user_id) if line.user_id else None,
        "roles": list(line.roles),
        "action": line.action,
        "outcome": line.outcome,
        "subject_type": line.subject_type,
        "subject_id": str(line.subject_id) if line.subject_id else None,
        "case_ids": [str(case_id) for case_id in line.case_ids],
        "purpose": line.purpose,
        "codes": line.codes,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def seal(line: Line, number: int, previous_hash: bytes, key: bytes) -> bytes:
    """HMAC-SHA256 over the previous seal and this line: 32 bytes.

    A keyed seal, so that somebody who can write to the database but has no key cannot make a new chain.
    """
    return hmac.new(key, previous_hash + canonical(line, number), hashlib.sha256).digest()


def seal_head(chain: UUID, number: int, line_hash: bytes, key: bytes) -> bytes:
    """HMAC-SHA256 over where a chain stands, so that whoever has no key cannot set it back to an earlier line."""
    return hmac.new(key, f"head:{chain}:{number}:{line_hash.hex()}".encode(), hashlib.sha256).digest()
