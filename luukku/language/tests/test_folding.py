"""Spellings of the same word meet: marks, alphabets, keyboards, endings."""

import pytest

from luukku.language import wording
from luukku.language.folding import fold, fold_text, tokens
from luukku.language.stems import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Päiväkoti", "paivakoti"),
        ("переводчик", "perevodchik"),
        ("أسرة", "اسره"),
        ("كِتَاب", "كتاب"),
        ("کودک", "كودك"),
        ("می‌شود", "میشود"),
        ("مــدرسة", "مدرسة"),
        ("İstanbul", "istanbul"),
        ("vuokra-asunto", "vuokraasunto"),
        ("förälder", "foralder"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other) != ""


def test_different_words_do_not_meet():
    assert fold("مدرسة") != fold("مترجم")


@pytest.mark.parametrize(
    ("language", "form", "other"),
    [
        ("sv", "tolkarna", "tolk"),
        ("en", "interpreters", "interpreter"),
        ("ru", "переводчика", "переводчик"),
        ("uk", "перекладача", "перекладач"),
        ("ar", "والمترجمين", "مترجم"),
        ("fa", "مترجم‌ها", "مترجم"),
        ("so", "tarjumaanka", "tarjumaan"),
    ],
)
def test_forms_of_one_word_have_one_stem(language, form, other):
    assert stem(form, language) == stem(other, language)


def test_words_of_a_text_are_cut_out_of_any_script():
    assert tokens("Mistä saan tulkin (EU:n)? «дом» می‌شود, 24/7!") == [
        "Mistä",
        "saan",
        "tulkin",
        "EU:n",
        "дом",
        "می‌شود",
        "24",
        "7",
    ]
    assert fold_text("Päivä-hoito, нет!") == "paivahoito net"


def test_a_finnish_word_is_indexed_by_lemma_and_parts(voikko):
    assert wording.terms("Perhekeskuksissa", "fi")[0] == "perhekeskus"
    assert {"perhe", "keskus"} <= set(wording.terms("Perhekeskuksissa", "fi"))


def test_a_word_that_no_dictionary_has_is_indexed_as_it_is():
    assert wording.terms("Qwzxvb", "fi") == ("qwzxvb",)


def test_chinese_is_indexed_by_pairs_of_signs():
    assert wording.terms("翻译服务", "zh") == ("翻译", "译服", "服务")
