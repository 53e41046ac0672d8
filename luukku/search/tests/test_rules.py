"""How words are understood and documents weighed, without a database."""

from uuid import UUID

from luukku.search.rules.asking import How, understand
from luukku.search.rules.documents import MOST_COUNT, counts_of, mark, packed
from luukku.search.rules.scoring import Candidate, Way, bm25

MARKS = {mark("kerho"): 0, mark("perhe"): 1}


def a_candidate(number, **counts):
    return Candidate(UUID(int=number), "item", str(number), "fi", f"title {number}", 100, 1.0, packed(counts))


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

    found = bm25([a_candidate(1), a_candidate(2, kerho=3), a_candidate(3, muu=1)], MARKS, words, 100)

    assert [one.candidate.source_id for one in found] == ["2"]
    assert found[0].ways == (0,)


def test_the_document_with_more_of_the_words_stands_first():
    words = [[Way(((0, 1.0),), 1.0)], [Way(((1, 1.0),), 1.0)]]

    found = bm25([a_candidate(1, kerho=2), a_candidate(2, kerho=1, perhe=1)], MARKS, words, 100)

    assert [(one.candidate.source_id, one.ways) for one in found] == [("2", (0, 0)), ("1", (0, None))]


def test_terms_come_out_of_their_bytes_as_they_went_in():
    kept = packed({"kerho": 3, "perhe": 100_000, "muu": 1})

    assert dict(counts_of(kept, MARKS)) == {0: 3, 1: MOST_COUNT}
    assert list(counts_of(b"", MARKS)) == []
