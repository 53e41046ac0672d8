"""When a section changes, only the pieces that rest on it are marked, until somebody has written or looked."""

from dataclasses import replace

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.rules import law as rules
from luukku.toolkit.rules.blocks import Block, Kind, fingerprint
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import drafts, law, overview, reading, upkeep
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db

SECTION = "681/2023, 24 §"


@pytest.fixture
def worker():
    return a_worker()


def resting(worker, *texts, place=0):
    """An item that is out, one of its pieces resting on the section."""
    version = make.a_draft(worker, *texts, law_references=[SECTION, "681/2023, 25 §"])
    block = version.content[place]
    return make.publish(worker, make.write(worker, version, {block.id: replace(block, law=SECTION)}))


def marked(worker, item, language=""):
    text = reading.text_of(worker.as_actor(), item, item.versions.published().get(), language)
    return [shown.law for shown in text.blocks]


def page_of(worker, path):
    client = Client()
    client.force_login(worker.user)
    return client.get(worker.url(path)).content.decode()


def test_the_law_changes_and_one_piece_alone_is_marked_in_every_language(worker):
    item = resting(worker, "Laki sanoo näin.", "Varaa tulkki.")
    make.translated(make.a_colleague(worker), item, "sv")

    upkeep.note_law_change(worker.as_actor(), SECTION)

    item.refresh_from_db()
    assert item.state == ToolkitItem.State.DUE
    assert marked(worker, item) == marked(worker, item, "sv") == [SECTION, ""]
    page = page_of(a_worker(), f"/toolkit/{item.pk}/")
    assert page.count("The law has changed here") == 1
    assert "One piece below rests on it and is marked." in page
    assert f"The law has changed: {SECTION}" in page_of(worker, "/toolkit/queue/")


def test_writing_the_piece_anew_settles_it_and_makes_its_translations_alone_outdated(worker):
    item = resting(worker, "Laki sanoo näin.", "Varaa tulkki.")
    make.translated(make.a_colleague(worker), item, "sv")
    upkeep.note_law_change(worker.as_actor(), SECTION)
    version = drafts.start_version(worker.as_actor(), item.pk)
    assert "The law has changed under this piece" in page_of(worker, f"/toolkit/{item.pk}/versions/{version.pk}/edit/")
    block = version.content[0]
    make.write(worker, version, {block.id: replace(block, text="Laki sanoo nyt toisin.")})

    item = make.publish(worker, version)

    assert marked(worker, item) == ["", ""]
    pairs = overview.pairs_of(worker.as_actor(), item, "sv")
    assert [pair.unit.id for pair in pairs if pair.status is Status.OUTDATED] == [block.id]


def test_publishing_another_piece_settles_nothing(worker):
    item = resting(worker, "Laki sanoo näin.", "Varaa tulkki.")
    upkeep.note_law_change(worker.as_actor(), SECTION)

    item = make.next_version(worker, item, 1, "Varaa tulkki ajoissa.")

    assert marked(worker, item) == [SECTION, ""]


def test_reviewed_without_changes_settles_every_piece(worker):
    item = resting(worker, "Laki sanoo näin.")
    upkeep.note_law_change(worker.as_actor(), SECTION)

    upkeep.confirm_unchanged(worker.as_actor(), item.pk)

    assert marked(worker, item) == [""]
    assert law.open_changes(item) == []


def test_another_section_and_a_piece_without_one_are_not_touched(worker):
    item = resting(worker, "Laki sanoo näin.")
    other = make.published(worker, "Ilman pykälää.", law_references=[SECTION])

    upkeep.note_law_change(worker.as_actor(), "681/2023, 25 §")
    assert marked(worker, item) == [""]
    upkeep.note_law_change(worker.as_actor(), SECTION)

    assert marked(worker, other) == [""]
    assert "Ask a colleague before you rely on it." in page_of(worker, f"/toolkit/{other.pk}/")


def test_a_section_that_is_none_is_refused(worker):
    version = make.a_draft(worker)
    block = version.content[0]

    with pytest.raises(RuleViolation, match="number of the act"):
        make.write(worker, version, {block.id: replace(block, law="<script>")})


def test_a_block_is_overtaken_when_it_rests_on_the_section_and_says_what_it_said():
    block = Block("a", Kind.PARAGRAPH, "Laki.", law=SECTION)
    change = rules.Change(SECTION, {"a": fingerprint(block)})

    assert rules.overtaken([block], [change]) == {"a": SECTION}
    assert rules.overtaken([replace(block, text="Uusi.")], [change]) == {}
    assert rules.overtaken([replace(block, law="")], [change]) == {}
    assert rules.overtaken([block], []) == {}
