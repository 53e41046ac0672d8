"""Writing the trail. `record` buffers; the lines are chained and inserted as the last statement before commit.

A chain is locked only for that last moment: holding its lock while a page is drawn would make a region's workers
wait for each other. If the trail cannot be written, the transaction fails, and the read with it.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from luukku.audit.models import SYSTEM_CHAIN, AuditEvent
from luukku.audit.rules import Line, seal, seal_head
from luukku.core.actor import Actor


def record(
    actor: Actor,
    action: str,
    subject: models.Model | None = None,
    *,
    case: str | UUID | None = None,
    cases: Iterable[str | UUID] = (),
    purpose: str = "",
    denied: bool = False,
    chain: UUID | None = None,
    **codes: str | int | bool | list[str] | None,
) -> None:
    """Note that the actor does (or was refused) something, in the current transaction.

    Args:
        actor: who acts; the organisation decides the chain unless `chain` names one.
        action: app and verb, e.g. "plan.viewed".
        subject: the row it was done to.
        case, cases: the cases whose people it concerns; the person can be told by these.
        purpose: a code for why, where the page asks for one.
        denied: the actor was refused.
        codes: further ids and codes. Never a name, an address or anything typed.

    Raises:
        RuntimeError: there is no transaction to write in.
    """
    line = Line(
        chain=chain or actor.organisation_id or SYSTEM_CHAIN, at=actor.at, actor_kind=actor.kind,
        user_id=actor.user_id, roles=tuple(sorted(actor.roles)), action=action,
        outcome=AuditEvent.Outcome.DENIED if denied else AuditEvent.Outcome.ALLOWED,
        subject_type=subject._meta.label if subject else "", subject_id=UUID(str(subject.pk)) if subject else None,
        case_ids=tuple(UUID(str(one)) for one in ([case] if case else []) + list(cases)),
        purpose=purpose, codes=codes,
    )  # fmt: skip
    _buffer(line)


def _buffer(line: Line) -> None:
    if not connection.in_atomic_block:
        msg = "The trail is written with the act itself: open a transaction first."
        raise RuntimeError(msg)
    connection.trail_lines.append(line)  # type: ignore[attr-defined]


def write_lines(db: BaseDatabaseWrapper, lines: list[Line]) -> None:
    """Chain and insert the buffered lines. Called by the database wrapper just before commit."""
    with db.cursor() as cursor:
        heads = _lock_heads(cursor, sorted({line.chain for line in lines}))
        rows = [_place(line, heads) for line in lines]
        columns = (
            "chain, number, at, actor_kind, user_id, roles, action, outcome, subject_type, subject_id,"
            " case_ids, purpose, codes, key_id, previous_hash, hash"
        )
        marks = ", ".join(["(" + ", ".join(["%s"] * 16) + ")"] * len(rows))
        values = [value for row in rows for value in row]
        cursor.execute(f"INSERT INTO audit_event ({columns}) VALUES {marks}", values)  # noqa: S608 - constants
        _move_heads(cursor, heads)


def _lock_heads(cursor: Any, chains: list[UUID]) -> dict[UUID, tuple[int, bytes]]:
    select = "SELECT chain, number, hash FROM audit_chain_head WHERE chain = ANY(%s) ORDER BY chain FOR UPDATE"
    cursor.execute(select, [chains])
    heads = {chain: (number, bytes(sealed)) for chain, number, sealed in cursor.fetchall()}
    if len(heads) < len(chains):
        cursor.execute(
            "INSERT INTO audit_chain_head (chain, number, hash) SELECT unnest(%s::uuid[]), 0, ''::bytea"
            " ON CONFLICT DO NOTHING",
            [chains],
        )
        cursor.execute(select, [chains])
        heads = {chain: (number, bytes(sealed)) for chain, number, sealed in cursor.fetchall()}
    return heads


def _move_heads(cursor: Any, heads: dict[UUID, tuple[int, bytes]]) -> None:
    key_id = settings.LUUKKU_TRAIL_KEY_ID
    seals = [seal_head(chain, *place, settings.LUUKKU_TRAIL_KEYS[key_id]) for chain, place in heads.items()]
    cursor.execute(
        "UPDATE audit_chain_head AS h SET number = n.number, hash = n.hash, key_id = %s, seal = n.seal"
        " FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[], %s::bytea[]) AS n(chain, number, hash, seal)"
        " WHERE h.chain = n.chain",
        [key_id, list(heads), [one[0] for one in heads.values()], [one[1] for one in heads.values()], seals],
    )


def _place(line: Line, heads: dict[UUID, tuple[int, bytes]]) -> list[Any]:
    number, previous = heads[line.chain][0] + 1, heads[line.chain][1]
    sealed = seal(line, number, previous, settings.LUUKKU_TRAIL_KEYS[settings.LUUKKU_TRAIL_KEY_ID])
    heads[line.chain] = (number, sealed)
    return [
        line.chain, number, line.at, line.actor_kind, line.user_id, list(line.roles), line.action, line.outcome,
        line.subject_type, line.subject_id, list(line.case_ids), line.purpose, json.dumps(line.codes),
        settings.LUUKKU_TRAIL_KEY_ID, previous, sealed,
    ]  # fmt: skip
