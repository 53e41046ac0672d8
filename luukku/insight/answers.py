"""Published figures in words: shares, months, the answer at the head of a chart, and its description for listeners."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_percent
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luukku.core.page_language import page_language
from luukku.insight.charts import HIDDEN, Amount, Row, Words
from luukku.insight.figure_words import WORDS
from luukku.insight.rules.definitions import Time
from luukku.insight.services.figures import Hidden, Published
from luukku.insight.themes import ANSWERS

HIDDEN_WORDS: dict[Hidden, str | Promise] = {
    Hidden.PROTECTED: gettext_lazy("not shown"),
    Hidden.NOTHING: gettext_lazy("nothing to count"),
    Hidden.WAITING: gettext_lazy("not published yet"),
    Hidden.LATER: gettext_lazy("not counted yet"),
}
NOT_YET = frozenset({Hidden.WAITING, Hidden.LATER})
ALIKE = 10
"""Percentage points within which language groups are said to fare alike. Source: local."""

_WHOLE = Decimal(1)


def percent_words(value: float | Decimal, decimals: int = 0) -> str:
    """A share as the reader writes it: "64 %" in Finnish and Swedish, "64%" in English. Halves are rounded up."""
    rounded = Decimal(str(value)).quantize(_WHOLE.scaleb(-decimals), ROUND_HALF_UP)
    pattern = {"en": "0.0%" if decimals else "0%"}.get(page_language(), "0.0\u00a0%" if decimals else "0\u00a0%")
    return str(format_percent(rounded / 100, pattern, locale=page_language()))


def amount(one: Published) -> Amount:
    """The share as charts draw it. A hidden one carries nothing along."""
    if one.hidden == Hidden.PROTECTED:
        return HIDDEN
    return None if one.value is None else float(one.value)


def said(one: Published, decimals: int = 0) -> str:
    """The share in words, or why there is none."""
    if one.value is None:
        return str(HIDDEN_WORDS[one.hidden or Hidden.NOTHING])
    return percent_words(one.value, decimals)


def words() -> Words:
    return Words(percent_words, str(HIDDEN_WORDS[Hidden.PROTECTED]))


def month_words(one: date) -> str:
    """A month as Finns write it: 10/2026."""
    return f"{one.month}/{one.year}"


def newest(figures: Sequence[Published]) -> Published:
    """The last figure that has been published, else the last."""
    told = [one for one in figures if one.hidden not in NOT_YET]
    return told[-1] if told else figures[-1]


def last_told(figures: Sequence[Published]) -> Published:
    """What a figure says now. How things stand in a place is told anew when it has moved by enough: until then what was
    last told still says it, with its month."""
    last = newest(figures)
    if last.hidden != Hidden.PROTECTED or last.definition.time != Time.STANDS:
        return last
    return next((one for one in reversed(figures) if one.value is not None), last)


def answer(one: Published) -> str:
    """What a figure says, as a sentence without a full stop: the heading of its chart."""
    code = one.definition.code
    if one.value is None:
        return _("%(figure)s: %(words)s") % {"figure": WORDS[code].name, "words": said(one)}
    return str(ANSWERS.get(code, WORDS[code].name)) % {"share": percent_words(one.value)}


def beside(one: Published, before: Published | None, region: Published | None) -> str:
    """What belongs beside the answer: how many of how many, a year before, the whole region; or nothing."""
    told = []
    if one.numerator is not None and one.denominator:
        told.append(
            _("%(month)s: %(some)s of %(all)s.")
            % {"month": month_words(one.as_of), "some": one.numerator, "all": one.denominator}
        )
    if before is not None and before.value is not None:
        told.append(_("A year before: %(share)s.") % {"share": said(before)})
    if region is not None and region.value is not None:
        told.append(_("The whole region: %(share)s.") % {"share": said(region)})
    return " ".join(told)


def spread(rows: Sequence[Row]) -> str:
    """The highest and the lowest of what is shown, as a heading."""
    shown = _shown((row.name, row.amounts[0]) for row in rows)
    if len(shown) < 2:
        return _("There is too little to compare")
    (high, highest), (low, lowest) = shown[0], shown[-1]
    return _("Most: %(highest)s %(high)s. Least: %(lowest)s %(low)s") % {
        "highest": highest, "high": percent_words(high), "lowest": lowest, "low": percent_words(low),
    }  # fmt: skip


def widest(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Where language groups differ most, of what is shown, as a heading."""
    found = [
        (shown[0][0] - shown[-1][0], name, shown)
        for number, name in enumerate(columns)
        if len(shown := _shown((row.name, row.amounts[number]) for row in rows)) > 1
    ]
    if not found:
        return _("There is too little to compare")
    points, name, shown = max(found, key=lambda one: one[0])
    if points < ALIKE:
        return _("In what can be shown, language groups differ by less than %(points)s percentage points") % {
            "points": ALIKE
        }
    return _("%(figure)s: %(lowest)s %(low)s, %(highest)s %(high)s") % {
        "figure": name, "lowest": shown[-1][1], "low": percent_words(shown[-1][0]),
        "highest": shown[0][1], "high": percent_words(shown[0][0]),
    }  # fmt: skip


def _shown(figures: Iterable[tuple[str, Amount]]) -> list[tuple[float, str]]:
    """What is shown with its name, highest first."""
    told = [(one, name) for name, one in figures if isinstance(one, int | float)]
    return sorted(told, key=lambda pair: -pair[0])


def why_hidden(threshold: int) -> str:
    """What a hidden figure means. Which of the two it is isn't told for any of them."""
    return _(
        "Not shown: somebody could be recognised, because a group is smaller than %(number)s or could be worked out."
    ) % {"number": threshold}


def line_words(times: Sequence[str], rows: Sequence[Row]) -> str:
    """Lines in words: each one's first, last, lowest and highest point, and how many are not shown."""
    return " ".join(
        [_("Lines from %(first)s to %(last)s.") % {"first": times[0], "last": times[-1]}, *map(_line, rows)]
    )


def _line(row: Row) -> str:
    shown = [one for one in row.amounts if isinstance(one, int | float)]
    hidden = sum(one is HIDDEN for one in row.amounts)
    told = [_("%(name)s: no figures.") % {"name": row.name}]
    if shown:
        told = [
            _("%(name)s: first %(first)s, last %(last)s, lowest %(low)s, highest %(high)s.")
            % {
                "name": row.name,
                "first": percent_words(shown[0]),
                "last": percent_words(shown[-1]),
                "low": percent_words(min(shown)),
                "high": percent_words(max(shown)),
            }
        ]
    if hidden:
        told.append(
            ngettext("%(number)s month is not shown.", "%(number)s months are not shown.", hidden) % {"number": hidden}
        )
    return " ".join(told)


def bar_words(rows: Sequence[Row]) -> str:
    """Bars in words: each name with its figure, in the order drawn."""
    say = words().say
    return _("Bars. %(figures)s.") % {"figures": "; ".join(f"{row.name}: {say(row.amounts[0])}" for row in rows)}


def heat_words(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A table of fields in words: row by row."""
    say = words().say
    told = (
        f"{row.name}: " + ", ".join(f"{name} {say(one)}" for name, one in zip(columns, row.amounts, strict=True))
        for row in rows
    )
    return _("A table whose fields are darker the higher the share. %(figures)s.") % {"figures": "; ".join(told)}
