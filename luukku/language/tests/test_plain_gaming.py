"""What only makes a text look plainer moves no score up: cuts, signs, capitals, what nobody sees."""

import re
import statistics
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.language.morphology import hyphenated
from luukku.language.plain import check
from luukku.language.plain.rules import DATA

HARD = [one["hard"] for one in tomllib.loads((DATA / "bench" / "pairs.toml").read_text(encoding="utf-8"))["pair"]]
TEXTS = [" ".join(HARD[place : place + 4]) for place in range(0, len(HARD) - 3, 12)]
UNSEEN = [
    "\u00ad",
    "\u200b",
    "\u034f",
    "\u2060",
    "\u3164",
    "\u2800",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\ufe0f",
    "\U000e0041",
]

pytestmark = pytest.mark.usefixtures("voikko")


def score(text):
    return check(text, "fi").score or 0.0


def in_words(text, change):
    return re.sub(r"[^\W\d_]+", lambda word: change(word.group()), text)


def halves(sep):
    return lambda word: f"{word[: len(word) // 2]}{sep}{word[len(word) // 2 :]}" if len(word) > 9 else word


def pieces(size, sep):
    return lambda word: sep.join(word[at : at + size] for at in range(0, len(word), size)) if len(word) > size else word


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("sep", [" ", "\n", "\n\n", ". ", ".", "·", "/", "_", "\u00a0", *UNSEEN])
def test_cutting_long_words_in_two_raises_no_score(text, sep):
    assert score(in_words(text, halves(sep))) <= score(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 3, 4, 5])
def test_cutting_words_into_small_pieces_raises_no_score(text, size):
    assert score(in_words(text, pieces(size, " "))) <= score(text)


@given(
    text=st.sampled_from(TEXTS),
    signs=st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=3).map("".join),
    size=st.integers(min_value=1, max_value=12),
)
@settings(max_examples=30, deadline=None)
def test_what_nobody_sees_moves_no_score_and_no_place(text, signs, size):
    hidden = in_words(text, pieces(size, signs))
    report, whole = check(hidden, "fi"), check(text, "fi")

    assert report.score == whole.score
    assert [one.rule for one in report.findings] == [one.rule for one in whole.findings]
    assert all(report.quote(one)[:1] not in UNSEEN for one in report.findings)


@given(text=st.sampled_from(TEXTS), breaks=st.lists(st.sampled_from([" ", "\n", "\n\n\n", "\r\n\t"]), min_size=9))
@settings(max_examples=20, deadline=None)
def test_no_line_break_moves_a_score(text, breaks):
    words = text.split()

    assert score("".join(word + breaks[place % len(breaks)] for place, word in enumerate(words))) == score(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("change", [str.upper, str.title, lambda text: in_words(text, lambda word: f"({word})")])
def test_capitals_and_brackets_around_every_word_raise_no_score_worth_the_name(text, change):
    assert score(change(text)) <= score(text) + 2


@pytest.mark.parametrize("text", TEXTS)
def test_letters_of_another_script_that_look_the_same_hide_no_word(text):
    looks = str.maketrans("aeopcyk", "аеорсук")

    assert score(text.translate(looks)) <= score(text)


@pytest.mark.parametrize("text", TEXTS)
def test_words_that_are_made_addresses_raise_no_score(text):
    assert score(in_words(text, lambda word: f"{word}.fi" if len(word) > 9 else word)) <= score(text)


@pytest.mark.parametrize("every", [2, 3, 4, 5])
def test_full_stops_put_in_by_count_do_not_make_texts_plainer(every):
    def stopped(text):
        words = text.split()
        return " ".join(
            (word[:1].upper() + word[1:] if place % every == 0 else word) + ("." if place % every == every - 1 else "")
            for place, word in enumerate(words)
        )

    assert statistics.fmean(score(stopped(text)) - score(text) for text in TEXTS) <= 0


def test_syllables_apart_do_not_make_texts_plainer():
    apart = [score(in_words(text, lambda word: hyphenated(word).replace("-", " "))) - score(text) for text in TEXTS]

    assert statistics.fmean(apart) < 0


def test_real_mending_does_raise_the_score():
    hard = (
        "Hakemuksen käsitteleminen edellyttää liitteiden toimittamista, ja päätös lähetetään sen valmistuttua postitse."
    )
    better = "Lähetä meille myös liitteet. Sitten käsittelemme hakemuksesi. Lähetämme päätöksen postissa."

    assert score(better) > score(hard) + 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\u202e",
        "a" * 100_000,
        "\u202eperhe saa tukea\u202c",
        "Perhe får stöd from the kunta. أهلا.",
        "\ud800 perhe",
    ],
    ids=["empty", "mark", "one word", "bidi", "mixed", "surrogate"],
)
def test_hostile_texts_are_answered(text):
    report = check(text, "fi")

    assert report.score is None or 0 <= report.score <= 100
    assert all(0 <= one.start < one.end <= len(text) for one in report.findings)
