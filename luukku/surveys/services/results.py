"""A wave's published results as pages and files show them. Nothing but aggregates is read here."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.surveys.models import Aggregate, Finding, OpenAnswer, Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.questions import Kind


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a distribution. A masked count is None; so is its share.

    Attributes:
        share: of those who answered the question, in whole per cents.
        place: the mean place in a ranking.
    """

    code: str
    words: str
    count: int | None
    share: int | None
    place: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one question.

    Attributes:
        n, mean: None when masked, and where there is no mean.
        groups: name, n and mean of each group; empty when no breakdown can be shown.
        texts: answers in own words as the analyst left them.
        ends: the lowest and the highest step of a scale in words.
    """

    key: str
    wording_id: str
    heading: str
    text: str
    kind: Kind
    n: int | None
    mean: Decimal | None
    scale: tuple[int, int] | None
    bars: tuple[Bar, ...] = ()
    groups: tuple[tuple[str, int, Decimal | None], ...] = ()
    texts: tuple[str, ...] = ()
    ends: str = ""

    @property
    def is_masked(self) -> bool:
        return self.n is None

    @property
    def position(self) -> int | None:
        """Where the mean stands on its scale, in per cents."""
        if self.mean is None or self.scale is None or self.scale[0] == self.scale[1]:
            return None
        low, high = self.scale
        return round(float((self.mean - low) / (high - low)) * 100)


def rows_of(wave: Wave, language: str = "") -> list[Row]:
    """Every question of a published wave, in order."""
    if wave.state != Wave.State.PUBLISHED:
        return []
    found: dict[Any, list[Aggregate]] = {}
    for one in Aggregate.objects.filter(wave=wave):
        found.setdefault(one.wording_id, []).append(one)
    texts = _own_words(wave)
    return [
        _row(wave, placement, found.get(placement.wording_id, []), texts.get(placement.wording_id, []), language)
        for placement in wave.version.placements.in_order()
    ]


def _own_words(wave: Wave) -> dict[Any, list[str]]:
    """What others read of own words, by question: nothing where fewer than the threshold wrote to that question."""
    written: dict[Any, list[OpenAnswer]] = {}
    for one in OpenAnswer.objects.filter(wave=wave).order_by("pk"):
        written.setdefault(one.wording_id, []).append(one)
    return {
        wording: [one.redacted for one in told if one.decision == OpenAnswer.Decision.SHOWN]
        for wording, told in written.items()
        if len(told) >= wave.threshold
    }


def _row(wave: Wave, placement: Any, aggregates: list[Aggregate], texts: list[str], language: str) -> Row:
    wording = placement.wording
    whole = next((one for one in aggregates if not one.group), None)
    values = [one["value"] for one in wording.options if one.get("value") is not None]
    names = {**wave.group_words, "-": _("No group told")}
    parts = [one for one in aggregates if one.group and one.n is not None]
    order = [*wave.group_codes, "-"]
    return Row(
        key=wording.item.key,
        wording_id=str(wording.pk),
        heading=said(placement.headings, language) if placement.headings else "",
        text=said(wording.texts, language),
        kind=Kind(wording.kind),
        n=whole.n if whole else None,
        mean=whole.mean if whole else None,
        scale=(min(values), max(values)) if values and wording.kind == Kind.AGREEMENT else None,
        bars=tuple(_bars(wording, whole, language)) if whole else (),
        groups=tuple(
            (names.get(one.group, one.group), one.n or 0, one.mean)
            for one in sorted(parts, key=lambda one: order.index(one.group))
        ),
        texts=tuple(texts),
        ends=_ends(wording, language) if wording.kind == Kind.AGREEMENT else "",
    )


def _ends(wording: Any, language: str) -> str:
    steps = sorted((one["value"], said(one["labels"], language)) for one in wording.options if one["value"] is not None)
    return " – ".join(f"{value} {words}" for value, words in (steps[0], steps[-1])) if steps else ""


def _bars(wording: Any, whole: Aggregate, language: str) -> Iterator[Bar]:
    if whole.counts is None or not whole.n:
        return
    for option in wording.options:
        if option["code"] not in whole.counts:
            continue
        count, words = whole.counts[option["code"]], said(option["labels"], language)
        if wording.kind == Kind.RANK:
            place = (Decimal(count or 0) / whole.n).quantize(Decimal("0.01"), ROUND_HALF_UP)
            yield Bar(option["code"], words, None, None, place)
        else:
            share = None if count is None else round(100 * count / whole.n)
            yield Bar(option["code"], words, count, share)


HEADER = ("question", "text", "group", "n", "mean", "option", "count")


def table_of(wave: Wave, language: str = "") -> Iterator[tuple[str, ...]]:
    """The results as lines of a file: a masked figure is an empty cell, a mean has a decimal comma."""
    for row in rows_of(wave, language):
        yield (row.key, row.text, "", _figure(row.n), comma(row.mean), "", "")
        for name, n, mean in row.groups:
            yield (row.key, row.text, name, _figure(n), comma(mean), "", "")
        for bar in row.bars:
            yield (row.key, row.text, "", "", comma(bar.place), bar.words, _figure(bar.count))


def data_of(wave: Wave) -> dict[str, Any]:
    """The results for another program. A masked figure is null."""
    return {
        "wave": wave.name,
        "threshold": wave.threshold,
        "answered_at_least": wave.answered,
        "published_at": wave.published_at.isoformat() if wave.published_at else None,
        "questions": [
            {
                "key": row.key,
                "wording": row.wording_id,
                "text": row.text,
                "kind": row.kind.value,
                "n": row.n,
                "mean": None if row.mean is None else str(row.mean),
                "options": [
                    {
                        "code": bar.code,
                        "text": bar.words,
                        "count": bar.count,
                        "mean_place": None if bar.place is None else str(bar.place),
                    }
                    for bar in row.bars
                ],
                "groups": [
                    {"group": name, "n": n, "mean": None if mean is None else str(mean)} for name, n, mean in row.groups
                ],
            }
            for row in rows_of(wave)
        ],
    }


def comma(number: Decimal | None) -> str:
    """4,20: as figures are written here."""
    return "" if number is None else f"{number:.2f}".replace(".", ",")


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)


def findings_of(wave: Wave) -> list[Finding]:
    return list(wave.findings.select_related("wording__item"))


@transaction.atomic
def note_reading(actor: Actor, wave: Wave) -> None:
    """Reading results leaves a line, as opening and closing do; answering never does."""
    trail.record(actor, "survey.results_read", wave)
