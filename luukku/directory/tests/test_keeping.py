"""Services, places and phones that people here keep up, and what they write beside a source."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.core.actor import Role, SystemActor
from luukku.core.errors import Conflict, RuleViolation
from luukku.directory import policies
from luukku.directory.models import Channel, Connection, LocalAddition, Provider, Service, Source
from luukku.directory.ptv.client import Client
from luukku.directory.ptv.sources import ApiSource
from luukku.directory.reading import lines_of, words_of
from luukku.directory.rules.opening import hours_on
from luukku.directory.services import additions, imports, keeping, opening
from luukku.directory.services.opening import Week
from luukku.directory.tests.factories import a_place, a_service, an_activity
from luukku.directory.tests.fake_ptv import KEY, a_town, serving

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SAID = {"name": "Neuvonta", "summary": "Saat neuvoja.", "how_to_get_in": "Tule."}
TOLD = {"charge": "free", "languages": ["fi", "ar"], "area_kind": "limited", "municipalities": ["837"]}
PLACE = {"kind": "place", "street": {"fi": "Esimerkkikatu 1"}, "postal_code": "33100", "municipality": "837"}


def an_actor(*roles):
    worker = a_worker(an_organisation(name_fi="Tampereen kaupunki"), roles=roles or (Role.CASEWORKER,))
    return worker.as_actor(AT)


def test_a_service_of_our_own_is_made_and_leaves_a_trace():
    actor = an_actor()

    row = keeping.keep_service(actor, None, TOLD, SAID)

    assert (row.source, row.organisation_id, row.version) == (Source.OURS, actor.organisation_id, 1)
    assert words_of(row, "fi")["how_to_get_in"] == "Tule."
    assert words_of(row.provider, "fi")["name"] == "Tampereen kaupunki"
    assert AuditEvent.objects.filter(action="directory.entry_kept", subject_id=row.pk).exists()


def test_who_arranges_it_is_one_organisation_however_often_it_is_named():
    actor = an_actor()

    first = keeping.keep_service(actor, None, TOLD, SAID, arranged_by="Perhepuu ry")
    second = keeping.keep_service(actor, None, TOLD, SAID, arranged_by=" perhepuu  RY ")

    assert first.provider == second.provider
    assert Provider.objects.count() == 1


def test_a_stale_form_gets_both_texts():
    actor = an_actor()
    row = keeping.keep_service(actor, None, TOLD, SAID)
    keeping.keep_service(actor, row.pk, TOLD, SAID | {"name": "Ensin"}, version=1)

    with pytest.raises(Conflict) as refused:
        keeping.keep_service(actor, row.pk, TOLD | {"charge": "charged"}, SAID | {"name": "Sitten"}, version=1)

    told = {str(one.label): (one.theirs, one.yours) for one in refused.value.fields}
    assert refused.value.version == 2
    assert ("Ensin", "Sitten") in told.values()
    assert len(told) == 2


def test_a_form_that_asks_about_some_words_keeps_the_others():
    actor = an_actor()
    row = keeping.keep_service(actor, None, TOLD, SAID | {"times": "Viikon."})

    keeping.keep_service(actor, row.pk, TOLD, SAID | {"name": "Uusi"}, version=1)

    assert words_of(Service.objects.get(), "fi")["times"] == "Viikon."


@pytest.mark.parametrize("change", ["service", "channel", "archive", "words", "facts", "connect", "hours"])
def test_another_organisations_worker_changes_nothing(change):
    keeper, other = an_actor(), a_worker().as_actor(AT)
    service = keeping.keep_service(keeper, None, TOLD, SAID)
    place = keeping.keep_channel(keeper, None, PLACE, {"name": "Piste"})
    attempts = {
        "service": lambda: keeping.keep_service(other, service.pk, TOLD, SAID, version=1),
        "channel": lambda: keeping.keep_channel(other, place.pk, PLACE, {"name": "x"}, version=1),
        "archive": lambda: keeping.archive_entry(other, Service, service.pk),
        "words": lambda: additions.write_words(other, Service, service.pk, "ar", SAID, is_plain=False, version=0),
        "facts": lambda: additions.keep_facts(other, service.pk, {}, tags=["x"], version=0),
        "connect": lambda: keeping.connect(other, service.pk, place.pk),
        "hours": lambda: opening.keep_week(other, Channel, place.pk, Week({}, {}), version=1),
    }

    with pytest.raises(PermissionDenied):
        attempts[change]()


def test_who_only_guards_data_writes_nothing():
    officer = an_actor(Role.DATA_PROTECTION)

    with pytest.raises(PermissionDenied):
        keeping.keep_service(officer, None, TOLD, SAID)
    assert not policies.own_channels(officer).exists()


def test_a_place_made_for_a_service_is_a_way_to_it_at_once():
    actor = an_actor()
    service = keeping.keep_service(actor, None, TOLD, SAID)

    place = keeping.keep_channel(actor, None, PLACE, {"name": "Piste"}, for_service=service.pk)

    assert Connection.objects.present().get().channel == place


def test_a_way_is_taken_away_and_added_again():
    actor = an_actor()
    service = keeping.keep_service(actor, None, TOLD, SAID)
    place = a_place()
    way = keeping.connect(actor, service.pk, place.pk, note="3. kerros")

    keeping.disconnect(actor, service.pk, way.pk)
    gone = service.connections.present().exists()
    keeping.connect(actor, service.pk, place.pk)

    assert not gone
    assert service.connections.present().get().pk == way.pk


def test_a_way_that_the_source_tells_stays():
    service = a_service()
    place = a_place(service=service)
    Connection.objects.update(source_hash="x")

    with pytest.raises(RuleViolation):
        keeping.disconnect(an_actor(), service.pk, place.connections.get().pk)


def test_an_archived_entry_is_kept_and_offered_again():
    actor = an_actor()
    service = keeping.keep_service(actor, None, TOLD, SAID)

    keeping.archive_entry(actor, Service, service.pk)
    hidden = policies.public_services().exists()
    keeping.return_entry(actor, Service, service.pk)

    assert not hidden
    assert policies.public_services().get().texts.get().name == "Neuvonta"


def test_what_its_source_withdrew_is_not_offered_again_by_hand():
    actor = an_actor()
    service = keeping.keep_service(actor, None, TOLD, SAID)
    Service.objects.update(archived_at=AT, archived_why="withdrawn")

    with pytest.raises(PermissionDenied):
        keeping.return_entry(actor, Service, service.pk)


def test_tags_and_facts_stand_beside_a_source_and_outlive_an_import():
    actor = an_actor()
    with serving(a_town(1)) as catalogue:
        brought = bring(catalogue)
        additions.keep_facts(
            actor, brought.pk, {"arranges_interpreter": True}, tags=["omakielinen", "Omakielinen ", ""], version=0
        )
        keeping.keep_channel(actor, None, PLACE, {"name": "Oma piste"}, for_service=brought.pk)
        opening.keep_week(
            actor, Channel, Channel.objects.get(source=Source.PTV).pk, Week({0: ((time(10), time(12)),)}, {}), version=1
        )
        catalogue.lists["service"][0]["chargeType"] = "Charged"
        catalogue.lists["service-channel"][0]["languageVersions"]["fi"]["summary"] = "Uusi."
        bring(catalogue)

    place = Channel.objects.get(source=Source.PTV)
    assert LocalAddition.objects.get().tags == ["Omakielinen"]
    assert Connection.objects.present().filter(service=brought).count() == 2
    monday = hours_on(date(2026, 11, 23), lines_of(place.hours.all()))
    assert monday.spans == ((time(10), time(12)),)
    assert place.hours.filter(is_local=False, kind="usual").exists()


def bring(catalogue):
    actor = SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=AT)
    run = imports.start_run(actor, catalogue.url, is_full=True)
    imports.carry_out(actor, run.pk, ApiSource(Client(catalogue.url, KEY)))
    return Service.objects.get(source=Source.PTV)


@pytest.mark.parametrize("tags", [["x" * 41], [str(number) for number in range(31)]])
def test_tags_have_limits(tags):
    with pytest.raises(RuleViolation):
        additions.keep_facts(an_actor(), a_service().pk, {}, tags=tags, version=0)


def test_stale_facts_show_both():
    actor, service = an_actor(), a_service()
    additions.keep_facts(actor, service.pk, {"minimum_age": 7}, tags=["a"], version=0)

    with pytest.raises(Conflict) as refused:
        additions.keep_facts(actor, service.pk, {"minimum_age": 8}, tags=["b"], version=0)

    assert {(one.theirs, one.yours) for one in refused.value.fields} == {("a", "b"), ("7", "8")}


def test_a_week_is_kept_with_its_holidays_and_what_the_form_cannot_show_stays():
    actor, place = an_actor(), a_place()
    place.hours.create(weekdays=[6], weeks="odd", opens=time(12), closes=time(13))
    week = Week({0: ((time(9), time(12)), (time(13), time(16))), 1: ()}, {"ChristmasEve": ((time(9), time(11)),)})

    opening.keep_week(actor, Channel, place.pk, week, version=1)

    lines = lines_of(place.hours.all())
    assert hours_on(date(2026, 11, 23), lines).spans == ((time(9), time(12)), (time(13), time(16)))
    assert hours_on(date(2026, 11, 24), lines).spans == ()
    assert hours_on(date(2026, 12, 24), lines).spans == ((time(9), time(11)),)
    assert place.hours.filter(weeks="odd").exists()
    with pytest.raises(Conflict):
        opening.keep_week(actor, Channel, place.pk, week, version=1)


def test_exceptions_go_before_everything_and_are_taken_away():
    actor, place = an_actor(), a_place()
    day = date(2026, 11, 23)

    opening.add_exception(actor, Channel, place.pk, first=day, last=day + timedelta(days=6), weekdays=[0], note="Loma")
    closed = hours_on(day, lines_of(place.hours.all()))
    opening.remove_exception(actor, Channel, place.pk, place.hours.get(kind="exception").pk)

    assert (closed.spans, closed.is_exception, closed.notes) == ((), True, ({"fi": "Loma"},))
    assert hours_on(day, lines_of(place.hours.all())).spans == ((time(9), time(16)),)
    with pytest.raises(RuleViolation):
        opening.add_exception(actor, Channel, place.pk, first=day, last=day - timedelta(days=1))


def test_an_exception_of_the_source_is_not_ours_to_remove():
    place = a_place()
    Channel.objects.update(source=Source.PTV, source_id="x")
    line = place.hours.create(kind="exception", valid_from=date(2026, 12, 1), is_closed=True)

    with pytest.raises(PermissionDenied):
        opening.remove_exception(an_actor(), Channel, place.pk, line.pk)


def test_changes_of_a_place_move_its_services_and_groups():
    actor = an_actor()
    place = keeping.keep_channel(actor, None, PLACE, {"name": "Piste"})
    service, group = a_service(), an_activity(place=place)
    keeping.connect(actor, service.pk, place.pk)
    later = a_worker(Organisation.objects.get(pk=actor.organisation_id)).as_actor(AT + timedelta(days=1))

    opening.keep_week(later, Channel, place.pk, Week({0: ()}, {}), version=1)

    service.refresh_from_db()
    group.refresh_from_db()
    assert service.changed_at == group.changed_at == later.at
