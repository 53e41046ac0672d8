"""Making a wave's results: worked out once, through the one service that publishes figures, read by every output."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.numbers import services as numbers
from luukku.surveys import policies
from luukku.surveys.events import wave_published
from luukku.surveys.models import Aggregate, ItemVersion, Placement, Response, Wave
from luukku.surveys.rules import beside, figures
from luukku.surveys.rules.beside import Counted
from luukku.surveys.rules.figures import DISTRIBUTION_FROM, Tally
from luukku.surveys.rules.openness import has_few
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
    # one wave after another: each is looked at beside those published before it
    Organisation.objects.select_for_update(no_key=True).get(pk=row.organisation_id)
    count = settle(row) or 0
    made = list(_made(row))
    Aggregate.objects.bulk_create(one for question in made for one in question.rows)
    row.answered = figures.stepped((one.rows[0].n for one in made if one.rows[0].n is not None), count, row.threshold)
    row.state, row.published_at = Wave.State.PUBLISHED, actor.at
    row.save()
    trail.record(actor, "survey.published", row)
    wave_published.send(sender=Wave, wave=row, actor=actor)
    return row


@dataclass(frozen=True, slots=True)
class _Made:
    """A question with what is published of it: of everybody first, then of each group.

    Attributes:
        groups: the answers of each group, if they are told.
    """

    question: Question
    whole: Tally
    rows: list[Aggregate]
    groups: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def as_counted(self) -> Counted:
        return Counted(self.question, self.whole, self.rows[0].n is not None)

    def counted_of(self, group: str) -> Counted:
        return Counted(self.question, self.groups.get(group, self.whole), group in self.groups)


def _made(wave: Wave) -> Iterator[_Made]:
    """What may be shown of each question beside all others, and beside what was shown of earlier waves."""
    asked = [one for one in wave.version.placements.in_order() if one.question.kind is not Kind.TEXT]
    made = {one.question.key: one for one in (_counted(wave, placement) for placement in asked)}
    exposing = beside.exposing((one.as_counted for one in made.values()), wave.threshold)
    by_group = _exposing_by_group(list(made.values()), wave)
    earlier = earlier_figures(wave)
    for key, one in made.items():
        before = [figure for figure in earlier if asks_the_same(figure.row.wording, one.rows[0].wording)]
        told = {row.group: row.n for row in one.rows if row.n is not None}
        apart = {code for code, n in told.items() if is_apart(n, before, wave.threshold)}
        if key in exposing or "" in apart:
            yield _Made(one.question, one.whole, [Aggregate(wave=wave, wording=one.rows[0].wording, group="")])
        else:
            yield _Made(one.question, one.whole, one.rows[:1] if apart or key in by_group else one.rows)


def _exposing_by_group(made: list[_Made], wave: Wave) -> set[str]:
    """The keys of questions whose groups must not be told beside those of others: none of theirs is then."""
    groups = {group for one in made for group in one.groups}
    return set().union(*(beside.exposing((one.counted_of(group) for one in made), wave.threshold) for group in groups))


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure of a wave that may have asked the same people shortly before.

    Attributes:
        n: how many answered.
        is_in_part: some people were asked by name in both waves, others in one of them.
    """

    row: Aggregate
    n: int
    is_in_part: bool


def earlier_figures(wave: Wave) -> list[Earlier]:
    """What is shown of waves that may have asked the same people shortly before: two such results could be subtracted.

    Whoever has a link or a code is nobody in particular, so they may be the same.
    """
    if wave.opened_at is None:
        return []
    near = Wave.objects.filter(
        organisation=wave.organisation_id, state=Wave.State.PUBLISHED, closed_at__gte=wave.opened_at - beside.NEAR
    ).exclude(pk=wave.pk)
    own = _named(wave)
    named = {one.pk: others for one in near if beside.may_share(own, others := _named(one))}
    in_part = {pk for pk, others in named.items() if beside.shares_in_part(own, others)}
    rows = Aggregate.objects.filter(wave__in=named, n__isnull=False).select_related("wording")
    return [Earlier(row, row.n, row.wave_id in in_part) for row in rows if row.n is not None]


def is_apart(n: int, before: Iterable[Earlier], threshold: int) -> bool:
    """Whether a number of answers can't be told beside what was shown of the same question, of whichever group."""
    before = list(before)
    return any(one.is_in_part for one in before) or beside.tells_apart(n, (one.n for one in before), threshold)


def asks_the_same(one: ItemVersion, other: ItemVersion) -> bool:
    """Whether two wordings are one question to those who answer: of the same item, or in the same words."""
    return one.item_id == other.item_id or one.texts == other.texts


def _named(wave: Wave) -> set[UUID] | None:
    """Who was asked by name; None where anybody else could answer too."""
    if wave.reach != Wave.Reach.INVITED:
        return None
    people = list(wave.invitations.values_list("person", flat=True))
    return None if None in people else {one for one in people if one is not None}


def _counted(wave: Wave, placement: Placement) -> _Made:
    """What may be shown of one question by itself: of everybody, then of each group if none can be told from the rest.

    The groups stand instead of the distribution: beside it they could be placed option by option.
    """
    question, wording = placement.question, placement.wording
    rows = list(Response.objects.filter(wave=wave, wording=wording).values_list("group", "value"))
    whole = figures.tally(question, [value for _group, value in rows])
    found = [_aggregate(wave, wording, question, whole)]
    if not wave.groups or question.kind is not Kind.AGREEMENT or found[0].is_masked:
        return _Made(question, whole, found)
    groups = {
        code: figures.tally(question, [value for group, value in rows if group == code])
        for code in (*wave.group_codes, "")
    }
    if figures.may_tell_groups(groups, question, wave.threshold):
        found[0].counts = None
        found += [
            Aggregate(wave=wave, wording=wording, group=code or "-", n=told.n, mean=figures.mean(told.numbers))
            for code, told in groups.items()
            if told.n
        ]
        return _Made(question, whole, found, groups)
    return _Made(question, whole, found)


def _aggregate(wave: Wave, wording: ItemVersion, question: Question, whole: Tally) -> Aggregate:
    row = Aggregate(wave=wave, wording=wording, group="")
    if not whole.n or not figures.may_tell(whole, question, wave.threshold):
        return row
    row.n, row.mean = numbers.publish_one(whole.n, threshold=wave.threshold).value, figures.mean(whole.numbers)
    if whole.n >= max(wave.distribution_from, DISTRIBUTION_FROM):
        row.counts = _distribution(wave, question, whole)
    return row


def _distribution(wave: Wave, question: Question, whole: Tally) -> dict[str, int | None] | None:
    """How often each option was chosen, or nothing when a masked count could be worked out.

    Where a count is masked, nobody looks like few.
    """
    match question.kind:
        case Kind.NUMBER:
            return None
        case Kind.RANK:
            return dict(whole.counts)  # places added up: the page divides by n
        case Kind.MULTIPLE:
            return _choices(wave, whole)
    told = numbers.publish(
        whole.counts, threshold=wave.threshold, hides_zeros=has_few(whole.counts.values(), wave.threshold)
    )
    if told.total.is_masked:
        return None
    counts = {one.key: one.value for one in told.cells}
    worth = {one.code: one.value or 0 for one in question.options}
    return counts if figures.tells_no_masked(counts, worth, whole, wave.threshold) else None


def _choices(wave: Wave, whole: Tally) -> dict[str, int | None]:
    """Of each option those who chose it, unless they or the others are few."""
    pairs = {code: {"yes": count, "no": whole.n - count} for code, count in whole.counts.items()}
    hides = any(has_few(pair.values(), wave.threshold) for pair in pairs.values())
    shown: dict[str, int | None] = {}
    for code, pair in pairs.items():
        told = numbers.publish(pair, threshold=wave.threshold, hides_zeros=hides)
        shown[code] = None if told.total.is_masked else told.of("yes").value
    return shown
