"""Charts: what they show, what they hide, and that whoever sees no picture or no colour misses nothing."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from luukku.insight import charts
from luukku.insight.charts import HIDDEN, Bars, Frame, Heat, Lines, Row, Words, as_file, look, on_page, order_of
from luukku.insight.charts.canvas import SHAPES, Canvas, number, wrapped
from luukku.insight.charts.scales import scale_of, warmth
from luukku.numbers.rules.figures import published

SVG = "{http://www.w3.org/2000/svg}"
CSS = (Path(charts.__file__).parents[1] / "static" / "insight" / "insight.css").read_text()
TOWNS = ("Tampere", "Nokia", "Orivesi", "Kuru", "Ruovesi")
MONTHS = ("9/2026", "10/2026", "11/2026", "12/2026", "1/2027")
EDITIONS = [
    ({"Tampere": 40, "Nokia": 12, "Orivesi": 3, "Kuru": 4, "Ruovesi": 9}, True),
    ({"Tampere": 40, "Nokia": 12, "Orivesi": 4, "Kuru": 3, "Ruovesi": 9}, False),
]
"""Two states of the world that differ only in what is hidden."""


def a_frame(**others) -> Frame:
    told = {
        "key": "plan",
        "title": "Suunnitelma on joka toisella",
        "about": "Perheitä",
        "description": "Pylväitä kunnittain.",
        "words": Words(lambda amount: f"{amount:g}", "ei näytetä"),
        "notes": ("Lähde: Luukku.",),
    }
    return Frame(**(told | others))


def amounts(counts) -> tuple:
    return tuple(HIDDEN if one.is_masked else one.value for one in published(counts).cells)


def bars(shown, **others) -> Bars:
    rows = tuple(Row(TOWNS[place], (shown[place],)) for place in order_of(shown))
    return Bars(a_frame(**others), rows)


def lines(shown, **others) -> Lines:
    rows = (Row("Tampere", shown), Row("Nokia", (5, 6, 7, None, 9)))
    return Lines(a_frame(**others), MONTHS, rows)


def heat(shown, **others) -> Heat:
    return Heat(a_frame(**others), TOWNS, (Row("somali", shown), Row("dari", (1, 2, None, 4, 5))))


KINDS = [bars, lines, heat]


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(
        svg.replace('<svg class="ch"', '<svg xmlns="http://www.w3.org/2000/svg" class="ch"').encode()
    )


def words_in(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in drawn(svg).iter(f"{SVG}text")]


def boxes(svg: str, fill: str = "", kind: str = "") -> list[etree._Element]:
    return [
        one for one in drawn(svg).iter(f"{SVG}rect") if fill in one.get("fill", "") and kind in one.get("class", "")
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draw", [on_page, as_file])
def test_worlds_that_differ_in_hidden_figures_alone_give_the_same_bytes(kind, draw):
    (one, _), (other, _) = EDITIONS

    assert one != other
    assert HIDDEN in amounts(one)
    assert draw(kind(amounts(one))) == draw(kind(amounts(other)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_figure_is_drawn_hatched_and_said_never_as_nothing(kind):
    svg = on_page(kind((40, HIDDEN, 9, 7, 12)))

    assert boxes(svg, look.hidden_name("plan"))
    assert "ei näytetä" in words_in(svg)
    assert "0" not in words_in(svg)


def test_hidden_rows_stand_after_the_shown_ones_as_they_stood_whatever_they_hide():
    assert [TOWNS[place] for place in order_of((None, HIDDEN, 3, HIDDEN, 8))] == [
        "Ruovesi", "Orivesi", "Nokia", "Kuru", "Tampere",
    ]  # fmt: skip


def test_every_hidden_bar_is_as_long_as_the_scale():
    svg = on_page(bars((40, HIDDEN, HIDDEN, 7, 12)))

    assert [(one.get("x"), one.get("width")) for one in boxes(svg, look.hidden_name("plan"))] == [("0%", "100%")] * 2


def test_a_line_breaks_at_hidden_and_missing_points():
    svg = on_page(lines((1, 2, HIDDEN, 4, 5)))

    segments = [one.get("class") for one in drawn(svg).iter(f"{SVG}line") if "ch-line" in one.get("class")]
    assert segments.count("ch-line ch-l1") == 1 + 2  # one of the three is the legend's
    assert segments.count("ch-line ch-l2") == 1 + 2
    assert svg.count("ch-mark ch-m1") == 1 + 4


def test_a_line_alone_needs_no_legend_and_a_single_point_stands_in_the_middle():
    frame = a_frame()
    one = Lines(frame, ("9/2026",), (Row("Tampere", (4,)),))

    svg = on_page(one)

    assert "Tampere" not in words_in(svg)
    assert '<svg x="50%"' in svg
    assert 'x="50%"' in svg.rsplit("<text", 1)[1]


@pytest.mark.parametrize(("count", "named"), [(1, 1), (3, 3), (4, 4), (5, 3), (13, 3), (25, 3)])
def test_only_as_many_months_are_named_as_fit_a_phone(count, named):
    months = tuple(f"{place}." for place in range(count))
    chart = Lines(a_frame(), months, (Row("Tampere", (1,) * count),))

    assert sum(words in months for words in words_in(on_page(chart))) == named


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draw", [on_page, as_file])
def test_a_drawing_has_a_role_a_title_a_description_and_ids_of_its_own(kind, draw):
    root = drawn(draw(kind((40, HIDDEN, 9, 7, 12))))

    ids = [one.get("id") for one in root.iter() if one.get("id")]
    used = set(re.findall(r"url\(#([^)]+)\)", draw(kind((40, HIDDEN, 9, 7, 12)))))
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("plan-t", "plan-d")
    assert root.findtext(f"{SVG}title") == "Suunnitelma on joka toisella"
    assert root.findtext(f"{SVG}desc") == "Pylväitä kunnittain."
    assert len(ids) == len(set(ids))
    assert used <= set(ids)


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_on_a_page_has_no_style_of_its_own(kind):
    svg = on_page(kind((40, HIDDEN, 9, 7, 12)))

    assert "style" not in svg
    assert "script" not in svg
    assert "#1d5745" not in svg


@pytest.mark.parametrize("draw", [on_page, as_file])
def test_what_somebody_typed_stays_text(draw):
    typed = '<script>alert("1")</script>&"\''
    rows = (Row(typed, (4,)),)

    svg = draw(Bars(a_frame(title=typed, about=typed, description=typed, notes=(typed,)), rows))

    assert "<script" not in svg
    assert drawn(svg).findtext(f"{SVG}title") == typed
    assert typed in words_in(svg)


@pytest.mark.parametrize("kind", KINDS)
def test_right_to_left_is_a_mirror(kind):
    shown = (40, HIDDEN, 9, 7, 12)
    usual, turned = drawn(on_page(kind(shown))), drawn(on_page(kind(shown, right_to_left=True)))

    for one, other in zip(usual.iter(f"{SVG}rect"), turned.iter(f"{SVG}rect"), strict=True):
        if one.getparent().tag != f"{SVG}pattern":
            begin, width = (float(one.get(name).rstrip("%")) for name in ("x", "width"))
            assert float(other.get("x").rstrip("%")) == pytest.approx(100 - begin - width, abs=0.01)
    for one, other in zip(usual.iter(f"{SVG}text"), turned.iter(f"{SVG}text"), strict=True):
        assert (one.get("text-anchor"), other.get("text-anchor")) in {
            ("start", "end"), ("end", "start"), ("middle", "middle"),
        }  # fmt: skip
        assert other.text == f"\u2067{one.text}\u2069"


def test_a_file_is_as_large_as_it_says_and_its_drawing_stays_inside():
    root = drawn(as_file(bars((40, HIDDEN, 9, 7, 12))))

    wide, high = float(root.get("width")), float(root.get("height"))
    assert root.get("viewBox") == f"0 0 {wide:g} {high:g}"
    assert max(float(one.get("y")) for one in root.iter(f"{SVG}text")) < high
    assert "%" not in "".join(one.get("x", "") + one.get("width", "") for one in root.iter())


def test_names_are_broken_where_a_phone_ends_and_no_word_is_lost():
    name = "Hämeenkyrön ja Ikaalisten yhteinen maahanmuuttopalvelu"

    assert wrapped(name, 27) == ["Hämeenkyrön ja Ikaalisten", "yhteinen", "maahanmuuttopalvelu"]
    assert wrapped("", 27) == [""]
    assert {"Hämeenkyrön ja", "Ikaalisten yhteinen", "maahanmuuttopalvelu"} <= set(
        words_in(on_page(Bars(a_frame(), (Row(name, (3,)),))))
    )


@pytest.mark.parametrize(
    ("shown", "highest", "step", "end"),
    [
        ((1, 2, 3), None, 1, 3),
        ((0,), None, 1, 1),
        ((), None, 1, 1),
        ((HIDDEN, None), None, 1, 1),
        ((40, HIDDEN), None, 10, 40),
        ((41,), None, 20, 60),
        ((1234,), None, 500, 1500),
        ((0.3, 0.7), None, 0.2, 0.8),
        ((62.5,), 100, 25, 100),
    ],
)
def test_a_scale_begins_at_nothing_and_ends_at_a_round_number(shown, highest, step, end):
    scale = scale_of(shown, highest)

    assert (scale.step, scale.highest) == pytest.approx((step, end))
    assert scale.ticks[0] == 0
    assert scale.ticks[-1] == pytest.approx(end)
    assert len(scale.ticks) <= 5
    assert scale.part(end * 2) == 1


@pytest.mark.parametrize(("number_", "step"), [(0, 1), (20, 1), (20.1, 2), (60, 3), (99, 5), (100, 5)])
def test_the_height_of_a_field_has_five_steps(number_, step):
    assert warmth(number_, 100, 5) == step


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.0001, "0"), (2.50, "2.5"), (1 / 3, "0.333"), (100, "100")]
)
def test_numbers_are_written_short_and_always_alike(value, written):
    assert number(value) == written


def test_a_box_in_a_file_is_written_in_units():
    canvas = Canvas(wide=200, right_to_left=True)

    canvas.box(0, 0.25, 1, 2, "ch-part")

    assert canvas.pieces == ['<rect class="ch-part" x="150" y="16" width="50" height="32"/>']


def shine(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    even = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * even[0] + 0.7152 * even[1] + 0.0722 * even[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((shine(one), shine(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


LIGHT_PAPERS, DARK_PAPERS = ("#ffffff", "#fbf7ef", "#f4ede1"), ("#151c19", "#27322d")


def test_every_ink_stands_out_from_its_paper_and_from_the_next_one_by_more_than_colour():
    assert all(contrast(ink, paper) >= 3 for ink in look.INKS for paper in LIGHT_PAPERS)
    assert all(contrast(ink, paper) >= 3 for ink in look.INKS_IN_THE_DARK for paper in DARK_PAPERS)
    assert all(contrast(look.INK, tint) >= 4.5 for tint in look.WARM)
    assert contrast(look.EDGE, look.PAPER) >= 3
    assert len(set(look.DASHES)) == len(set(SHAPES)) == len(look.INKS) == len(look.INKS_IN_THE_DARK)


def test_pages_and_files_use_the_same_colours():
    light = dict(re.findall(r"--(ch-\w+): (#\w+);", CSS.split("@media", 1)[0]))
    darks = [dict(re.findall(r"--(ch-\w+): (#\w+);", part)) for part in CSS.split("@media screen")[1:3]]

    assert [light[f"ch-{place}"] for place in range(1, 5)] == list(look.INKS)
    assert [light[f"ch-w{place}"] for place in range(1, 6)] == list(look.WARM)
    assert [darks[0][f"ch-{place}"] for place in range(1, 5)] == list(look.INKS_IN_THE_DARK)
    assert all(one == other for one, other in pairwise(darks))
    assert all(contrast("#f1ede4", darks[0][f"ch-w{place}"]) >= 4.5 for place in range(1, 6))


def test_every_class_of_a_drawing_is_styled_on_pages_and_in_files():
    drawings = "".join(draw(kind((40, HIDDEN, 9, 7, 12))) for kind in KINDS for draw in (on_page, as_file))
    used = {name for found in re.findall(r'class="([^"]+)"', drawings) for name in found.split()}

    plain = {"ch", "ch-text", "ch-part", "ch-title", "ch-on"}
    assert {name for name in used - plain if f".{name}" not in CSS} == set()
    assert {name for name in used - plain if f".{name}" not in look.sheet("x")} == set()
