"""How words are understood and documents weighed, without a database."""

from uuid import UUID

import pytest

from luukku.search.rules.asking import How, understand
from luukku.search.rules.documents import MOST_COUNT, counts_of, mark, packed
from luukku.search.rules.scoring import Candidate, Letters, Way, bm25, by_letters, distance, fused, grams

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


@pytest.mark.parametrize(
    ("one", "other", "most", "told"),
    [
        ("tulkki", "tulkki", 2, 0),
        ("tulkki", "tulki", 2, 1),
        ("tulkki", "tullki", 2, 1),
        ("tulkki", "tlukki", 2, 1),
        ("tulkki", "ulkkit", 2, 2),
        ("tulkki", "kerho", 2, 3),
        ("", "ab", 2, 2),
        ("a", "abcdef", 2, 3),
    ],
)
def test_letters_that_change_come_go_or_swap_are_counted_up_to_a_limit(one, other, most, told):
    assert distance(one, other, most) == distance(other, one, most) == told


def test_what_stands_first_in_two_rankings_stands_before_what_is_first_in_one():
    first, second, third = (UUID(int=number) for number in range(3))

    scores = fused([(1.0, [first, second]), (0.5, [second, third])])

    assert sorted(scores, key=lambda one: -scores[one]) == [second, first, third]


def test_a_title_with_the_letters_of_the_question_stands_before_a_text_with_them():
    title, text, neither = (
        Letters(UUID(int=1), "perhekerho", ""),
        Letters(UUID(int=2), "", "perhekerho"),
        Letters(UUID(int=3), "asunto", "vuokra"),
    )

    assert by_letters("perhekerho", [neither, text, title]) == [title.id, text.id]
    assert by_letters("perhekerho", []) == []


def test_pieces_of_three_letters_know_where_words_begin_and_end():
    assert grams("ab cde") == {" ab", "ab ", " cd", "cde", "de "}
