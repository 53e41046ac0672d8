"""Two people write one text; items that show each other; a text that says nothing new."""

from dataclasses import replace

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import Conflict, RuleViolation
from luukku.toolkit.models import ItemVersion
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import drafts, reading, reviewing
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


# ---------------------------------------------------------------- two writers


def test_changes_of_different_blocks_are_joined(worker):
    version = make.a_draft(worker, "yksi", "kaksi")
    first, second = version.content
    seen = ItemVersion.objects.get(pk=version.pk)

    make.write(worker, version, {first.id: replace(first, text="yksi A")})
    joined = make.write(make.a_colleague(worker), version, {second.id: replace(second, text="kaksi B")}, seen=seen)

    assert [block.text for block in joined.content] == ["yksi A", "kaksi B"]


def test_of_one_block_that_two_changed_both_texts_are_shown_and_nothing_is_saved(worker):
    version = make.a_draft(worker, "yksi")
    block = version.content[0]
    seen = ItemVersion.objects.get(pk=version.pk)
    make.write(worker, version, {block.id: replace(block, text="minun")})

    with pytest.raises(Conflict) as caught:
        make.write(make.a_colleague(worker), version, {block.id: replace(block, text="toisen")}, seen=seen)

    assert [(one.theirs, one.yours) for one in caught.value.fields] == [("minun", "toisen")]
    assert ItemVersion.objects.get().content[0].text == "minun"


def test_a_title_that_two_changed_shows_both(worker):
    version = make.a_draft(worker)
    seen = ItemVersion.objects.get(pk=version.pk)
    make.write(worker, version, {}, title="Minun")

    with pytest.raises(Conflict) as caught:
        make.write(make.a_colleague(worker), version, {}, seen=seen, title="Toisen")

    assert [(one.theirs, one.yours) for one in caught.value.fields] == [("Minun", "Toisen")]


def test_words_in_a_block_that_somebody_took_away_are_not_lost(worker):
    version = make.a_draft(worker, "yksi", "kaksi")
    seen = ItemVersion.objects.get(pk=version.pk)
    block = version.content[1]
    drafts.remove_block(worker.as_actor(), version.pk, block.id)

    with pytest.raises(Conflict) as caught:
        make.write(make.a_colleague(worker), version, {block.id: replace(block, text="lisää")}, seen=seen)

    assert [one.yours for one in caught.value.fields] == ["lisää"]


def test_blocks_move_come_back_and_are_thrown_away(worker):
    item = make.published(worker, "yksi", "kaksi")
    old = item.versions.get()
    draft = drafts.start_version(worker.as_actor(), item.pk)

    moved = drafts.move_block(worker.as_actor(), draft.pk, draft.content[1].id, step=-1)
    back = drafts.bring_back(worker.as_actor(), draft.pk, old.pk)
    drafts.discard(worker.as_actor(), draft.pk)

    assert [block.text for block in moved.content] == ["kaksi", "yksi"]
    assert [block.text for block in back.content] == ["yksi", "kaksi"]
    assert item.versions.count() == 1
    with pytest.raises(RuleViolation, match="only text"):
        drafts.discard(worker.as_actor(), make.a_draft(worker).pk)


# ---------------------------------------------------------------- circles


def test_two_items_can_not_show_each_other(worker):
    first, second = make.published(worker), make.published(worker)
    draft = drafts.start_version(worker.as_actor(), first.pk)
    make.with_block(worker, draft, "", Kind.EMBED, ref=str(second.pk))
    other = drafts.start_version(worker.as_actor(), second.pk)

    with pytest.raises(RuleViolation, match="in turn"):
        make.with_block(worker, other, "", Kind.EMBED, ref=str(first.pk))
    with pytest.raises(RuleViolation, match="in turn"):
        make.with_block(worker, draft, "", Kind.EMBED, ref=str(first.pk))


def test_an_item_shown_inside_another_updates_there(worker):
    inner = make.published(worker, "Sisempi.")
    version = make.with_block(worker, make.a_draft(worker), "", Kind.EMBED, ref=str(inner.pk))
    outer = make.publish(worker, version)
    make.next_version(worker, inner, 0, "Uusi sisempi.")

    text = reading.text_of(worker.as_actor(), outer, outer.versions.published().get())

    assert text.blocks[-1].inner[0].block.text == "Uusi sisempi."


# ---------------------------------------------------------------- nothing new


def test_a_text_that_readers_see_already_is_not_sent_for_approval(worker):
    item = make.published(worker)
    draft = drafts.start_version(worker.as_actor(), item.pk)

    with pytest.raises(RuleViolation, match="exactly this text"):
        reviewing.submit(worker.as_actor(), draft.pk)

    make.write(worker, draft, {}, title="Uusi nimi")
    assert reviewing.submit(worker.as_actor(), draft.pk).state == ItemVersion.State.IN_REVIEW
