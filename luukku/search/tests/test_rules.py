"""How words are understood and documents weighed, without a database."""

from uuid import UUID

from luukku.search.rules.asking import How, understand
from luukku.search.rules.scoring import Candidate, Way, bm25


def a_candidate(number, *counts):
    return Candidate(UUID(int=number), "item", str(number), "fi", f"title {number}", 100, 1.0, counts)


def test_a_swedish_compound_means_what_its_two_halves_mean(voikko):
    [asked] = understand(["familjebidrag"], "sv")

    shown = {reading.shown for reading in asked.readings if reading.how is How.LANGUAGE}
    assert {"perhe", "avustus"} <= shown
    assert not asked.is_known


def test_a_compound_with_an_unknown_half_means_nothing_more(voikko):
    [asked] = understand(["xyzbidrag"], "sv")

    assert "perhe" not in {reading.shown for reading in asked.readings}


def test_a_document_without_any_of_the_words_is_left_out():
    words = [[Way(((0, 1.0),), 1.0)]]

    found = bm25([a_candidate(1, None), a_candidate(2, 3), a_candidate(3, 0)], words, 100)

    assert [one.candidate.source_id for one in found] == ["2"]
    assert found[0].ways == (0,)


def test_the_document_with_more_of_the_words_stands_first():
    words = [[Way(((0, 1.0),), 1.0)], [Way(((1, 1.0),), 1.0)]]

    found = bm25([a_candidate(1, 2, None), a_candidate(2, 1, 1)], words, 100)

    assert [(one.candidate.source_id, one.ways) for one in found] == [("2", (0, 0)), ("1", (0, None))]
