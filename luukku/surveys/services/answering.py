"""Taking in what somebody answered. No trail, no time, no name: what is not written nobody can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import pgettext

from luukku.core import clock
from luukku.core.errors import RuleViolation
from luukku.surveys.models import Box, Placement, Wave, WaveInvitation
from luukku.surveys.rules import boxes
from luukku.surveys.rules.questions import Kind, Value
from luukku.surveys.rules.waves import MOST_ANSWERS, Outcome, takes_answers, was_begun_in_time
from luukku.surveys.services.boxes import contents_of, hashed, write


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent and read.

    Attributes:
        values: by item key.
        once: the form's own key: sent twice it counts once.
        code: of the invitation; empty where everybody may answer.
        began_at: when the form was opened; nothing of it is kept.
    """

    values: Mapping[str, Value]
    group: str = ""
    once: str = ""
    code: str = ""
    began_at: datetime | None = None


def find_wave(code: str) -> Wave | None:
    """The wave of a public address; none while it is being prepared."""
    found = Wave.objects.exclude(state=Wave.State.DRAFT).select_related("version__instrument", "organisation")
    return found.filter(code=code).first()


def find_invitation(wave: Wave, code: str) -> WaveInvitation | None:
    return WaveInvitation.objects.filter(wave=wave, code=code.strip().lower()).first() if code else None


def placements_of(wave: Wave) -> list[Placement]:
    """The questions in their order."""
    return list(wave.version.placements.in_order())


def has_been_used(invitation: WaveInvitation) -> bool:
    return Box.objects.filter(wave=invitation.wave_id, marks__contains=[invitation.pk]).exists()


@transaction.atomic
def take_in(wave_id: UUID, filled: Filled, at: datetime) -> Outcome:
    """Put a form's answers into the wave's box.

    Raises:
        RuleViolation: the wave is not open to this form.
    """
    wave = Wave.objects.select_for_update(no_key=True).get(pk=wave_id)
    invitation = find_invitation(wave, filled.code)
    if wave.reach == Wave.Reach.INVITED and invitation is None:
        raise RuleViolation(pgettext("family", "This code is not known. Check it."))
    outcome = _where_to(wave, filled, at)
    box = _box(wave, outcome)
    mark, key = invitation.pk if invitation else None, hashed(filled.once) if filled.once else ""
    if _is_known(wave, mark, key):
        return Outcome.ALREADY
    contents = contents_of(box)
    if contents.count >= MOST_ANSWERS:
        raise RuleViolation(pgettext("family", "No more answers fit here. Please tell whoever asked you."))
    asked = {one.wording.item.key: one for one in placements_of(wave)}
    closed, written = _apart(filled.values, asked)
    group = filled.group if filled.group in wave.group_codes else ""
    write(box, boxes.put(contents, closed, written, group), mark=mark, key=key)
    return outcome


def _where_to(wave: Wave, filled: Filled, at: datetime) -> Outcome:
    """Whether an answer counts, comes late but still counts, or is only kept."""
    if takes_answers(wave.state, wave.closes_on, clock.helsinki_day(at)):
        return Outcome.COUNTED
    closed_at = wave.closed_at
    if closed_at is None and wave.closes_on is not None:
        closed_at = at  # its last day has passed, and the night's job has not closed it yet
    if wave.is_draft or closed_at is None or not was_begun_in_time(filled.began_at, closed_at, at):
        raise RuleViolation(pgettext("family", "This survey has closed. Thank you for wanting to answer."))
    return Outcome.KEPT if wave.state == Wave.State.PUBLISHED else Outcome.LATE


def _box(wave: Wave, outcome: Outcome) -> Box:
    is_late = outcome is not Outcome.COUNTED and wave.is_closed
    return Box.objects.select_for_update().get(wave=wave, is_late=is_late)


def _is_known(wave: Wave, mark: UUID | None, key: str) -> bool:
    boxes_here = Box.objects.filter(wave=wave)
    if mark is not None and boxes_here.filter(marks__contains=[mark]).exists():
        return True
    return bool(key) and boxes_here.filter(keys__contains=[key]).exists()


def _apart(values: Mapping[str, Value], asked: Mapping[str, Placement]) -> tuple[dict[str, Value], dict[str, str]]:
    """Answers by wording: those that are counted, and those in own words, which never lie beside them."""
    counted: dict[str, Value] = {}
    written: dict[str, str] = {}
    for key, value in values.items():
        wording = asked[key].wording
        if Kind(wording.kind) is Kind.TEXT:
            written[str(wording.pk)] = str(value)
        else:
            counted[str(wording.pk)] = value
    return counted, written
