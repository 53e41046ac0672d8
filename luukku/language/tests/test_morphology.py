"""Word forms of Finnish: what they are of, thread by thread, and what is answered without Voikko."""

import threading

import pytest

from luukku.language import morphology, umlauts


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("perheille", "perhe"),
        ("kädestä", "käsi"),
        ("vanhempien", "vanhempi"),
        ("päiväkodissa", "päiväkoti"),
        ("öitä", "yö"),
        ("tulkkausta", "tulkkaus"),
        ("Nokialla", "nokia"),
        ("nokialla", "nokia"),
        ("EU:n", "eu"),
        ("saisimmeko", "saada"),
    ],
)
def test_a_form_leads_to_its_dictionary_form(voikko, form, lemma):
    assert lemma in morphology.lemmas(form)


def test_a_compound_is_found_by_its_parts_too(voikko):
    assert morphology.index_terms("kotoutumissuunnitelmassa") == ("kotoutumissuunnitelma", "kotoutua", "suunnitelma")


def test_a_reading_says_what_the_ending_says(voikko):
    reading = morphology.analyse("perhekeskuksissa")[0]

    assert (reading.lemma, reading.word_class, reading.case, reading.number) == (
        "perhekeskus",
        "noun",
        "inessive",
        "plural",
    )
    assert reading.pieces == ("perhe", "keskuksissa")
    assert reading.is_compound


def test_a_verb_tells_its_person_and_mood(voikko):
    reading = morphology.analyse("saisimmeko")[0]

    assert (reading.mood, reading.person, reading.number, reading.is_question) == ("conditional", "1", "plural", True)


def test_hyphens_stand_where_a_line_may_break(voikko):
    assert morphology.hyphenated("kotoutumissuunnitelma") == "ko-tou-tu-mis-suun-ni-tel-ma"


@pytest.mark.parametrize("word", ["", "-", "12", "a\0b", "x" * 300, "ääk\n", "\ud800", "’", "مدرسة", "🙂", "a" * 61])
def test_whatever_is_no_finnish_word_has_no_reading(word):
    assert morphology.analyse(word) == ()
    assert morphology.lemmas(word) == ()


def test_threads_ask_at_the_same_time_and_are_all_answered_right(voikko):
    """One handle for all threads would give wrong answers and abort the process."""
    words = {
        "perheillä": "perhe",
        "lapsille": "lapsi",
        "kädestä": "käsi",
        "kotoutumissuunnitelmassa": "kotoutumissuunnitelma",
    }
    wrong: list[str] = []

    def ask() -> None:
        for _round in range(100):
            wrong.extend(
                word for word, lemma in words.items() if morphology.analyse.__wrapped__(word)[0].lemma != lemma
            )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_without_voikko_there_are_no_readings_and_it_says_so():
    with morphology.switched_off():
        told = (morphology.is_available(), morphology.lemmas("perheille"), morphology.hyphenated("perheille"))

    assert told == (False, (), "perheille")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("paivakodista", "päiväkodista"),
        ("tyottomyysturva", "työttömyysturva"),
        ("aitiysneuvolaan", "äitiysneuvolaan"),
        ("maahanmuuttajaaiti", "maahanmuuttajaäiti"),
        ("lahikoulu", "lähikoulu"),
    ],
)
def test_words_typed_without_dots_are_understood(voikko, typed, meant):
    assert meant in umlauts.with_dots(typed)


@pytest.mark.parametrize("word", ["perhe", "talo", "asunto", "päivä", "ab", ""])
def test_words_that_are_finnish_as_they_stand_are_left_alone(voikko, word):
    assert umlauts.with_dots(word) == ()
