"""The index keeps itself true: counts, forgets, reads rough texts again, is made anew."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from luukku.core.actor import AnonymousActor, SystemActor
from luukku.language import glossary, morphology
from luukku.search import jobs
from luukku.search.events import everything_asked
from luukku.search.models import Document, Extent, Word
from luukku.search.services import (
    TERM,
    find,
    index_documents,
    is_outdated,
    rebuild,
    recount,
    refine_rough,
    remove_document,
    words,
)
from luukku.search.tests.factories import a_document

pytestmark = pytest.mark.django_db

AT = datetime(2100, 1, 1, 9, tzinfo=UTC)
OPERATOR = SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=AT)


INTERPRETER = glossary.Concept("test.interpreter", "test", {"fi": ("tulkki",), "so": ("turjumaan",)})


@contextmanager
def few_words(concepts=(INTERPRETER,)):
    """As if the glossary had these concepts alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(glossary, "concepts", lambda: concepts)
        words._fingerprint.cache_clear()
        yield
    words._fingerprint.cache_clear()


def found(asked, language="fi"):
    return [one.title for one in find(AnonymousActor.at_moment(AT), asked, language=language).results]


def test_terms_are_counted_in_all_texts_titles_and_where_they_are_strong():
    index_documents([a_document("Kerho", text="kerho kerho"), a_document("Ryhmä", text="kerho")])

    recount(AT)

    word = Word.objects.get(word="kerho", language="")
    assert (word.documents, word.titles, word.strong) == (2, 1, 1)
    assert Extent.objects.get().documents == 2


def test_words_that_no_text_has_any_more_are_forgotten(voikko):
    index_documents([a_document("Kerhoissa", source_id="1")])
    remove_document("service", "1")

    recount(AT)

    assert not Word.objects.exists()


def test_a_word_that_was_forgotten_while_its_text_was_published_comes_back():
    index_documents([a_document("Perhekahvila")])
    recount(AT)
    Word.objects.filter(language="").delete()
    assert found("perhekahvila") == []

    recount(AT)

    assert found("perhekahvila") == ["Perhekahvila"]


def test_an_index_is_outdated_after_a_change_until_it_is_counted():
    assert not is_outdated()

    index_documents([a_document(source_id="1")])
    assert is_outdated()
    recount(AT)
    assert not is_outdated()
    remove_document("service", "1")
    assert is_outdated()


def test_the_job_counts_what_changed_and_may_run_twice():
    index_documents([a_document("Kerho")])

    with few_words():
        jobs.keep_up.func(timestamp=0)
        jobs.keep_up.func(timestamp=0)

    assert Extent.objects.get().documents == 1 + len(list(INTERPRETER.names))


def test_words_of_the_field_are_taken_in_once_and_go_with_the_glossary():
    with few_words():
        assert words.are_outdated()
        words.take_in(OPERATOR)
        assert not words.are_outdated()
        assert found("tulkki") == ["tulkki"]
        assert found("turjumaan", "so") == ["turjumaan"]

    with few_words(()):
        assert words.are_outdated()
        words.take_in(OPERATOR)

    assert not Document.objects.exists()


def test_a_word_stands_below_what_it_names_and_says_nothing_of_how_long_texts_are():
    index_documents([a_document("Tulkki", text="sana " * 50)])
    with few_words():
        words.take_in(OPERATOR)
    recount(AT)

    assert [one.type for one in find(AnonymousActor.at_moment(AT), "tulkki", language="fi").results] == [
        "service",
        "term",
    ]
    assert Extent.objects.get().mean_length > 50


def test_without_voikko_the_worker_reads_again_what_a_page_indexed_roughly():
    with morphology.switched_off():
        index_documents([a_document("Perheiden kerho", text="Lapsille ja vanhemmille.")])
        assert Document.objects.get().is_rough

        refined = refine_rough()
        recount(AT)

        assert refined == 1
        assert not Document.objects.get().is_rough
        assert found("lapsille") == ["Perheiden kerho"]
        assert found("lapsi") == ["Perheiden kerho"]


def test_a_rebuild_takes_what_is_published_now_and_leaves_kinds_that_nobody_tells():
    index_documents([a_document("Poistettu"), a_document("Muu", type="other")])
    told = []

    def answer(sender, actor, **_more):
        return (a_document(f"Kerho {number}") for number in range(3))

    everything_asked.connect(answer)
    try:
        count = rebuild(OPERATOR, tell=told.append)
    finally:
        everything_asked.disconnect(answer)

    assert count >= 3
    assert told[-1] == count
    assert set(Document.objects.exclude(type=TERM).values_list("title", flat=True)) == {
        "Kerho 0",
        "Kerho 1",
        "Kerho 2",
        "Muu",
    }
