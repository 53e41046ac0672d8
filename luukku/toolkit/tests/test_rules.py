"""Texts, marks, freshness, days and differences, without a database."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.toolkit.rules import blocks, difference, freshness, marks, states, upkeep
from luukku.toolkit.rules.blocks import Block, Fault, Kind, Unit
from luukku.toolkit.rules.difference import Change
from luukku.toolkit.rules.freshness import Made, Maker, Status
from luukku.toolkit.rules.marks import Sort

SOURCE = Unit("b1", "paragraph", {"text": "Varaa tulkki."})
OTHER = Unit("b1", "paragraph", {"text": "Varaa tulkki ajoissa."})


# ---------------------------------------------------------------- blocks


def test_what_is_kept_of_a_block_comes_back_as_it_was():
    told = [
        Block("a", Kind.HEADING, "Otsikko", level=3),
        Block("b", Kind.CALLOUT, "Muista", tone="needs"),
        Block("c", Kind.LINK, "Kela", url="https://www.kela.fi"),
        Block("d", Kind.PICTURE, "Kuva", ref="1", alt="Kaksi ihmistä"),
        Block("e", Kind.CARD, ref="2"),
    ]

    assert blocks.from_data(blocks.as_data(told)) == told


def test_the_title_and_the_summary_are_translated_like_blocks():
    found = blocks.units("Nimi", "Kuvaus", [Block("a", Kind.CARD, ref="1"), Block("b", Kind.PARAGRAPH, "Teksti")])

    assert [unit.id for unit in found] == ["title", "summary", "b"]


def test_a_list_has_a_point_for_each_line_that_says_something():
    assert Block("a", Kind.LIST, " Tulkki \n\n  \nAika\n").lines == ["Tulkki", "Aika"]


def test_spaces_around_words_make_no_new_wording():
    assert blocks.wording_of({"text": "Tulkki "}) == blocks.wording_of({"text": " Tulkki"})
    assert blocks.wording_of({"text": "Tulkki"}) != blocks.wording_of({"alt": "Tulkki"})


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://www.kela.fi/x?y=1", True),
        ("http://kela.fi", True),
        ("mailto:neuvola@example.fi", True),
        ("tel:+358 3 123", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://kela.fi/" onclick="x', False),
        ("//kela.fi", False),
        ("", False),
        ("https://" + "x" * 600, False),
    ],
)
def test_only_addresses_that_run_nothing_are_led_to(url, fits):
    assert blocks.is_address(url) is fits


def test_a_draft_may_have_gaps_and_a_published_text_may_not():
    told = [Block("a", Kind.LINK, "Kela"), Block("b", Kind.PICTURE, ref=str(UUID(int=1))), Block("c", Kind.CARD)]

    assert blocks.faults(told) == []
    assert [fault for _id, fault in blocks.gaps(told)] == [Fault.ADDRESS, Fault.ALTERNATIVE, Fault.REFERENCE]


def test_a_page_has_a_most():
    told = [Block(str(number), Kind.PARAGRAPH) for number in range(301)]

    assert blocks.faults(told) == [("", Fault.TOO_MANY)]
    assert blocks.faults([Block("a", Kind.PARAGRAPH, "x" * 10_001)]) == [("a", Fault.TOO_LONG)]
    assert blocks.faults([Block("a", Kind.LINK, url="javascript:x")]) == [("a", Fault.ADDRESS)]
    assert blocks.faults([Block("a", Kind.EMBED, ref="../x")]) == [("a", Fault.REFERENCE)]


@pytest.mark.parametrize(
    ("embeds", "closes"),
    [
        ({"a": ["b"]}, False),
        ({"a": ["a"]}, True),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, True),
        ({"a": ["b"], "b": ["b"]}, False),
    ],
)
def test_a_circle_is_found_however_long(embeds, closes):
    assert blocks.closes_circle("a", embeds) is closes


def test_blocks_move_and_are_placed():
    told = [Block(one, Kind.PARAGRAPH) for one in "abc"]

    assert [one.id for one in blocks.moved(told, "c", -1)] == ["a", "c", "b"]
    assert [one.id for one in blocks.moved(told, "c", 1)] == ["a", "b", "c"]
    assert [one.id for one in blocks.moved(told, "x", 1)] == ["a", "b", "c"]
    assert [one.id for one in blocks.placed(told, Block("n", Kind.LIST), "a")] == ["a", "n", "b", "c"]
    assert [one.id for one in blocks.placed(told, Block("n", Kind.LIST), "")] == ["n", "a", "b", "c"]
    assert [one.id for one in blocks.placed(told, Block("n", Kind.LIST), "gone")] == ["a", "b", "c", "n"]


# ---------------------------------------------------------------- marks


def test_the_two_marks_are_read_and_everything_else_stays():
    found = list(marks.pieces("Soita **heti** tai [katso](https://a.fi). 2 < 3 <b>x</b>"))

    assert [(one.sort, one.text) for one in found] == [
        (Sort.PLAIN, "Soita "),
        (Sort.STRONG, "heti"),
        (Sort.PLAIN, " tai "),
        (Sort.LINK, "katso"),
        (Sort.PLAIN, ". 2 < 3 <b>x</b>"),
    ]


def test_a_mark_to_a_wicked_address_is_no_link():
    assert [one.sort for one in marks.pieces("[x](javascript:alert)")] == [Sort.PLAIN]


def test_addresses_are_found_and_replaced_wherever_they_stand():
    block = Block("a", Kind.LINK, "Katso [tämä](https://a.fi)", url="https://a.fi")

    assert marks.addresses(block) == ["https://a.fi"]
    moved = marks.with_address(block, "https://a.fi", "https://b.fi")
    assert (moved.url, moved.text) == ("https://b.fi", "Katso [tämä](https://b.fi)")


@given(st.text(max_size=200))
def test_no_sign_of_a_line_is_lost(line):
    plain = marks.plain(line)
    shown = "".join(piece.text for part in line.splitlines() for piece in marks.pieces(part))

    assert plain.replace("\n", "") == shown


# ---------------------------------------------------------------- freshness


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (None, Status.MISSING),
        (Made(SOURCE.wording, Maker.PERSON, is_draft=True), Status.DRAFT),
        (Made(SOURCE.wording, Maker.MACHINE), Status.MACHINE),
        (Made(SOURCE.wording, Maker.PERSON), Status.PERSON),
        (Made(SOURCE.wording, Maker.AGENCY), Status.PERSON),
        (Made(SOURCE.wording, Maker.MACHINE, is_reviewed=True), Status.REVIEWED),
        (Made(SOURCE.wording, Maker.PERSON, is_reviewed=True), Status.REVIEWED),
        (Made(OTHER.wording, Maker.PERSON, is_reviewed=True), Status.OUTDATED),
        (Made(OTHER.wording, Maker.MACHINE), Status.OUTDATED),
        (Made(OTHER.wording, Maker.PERSON, is_draft=True), Status.DRAFT),
    ],
)
def test_the_status_of_a_translation_follows_from_four_facts(made, status):
    assert freshness.status(SOURCE.wording, made) is status


made_of = st.builds(
    Made, st.sampled_from([SOURCE.wording, OTHER.wording]), st.sampled_from(Maker), st.booleans(), st.booleans()
)


@given(made_of)
def test_only_a_changed_wording_makes_a_finished_translation_outdated(made):
    found = freshness.status(SOURCE.wording, made)

    assert (found is Status.OUTDATED) == (made.made_from != SOURCE.wording and not made.is_draft)


@given(made_of)
def test_a_machines_work_is_never_taken_for_a_persons_unless_somebody_checked_it(made):
    found = freshness.status(SOURCE.wording, made)

    assert not (found in freshness.GOOD and made.maker is Maker.MACHINE and not made.is_reviewed)


def test_a_source_that_says_again_what_it_said_makes_the_translation_fresh_again():
    made = Made(SOURCE.wording, Maker.PERSON)

    told = [freshness.status(unit.wording, made) for unit in (SOURCE, OTHER, SOURCE)]

    assert told == [Status.PERSON, Status.OUTDATED, Status.PERSON]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], Status.MISSING),
        ([Status.MISSING, Status.MISSING], Status.MISSING),
        ([Status.MISSING, Status.PERSON], Status.DRAFT),
        ([Status.OUTDATED, Status.REVIEWED], Status.OUTDATED),
        ([Status.MACHINE, Status.REVIEWED], Status.MACHINE),
        ([Status.REVIEWED], Status.REVIEWED),
    ],
)
def test_a_text_is_as_good_as_its_least_good_part(parts, whole):
    assert freshness.whole(parts) is whole


# ---------------------------------------------------------------- days, states


def test_a_text_is_due_on_its_day_and_outdated_three_months_later():
    day = date(2026, 3, 1)

    assert not upkeep.is_due(day, date(2026, 2, 28))
    assert upkeep.is_due(day, day)
    assert not upkeep.is_outdated(day, date(2026, 5, 29))
    assert upkeep.is_outdated(day, date(2026, 5, 30))
    assert not upkeep.is_due(None, day)
    assert not upkeep.is_outdated(None, day)


def test_a_published_version_goes_nowhere_but_aside():
    assert states.VERSION["published"] == {"superseded"}
    assert states.VERSION["superseded"] == frozenset()
    assert not states.may_follow(states.VERSION, "draft", "published")


# ---------------------------------------------------------------- differences


def test_a_difference_tells_what_came_went_moved_and_was_reworded():
    a, b, c = (
        Block("a", Kind.PARAGRAPH, "yksi"),
        Block("b", Kind.PARAGRAPH, "kaksi tulkkia"),
        Block("c", Kind.LIST, "x"),
    )
    new_b = Block("b", Kind.PARAGRAPH, "kolme tulkkia")

    found = difference.differences([a, b, c], [new_b, a, Block("d", Kind.HEADING, "uusi")])

    told = [(one.block.id, one.change) for one in found]
    assert ("c", Change.REMOVED) in told
    assert ("d", Change.ADDED) in told
    assert ("b", Change.CHANGED) in told
    assert [(one.change, one.text) for one in next(one for one in found if one.block.id == "b").words] == [
        (Change.REMOVED, "kaksi"),
        (Change.ADDED, "kolme"),
        (Change.SAME, " tulkkia"),
    ]


def test_a_block_that_only_moved_says_so():
    told = [Block(one, Kind.PARAGRAPH, one) for one in "abc"]

    found = difference.differences(told, [told[2], told[0], told[1]])

    assert [one.change for one in found].count(Change.MOVED) == 1


def test_ten_thousand_words_are_compared_whole():
    long = "sana " * 10_000

    assert [one.change for one in difference.word_changes(long, long + "x")] == [Change.REMOVED, Change.ADDED]
    assert [one.change for one in difference.word_changes(long, long)] == [Change.SAME]


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_both_texts_can_be_read_from_their_difference(old, new):
    found = difference.word_changes(old, new)

    assert "".join(one.text for one in found if one.change is not Change.ADDED) == old
    assert "".join(one.text for one in found if one.change is not Change.REMOVED) == new
