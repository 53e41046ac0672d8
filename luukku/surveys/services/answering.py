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
from luukku.surveys.rules.waves import MOST_ANSWERS, MOST_BYTES, Outcome, takes_answers, was_begun_in_time
from luukku.surveys.services.boxes import contents_of, hashed, note_used, used_in, write


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
    return used_in(invitation.wave).knows(str(invitation.pk), "")


@transaction.atomic
def take_in(wave_id: UUID, filled: Filled, at: datetime) -> Outcome:
    """Put a form's answers into the wave's box.

    Raises:
        RuleViolation: the wave is not open to this form, or no more fits into it. Nothing of the form is kept.
    """
    wave = Wave.objects.select_for_update(no_key=True).get(pk=wave_id)
    invitation = find_invitation(wave, filled.code)
    if wave.reach == Wave.Reach.INVITED and invitation is None:
        raise RuleViolation(pgettext("family", "This code is not known. Check it."))
    outcome = _where_to(wave, filled, at)
    box = Box.objects.select_for_update().get(wave=wave, is_late=wave.is_closed)
    used = used_in(wave)
    mark, key = str(invitation.pk) if invitation else "", hashed(filled.once) if filled.once else ""
    if used.knows(mark, key):
        return Outcome.ALREADY
    asked = {one.wording.item.key: one for one in placements_of(wave)}
    closed, written = _apart(filled.values, asked)
    group = filled.group if filled.group in wave.group_codes else ""
    contents = boxes.put(contents_of(box), closed, written, group)
    if contents.count > MOST_ANSWERS or len(boxes.to_text(contents).encode()) > MOST_BYTES:
        raise RuleViolation(pgettext("family", "No more answers fit here. Please tell whoever asked you."))
    write(box, contents)
    note_used(wave, used.and_also(mark, key))
    return outcome


def _where_to(wave: Wave, filled: Filled, at: datetime) -> Outcome:
    """Whether an answer counts at once, or comes late and still counts because nothing has been published."""
    if takes_answers(wave.state, wave.closes_on, clock.helsinki_day(at)):
        return Outcome.COUNTED
    closed_at = wave.closed_at
    if closed_at is None and wave.closes_on is not None:
        closed_at = at  # its last day has passed, and the night's job has not closed it yet
    if wave.is_draft or closed_at is None or not was_begun_in_time(filled.began_at, closed_at, at):
        raise RuleViolation(pgettext("family", "This survey has closed. Thank you for wanting to answer."))
    if wave.state == Wave.State.PUBLISHED:
        raise RuleViolation(
            pgettext(
                "family",
                "The results of this survey are out already, so these answers can't be counted, and we have not kept"
                " them. If you sent your answers before, they were counted.",
            )
        )
    return Outcome.LATE


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
