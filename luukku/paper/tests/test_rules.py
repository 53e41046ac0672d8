import pytest

from luukku.paper import fonts, rules


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Aino\x00 Virtanen", "Aino Virtanen"),
        ("abc\u202edef\u202c", "abcdef"),
        ("\u2066Aino\u2069\u200b\ufeff", "Aino"),
        ("\ud800Aino\udfff", "Aino"),
        ("ensin\r\n\r\n  sitten\u2028lopuksi", "ensin\nsitten\nlopuksi"),
        ("  paljon \t välejä ", "paljon välejä"),
        ("a\u0308", "ä"),
        ("می\u200cشود", "می\u200cشود"),
        ("x" + "\u0301" * 50, "x" + "\u0301" * 4),
        ("❤\ufe0f", "❤"),
    ],
)
def test_cleaning_takes_away_what_is_invisible_and_keeps_what_spelling_needs(typed, printed):
    assert rules.clean(typed) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Äiti ja isä", "Äiti ja isä"),
        ("สมชาย", "smchay"),
        ("ሰላም", "selam"),
        ("hei 😀", "hei □"),
        ("\ue000", "□"),
        ("ا\u0361", "ا"),
        ("ا\u064f\u0361", "ا\u064f"),
        ("ดี", "di"),
        ("ä\n\u0301o", "ä\n\u0301o"),
        ("莱拉\n是", "莱拉\n是"),
    ],
)
def test_what_no_font_has_is_transliterated_or_becomes_a_box(text, printed):
    assert rules.replace_uncovered(text, fonts.can_print) == (printed, text != printed)


@pytest.mark.parametrize(
    ("language", "text", "isolated"),
    [
        ("ar", "الرقم 040 123 4567 الآن", "الرقم ⟨040 123 4567⟩ الآن"),
        ("ar", "الرقم +358 40 123 4567.", "الرقم ⟨+358 40 123 4567⟩."),
        ("fa", "برگهٔ POH/2026/00123 · ۳۰ آبان", "برگهٔ ⟨POH/2026/00123⟩ · ۳۰ آبان"),
        ("ckb", "لە 16.11.2026 10.00 دا", "لە ⟨16.11.2026⟩ ⟨10.00⟩ دا"),
        ("ar", "مع Leena Mäkelä 27.11.2026", "مع ⟨Leena Mäkelä⟩ ⟨27.11.2026⟩"),
        ("ar", "إلى aino.v@esimerkki.example.", "إلى ⟨aino.v@esimerkki.example⟩."),
        ("fi", "Puhuimme رضا کریمی 16.11.2026", "Puhuimme ⟪رضا کریمی⟩ 16.11.2026"),
        ("fi", "Soita 040 123 4567", "Soita 040 123 4567"),
    ],
)
def test_what_runs_against_the_direction_is_isolated(language, text, isolated):
    marks = str.maketrans({"⟨": rules.LRI, "⟪": rules.RLI, "⟩": rules.PDI})

    assert rules.isolate(text, language) == isolated.translate(marks)


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fa", "«Maija (neuvola, Hoitaja)»، «Petri 2»", "⟨Maija (neuvola, Hoitaja)⟩، ⟨Petri 2⟩"),
        ("fa", "«رضا کریمی» 16.11.2026", "⟪رضا کریمی⟫ ⟨16.11.2026⟩"),
        ("fi", "«رضا، کریمی»: vahvistanut", "⟪رضا، کریمی⟫: vahvistanut"),
        ("fi", "kesken «Aino", "kesken Aino"),
    ],
)
def test_a_name_with_its_title_is_isolated_whole(language, typed, printed):
    names = str.maketrans({"«": rules.FSI, "»": rules.PDI})
    marks = str.maketrans({"⟨": rules.LRI, "⟪": rules.RLI, "⟩": rules.PDI, "⟫": rules.PDI})

    assert rules.isolate(rules.clean(typed.translate(names)), language) == printed.translate(marks)


def test_a_phone_number_is_not_broken_between_lines():
    text = rules.keep_phones_whole("Soita 040 123 4567 klo 09.00 10 kertaa")

    assert text == "Soita 040\u00a0123\u00a04567 klo 09.00 10 kertaa"


def test_a_word_longer_than_any_column_may_break():
    broken = rules.let_long_words_break("x" * 300)

    assert max(map(len, broken.split("\u200b"))) == rules.BREAK_EVERY
    assert rules.bare(broken) == "x" * 300


def test_an_ordinary_long_word_is_left_alone():
    word = "kotoutumissuunnitelmapalaveri"

    assert rules.let_long_words_break(word) == word


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("برنامهٔ", "برنام\u200d\ufba5"),
        ("خانوادهٔ ما", "خانواد\ufba4 ما"),
        ("صفحۀ", "صفح\u200d\ufba5"),
        ("خانه", "خانه"),
    ],
)
def test_heh_with_hamza_is_one_letter_on_paper(typed, printed):
    assert rules.settle_heh(typed) == printed


def test_chinese_is_not_taken_for_one_long_word():
    assert rules.let_long_words_break("我" * 300) == "我" * 300


@pytest.mark.parametrize(
    ("code", "base"), [("zh-Hans", "zh"), ("ckb", "ckb"), ("FI", "fi"), ("", "und"), ("other", "und")]
)
def test_a_language_code_is_one_that_a_file_may_carry(code, base):
    assert rules.base_language(code) == base
