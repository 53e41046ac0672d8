"""Letting a machine translate what is missing or outdated: planned by a page, done by a job, told to every reader."""

from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as queue

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure
from luukku.toolkit.machine import clients
from luukku.toolkit.machine.clients import ETranslation, NotConnected
from luukku.toolkit.models import BlockTranslation, ToolkitItem
from luukku.toolkit.rules import freshness
from luukku.toolkit.rules.blocks import Unit
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import machine_requests, translations
from luukku.toolkit.services.machine_requests import Answer
from luukku.toolkit.services.transitions import lock_item
from luukku.toolkit.services.translations import Told

log = structlog.get_logger(__name__)

WANTED = frozenset({Status.MISSING, Status.OUTDATED})
A_QUESTION = 20
"""Texts in one question to the machine."""


@transaction.atomic
def plan(actor: Actor, item_id: UUID, language: str) -> int:
    """Plan that a machine translates what is missing or outdated. Nobody's finished words are touched.

    Returns:
        How many pieces wait.

    Raises:
        PermissionDenied: another organisation's item, or no such language.
        RuleViolation: no machine is connected, or nothing is missing.
    """
    item = lock_item(actor, item_id)
    translations.ensure_target(item, language)
    if not clients.is_connected():
        raise RuleViolation(_("No translating machine is connected. Whoever runs Luukku can connect one."))
    wanted = _unasked(item, language)
    if not wanted:
        raise RuleViolation(_("Nothing is missing or outdated in this language."))
    queue.configure_task("toolkit.translate_by_machine").defer(item_id=str(item.pk), language=language)
    trail.record(actor, "toolkit.machine_asked", item, language=language, pieces=len(wanted))
    return len(wanted)


def translate(actor: SystemActor, item_id: UUID, language: str) -> int:
    """Ask the machine, outside any transaction, and keep what it says. Run twice, it finds nothing left to do.

    Returns how many pieces are translated; of a machine that answers later how many texts it took.

    Raises:
        OSError: the machine does not answer; the queue tries again later.
    """
    ensure(isinstance(actor, SystemActor))
    item = ToolkitItem.objects.filter(pk=item_id).first()
    if item is None:
        return 0
    wanted, machine = _wanted(item, language), clients.machine()
    if isinstance(machine, ETranslation):
        return machine_requests.hand_over(actor, machine, item, language, wanted)
    done = 0
    for first in range(0, len(wanted), A_QUESTION):
        part = wanted[first : first + A_QUESTION]
        asked = [(unit, name, text) for unit in part for name, text in unit.words.items()]
        try:
            texts = [text for _unit, _name, text in asked]
            answers = machine.translate(texts, source=item.source_language, target=language)
        except NotConnected:
            log.warning("machine_not_connected")
            return done
        told: dict[str, dict[str, str]] = {}
        for (unit, name, _text), answer in zip(asked, answers, strict=True):
            told.setdefault(unit.id, {})[name] = answer
        done += _keep(actor, item_id, language, part, told)
    return done


@transaction.atomic
def take_answer(actor: SystemActor, token: str, answer: Answer) -> bool:
    """Keep what a machine posted to the address of one text; whole pieces become machine translations.

    Returns whether there is such a text and it waited: a stranger's token, or the same answer twice, does nothing.
    """
    ensure(isinstance(actor, SystemActor))
    row = machine_requests.keep_answer(token, answer)
    if row is None:
        return False
    words = machine_requests.answered_words(row)
    item = ToolkitItem.objects.get(pk=row.item_id)
    units = [unit for unit in _wanted(item, row.language) if unit.id == row.block and unit.wording == row.wording]
    if words and units:
        _keep(actor, row.item_id, row.language, units, {row.block: words})
    return True


@transaction.atomic
def _keep(actor: SystemActor, item_id: UUID, language: str, units: list[Unit], told: dict[str, dict[str, str]]) -> int:
    """Keep the answers, except where somebody was quicker."""
    item = ToolkitItem.objects.select_for_update().get(pk=item_id)
    still = {unit.id: unit.wording for unit in _wanted(item, language)}
    done = 0
    for unit in units:
        words = told.get(unit.id, {})
        if still.get(unit.id) != unit.wording or not any(text.strip() for text in words.values()):
            continue
        translations.save_unit(actor, item, language, unit, Told(unit.id, words), maker=BlockTranslation.Maker.MACHINE)
        done += 1
    return done


def _wanted(item: ToolkitItem, language: str) -> list[Unit]:
    units = translations.source_of(item).units
    made = {block: row.made for block, row in translations.newest_of(item, language).items()}
    found = freshness.statuses(units, made)
    return [unit for unit in units if found[unit.id] in WANTED]


def _unasked(item: ToolkitItem, language: str) -> list[Unit]:
    """What is wanted and does not wait for a machine already."""
    waiting = machine_requests.waiting_blocks(item, language)
    return [unit for unit in _wanted(item, language) if unit.id not in waiting]
