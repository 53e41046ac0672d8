"""An item's life: written by two, approved by a third, out on its day, looked after, handed on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from luukku.accounts.models import Membership
from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.actor import AnonymousActor, SystemActor
from luukku.core.clock import HELSINKI
from luukku.core.errors import Conflict, RuleViolation
from luukku.search.models import Document
from luukku.toolkit import policies
from luukku.toolkit.models import ItemVersion, Ownership, Review, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Kind
from luukku.toolkit.services import drafts, importing, items, reviewing, upkeep
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db

State = ToolkitItem.State


@pytest.fixture
def worker():
    return a_worker()


def system(at):
    return replace(SystemActor.now(), at=at)


# ---------------------------------------------------------------- to readers' eyes


def test_an_approved_text_is_out_sealed_found_and_leaves_a_trace(worker):
    item = make.published(worker, "Kysy aina tulkkia.", title="Tulkin kanssa")

    version = item.versions.get()
    assert (item.state, version.state) == (State.PUBLISHED, ItemVersion.State.PUBLISHED)
    assert version.content_hash == drafts.content_hash(version)
    assert item.review_on is not None
    assert Document.objects.get(source_id=str(item.pk)).title == "Tulkin kanssa"
    assert AuditEvent.objects.filter(action="toolkit.published", subject_id=item.pk).exists()


def test_nobody_approves_what_they_wrote_in(worker):
    helper = make.a_colleague(worker)
    version = make.with_block(helper, make.a_draft(worker), "Toisen kappale.")
    reviewing.submit(worker.as_actor(), version.pk)

    for writer in (worker, helper):
        with pytest.raises(RuleViolation, match="not written in this text"):
            reviewing.approve(writer.as_actor(), version.pk)
    assert not policies.may_approve(helper.as_actor(), version)


def test_the_database_refuses_an_author_as_approver(worker):
    version = make.a_draft(worker)
    version.approver = worker.user

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_a_published_version_can_not_be_written(worker):
    version = make.published(worker).versions.get()

    with pytest.raises(RuleViolation, match="begin a new version"):
        make.write(worker, version, {})
    with pytest.raises(RuleViolation):
        reviewing.return_to_writer(worker.as_actor(), version.pk)


def test_the_next_version_replaces_the_one_before_and_keeps_the_blocks_ids(worker):
    item = make.published(worker, "Vanha teksti.")
    old = item.versions.get()

    item = make.next_version(worker, item, 0, "Uusi teksti.")

    new = item.versions.published().get()
    old.refresh_from_db()
    assert (old.state, old.content[0].text) == (ItemVersion.State.SUPERSEDED, "Vanha teksti.")
    assert (new.number, new.content[0].id) == (2, old.content[0].id)


def test_readers_go_on_reading_while_the_next_version_is_written(worker):
    item = make.published(worker, "Vanha teksti.")
    drafts.start_version(worker.as_actor(), item.pk)

    item.refresh_from_db()
    assert item.state == State.PUBLISHED
    assert drafts.start_version(worker.as_actor(), item.pk).number == 2


@pytest.mark.parametrize("missing", [{"title": " "}, {"summary": ""}])
def test_a_text_without_title_or_summary_is_not_sent_to_review(worker, missing):
    version = make.a_draft(worker)
    ItemVersion.objects.filter(pk=version.pk).update(**missing)

    with pytest.raises(RuleViolation, match="title and a summary"):
        reviewing.submit(worker.as_actor(), version.pk)


def test_a_link_without_an_address_is_not_sent_to_review(worker):
    version = make.with_block(worker, make.a_draft(worker), "Kela", Kind.LINK)

    with pytest.raises(RuleViolation, match="address"):
        reviewing.submit(worker.as_actor(), version.pk)


def test_what_is_scheduled_comes_out_at_its_moment_and_once(worker):
    at = datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
    version = make.a_draft(worker, at=at)
    reviewing.submit(worker.as_actor(at), version.pk)
    reviewing.approve(make.a_colleague(worker).as_actor(at), version.pk, publish_at=at + timedelta(days=1))

    early = reviewing.publish_when_due(system(at + timedelta(hours=2)), version.pk)
    then = reviewing.publish_when_due(system(at + timedelta(days=1)), version.pk)
    again = reviewing.publish_all_due(system(at + timedelta(days=2)))

    assert (early, then, again) == (False, True, 0)
    assert ToolkitItem.objects.get().state == State.PUBLISHED


def test_a_moment_that_is_past_is_refused(worker):
    version = make.a_draft(worker)
    reviewing.submit(worker.as_actor(), version.pk)
    approver = make.a_colleague(worker).as_actor()

    with pytest.raises(RuleViolation, match="past"):
        reviewing.approve(approver, version.pk, publish_at=approver.at - timedelta(minutes=1))


def test_a_text_taken_back_before_its_moment_stays_a_draft(worker):
    version = make.a_draft(worker)
    reviewing.submit(worker.as_actor(), version.pk)
    approver = make.a_colleague(worker).as_actor()
    reviewing.approve(approver, version.pk, publish_at=approver.at + timedelta(hours=1))
    reviewing.return_to_writer(worker.as_actor(), version.pk)

    assert not reviewing.publish_when_due(system(approver.at + timedelta(hours=2)), version.pk)
    assert ItemVersion.objects.get().state == ItemVersion.State.DRAFT


def test_a_text_put_away_before_its_moment_does_not_come_out_by_itself(worker):
    at = datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
    away, fine = make.a_draft(worker, at=at), make.a_draft(worker, at=at)
    for version in (away, fine):
        reviewing.submit(worker.as_actor(at), version.pk)
        reviewing.approve(make.a_colleague(worker).as_actor(at), version.pk, publish_at=at + timedelta(days=1))
    items.archive(worker.as_actor(at), away.item_id, note="Ei tule.")

    done = reviewing.publish_all_due(system(at + timedelta(days=2)))
    items.take_back(worker.as_actor(at), away.item_id)
    later = reviewing.publish_all_due(system(at + timedelta(days=3)))

    away.refresh_from_db()
    assert (done, later) == (1, 0)
    assert (away.state, away.approver, away.publish_at) == (ItemVersion.State.DRAFT, None, None)


def test_one_text_that_can_not_come_out_does_not_hold_up_the_others(worker, monkeypatch):
    at = datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
    stuck, fine = make.a_draft(worker, at=at), make.a_draft(worker, at=at)
    for version in (stuck, fine):
        reviewing.submit(worker.as_actor(at), version.pk)
        reviewing.approve(make.a_colleague(worker).as_actor(at), version.pk, publish_at=at + timedelta(days=1))
    ToolkitItem.objects.filter(pk=stuck.item_id).update(state=State.ARCHIVED)

    assert reviewing.publish_all_due(system(at + timedelta(days=2))) == 1
    assert ItemVersion.objects.get(pk=fine.pk).state == ItemVersion.State.PUBLISHED


def test_what_was_changed_under_the_approvers_eyes_is_read_again(worker):
    version = make.a_draft(worker)
    reviewing.submit(worker.as_actor(), version.pk)

    with pytest.raises(RuleViolation, match="while you were reading"):
        reviewing.approve(make.a_colleague(worker).as_actor(), version.pk, edits=version.edits - 1)


def test_a_comment_stands_at_its_block_until_it_is_settled(worker):
    version = make.a_draft(worker)
    row = reviewing.comment(worker.as_actor(), version.pk, text="Lyhennä.", block=version.content[0].id)

    settled = reviewing.settle_comment(make.a_colleague(worker).as_actor(), row.pk)

    assert settled.settled_at is not None
    with pytest.raises(PermissionDenied):
        reviewing.comment(worker.as_actor(), version.pk, text="x", block="nothing")


# ---------------------------------------------------------------- upkeep


def test_reviewed_without_changes_moves_the_next_review_and_not_the_day_of_the_text(worker):
    at = datetime(2026, 1, 15, 12, tzinfo=HELSINKI)
    item = make.published(worker, at=at)
    upkeep.walk_through(system(at + timedelta(days=370)))
    later = at + timedelta(days=372)

    item = upkeep.confirm_unchanged(worker.as_actor(later), item.pk)

    assert (item.state, item.edited_on) == (State.PUBLISHED, date(2026, 1, 15))
    assert item.review_on == date(2028, 1, 22)
    assert item.reviews.first().outcome == Review.Outcome.NO_CHANGE


def test_the_night_finds_what_is_due_and_what_nobody_reviewed(worker):
    at = datetime(2026, 1, 15, 12, tzinfo=HELSINKI)
    item = make.published(worker, at=at)

    before = upkeep.walk_through(system(at + timedelta(days=364)))
    due = upkeep.walk_through(system(at + timedelta(days=365)))
    late = upkeep.walk_through(system(at + timedelta(days=365 + 90)))

    item.refresh_from_db()
    assert [(one["due"], one["outdated"]) for one in (before, due, late)] == [(0, 0), (1, 0), (0, 1)]
    assert (item.state, item.is_out) == (State.OUTDATED, True)
    assert Document.objects.get().factor == pytest.approx(0.4)


def test_a_changed_section_makes_the_items_that_rest_on_it_due(worker):
    item = make.published(worker, law_references=["681/2023, 24 §"])
    other = make.published(worker, law_references=["681/2023, 25 §"])
    elsewhere = make.published(a_worker(), law_references=["681/2023, 24 §"])

    found = upkeep.note_law_change(worker.as_actor(), "681/2023, 24 §", note="Uusi sana.")

    assert [one.pk for one in found] == [item.pk]
    states = {one.pk: one.state for one in ToolkitItem.objects.all()}
    assert states == {item.pk: State.DUE, other.pk: State.PUBLISHED, elsewhere.pk: State.PUBLISHED}


def test_an_item_whose_owner_may_not_sign_in_stands_in_the_queue_the_same_day(worker):
    colleague = make.a_colleague(worker)
    item = make.published(worker)
    assert not policies.ownerless_items(colleague.as_actor()).exists()

    worker.user.is_active = False
    worker.user.save()

    assert list(policies.ownerless_items(colleague.as_actor())) == [item]
    with pytest.raises(RuleViolation, match="Nobody answers"):
        upkeep.confirm_unchanged(colleague.as_actor(), item.pk)


def test_an_item_whose_owner_leaves_the_organisation_stands_in_the_queue(worker):
    colleague = make.a_colleague(worker)
    item = make.published(worker)
    Membership.objects.filter(user=worker.user).update(ends_on=date(2024, 1, 1))

    assert list(policies.ownerless_items(colleague.as_actor())) == [item]


def test_the_successor_answers_from_the_day_after(worker):
    heir = make.a_colleague(worker)
    item = make.published(worker)
    today = worker.as_actor().day
    owner = items.Owner("Koordinaattori", worker.user.pk, today, heir.user.pk)
    items.give_to(worker.as_actor(), item.pk, owner)

    tomorrow = system(worker.as_actor().at + timedelta(days=1))
    done = upkeep.walk_through(tomorrow)
    again = upkeep.walk_through(tomorrow)

    assert (done["handed_on"], again["handed_on"]) == (1, 0)
    assert Ownership.objects.on(tomorrow.day).get(item=item).person == heir.user


def test_a_text_is_reviewed_before_its_owners_time_ends(worker):
    item = make.published(worker)
    last = worker.as_actor().day + timedelta(days=30)
    items.give_to(worker.as_actor(), item.pk, items.Owner("Hanketyöntekijä", worker.user.pk, last))

    assert upkeep.confirm_unchanged(worker.as_actor(), item.pk).review_on == last


def test_an_archived_item_is_read_and_found_by_nobody_and_can_be_taken_back(worker):
    item = make.published(worker)
    items.archive(worker.as_actor(), item.pk, note="Vanha.")

    assert not policies.visible_items(a_worker().as_actor()).exists()
    assert not Document.objects.exists()
    assert items.take_back(worker.as_actor(), item.pk).state == State.DRAFT


def test_an_archived_item_comes_out_again_only_through_review(worker):
    item = make.published(worker)
    items.archive(worker.as_actor(), item.pk, note="")
    items.take_back(worker.as_actor(), item.pk)
    draft = drafts.start_version(worker.as_actor(), item.pk)

    assert make.publish(worker, draft).state == State.PUBLISHED


# ---------------------------------------------------------------- readers without sign-in


def test_without_sign_in_what_is_out_for_families_is_read_and_nothing_else(worker):
    item = make.published(worker, audience="families")
    make.published(worker, audience="professionals")
    make.a_draft(worker, audience="families")

    found = policies.visible_items(AnonymousActor.at_moment(worker.as_actor().at))

    assert list(found) == [item]
    assert not policies.visible_versions(AnonymousActor.at_moment(worker.as_actor().at)).open().exists()


# ---------------------------------------------------------------- other organisations


def test_another_organisation_reads_what_is_out_and_changes_nothing(worker):
    item = make.published(worker)
    draft = make.a_draft(worker)
    stranger = a_worker().as_actor()

    assert list(policies.visible_items(stranger)) == [item]
    for attempt in (
        lambda: drafts.start_version(stranger, item.pk),
        lambda: reviewing.submit(stranger, draft.pk),
        lambda: upkeep.confirm_unchanged(stranger, item.pk),
        lambda: items.archive(stranger, item.pk, note=""),
        lambda: items.give_to(stranger, item.pk, items.Owner("x", None)),
        lambda: drafts.remove_block(stranger, draft.pk, "x"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_facts_that_two_changed_show_both(worker):
    item = make.published(worker)
    items.change_facts(worker.as_actor(), item.pk, record_version=1, facts={"review_months": 6})

    with pytest.raises(Conflict):
        items.change_facts(worker.as_actor(), item.pk, record_version=1, facts={"review_months": 3})


def test_nobody_shows_a_text_of_their_own_to_families_without_a_colleague(worker):
    item = make.published(worker, audience="professionals")
    colleague = a_worker(worker.organisation)

    with pytest.raises(RuleViolation):
        items.change_facts(worker.as_actor(), item.pk, record_version=1, facts={"audience": "both"})
    items.change_facts(worker.as_actor(), item.pk, record_version=1, facts={"review_months": 6})
    shown = items.change_facts(colleague.as_actor(), item.pk, record_version=2, facts={"audience": "both"})

    assert shown.audience == "both"


def test_a_block_says_what_its_kind_has_and_nothing_else(worker):
    version = make.with_block(worker, make.a_draft(worker), "Kela", Kind.LINK, url="https://www.kela.fi")

    assert version.blocks[-1] == {
        "id": version.content[-1].id,
        "kind": "link",
        "text": "Kela",
        "url": "https://www.kela.fi",
    }
    assert isinstance(version.content[-1], Block)


# ---------------------------------------------------------------- from elsewhere


def test_what_others_published_comes_in_due_for_review_with_its_owner_ended(worker):
    foreign = importing.Foreign(
        title="Työkalupakki 2018",
        summary="Vain tiedot.",
        blocks=(Block("a", Kind.LINK, "PDF", url="https://example.org/a.pdf"),),
        origin="example.org",
        origin_url="https://example.org/a.pdf",
        origin_on=date(2018, 9, 10),
        owner="Hanke",
        owned_until=date(2020, 12, 31),
    )
    item = importing.take_in(worker.as_actor(), foreign)
    night = upkeep.walk_through(system(worker.as_actor().at + timedelta(days=1)))
    later = upkeep.walk_through(system(worker.as_actor().at + timedelta(days=91)))

    assert item.state == State.DUE
    assert (item.edited_on, item.review_on) == (date(2018, 9, 10), date(2019, 9, 10))
    assert list(policies.ownerless_items(worker.as_actor())) == [item]
    assert (night["outdated"], later["outdated"]) == (0, 1)
    with pytest.raises(RuleViolation, match="already"):
        importing.take_in(worker.as_actor(), foreign)
