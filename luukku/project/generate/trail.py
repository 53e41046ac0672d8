"""The trail of generated work: the same lines, seals and chains that the product itself would have written."""

import hmac
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from luukku.audit.rules import Line, seal, seal_head
from luukku.project.generate.sheets import NULL, Sheet


class Event(NamedTuple):
    """One line before it has its place. `at` is in UTC with microseconds, so that it sorts as text.

    `codes` is JSON with sorted keys and no spaces: the form that is sealed.
    """

    at: str
    user: str
    role: str
    action: str
    subject_type: str
    subject: str
    case: str
    codes: str = "{}"
    purpose: str = ""


@dataclass(slots=True)
class Log:
    """What happened in one organisation, in whatever order it was made up."""

    chain: str
    events: list[Event] = field(default_factory=list)

    def add(self, *told: str) -> None:
        self.events.append(Event(*told))


def write(log: Log, sheet: Sheet, key_id: str, key: bytes) -> None:
    """Put the events in the order of time, seal each to the one before it, and set the chain's head."""
    previous = b""
    add = sheet.lines["audit_event"].append
    for number, event in enumerate(sorted(log.events, key=lambda event: event.at), start=1):
        sealed = hmac.digest(key, previous + canonical(log.chain, number, event).encode(), "sha256")
        add(
            f"{log.chain}\t{number}\t{event.at}\tworker\t{event.user}\t{{{event.role}}}\t{event.action}\tallowed"
            f"\t{event.subject_type}\t{event.subject or NULL}\t{{{event.case}}}\t{event.purpose}\t{event.codes}"
            f"\t{key_id}\t\\\\x{previous.hex()}\t\\\\x{sealed.hex()}"
        )
        previous = sealed
    head = seal_head(UUID(log.chain), len(log.events), previous, key)
    sheet.add(
        "audit_chain_head", log.chain, str(len(log.events)), f"\\\\x{previous.hex()}", key_id, f"\\\\x{head.hex()}"
    )


def canonical(chain: str, number: int, event: Event) -> str:
    """`audit.rules.canonical`, spelled out: a hundred times as many lines are sealed here as in a busy day."""
    case = f'"{event.case}"' if event.case else ""
    subject = f'"{event.subject}"' if event.subject else "null"
    return (
        f'{{"action":"{event.action}","actor_kind":"worker","at":"{event.at}","case_ids":[{case}]'
        f',"chain":"{chain}","codes":{event.codes},"number":{number},"outcome":"allowed"'
        f',"purpose":"{event.purpose}","roles":["{event.role}"],"subject_id":{subject}'
        f',"subject_type":"{event.subject_type}","user_id":"{event.user}"}}'
    )


def is_faithful(key: bytes) -> bool:
    """Whether the quick spelling above still seals as the product does; asked before anything is generated."""
    from datetime import UTC, datetime

    chain, user, case = UUID(int=1), UUID(int=2), UUID(int=3)
    event = Event(
        "2026-01-02T03:04:05.678901+00:00", str(user), "caseworker", "plan.offered", "plans.FamilyPlan", str(case),
        str(case), '{"hash":"äö","number":1}', "visit",
    )  # fmt: skip
    line = Line(
        chain, datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), "worker", user, ("caseworker",), "plan.offered",
        "allowed", "plans.FamilyPlan", case, (case,), "visit", {"number": 1, "hash": "äö"},
    )  # fmt: skip
    ours = hmac.digest(key, b"before" + canonical(str(chain), 7, event).encode(), "sha256")
    return ours == seal(line, 7, b"before", key)
