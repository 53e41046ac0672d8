import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.portal.models import Entry
from luukku.portal.services import publishing
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import items
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    return a_worker()


def test_what_is_published_for_families_stands_here_in_every_language(writer):
    item = make.published(writer, "Tule mukaan.", title="Perhekerho", themes=["home_care"])

    make.translated(writer, item, "ar")

    entries = {row.language: row for row in Entry.objects.out()}
    assert set(entries) == {"fi", "ar"}
    assert entries["fi"].title == "Perhekerho"
    assert entries["fi"].needs == ["child"]
    assert entries["ar"].languages == ["fi", "ar"]
    assert entries["ar"].blocks[0]["text"] == "[ar] Tule mukaan."


def test_what_is_for_professionals_alone_never_comes_here(writer):
    make.published(writer, "Salainen.", audience="professionals")

    assert not Entry.objects.exists()


def test_an_item_that_is_no_longer_for_families_leaves(writer):
    item = make.published(writer, "Tule mukaan.")

    items.change_facts(
        writer.as_actor(),
        item.pk,
        record_version=item.record_version,
        facts={**make.FACTS, "audience": "professionals"},
    )

    assert Entry.objects.get().is_gone


def test_what_professionals_alone_read_is_not_shown_inside_a_page_for_families(writer):
    hidden = make.published(writer, "Vain ammattilaisille.", audience="professionals")
    version = make.a_draft(writer, "Perheille.")
    version = make.with_block(writer, version, "", Kind.EMBED, ref=str(hidden.pk))
    make.publish(writer, version)

    entry = Entry.objects.get()

    assert "Vain ammattilaisille." not in str(entry.blocks)
    assert "Perheille." in str(entry.blocks)


def test_a_page_follows_what_it_shows_of_another(writer):
    inner = make.published(writer, "Vanha sana.")
    version = make.with_block(writer, make.a_draft(writer, "Ympärillä."), "", Kind.EMBED, ref=str(inner.pk))
    outer = make.publish(writer, version)

    make.next_version(writer, inner, 0, "Uusi sana.")

    assert "Uusi sana." in str(Entry.objects.get(source_id=outer.pk).blocks)


def test_what_is_put_away_leaves_a_tombstone_that_tells_nothing(writer):
    item = make.published(writer, "Tule mukaan.")
    number = publishing.current_number()

    items.archive(writer.as_actor(), item.pk, note="Vanha.")

    row = Entry.objects.get()
    assert (row.is_gone, row.title, row.blocks) == (True, "", [])
    assert row.number == publishing.current_number() == number + 1


def test_bringing_up_to_date_what_is_up_to_date_changes_no_number(writer):
    make.published(writer, "Tule mukaan.")
    number = publishing.current_number()

    changed = publishing.rebuild(SystemActor.now())

    assert changed == 0
    assert publishing.current_number() == number


def test_the_copies_can_be_made_from_nothing(writer):
    make.published(writer, "Tule mukaan.")
    Entry.objects.all().delete()

    assert publishing.rebuild(SystemActor.now()) == 1
    assert Entry.objects.out().count() == 1
