"""The checker as a whole: exact places, one score that layout does not move, and clear behaviour on odd input."""

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.language.plain import check
from luukku.language.plain.rules import all_rules
from luukku.language.plain.telling import as_json

TRACED = 1 if sys.gettrace() is None else 10
"""How many times slower code is while its coverage is measured."""

HARD = (
    "Kotoutumissuunnitelman laatiminen edellyttää alkukartoituksen suorittamista. Saadakseen tukea asiakkaan on "
    "toimitettava hakemus, jossa ilmoitetaan perheen tulot, ja hakemus käsitellään viipymättä sen saavuttua "
    "hyvinvointialueen kirjaamoon. Suomeen muuttanut perhe saa lapsineen esim. palvelutarpeenarviointia."
)
PLAIN = "Teemme sinulle suunnitelman. Ensin juttelemme. Täytä lomake ja lähetä se meille. Autamme perhettäsi."

pytestmark = pytest.mark.usefixtures("voikko")


def rules_of(text: str, language: str = "fi") -> set[str]:
    return {one.rule for one in check(text, language).findings}


def quotes(text: str, rule: str, language: str = "fi") -> list[str]:
    report = check(text, language)
    return [report.quote(one) for one in report.findings if one.rule == rule]


def test_plain_words_score_higher_than_the_words_of_offices():
    assert check(PLAIN, "fi").score > 80
    assert check(HARD, "fi").score < 50


def test_every_finding_tells_its_exact_place():
    report = check("\ufeff\u200bHei.\r\n\r\nHakemus ka\u0308sitella\u0308a\u0308n huomenna.", "fi")

    assert [report.quote(one) for one in report.findings] == ["ka\u0308sitella\u0308a\u0308n"]


def test_blank_lines_move_no_score():
    scattered = HARD.replace(" ", "\n\n")

    assert check(scattered, "fi").score == check(HARD, "fi").score


@pytest.mark.parametrize("cut", ["-", " ", "\u00ad"])
def test_chopping_words_raises_no_score(cut):
    chopped = " ".join(
        cut.join([word[: len(word) // 2], word[len(word) // 2 :]]) if len(word) > 9 else word for word in HARD.split()
    )

    assert check(chopped, "fi").score <= check(HARD, "fi").score


@given(st.lists(st.sampled_from([" ", "\n", "\n\n", "\t", " \r\n "]), min_size=60, max_size=60))
@settings(max_examples=40, deadline=None)
def test_no_layout_moves_the_score(gaps):
    words = HARD.split()
    laid_out = "".join(word + gaps[place % len(gaps)] for place, word in enumerate(words))

    assert check(laid_out, "fi").score == check(HARD, "fi").score


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_is_answered_with_places_inside_the_text(text):
    for language in ("fi", "sv", "en"):
        report = check(text, language)

        assert all(0 <= one.start < one.end <= len(text) for one in report.findings)
        assert report.score is None or 0 <= report.score <= 100


def test_full_stops_after_every_second_word_raise_no_score():
    words = HARD.replace(".", "").replace(",", "").split()
    stopped = " ".join(word + "." if place % 2 else word for place, word in enumerate(words))

    assert check(stopped, "fi").score <= check(HARD, "fi").score


def test_a_text_twice_scores_almost_as_the_text_once():
    assert check(f"{HARD} {HARD}", "fi").score == pytest.approx(check(HARD, "fi").score, abs=5)


def test_at_most_three_things_are_to_be_mended_first():
    report = check(HARD, "fi")

    assert len(report.mend_first()) == 3
    assert {mend.rule.id for mend in report.mend_first()} <= {one.rule for one in report.findings}


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00", "…!?", "😀😀", "ترجمة", "12.5.2026"])
def test_where_there_is_nothing_to_judge_there_is_no_score(text):
    assert check(text, "fi").score is None


def test_what_is_in_another_script_is_said_not_to_be_checked():
    report = check("Tervetuloa! أهلا وسهلا بكم. Tulkki auttaa.", "fi")

    assert quotes(report.text, "other_script") == ["أهلا وسهلا بكم"]
    assert report.score is not None


@pytest.mark.parametrize(
    "odd",
    [
        "a" * 1_000_000,
        "perhe\x00" * 20_000,
        "\u202eperhe\u202c " * 20_000,
        "😀" * 200_000,
        "(" * 200_000,
        "ei, " * 50_000,
        "§ 1/2026 " * 20_000,
        "koti hoito " * 10_000,
    ],
    ids=["one word", "nul", "bidi", "emoji", "brackets", "commas", "sections", "pieces"],
)
def test_hostile_texts_are_answered_in_time_that_grows_with_the_text(odd):
    assert _seconds(odd) < 10 * TRACED


def test_three_hundred_words_take_less_than_a_tenth_of_a_second_after_warming_up():
    text = " ".join([HARD] * 10)
    check(text, "fi")

    took = min(_seconds(text) for _ in range(3))

    assert len(text.split()) > 290
    assert took < 0.1 * TRACED


def _seconds(text: str) -> float:
    """Of this process's own work, whatever else the machine does."""
    began = time.process_time()
    check(text, "fi")
    return time.process_time() - began


def test_the_language_is_guessed_from_small_words():
    assert check("Du kan få hjälp med det som är svårt för dig.").language == "sv"
    assert check("You can get help with what is hard for you.").language == "en"
    assert check("Saat apua, kun se on sinulle vaikeaa.").language == "fi"


def test_a_language_without_rules_is_refused():
    with pytest.raises(ValueError, match="no rules"):
        check("Bonjour", "fr")


def test_the_answer_for_machines_has_the_fixed_shape():
    told = as_json(check(HARD, "fi"), 0.01, "fi")

    assert set(told) == {"summary", "score", "findings"}
    assert next(iter(told)) == "summary"
    assert set(told["summary"]) == {"score", "words", "sentences", "seconds"}
    assert all(set(one) == {"rule", "start", "end", "text", "why", "suggestion"} for one in told["findings"])
    assert all(HARD[one["start"] : one["end"]] == one["text"] for one in told["findings"])


def test_every_rule_finds_its_own_hard_example_and_not_the_plain_one():
    """Rules about whole pages have examples that only describe them."""
    described = {"long_paragraph", "no_headings", "reader_absent", "other_script", "long_word"}
    told = {rule.id: (rule.id in rules_of(rule.hard), rule.id in rules_of(rule.plain)) for rule in all_rules().values()}

    wrong = {name: found for name, found in told.items() if name not in described and found != (True, False)}
    assert wrong == {}
