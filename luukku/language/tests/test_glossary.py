"""The glossary: whole, well-formed, and recognised in every form."""

from collections import Counter

import pytest

from luukku.language import glossary, questions


def test_every_concept_has_a_name_in_every_language():
    wanting = [one.code for one in glossary.concepts() if set(glossary.LANGUAGES) - set(one.names)]

    assert wanting == []


def test_the_field_has_its_words():
    assert len(glossary.concepts()) >= 600


def test_no_concept_stands_there_twice():
    counted = Counter(one.code for one in glossary.concepts())

    assert [code for code, count in counted.items() if count > 1] == []


def test_names_are_written_in_the_letters_of_their_language():
    alphabets = {"ru": ("а", "я"), "uk": ("а", "ї"), "ar": ("ء", "ي"), "fa": ("آ", "ی")}
    strange = [
        f"{one.code} {language}: {name}"
        for one in glossary.concepts()
        for language, (first, last) in alphabets.items()
        for name in one.names[language]
        if not any(first <= sign <= last for sign in name.lower()) and not name.isascii()
    ]

    assert strange == []


@pytest.mark.parametrize(
    ("words", "asked_in", "code"),
    [
        (["tulkin"], "fi", "language.interpreter"),
        (["tolkarna"], "sv", "language.interpreter"),
        (["переводчика"], "ru", "language.interpreter"),
        (["perevodchik"], "en", "language.interpreter"),
        (["والمترجمين"], "ar", "language.interpreter"),
        (["child", "benefits"], "en", "money.child benefit"),
        (["lapsilisää"], "fi", "money.child benefit"),
        (["kotihoidon", "tukea"], "fi", "money.home care allowance"),
        (["детского", "сада"], "ru", "school.day care centre"),
        (["школи"], "uk", "school.school"),
        (["حضانة"], "ar", "school.day care centre"),
        (["مهد", "کودک"], "fa", "school.day care centre"),
        (["iskuulka"], "so", "school.school"),
    ],
)
def test_a_name_is_recognised_in_any_form(voikko, words, asked_in, code):
    assert code in {one.concept.code for one in glossary.recognise(words, asked_in)}


@pytest.mark.parametrize(
    ("word", "asked_in", "code"),
    [
        ("садочка", "uk", "school.day care centre"),
        ("neuvolla", "fi", "family.child health clinic"),
        ("interpretr", "en", "language.interpreter"),
        ("perevodchika", "en", "language.interpreter"),
        ("переводчк", "ru", "language.interpreter"),
    ],
)
def test_a_word_that_is_almost_a_name_is_recognised(voikko, word, asked_in, code):
    assert code in {concept.code for concept, *_more in glossary.almost(word, asked_in)}


@pytest.mark.parametrize(
    ("word", "halves"), [("tolktjänst", ("tolk", "tjänst")), ("skolspråk", ("skol", "språk")), ("xyzabc", None)]
)
def test_a_swedish_compound_is_known_by_its_halves(word, halves):
    assert glossary.halves(word) == halves


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ("mistä saan tulkin neuvolaan", "fi", ("tulkin", "neuvolaan")),
        ("Miten voin hakea lapselle päiväkotipaikan?", "fi", ("lapselle", "päiväkotipaikan")),
        ("var hittar jag en tolk", "sv", ("tolk",)),
        ("where can I get an interpreter", "en", ("interpreter",)),
        ("где найти переводчика", "ru", ("переводчика",)),
        ("де знайти перекладача", "uk", ("перекладача",)),
        ("أين أجد مترجم", "ar", ("مترجم",)),
        ("mistä", "fi", ("mistä",)),
        ("", "fi", ()),
    ],
)
def test_a_spoken_question_is_about_its_telling_words(voikko, asked, language, words):
    assert questions.read(asked, language).words == words


@pytest.mark.parametrize(
    ("asked", "asked_in", "code"),
    [
        ("raamatukogus", "et", "school.library"),
        ("tercümana", "tr", "language.interpreter"),
        ("وەرگێڕ", "ckb", "language.interpreter"),
        ("幼儿园", "zh", "school.day care centre"),
        ("مهدکودک", "fa", "school.day care centre"),
        ("kotihoidontukea", "fi", "money.home care allowance"),
    ],
)
def test_further_languages_and_names_written_together_are_recognised(voikko, asked, asked_in, code):
    found = {one.concept.code for one in glossary.recognise([asked], asked_in)}
    found |= {concept.code for concept, *_more in glossary.almost(asked, asked_in)}

    assert code in found


def test_a_finnish_word_is_not_taken_for_a_word_of_a_further_language(voikko):
    assert {one.language for one in glossary.recognise(["para"], "fi")} <= set(glossary.LANGUAGES)


def test_chinese_is_cut_at_the_words_of_the_field():
    assert glossary.segment("哪里有幼儿园和图书馆") == ["幼儿园", "图书馆"]
    assert glossary.segment("在哪里") == ["在哪里"]
    assert glossary.segment("neuvola") == ["neuvola"]
    assert questions.read("我需要翻译", "zh").words == ("翻译",)


def test_names_in_further_languages_belong_to_concepts_that_there_are():
    told = {one.code for one in glossary.concepts()}

    assert set(glossary._more()) <= told
