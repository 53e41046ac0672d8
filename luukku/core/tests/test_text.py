import pytest

from luukku.core import text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Zahra\x00 Karimi", "Zahra Karimi"),
        ("first\r\nsecond\rthird\u2028fourth", "first\nsecond\nthird\nfourth"),
        ("a\tb", "a\tb"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ක්\u200dෂ", "ක්\u200dෂ"),
        ("A\u0308iti", "Äiti"),
        ("tag\U000e0041", "tag"),
        ("\ud800broken", "broken"),
        ("👨\u200d👩\u200d👧 and 中文", "👨\u200d👩\u200d👧 and 中文"),
    ],
)
def test_what_cannot_be_seen_is_taken_away_and_words_stay(raw, clean):
    assert text.clean(raw) == clean


def test_cleaning_a_clean_text_changes_nothing():
    once = text.clean("Hei\u202e\r\n A\u0308")

    assert text.clean(once) == once


def test_digits_of_any_script_are_understood():
    assert text.latin_digits("٢١.۱۱.2026") == "21.11.2026"
