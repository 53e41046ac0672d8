"""Charts as SVG. What is hidden is drawn as a hatched field that reaches over the whole scale, wherever it may lie."""

from collections.abc import Callable
from itertools import pairwise

from luukku.insight.charts import look
from luukku.insight.charts.canvas import Anchor, Canvas, wrapped
from luukku.insight.charts.kinds import Amount, Bars, Chart, Heat, Hidden, Lines, Row
from luukku.insight.charts.scales import scale_of, shown_of, warmth

_LINE, _BAR, _GAP = 1.35, 1.0, 0.9
_PLOT = 11.0


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart from the top of the canvas. Gives its height in lines of text."""
    canvas.pieces.append(look.pattern(chart.frame.key))
    match chart:
        case Bars():
            return _bars(chart, canvas)
        case Lines():
            return _lines(chart, canvas)
        case Heat():
            return _heat(chart, canvas)


def _bars(chart: Bars, canvas: Canvas) -> float:
    scale = scale_of((row.amounts[0] for row in chart.rows), chart.frame.highest)
    top = 0.0
    for row in chart.rows:
        amount = row.amounts[0]
        top = _named(canvas, row.name, chart.frame.words.say(amount), top)
        if amount is not None and not isinstance(amount, Hidden):
            canvas.box(0, 1, top, _BAR, "ch-track")
        if isinstance(amount, Hidden):
            _veil(canvas, chart.frame.key, 0, 1, top + 0.25, 0.5)
        elif amount:
            canvas.box(0, scale.part(amount), top, _BAR, "ch-part ch-p1")
        canvas.line((0, top - 0.15), (0, top + _BAR + 0.15), "ch-base")
        top += _BAR + _GAP
    return max(top - _GAP + 0.2, _LINE)


def _lines(chart: Lines, canvas: Canvas) -> float:
    words = chart.frame.words
    veiled = [any(isinstance(row.amounts[place], Hidden) for row in chart.rows) for place in range(len(chart.times))]
    top = _line_legend(canvas, chart, veiled=any(veiled))
    scale = scale_of((one for row in chart.rows for one in row.amounts), chart.frame.highest)
    foot = top + _PLOT
    for tick in scale.ticks:
        height = foot - scale.part(tick) * (_PLOT - 1.4)
        canvas.line((0, height), (1, height), "ch-grid" if tick else "ch-base")
        if tick:
            canvas.text(0, height - 0.25, words.write(tick), "ch-text ch-soft")
    for place, is_veiled in enumerate(veiled):
        if is_veiled:
            half = 0.35 / max(len(chart.times), 2)
            _veil(
                canvas, chart.frame.key, max(_at(chart, place) - half, 0), min(_at(chart, place) + half, 1), top, _PLOT
            )
    for series, row in enumerate(chart.rows):
        _line(canvas, chart, series, row, lambda amount: foot - scale.part(amount) * (_PLOT - 1.4))
    for place, anchor in _named_ticks(len(chart.times)):
        canvas.text(_at(chart, place), foot + 1.3, chart.times[place], "ch-text ch-soft", anchor)
    return foot + 1.7


def _line(canvas: Canvas, chart: Lines, series: int, row: Row, height: Callable[[float], float]) -> None:
    """One line; it breaks where a figure is hidden or missing, so nobody reads a height there."""
    points = [
        None if amount is None or isinstance(amount, Hidden) else (_at(chart, place), height(amount))
        for place, amount in enumerate(row.amounts)
    ]
    for begin, end in pairwise(points):
        if begin and end:
            canvas.line(begin, end, f"ch-line ch-l{series + 1}")
    for point in points:
        if point:
            canvas.mark(*point, series, f"ch-mark ch-m{series + 1}")


def _line_legend(canvas: Canvas, chart: Lines, *, veiled: bool) -> float:
    top = 0.0
    if len(chart.rows) > 1:
        for series, row in enumerate(chart.rows):
            canvas.line((0, top + 0.6), (0.08, top + 0.6), f"ch-line ch-l{series + 1}")
            canvas.mark(0.04, top + 0.6, series, f"ch-mark ch-m{series + 1}")
            top = _beside(canvas, row.name, top, 0.08)
    if veiled:
        _veil(canvas, chart.frame.key, 0, 0.06, top + 0.15, 0.9)
        top = _beside(canvas, chart.frame.words.hidden, top)
    return top + _GAP if top else 0.0


def _at(chart: Lines, place: int) -> float:
    """Where a point lies across: the marks of the first and the last stay whole, and heights are named before them."""
    if len(chart.times) == 1:
        return 0.5
    return 0.18 + 0.79 * place / (len(chart.times) - 1)


def _named_ticks(count: int) -> list[tuple[int, Anchor]]:
    """Which points are named on the axis: as many as fit a phone."""
    if count == 1:
        return [(0, "middle")]
    if count < 5:
        return [(place, "end" if place == count - 1 else "middle") for place in range(count)]
    return [(0, "middle"), ((count - 1) // 2, "middle"), (count - 1, "end")]


def _heat(chart: Heat, canvas: Canvas) -> float:
    """Rows of fields, the names above each row: fields are as wide as the width allows."""
    shown = shown_of(one for row in chart.rows for one in row.amounts)
    highest = chart.frame.highest or max(shown, default=0) or 1
    wide = 1 / max(len(chart.columns), 1)
    tops = [wrapped(name, max(6, round(64 * wide))) for name in chart.columns]
    top = _LINE * max((len(lines) for lines in tops), default=0) + 0.3
    for place, lines in enumerate(tops):
        for number, words in enumerate(reversed(lines)):
            canvas.text((place + 0.5) * wide, top - 0.6 - _LINE * number, words, "ch-text ch-soft", "middle")
    for row in chart.rows:
        canvas.text(0, top + 1.0, row.name, "ch-text ch-strong")
        top += _LINE + 0.1
        for place, amount in enumerate(row.amounts):
            _field(canvas, chart, (place * wide, (place + 1) * wide - 0.006), top, amount, highest)
        top += 2.2
    return top + 0.2


def _field(canvas: Canvas, chart: Heat, sides: tuple[float, float], top: float, amount: Amount, highest: float) -> None:
    begin, end = sides
    if isinstance(amount, Hidden):
        _veil(canvas, chart.frame.key, begin, end, top, 1.7)
        canvas.box(begin + 0.1 * (end - begin), end - 0.1 * (end - begin), top + 0.25, 1.2, "ch-paper")
    else:
        kind = "ch-track" if amount is None else f"ch-w{warmth(amount, highest, look.STEPS)}"
        canvas.box(begin, end, top, 1.7, kind)
    canvas.text((begin + end) / 2, top + 1.2, chart.frame.words.say(amount), "ch-text ch-on", "middle")


def _named(canvas: Canvas, name: str, said: str, top: float) -> float:
    """A name and at the other end its figure; gives where the bar begins."""
    for place, words in enumerate(wrapped(name, canvas.letters)):
        canvas.text(0, top + 1.0, words)
        if not place:
            canvas.text(1, top + 1.0, said, "ch-text ch-strong", "end")
        top += _LINE
    return top


def _beside(canvas: Canvas, name: str, top: float, part: float = 0.06) -> float:
    for words in wrapped(name, canvas.letters + 5):
        canvas.text(part, top + 1.0, words, shift=0.5)
        top += _LINE
    return top


def _veil(canvas: Canvas, key: str, begin: float, end: float, top: float, height: float) -> None:
    canvas.box(begin, end, top, height, "ch-hidden", look.hidden_name(key))
