"""XLIFF files of translation offices, after a region came over and instead of it."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.moving.integreat import gathering, office
from luukku.moving.models import MovedPage
from luukku.moving.services import moving
from luukku.moving.services.pages import Keeper
from luukku.moving.tests import region as told
from luukku.toolkit.models import BlockTranslation, ItemVersion, ToolkitItem
from luukku.toolkit.services import items

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    worker = a_worker()
    return Keeper(worker.organisation.pk, None, items.Owner("Koordinaattori", worker.user.pk))


def move(keeper, rows=(), *contents):
    region = gathering.region(rows, slug="lindenau")
    office.add(region, {f"{place}.xliff": content for place, content in enumerate(contents)})
    return moving.move(moving.mover(keeper.organisation_id), region, keeper)


CHILDREN = {
    "title": ("Kinder und Familie", "Çocuklar ve aile"),
    "content": ("<p>Alles für Kinder.</p><p>Fragen Sie uns.</p>", "<p>Çocuklar için her şey.</p><p>Bize sorun.</p>"),
}


def test_a_language_comes_later_and_the_text_stays(keeper):
    move(keeper, told.rows())
    before = ItemVersion.objects.get(title="Kinder und Familie")

    moved = move(keeper, [], told.xliff(4, "de-DE", "tr-TR", CHILDREN))
    again = move(keeper, [], told.xliff(4, "de-DE", "tr-TR", CHILDREN))

    after = ItemVersion.objects.get(title="Kinder und Familie")
    rows = BlockTranslation.objects.filter(item=before.item, language="tr")
    words = {row.block: row.words["text"] for row in rows}
    assert moved.counts["page"] == {"changed": 1}
    assert (after.blocks, after.edits) == (before.blocks, before.edits)
    assert words["summary"] == "Çocuklar için her şey."
    assert words[before.content[0].id] == "Bize sorun."
    assert {row.maker for row in rows} == {"person"}
    assert again.counts["page"] == {"same": 1}


def test_the_rest_of_the_region_stays_when_only_an_office_tells(keeper):
    move(keeper, told.rows())

    move(keeper, [], told.xliff(4, "de-DE", "tr-TR", CHILDREN))

    assert not ToolkitItem.objects.filter(state="archived").exists()
    assert not MovedPage.objects.filter(gone_at__isnull=False).exists()


def test_a_page_without_an_id_is_known_by_its_title(keeper):
    move(keeper, told.rows())
    texts = {
        "title": ("Gesundheit", "Sağlık"),
        "content": ("<p>Im Notfall rufen Sie 112.</p>", "<p>112'yi arayın.</p>"),
    }

    move(keeper, [], told.xliff(987, "de-DE", "tr", texts))

    item = ItemVersion.objects.get(title="Gesundheit").item
    assert BlockTranslation.objects.get(item=item, language="tr", block="title").words == {"text": "Sağlık"}


def test_pages_come_from_offices_alone(keeper):
    moved = move(keeper, [], told.xliff(4, "de-DE", "tr-TR", CHILDREN), told.xliff(4, "de-DE", "fi-FI", CHILDREN))

    version = ItemVersion.objects.get()
    assert moved.counts["page"] == {"new": 1}
    assert (version.title, version.item.source_language, version.state) == ("Kinder und Familie", "de", "in_review")
    assert set(version.item.translations.values_list("language", flat=True)) == {"tr", "fi"}
