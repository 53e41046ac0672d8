"""A thread's way, its words, and where everything stands in its picture."""

import re

import pytest

from luukku.programme.rules import threads
from luukku.programme.rules.thread_picture import (
    CENTRED_COLUMNS,
    ELLIPSIS,
    WIDTH,
    Item,
    Lane,
    Mark,
    draw,
    width_of,
    wrap,
)
from luukku.programme.rules.threads import Stage

HEADINGS = ("Haluamme", "Teemme", "Vastaa", "Näemme", "Muuttui")
HOLE = Item(Mark.MISSING, "Kuka ottaa?")


def item(text="Pakki tutuksi joka kunnassa", small=""):
    return Item(Mark.LINKED, text, small)


def lane(*cells, name="Työkalupakki"):
    return Lane(name, tuple(cells) + ((),) * (5 - len(cells)))


def picture(*lanes, centred=False, mirrored=False):
    return draw(HEADINGS, "Yksi luukku", list(lanes), centred=centred, mirrored=mirrored)


# ---------------------------------------------------------------- the way and its words


@pytest.mark.parametrize(
    ("filled", "breaks"),
    [
        (set(), Stage.WISH),
        ({Stage.WISH, Stage.WORK}, Stage.OWNER),
        ({Stage.WORK, Stage.OWNER, Stage.CHANGE}, Stage.WISH),
        (set(Stage), None),
    ],
)
def test_a_thread_breaks_where_the_first_stage_is_empty(filled, breaks):
    assert threads.breaks_at(filled) is breaks


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("etätulk|sähköis|Mainio", [["etätulk"], ["sähköis"], ["Mainio"]]),
        ("perheen suunnitelma, vanhempi", [["perheen", "suunnitelma"], ["vanhempi"]]),
        (" ;,| ", []),
        ("a,b,c,d,e,f,g,h,i,j,k,l,m,n", [[sign] for sign in "abcdefghijkl"]),
    ],
)
def test_words_are_told_apart_by_commas_bars_and_lines(words, found):
    assert threads.phrases(words) == found


def test_a_long_word_is_looked_for_without_its_ending():
    assert (threads.stem("tyokalupakki"), threads.stem("tyo")) == ("tyokalupak", "tyo")


def test_one_or_two_letters_are_not_looked_for():
    assert threads.is_searchable(["ja", "pakki"])
    assert not threads.is_searchable(["ja", "se"])


# ---------------------------------------------------------------- lines


def test_words_go_on_the_next_line_where_they_no_longer_fit():
    assert wrap("Pakki tutuksi joka kunnassa", 130, 18.0) == ["Pakki tutuksi", "joka", "kunnassa"]


def test_a_long_word_is_broken_where_a_syllable_begins():
    lines = wrap("kotoutumissuunnitelma", 164, 18.0)

    assert "".join(line.rstrip("-") for line in lines) == "kotoutumissuunnitelma"
    assert all(width_of(line, 18.0) <= 164 for line in lines)
    assert re.match(r"[^aeiouyäö][aeiouyäö]", lines[1])


def test_a_word_without_syllables_is_broken_where_it_ends_to_fit():
    lines = wrap("x" * 40, 100, 18.0, most=9)

    assert "".join(line.rstrip("-") for line in lines) == "x" * 40


@pytest.mark.parametrize("text", ["sana " * 60, "sana, " * 60, "y" * 300, "a" * 70 + " loppu"])
def test_what_does_not_fit_ends_in_an_ellipsis_and_never_runs_over(text):
    lines = wrap(text, 164, 18.0)

    assert len(lines) <= 4
    assert lines[-1].endswith(ELLIPSIS)
    assert all(width_of(line, 18.0) <= 164 for line in lines)


def test_nothing_is_no_line():
    assert wrap("  ", 100, 18.0) == []


def test_a_room_narrower_than_a_letter_still_ends():
    assert wrap("WWW WWW", 5, 18.0, most=1) == ["W…"]


# ---------------------------------------------------------------- the picture


def test_a_whole_thread_leads_from_the_door_through_every_bead():
    told = picture(lane(*[(item(),)] * 5), centred=True)

    assert [(bead.x, bead.kind) for bead in told.beads] == [(float(x), "linked") for x in CENTRED_COLUMNS]
    assert told.strands[0].endswith(f" {told.beads[-1].x} {told.beads[-1].y:.1f}")
    assert (told.frays, told.ghosts) == ([], [])


def test_a_thread_frays_before_its_hole_and_dots_lead_on():
    told = picture(lane((item(),), (item(),), (HOLE,)), centred=True)

    assert [bead.kind for bead in told.beads] == ["empty", "empty", "linked", "linked", "missing"]
    assert len(told.frays) == 3
    assert len(told.ghosts) == 1


def test_what_stands_after_the_hole_is_drawn_without_the_strand():
    told = picture(lane((item(),), (HOLE,), (), (item(),)), centred=True)

    assert str(CENTRED_COLUMNS[3]) not in told.strands[0]
    assert [bead.kind for bead in told.beads].count("linked") == 2


def test_a_hole_at_the_end_leads_to_nothing_more():
    told = picture(lane(*[(item(),)] * 4, (HOLE,)), centred=True)

    assert told.ghosts == []


def test_a_hole_right_at_the_beginning_leaves_the_strand_its_way():
    told = picture(lane((HOLE,)))

    assert len(told.frays) == 3


def test_several_things_hang_one_under_the_other():
    told = picture(lane((), (item(), item("Toinen", "Toimenpide · B:1"), item())))

    assert [bead.x for bead in told.beads] == [484.0] * 3
    assert [bead.y for bead in told.beads] == sorted(bead.y for bead in told.beads)
    assert len(told.hanging) == 2
    assert "Toimenpide · B:1" in [word.text for word in told.words]


def test_a_hole_may_have_things_under_it():
    told = picture(lane((item(),), (item(),), (HOLE, Item(Mark.LAPSED, "Tehtävä", "ei vastaajaa"))))

    assert [bead.kind for bead in told.beads if bead.x == 678] == ["missing", "lapsed"]
    assert len(told.hanging) == 1


def test_a_picture_of_nothing_has_a_door_and_headings():
    told = picture()

    assert told.strands == []
    assert told.height > told.root[1]


def test_lanes_never_touch_each_other():
    tall = lane((item("sana " * 30, "x"), item("sana " * 30, "x"), item()), name="Ensimmäinen")
    told = picture(tall, lane((item(),), name="Toinen"))
    names = {word.text: word.y for word in told.words if word.kind == "name"}
    above = [word.y for word in told.words if word.kind in ("text", "small") and word.y < names["Toinen"]]

    assert max(above) + 20 < names["Toinen"]


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("mirrored", [True, False])
def test_no_words_run_into_each_other_or_out_of_the_picture(centred, mirrored):
    long = item("Perheen yhteinen kotoutumissuunnitelma otetaan käyttöön jokaisessa kunnassa", "Toimenpide · B:251")
    told = picture(
        *[lane(*[(long, long, HOLE) if not centred else (long,)] * 5)] * 3, centred=centred, mirrored=mirrored
    )
    sizes = {"text": 18, "small": 15, "question": 19, "heading": 20, "name": 22}
    boxes = []
    for word in told.words:
        wide = width_of(word.text, sizes[word.kind])
        left = {"start": word.x, "middle": word.x - wide / 2, "end": word.x - wide}[word.anchor]
        boxes.append((left, word.y - 14, left + wide, word.y + 3))
    clashes = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]

    assert clashes == []
    assert all(left >= -2 and right <= WIDTH + 2 and bottom <= told.height for left, _top, right, bottom in boxes)


def test_right_to_left_is_the_mirror():
    cells = lane((item(),), (item(), item()), (HOLE,))
    one, other = picture(cells), picture(cells, mirrored=True)

    assert [WIDTH - bead.x for bead in one.beads] == [bead.x for bead in other.beads]
    assert [WIDTH - word.x for word in one.words] == [word.x for word in other.words]
    assert {word.anchor for word in other.words} == {"middle", "end"}
    assert other.is_mirrored
