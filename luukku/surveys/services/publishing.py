"""Making a wave's results: worked out once, through the one service that publishes figures, read by every output."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.numbers import services as numbers
from luukku.surveys import policies
from luukku.surveys.events import wave_published
from luukku.surveys.models import Aggregate, ItemVersion, Placement, Response, Wave
from luukku.surveys.rules import figures
from luukku.surveys.rules.figures import DISTRIBUTION_FROM, Tally
from luukku.surveys.rules.questions import Kind, Question
from luukku.surveys.rules.waves import may_move
from luukku.surveys.services.boxes import settle


@transaction.atomic
def publish_wave(actor: Actor, wave_id: UUID) -> Wave:
    """Work the results out and show them to those who may read them. Done once: nothing is ever published anew.

    Answers that came after the closing are among them: nothing had been shown that could be compared. Of too few
    answers nothing is told, and none is kept.

    Raises:
        RuleViolation: the wave is not closed.
    """
    row = ensure_found(policies.kept_waves(actor).select_for_update(of=("self",)).filter(pk=wave_id).first())
    if not may_move(row.state, Wave.State.PUBLISHED):
        raise RuleViolation(_("Close the survey first."))
    count = settle(row)
    placements = list(row.version.placements.in_order())
    Aggregate.objects.bulk_create(one for placement in placements for one in _aggregates(row, placement))
    row.answered = None if count is None else numbers.publish_one(count, threshold=row.threshold).value
    row.state, row.published_at = Wave.State.PUBLISHED, actor.at
    row.save()
    trail.record(actor, "survey.published", row)
    wave_published.send(sender=Wave, wave=row, actor=actor)
    return row


def _aggregates(wave: Wave, placement: Placement) -> Iterable[Aggregate]:
    """What may be shown of one question: of everybody, then of each group when no group can be told from the rest."""
    question, wording = placement.question, placement.wording
    if question.kind is Kind.TEXT:
        return
    rows = list(Response.objects.filter(wave=wave, wording=wording).values_list("group", "value"))
    whole = figures.tally(question, [value for _group, value in rows])
    yield _aggregate(wave, wording, question, whole)
    if not wave.groups or question.kind is not Kind.AGREEMENT:
        return
    groups = {
        code: figures.tally(question, [value for group, value in rows if group == code])
        for code in (*wave.group_codes, "")
    }
    if figures.may_tell_groups(groups, question.kind, wave.threshold):
        for code, told in groups.items():
            if told.n:
                yield Aggregate(
                    wave=wave, wording=wording, group=code or "-", n=told.n, mean=figures.mean(told.numbers)
                )


def _aggregate(wave: Wave, wording: ItemVersion, question: Question, whole: Tally) -> Aggregate:
    row = Aggregate(wave=wave, wording=wording, group="")
    if question.kind is Kind.RANK:
        return _ranking(row, wave, whole)
    if numbers.publish_one(whole.n, threshold=wave.threshold).is_masked or whole.n == 0:
        return row
    if not figures.may_tell_mean(whole, question.kind, wave.threshold):
        return row
    row.n = whole.n
    row.mean = figures.mean(whole.numbers)
    if whole.n >= max(wave.distribution_from, DISTRIBUTION_FROM):
        row.counts = _distribution(wave, question, whole)
    return row


def _ranking(row: Aggregate, wave: Wave, whole: Tally) -> Aggregate:
    """The places of each option added up; the page divides by n. Only of as many as a distribution needs."""
    if whole.n >= max(wave.distribution_from, DISTRIBUTION_FROM):
        row.n, row.counts = whole.n, dict(whole.counts)
    return row


def _distribution(wave: Wave, question: Question, whole: Tally) -> dict[str, int | None] | None:
    """How often each option was chosen, or nothing when a masked count could be worked out."""
    if question.kind is Kind.NUMBER:
        return None
    if question.kind is Kind.MULTIPLE:
        shown: dict[str, int | None] = {}
        for code, count in whole.counts.items():
            pair = numbers.publish({"yes": count, "no": whole.n - count}, threshold=wave.threshold)
            shown[code] = None if pair.total.is_masked else pair.of("yes").value
        return shown
    told = numbers.publish(whole.counts, threshold=wave.threshold)
    if told.total.is_masked:
        return None
    counts = {one.key: one.value for one in told.cells}
    worth = {one.code: one.value or 0 for one in question.options}
    return counts if figures.tells_no_masked(counts, worth, whole, wave.threshold) else None
