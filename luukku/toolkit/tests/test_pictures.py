"""Pictures inside texts: the item's own, with words for those who do not see them, wherever the text is read."""

import io

import pytest
from django.test import Client
from PIL import Image

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.files.models import FileContent
from luukku.files.tests.factories import a_picture, an_upload
from luukku.toolkit.rules.blocks import Block, Kind
from luukku.toolkit.services import drafts, items, reading, translations
from luukku.toolkit.services.translations import Told
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def a_file(worker, version, size=(2400, 1200), alt="Kolme tuolia"):
    upload = an_upload(a_picture(size=size), "tuolit.jpg")
    return items.add_file(worker.as_actor(), version.item_id, upload=upload, title="Tuolit", alt=alt, language="")


def with_picture(worker, version, **more):
    file = a_file(worker, version)
    return make.with_block(worker, version, more.pop("text", "Näin istutaan."), Kind.PICTURE, ref=str(file.pk), **more)


def html(response):
    return response.content.decode()


def test_a_picture_stands_in_the_text_small_enough_for_a_telephone_with_its_words(worker):
    version = with_picture(worker, make.a_draft(worker), alt="Tulkki istuu perheen vieressä.")
    item = make.publish(worker, version)
    reader = a_worker()
    client = Client()
    client.force_login(reader.user)

    page = html(client.get(reader.url(f"/toolkit/{item.pk}/")))
    file = item.files.get()
    answer = client.get(reader.url(f"/toolkit/{item.pk}/pictures/{file.pk}/"))

    assert f'src="/w/{reader.organisation.code}/toolkit/{item.pk}/pictures/{file.pk}/"' in page
    assert 'alt="Tulkki istuu perheen vieressä."' in page
    assert 'width="1200" height="600"' in page
    assert "Näin istutaan." in page
    assert answer["Content-Type"] == "image/webp"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 600)
    assert len(answer.content) < 100_000


def test_the_words_written_with_the_file_are_taken_when_the_text_has_none(worker):
    version = with_picture(worker, make.a_draft(worker), alt="")

    assert version.content[-1].alt == "Kolme tuolia"


def test_a_picture_of_another_item_is_refused_and_never_shown(worker):
    other = make.a_draft(worker)
    strange = a_file(worker, other)
    version = make.with_block(worker, make.a_draft(worker), "", Kind.PICTURE)
    block = version.content[-1]

    with pytest.raises(RuleViolation, match="Choose what is shown"):
        make.write(worker, version, {block.id: Block(block.id, Kind.PICTURE, ref=str(strange.pk), alt="x")})

    shown = reading.preview_of(
        worker.as_actor(), version.item, [Block("a", Kind.PICTURE, ref=str(strange.pk), alt="x")]
    )
    assert shown[0].picture is None


def test_a_picture_is_shown_inside_another_item_and_described_in_the_readers_language(worker):
    inner = make.publish(worker, with_picture(worker, make.a_draft(worker), alt="Tuolit"))
    outer = make.publish(worker, make.with_block(worker, make.a_draft(worker), "", Kind.EMBED, ref=str(inner.pk)))
    block = inner.versions.get().content[-1]
    for told in (Told("title", {"text": "Stolar"}), Told(block.id, {"text": "Så", "alt": "Stolarna"})):
        translations.save_block(worker.as_actor(), inner.pk, "sv", told)
    translations.publish_edition(worker.as_actor(), inner.pk, "sv")

    text = reading.text_of(worker.as_actor(), outer, outer.versions.get())
    swedish = reading.text_of(worker.as_actor(), inner, inner.versions.get(), "sv")

    assert text.blocks[-1].inner[-1].picture.item == inner.pk
    assert swedish.blocks[-1].block.alt == "Stolarna"


def test_a_shown_picture_can_not_be_taken_away_and_an_unused_one_is_with_its_copy(worker):
    version = with_picture(worker, make.a_draft(worker))
    file = version.item.files.get()
    with pytest.raises(RuleViolation, match="so it stays"):
        items.remove_file(worker.as_actor(), file.pk)

    drafts.remove_block(worker.as_actor(), version.pk, version.content[-1].id)
    items.remove_file(worker.as_actor(), file.pk)

    assert not FileContent.objects.exists()


def test_a_file_that_is_no_picture_is_not_shown_inside_pages(worker):
    version = make.a_draft(worker)
    file = items.add_file(
        worker.as_actor(), version.item_id, upload=an_upload(b"Teksti", "a.txt"), title="A", alt="", language=""
    )
    client = Client()
    client.force_login(worker.user)

    assert client.get(worker.url(f"/toolkit/{version.item_id}/pictures/{file.pk}/")).status_code == 404


def test_the_preview_shows_pictures_and_items_as_readers_will_see_them(worker):
    inner = make.published(worker, "Sisällä oleva teksti.")
    version = with_picture(worker, make.a_draft(worker), alt="Tuolit")
    version = make.with_block(worker, version, "", Kind.EMBED, ref=str(inner.pk))
    client = Client()
    client.force_login(worker.user)

    page = html(client.get(worker.url(f"/toolkit/{version.item_id}/versions/{version.pk}/edit/")))

    assert "Sisällä oleva teksti." in page
    assert f"/pictures/{version.item.files.get().pk}/" in page
