"""Translations beside their original, piece by piece: nothing is lost, and what is not certain says so."""

from luukku.moving.rules.aligning import keep_ids, pair, says_the_same
from luukku.toolkit.rules.blocks import LONGEST_TEXT, Block, Kind


def heading(id_, text, level=2):
    return Block(id_, Kind.HEADING, text, level=level)


def words(id_, text, kind=Kind.PARAGRAPH):
    return Block(id_, kind, text)


def told(found):
    return {id_: (one.words.get("text", ""), one.is_sure) for id_, one in found.items()}


def test_texts_that_are_built_alike_are_paired_surely():
    ours = [heading("a", "Terveys"), words("b", "Soita ensin.")]
    theirs = [heading("x", "Hälsa"), words("y", "Ring först.")]

    assert told(pair(ours, theirs)) == {"a": ("Hälsa", True), "b": ("Ring först.", True)}


def test_a_piece_more_is_added_to_the_one_before_it_and_is_unsure():
    ours = [heading("a", "Terveys"), words("b", "Soita ensin.")]
    theirs = [heading("x", "Hälsa"), words("y", "Ring först."), words("z", "Vi svarar.")]

    assert told(pair(ours, theirs)) == {"a": ("Hälsa", False), "b": ("Ring först.\nVi svarar.", False)}


def test_a_piece_that_comes_before_anything_goes_to_the_first_that_has_words():
    ours = [words("b", "Soita ensin.", Kind.LIST)]
    theirs = [words("x", "Välkommen."), words("y", "Ring först.", Kind.LIST)]

    assert told(pair(ours, theirs)) == {"b": ("Välkommen.\nRing först.", False)}


def test_nothing_is_made_of_pieces_without_words_or_for_an_original_without_them():
    line = Block("l", Kind.PARAGRAPH)

    assert pair([words("b", "Soita.")], [line]) == {}
    assert pair([line], [words("x", "Ring."), words("y", "Vi svarar.")]) == {}


def test_a_piece_that_would_grow_too_long_stays_as_it_was():
    ours = [words("b", "Soita ensin.")]
    theirs = [words("x", "Ring."), words("y", "å" * LONGEST_TEXT)]
    listed = [words("b", "Soita ensin.", Kind.LIST)]

    assert told(pair(ours, theirs)) == {"b": ("Ring.", False)}
    assert told(pair(listed, [words("y", "å" * LONGEST_TEXT), words("x", "Ring.", Kind.LIST)])) == {
        "b": ("Ring.", False)
    }


def test_texts_with_other_headings_are_compared_as_wholes():
    ours = [heading("a", "Terveys"), words("b", "Soita."), heading("c", "Neuvola")]
    theirs = [heading("x", "Hälsa"), words("y", "Ring.")]

    assert told(pair(ours, theirs)) == {"a": ("Hälsa", False), "b": ("Ring.", False)}


def test_ids_go_on_where_a_piece_is_the_same_or_was_rewritten():
    before = [heading("a", "Terveys"), words("b", "Soita ensin."), words("c", "Poistuu.", Kind.LIST)]
    now = [heading("1", "Terveys"), words("2", "Soita aina ensin."), heading("3", "Uusi")]

    assert [one.id for one in keep_ids(before, now)] == ["a", "b", "3"]
    assert [one.id for one in keep_ids(before, [*before, words("4", "Lisää.")])] == ["a", "b", "c", "4"]
    assert says_the_same(before, before)
    assert not says_the_same(before, now)
