"""Documents come into the index and leave it, in the transaction of whoever publishes."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from luukku.search.models import Document, Word
from luukku.search.rules.documents import Audience, indexed
from luukku.search.services import index_documents, remove_document, replace_documents
from luukku.search.tests.factories import a_document

pytestmark = pytest.mark.django_db


def test_a_document_is_in_the_index_at_once():
    index_documents([a_document("Perhekahvila", summary="Tule mukaan.", tags=("ryhmä",), places=("Nokia",))])

    row = Document.objects.get()
    assert (row.title, row.type, row.language, row.audience) == ("Perhekahvila", "service", "fi", "public")
    assert "perhekahvila" in Word.objects.filter(language="").values_list("word", flat=True)


def test_a_document_published_again_stands_there_once():
    index_documents([a_document("Vanha", source_id="1")])
    index_documents([a_document("Uusi", source_id="1")])

    assert list(Document.objects.values_list("title", flat=True)) == ["Uusi"]


def test_an_undone_publication_leaves_nothing():
    with transaction.atomic():
        index_documents([a_document()])
        transaction.set_rollback(True)

    assert not Document.objects.exists()
    assert not Word.objects.exists()


def test_one_language_version_or_all_are_taken_out():
    index_documents([a_document(source_id="1"), a_document("Rådgivning", source_id="1", language="sv")])

    first = remove_document("service", "1", "sv")
    second = remove_document("service", "1")

    assert (first, second) == (1, 1)


def test_exactly_the_versions_given_stay():
    index_documents([a_document(source_id="1"), a_document("Rådgivning", source_id="1", language="sv")])

    replace_documents("service", "1", [a_document("Clinic", source_id="1", language="en")])

    assert list(Document.objects.values_list("language", flat=True)) == ["en"]


def test_a_title_counts_three_times(voikko):
    told = indexed(a_document("Perhekerho", text="Kerho perheille."))

    assert told.counts["perhe"] == 4
    assert told.counts["perhekerho"] == 3
    assert "perhekerho" in told.title_terms
    assert told.forms["perheille"] == ("perhe",)


def test_a_document_for_some_must_say_for_whom():
    with pytest.raises(IntegrityError), transaction.atomic():
        index_documents([a_document(audience=Audience.ORGANISATIONS)])
    with pytest.raises(IntegrityError), transaction.atomic():
        index_documents([a_document(audience=Audience.STAFF, organisations=(uuid4(),))])


@pytest.mark.parametrize("title", ["", "\0", "\u202eabc", "' | & ! :*", "a" * 5000, "‼", "\ud800x", "翻译服务"])
def test_whatever_stands_in_a_title_is_taken_in(title):
    index_documents([a_document(title, text=title)])

    assert Document.objects.count() == 1
