"""Machines that answer later: each text is handed over with an address of its own, to which the answer is posted."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Count

from luukku.accounts.places import absolute_outside_url
from luukku.core.actor import SystemActor
from luukku.core.errors import ensure
from luukku.core.text import clean
from luukku.toolkit.machine.clients import ETranslation, Refused
from luukku.toolkit.models import MachineRequest, ToolkitItem
from luukku.toolkit.rules.blocks import LONGEST_TEXT, Unit

log = structlog.get_logger(__name__)

State = MachineRequest.State
PATIENCE: Final = timedelta(hours=24)
"""So long an answer may take before we say that none will come. Source: local."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine posted to the address of one text; `code` is its word for why there is no translation."""

    text: str = ""
    code: str = ""


def hand_over(
    actor: SystemActor, machine: ETranslation, item: ToolkitItem, language: str, units: Iterable[Unit]
) -> int:
    """Hand every text of these units over that does not wait already. Run twice, nothing is asked twice.

    Returns how many texts the machine took.

    Raises:
        OSError: nobody answers; what was handed over goes on waiting.
    """
    ensure(isinstance(actor, SystemActor))
    taken = 0
    for unit in units:
        for field, text in unit.words.items():
            taken += _hand_over(actor, machine, item, language, (unit, field, text))
    return taken


@transaction.atomic
def keep_answer(token: str, answer: Answer) -> MachineRequest | None:
    """Keep what a machine posted. Returns the request when this is its first answer; None for a token that is none.

    A second answer to the same request changes nothing.
    """
    row = MachineRequest.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if row is None or row.state != State.WAITING:
        return None
    text = clean(answer.text).strip()
    if answer.code or not text or len(text) > LONGEST_TEXT:
        row.state, row.code = State.FAILED, clean(answer.code)[:20] or "empty"
    else:
        row.state, row.answer = State.ANSWERED, text
    row.save()
    log.info("machine_answered", request=str(row.pk), state=row.state)
    return row


def answered_words(row: MachineRequest) -> dict[str, str]:
    """The words of the whole unit, once every text of it that was asked about has come back; before that nothing."""
    rows = MachineRequest.objects.filter(
        item=row.item_id, language=row.language, block=row.block, wording=row.wording
    ).exclude(state__in=[State.FAILED, State.LOST])
    told = {one.field: one for one in rows.order_by("asked_at")}
    if any(one.state == State.WAITING for one in told.values()):
        return {}
    return {field: one.answer for field, one in told.items()}


def waiting_blocks(item: ToolkitItem, language: str) -> set[str]:
    """Blocks of which a text waits for the machine."""
    rows = MachineRequest.objects.waiting().filter(item=item, language=language)
    return set(rows.values_list("block", flat=True))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a machine that answers later is with one language: texts that wait, and refusals by their code."""

    waiting: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    lost: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.refused or self.lost)


def progress(item: ToolkitItem, language: str) -> Progress:
    """How far the machine is. Refusals count until the same text is asked about again."""
    rows = MachineRequest.objects.filter(item=item, language=language).exclude(state=State.ANSWERED)
    counted = list(rows.values("state", "code").annotate(number=Count("pk")).order_by("code"))

    def number(state: str) -> int:
        return sum(one["number"] for one in counted if one["state"] == state)

    refused = tuple((one["code"], one["number"]) for one in counted if one["state"] == State.FAILED)
    return Progress(number(State.WAITING), refused, number(State.LOST))


def give_up(actor: SystemActor) -> int:
    """Say of every text that waits too long that no answer will come. Returns of how many."""
    ensure(isinstance(actor, SystemActor))
    late = MachineRequest.objects.waiting().filter(asked_at__lte=actor.at - PATIENCE)
    count = 0
    for pk in list(late.values_list("pk", flat=True)):
        count += _give_up(pk)
    return count


@transaction.atomic
def _give_up(pk: UUID) -> bool:
    row = MachineRequest.objects.select_for_update().waiting().filter(pk=pk).first()
    if row is None:
        return False
    row.state = State.LOST
    row.save()
    return True


def _hand_over(
    actor: SystemActor, machine: ETranslation, item: ToolkitItem, language: str, told: tuple[Unit, str, str]
) -> bool:
    unit, field, text = told
    token = secrets.token_urlsafe(32)
    row = _begin(actor, item, language, unit, field, token)
    if row is None:
        return False
    place = absolute_outside_url("machine-answer", token)
    try:
        number = machine.ask(text, source=item.source_language, target=language, callback=place, reference=str(row.pk))
    except Refused as refused:
        keep_answer(token, Answer(code=refused.code or "refused"))
        return False
    except OSError:
        MachineRequest.objects.filter(pk=row.pk, state=State.WAITING).delete()
        raise
    MachineRequest.objects.filter(pk=row.pk).update(reference=number)
    return True


def _begin(
    actor: SystemActor, item: ToolkitItem, language: str, unit: Unit, field: str, token: str
) -> MachineRequest | None:
    """A request that waits, committed before the machine hears of it; None when the text waits already."""
    row = MachineRequest(
        item=item, language=language, block=unit.id, field=field, wording=unit.wording, token_hash=_hash(token),
        asked_at=actor.at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            MachineRequest.objects.filter(
                item=item, language=language, block=unit.id, field=field, state__in=[State.FAILED, State.LOST]
            ).delete()
            row.save()
    except IntegrityError:
        return None
    return row


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
