"""Pages around a meeting: who takes part, what was agreed, and who is told. Numbers are attacks of the threat list."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import Meeting, MeetingParticipant, Person, Section, Task, UnderstandingCheck
from luukku.casework.services import (
    Invited,
    MeetingFacts,
    call_off_meeting,
    candidates,
    change_meeting,
    hold_meeting,
    plan_meeting,
)
from luukku.casework.services.agreements import Agreed
from luukku.casework.tests.factories import a_family, a_guardian, a_helper, a_meeting, a_participant, a_person
from luukku.core import clock
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message
from luukku.delivery.services import deliver

pytestmark = pytest.mark.django_db

PLACE = "Kätkökuja 7"


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Leena Keksitty")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


def adult_of(case):
    return case.family.memberships.filter(role="adult").earliest("created_at").person


def url_of(worker, meeting, path=""):
    return worker.url(f"/cases/{meeting.case_id}/meetings/{meeting.pk}/{path}")


def posted(**more):
    told = {
        "topic": "Päiväkoti",
        "on": "14.4.2027",
        "at": "13.15",
        "minutes": "60",
        "language": "fi",
        "interpreter_state": "not_needed",
    }
    return told | more


def held(case, **more):
    more.setdefault("held_at", clock.now())
    meeting = a_meeting(case, clock.now() - timedelta(hours=2), **more)
    return meeting, a_participant(meeting, adult_of(case), was_present=True)


def test_whoever_is_chosen_takes_part_each_in_their_role(client, worker, case):
    helper, elsewhere = a_worker(), a_person(name="Isä Muualla")
    a_helper(case, helper)
    a_guardian(case.family.memberships.get(role="child").person, elsewhere)
    people = [adult_of(case).pk, elsewhere.pk, helper.user.pk, worker.user.pk]

    client.post(
        worker.url(f"/cases/{case.pk}/meetings/new/"),
        posted(people=people, others="Maija Malli, kouluterveydenhoitaja\nmaija malli\n\nNaapuri", mode="home_visit"),
    )

    rows = Meeting.objects.get().participants
    assert sorted(rows.values_list("capacity", "function")) == [
        ("authority", "kouluterveydenhoitaja"),
        ("family", ""),
        ("guardian", ""),
        ("helper", "Opettaja"),
        ("other", ""),
        ("responsible", ""),
    ]
    assert Meeting.objects.get().mode == "home_visit"


def test_an_interpreted_meeting_is_suggested_twice_as_long(client, worker, case):
    Person.objects.update(interpreter_need="none")
    plain = client.get(worker.url(f"/cases/{case.pk}/meetings/new/")).content.decode()
    Person.objects.update(interpreter_need="always")
    interpreted = client.get(worker.url(f"/cases/{case.pk}/meetings/new/")).content.decode()

    assert 'name="minutes" value="60"' in plain
    assert 'name="minutes" value="120"' in interpreted


def test_a_stranger_is_not_asked_by_a_forged_id(client, worker, case):
    stranger = a_person()

    response = client.post(worker.url(f"/cases/{case.pk}/meetings/new/"), posted(people=[stranger.pk]))

    assert response.status_code == 422
    with pytest.raises(RuleViolation):
        plan_meeting(
            worker.as_actor(),
            case.pk,
            facts=MeetingFacts(clock.now(), "x"),
            invited=[Invited(person_id=stranger.pk, capacity="family")],
        )


def test_attack_31_who_has_left_the_family_is_no_longer_asked(worker, case):
    gone = adult_of(case)
    case.family.memberships.filter(person=gone).update(during=DateRange(date(2020, 1, 1), clock.today()))
    gone.ward_relations.all().delete()

    names = [one.name for one in candidates(worker.as_actor(), case)]

    assert gone.short_name not in names


def test_attack_18_no_mail_tells_where_when_with_whom_or_about_what(worker, case):
    helper = a_worker()
    a_helper(case, helper)
    invited = [Invited(user_id=helper.user.pk, capacity="helper"), Invited(name="Maija Malli")]
    facts = MeetingFacts(clock.now() + timedelta(days=3), "Pelko kotona", place=PLACE, interpreter_state="not_needed")
    actor = worker.as_actor()

    meeting = plan_meeting(actor, case.pk, facts=facts, invited=invited)
    moved = MeetingFacts(clock.now() + timedelta(days=4), "Pelko kotona", place=f"{PLACE} B")
    change_meeting(actor, meeting.pk, version=1, facts=moved, invited=invited)
    call_off_meeting(actor, meeting.pk, reason="Perhe on sairaana")
    for message in Message.objects.all():
        deliver(SystemActor.now(), message.pk)

    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "meeting_called_off",
        "meeting_changed",
        "meeting_planned",
    ]
    assert {message.to[0] for message in mail.outbox} == {helper.user.email}
    for message in mail.outbox:
        whole = f"{message.subject} {message.body} {message.extra_headers}"
        for secret in ("Pelko", PLACE, "Karimi", "sairaana", "Maija", adult_of(case).name, "tapaami", "meeting?"):
            assert secret not in whole
        assert f"/w/{helper.organisation.code}/cases/{case.pk}/meetings/{meeting.pk}/" in message.body


def test_an_unchanged_time_and_place_tells_nobody(worker, case):
    helper = a_worker()
    a_helper(case, helper)
    meeting = a_meeting(case, clock.now() + timedelta(days=1))
    a_participant(meeting, worker=helper)
    facts = MeetingFacts(meeting.starts_at, "Toinen aihe", place=meeting.place)

    change_meeting(worker.as_actor(), meeting.pk, version=1, facts=facts)

    assert not Message.objects.exists()


def test_a_meeting_is_called_off_with_a_reason_and_stands_so(client, worker, case):
    meeting = a_meeting(case, clock.now() + timedelta(days=1))

    assert client.post(url_of(worker, meeting, "call-off/"), {}).status_code == 422
    assert client.post(url_of(worker, meeting, "call-off/"), {"reason": "Lapsi sairastui"}).status_code == 302

    meeting.refresh_from_db()
    assert meeting.called_off_at is not None
    assert "Lapsi sairastui" in client.get(url_of(worker, meeting)).content.decode()
    for path in ("edit/", "held/", "call-off/"):
        assert client.get(url_of(worker, meeting, path)).status_code == 404


def test_attack_42_what_was_called_off_is_not_held_and_what_was_held_not_called_off(worker, case):
    off = a_meeting(case, clock.now() - timedelta(hours=1), called_off_at=clock.now(), called_off_reason="x")
    done, _row = held(case)

    with pytest.raises(RuleViolation):
        hold_meeting(worker.as_actor(), off.pk, version=1, agreed=Agreed("x"))
    with pytest.raises(RuleViolation):
        call_off_meeting(worker.as_actor(), done.pk, reason="x")


def test_attack_57_what_is_to_come_is_not_held_and_a_meeting_is_not_before_its_case(client, worker, case):
    coming = a_meeting(case, clock.now() + timedelta(hours=1))
    case.opened_on = clock.today()
    case.save()

    early = client.post(worker.url(f"/cases/{case.pk}/meetings/new/"), posted(on="1.1.2021"))
    future = client.post(url_of(worker, coming, "held/"), {"version": "1", "agreed": "x"})

    assert (early.status_code, future.status_code) == (422, 422)
    assert "Write about what was before it as a note" in early.content.decode()
    assert "has not begun yet" in future.content.decode()


def test_what_was_agreed_becomes_words_presence_and_tasks(client, worker, case):
    meeting = a_meeting(case, clock.now() - timedelta(hours=1))
    there, away = a_participant(meeting, adult_of(case)), a_participant(meeting, name="Naapuri")

    response = client.post(
        url_of(worker, meeting, "held/"),
        {
            "version": "1",
            "present": [there.pk],
            "agreed": "Haetaan paikkaa.",
            "agreed_family": "…",
            "p0-what": "Täyttää hakemus",
            "p0-doer": f"person:{adult_of(case).pk}",
            "p0-due_on": "1.5.2027",
            "p2-what": "Soittaa",
            "p2-doer": "responsible",
        },
    )

    assert response.status_code == 302
    meeting.refresh_from_db()
    away.refresh_from_db()
    assert (meeting.agreed, meeting.held_at is not None, away.was_present) == ("Haetaan paikkaa.", True, False)
    assert sorted(Task.objects.filter(meeting=meeting).values_list("what", "doer")) == [
        ("Soittaa", "responsible"),
        ("Täyttää hakemus", "person"),
    ]


def test_attack_53_two_who_write_what_was_agreed_both_keep_their_words(client, worker, case):
    meeting, _row = held(case, agreed="Ensimmäinen teksti", version=2)

    response = client.post(url_of(worker, meeting, "held/"), {"version": "1", "agreed": "Toinen teksti"})

    html = response.content.decode()
    assert response.status_code == 409
    assert html.count("Ensimmäinen teksti") >= 1
    assert html.count("Toinen teksti") >= 2


def test_understanding_is_noted_of_the_very_words(client, worker, case):
    meeting, row = held(case, agreed="Haetaan paikkaa.")
    told = {
        "seal": meeting.agreed_seal,
        "language": "fi",
        "method": "own_words",
        "result": "understood",
        "interpreter_mode": "none",
    }

    assert client.post(url_of(worker, meeting, f"understood/{row.pk}/"), told | {"seal": "5" * 64}).status_code == 422
    assert client.post(url_of(worker, meeting, f"understood/{row.pk}/"), told).status_code == 302
    assert "Understood:" in client.get(url_of(worker, meeting)).content.decode()

    check = UnderstandingCheck.objects.get()
    assert (check.text_code, check.text_hash) == ("meeting_agreed", meeting.agreed_seal)
    hold_meeting(worker.as_actor(), meeting.pk, version=1, agreed=Agreed("Muutettu."), present=[row.pk])
    assert "Understood:" not in client.get(url_of(worker, meeting)).content.decode()


def test_understanding_is_asked_of_the_family_that_was_there(client, worker, case):
    meeting, _row = held(case, agreed="Haetaan paikkaa.")
    outsider = a_participant(meeting, name="Naapuri", was_present=True)
    away = a_participant(meeting, case.family.memberships.get(role="child").person, was_present=False)

    for row in (outsider, away):
        assert client.get(url_of(worker, meeting, f"understood/{row.pk}/")).status_code == 404


def test_what_was_agreed_is_printed_without_a_place(client, worker, case):
    import io

    from pypdf import PdfReader

    meeting, _row = held(case, agreed="Haetaan paikkaa.", agreed_family="جای خالی", language="fa", place=PLACE)
    Task.objects.create(case=case, meeting=meeting, what="Soittaa", added_by=worker.user)

    response = client.get(url_of(worker, meeting, "print/"))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert response["Content-Type"] == "application/pdf"
    assert "Haetaan paikkaa." in text
    assert "Soittaa" in text
    assert "Kätkökuja" not in text


def test_a_helper_reads_the_meetings_they_were_asked_to_and_no_others(client, worker, case):
    helper = a_worker()
    a_helper(case, helper)
    asked, other = a_meeting(case), a_meeting(case, topic="Salaisuus")
    a_participant(asked, worker=helper)
    client.force_login(helper.user)

    assert client.get(url_of(helper, asked)).status_code == 200
    assert client.get(url_of(helper, other)).status_code == 404
    assert client.get(url_of(helper, asked, "edit/")).status_code == 404
    case.care_team.update(sections=[Section.MEETINGS])
    assert client.get(url_of(helper, other)).status_code == 200


def test_what_was_typed_survives_a_refusal(client, worker, case):
    response = client.post(
        worker.url(f"/cases/{case.pk}/meetings/new/"), posted(on="ei päivä", agenda="Sanat säilyvät", others="Naapuri")
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert "Sanat säilyvät" in html
    assert "Naapuri" in html


def test_a_participant_is_one_and_only_one(case, worker):
    meeting = a_meeting(case)

    with pytest.raises(Exception, match="casework_a_participant_is_one"):
        MeetingParticipant.objects.create(meeting=meeting, capacity="other")
