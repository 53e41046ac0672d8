"""What the directory offers is found from the transaction on that offers it, and no longer."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import AnonymousActor, SystemActor
from luukku.core.clock import HELSINKI
from luukku.directory.models import Activity, Channel
from luukku.directory.rules.recurrence import last_day, weekly
from luukku.directory.services import activities, calendars, indexing, keeping
from luukku.directory.services.writing import archive
from luukku.directory.tests.factories import AT, a_place, a_service, an_activity
from luukku.directory.tests.test_calendars import ics
from luukku.search.models import Document
from luukku.search.services import Filters, find, rebuild

pytestmark = pytest.mark.django_db
KINDS = ("meeting_place", "peer_group", "support_families", "event")
ONCE = datetime(2026, 12, 1, 17, tzinfo=HELSINKI)


def found(asked, at=AT, **filters):
    answer = find(AnonymousActor.at_moment(at), asked, language="fi", filters=Filters(**filters))
    return [(one.type, one.title) for one in answer.results]


def keep(worker, activity_id=None, *, version=0, **told):
    columns = {"kind": "peer_group", "municipalities": ["536"]} | told
    said = {"name": "Kotivanhempien ryhmä", "summary": "Tavataan aamulla."}
    return activities.keep_activity(worker.as_actor(AT), activity_id, columns, said, version=version)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_activity_is_found_as_what_it_is(kind):
    keep(a_worker(), kind=kind)

    assert found("kotivanhempien ryhmä") == [(kind, "Kotivanhempien ryhmä")]


def test_an_activity_that_became_something_else_is_found_once():
    worker = a_worker()
    row = keep(worker)

    keep(worker, row.pk, version=row.version, kind="event")

    assert found("kotivanhempien ryhmä") == [("event", "Kotivanhempien ryhmä")]


def test_an_activity_is_found_no_more_when_it_is_archived_or_hidden():
    worker = a_worker()
    first = keep(worker)
    keeping.archive_entry(worker.as_actor(AT), Activity, first.pk)
    keep(worker, is_published=False)

    assert found("kotivanhempien ryhmä") == []


def test_what_was_undone_is_not_found():
    worker = a_worker()
    point = transaction.savepoint()
    keep(worker)
    transaction.savepoint_rollback(point)

    assert found("kotivanhempien ryhmä") == []


def test_a_place_is_found_by_its_street_and_town_until_it_is_archived():
    place = a_place("Neuvontapiste Mukula")
    indexing.entries_changed([place])
    assert found("neuvontapiste esimerkkikatu") == [("place", "Neuvontapiste Mukula")]

    archive(place, AT, Channel.ArchivedWhy.BY_HAND)
    indexing.entries_changed([place])

    assert found("neuvontapiste") == []


def test_a_phone_number_of_a_service_is_no_place():
    phone = a_place("Puhelinneuvonta")
    phone.kind = Channel.Kind.PHONE
    phone.save()

    indexing.entries_changed([phone])

    assert not Document.objects.exists()


def test_a_group_is_found_by_where_for_whom_and_in_which_language_it_is(voikko):
    place = a_place("Kulttuuritalo", post_office="Nokia")
    group = an_activity("Aamukahvila", place=place, audience=["home_parents"], languages=["fa"])

    indexing.entries_changed([place])

    assert ("peer_group", "Aamukahvila") in found("kulttuuritalo")
    assert ("peer_group", "Aamukahvila") in found("persiankielinen ryhmä kotivanhemmille nokialla")
    assert group.pk


def test_results_are_narrowed_by_municipality():
    nokia = Organisation.objects.get_or_create(
        name_fi="Nokia", defaults={"code": "nokiakoodi", "kind": "municipality", "official_code": "536"}
    )[0]
    nokia.kind, nokia.official_code = Organisation.Kind.MUNICIPALITY, "536"
    nokia.save()
    keep(a_worker())

    assert found("ryhmä", places=("Nokia",)) == [("peer_group", "Kotivanhempien ryhmä")]
    assert found("ryhmä", places=("Tampere",)) == []


def test_an_event_is_found_until_its_last_day():
    indexing.entries_changed([an_activity("Joulujuhla", kind="event", starts_at=ONCE)])

    assert found("joulujuhla", ONCE + timedelta(hours=5)) == [("event", "Joulujuhla")]
    assert found("joulujuhla", ONCE + timedelta(days=1)) == []


def test_events_of_a_calendar_are_found_until_it_cancels_them():
    worker = a_worker()
    calendars.bring_in(worker.as_actor(AT), ics())
    assert [kind for kind, _title in found("kielikahvila")] == ["event"]

    calendars.bring_in(worker.as_actor(AT), ics("STATUS:CANCELLED"))

    assert found("kielikahvila") == []


def test_an_index_made_anew_has_the_same():
    entries = [a_service("Neuvonta"), a_place("Neuvontapiste"), an_activity("Neuvontakahvila")]
    an_activity("Piilossa", is_published=False)
    indexing.entries_changed(entries)
    before = set(Document.objects.values_list("type", "source_id", "language"))

    Document.objects.all().delete()
    rebuild(SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=AT))

    assert set(Document.objects.exclude(type="term").values_list("type", "source_id", "language")) == before
    assert len(before) == len(entries)


@pytest.mark.parametrize(
    ("rrule", "more", "day"),
    [
        ("", (), date(2026, 12, 1)),
        ("", (ONCE + timedelta(days=7),), date(2026, 12, 8)),
        (weekly([1]), (), None),
        (weekly([1], until=date(2026, 12, 31)), (), date(2026, 12, 31)),
    ],
)
def test_the_last_day_of_an_event(rrule, more, day):
    assert last_day(ONCE, ONCE + timedelta(hours=2), rrule, rdates=more) == day


def test_a_meeting_place_has_no_last_day():
    indexing.entries_changed([an_activity("Kohtaamispaikka", kind=Activity.Kind.MEETING_PLACE)])

    assert Document.objects.get().ends_on is None
