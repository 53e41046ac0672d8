"""A translator's file is looked at before anything of it counts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.files.tests.factories import an_upload
from luukku.toolkit.exchange.xliff import Version
from luukku.toolkit.models import BlockTranslation, TranslationFile
from luukku.toolkit.rules.proposing import Outcome
from luukku.toolkit.services import exchanging, translations
from luukku.toolkit.services.translations import Told
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def a_file(worker, item, version=Version.V2, target="Översatt"):
    told = exchanging.export(worker.as_actor(), item.pk, "sv", version).decode()
    return told.replace("</source>", f"</source><target>{target}</target>").encode()


def looked_at(worker, item, content):
    return exchanging.proposals(exchanging.bring(worker.as_actor(), item.pk, "sv", content))


def desk(worker):
    client = Client()
    client.force_login(worker.user)
    return client


@pytest.mark.parametrize("version", list(Version))
def test_the_page_shows_every_change_before_anything_is_kept(worker, version):
    item = make.published(worker, "Varaa tulkki.", title="Tulkki")
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Tolken kommer"}))
    file = exchanging.export(worker.as_actor(), item.pk, "sv", version).decode()
    content = file.replace("Tolken kommer", "Tolken kommer snart").encode()
    client = desk(worker)

    brought = client.post(
        worker.url(f"/toolkit/{item.pk}/languages/sv/xliff/bring/"), {"file": an_upload(content, "tolk.xlf")}
    )
    page = client.get(brought.url).content.decode()

    assert BlockTranslation.objects.count() == 1
    assert "1 piece would change." in page
    assert "2 are left out." in page
    assert "<ins> snart</ins>" in page
    assert "The file has no translation for it." in page
    assert "tolk.xlf" in page
    done = client.post(brought.url, {"then": "take", "take": ["title"], "seen-title": "1"})
    assert done.status_code == 302
    assert translations.newest_of_block(item, "sv", "title").words == {"text": "Tolken kommer snart"}
    assert not TranslationFile.objects.exists()


def test_only_the_chosen_pieces_are_taken_in(worker):
    item = make.published(worker, "Varaa tulkki.")
    file = exchanging.bring(worker.as_actor(), item.pk, "sv", a_file(worker, item))

    taken = exchanging.take_in(worker.as_actor(), file.pk, {"summary": 0})

    assert (taken.new, taken.left_out) == (1, 2)
    assert list(BlockTranslation.objects.values_list("block", flat=True)) == ["summary"]


def test_each_piece_tells_what_it_would_do_and_why_it_is_left_out(worker):
    item = make.published(worker, "Vanha sana.", "Toinen.", title="Tulkki")
    content = a_file(worker, item).decode()
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Översatt"}))
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("summary", {"text": "Kort"}))
    item = make.next_version(worker, item, 0, "Uusi sana.")
    blocks = item.versions.published().get().content
    content = content.replace(f'id="b-{blocks[1].id}"', 'id="b-poistettu"')

    found = {one.id: one.outcome for one in looked_at(worker, item, content.encode())}

    assert found == {
        "title": Outcome.SAME,
        "summary": Outcome.CHANGED,
        blocks[0].id: Outcome.OUTDATED,
        "poistettu": Outcome.UNKNOWN,
    }


def test_a_checked_translation_is_pointed_out_before_unchecked_words_follow_it(worker):
    item = make.published(worker)
    row = translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Tolk"}))
    translations.review_block(make.a_colleague(worker).as_actor(), item.pk, "sv", "title", seen=row.number)
    file = exchanging.bring(worker.as_actor(), item.pk, "sv", a_file(worker, item))

    found = {one.id: one.is_reviewed for one in exchanging.proposals(file)}
    page = desk(worker).get(worker.url(f"/toolkit/{item.pk}/languages/sv/xliff/{file.pk}/")).content.decode()

    assert found["title"] is True
    assert "What stands here has been checked. The new words have not." in page


def test_when_somebody_translated_meanwhile_nothing_is_taken_in_and_the_difference_is_shown_anew(worker):
    item = make.published(worker)
    file = exchanging.bring(worker.as_actor(), item.pk, "sv", a_file(worker, item))
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Min"}))
    path = worker.url(f"/toolkit/{item.pk}/languages/sv/xliff/{file.pk}/")

    refused = desk(worker).post(
        path, {"then": "take", "take": ["title", "summary"], "seen-title": "0", "seen-summary": "0"}
    )

    assert refused.status_code == 409
    assert "<del>Min</del><ins>Översatt</ins>" in refused.content.decode()
    assert BlockTranslation.objects.count() == 1


def test_a_file_is_put_aside_without_a_trace_in_the_texts(worker):
    item = make.published(worker)
    file = exchanging.bring(worker.as_actor(), item.pk, "sv", a_file(worker, item))
    path = worker.url(f"/toolkit/{item.pk}/languages/sv/xliff/{file.pk}/")

    nothing = desk(worker).post(path, {"then": "take"})
    done = desk(worker).post(path, {"then": "throw"})

    assert (nothing.status_code, done.status_code) == (422, 302)
    assert not TranslationFile.objects.exists()
    assert not BlockTranslation.objects.exists()


def test_another_organisations_file_is_nobodys_here(worker):
    item = make.published(worker)
    file = exchanging.bring(worker.as_actor(), item.pk, "sv", a_file(worker, item))
    stranger = a_worker()

    with pytest.raises(PermissionDenied):
        exchanging.take_in(stranger.as_actor(), file.pk, {"title": 0})
    path = f"/toolkit/{item.pk}/languages/sv/xliff/{file.pk}/"
    assert desk(stranger).get(stranger.url(path)).status_code == 404


def test_a_piece_that_a_file_repeats_is_taken_once(worker):
    item = make.published(worker)
    unit = '<unit id="b-title"><segment id="text"><source>x</source><target>Andra</target></segment></unit></file>'
    content = a_file(worker, item).decode().replace("</file>", unit)

    taken = make.brought(worker, item, "sv", content.encode())

    assert taken.new == 3
    assert BlockTranslation.objects.get(block="title").words == {"text": "Översatt"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<?xml version="1.0" encoding="UTF-8"?><xliff>\xe4\xf6</xliff>', "letters"),
        (b'<?xml version="1.0" encoding="x-oma"?><xliff/>', "letters"),
        (b'<?xml version="1.0"?><xliff', "cut short"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', "document type"),
        (b"<html/>", "no XLIFF"),
        (b" " * (5 * 1024 * 1024 + 1), "5 megabytes"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_words(worker, content, message):
    item = make.published(worker)

    with pytest.raises(RuleViolation, match=message):
        exchanging.bring(worker.as_actor(), item.pk, "sv", content)
    assert not TranslationFile.objects.exists()
