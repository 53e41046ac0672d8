"""The pages of meetings as people use them, without a script."""

import subprocess
from datetime import datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.core.clock import HELSINKI, now
from luukku.programme.models import AgendaItem, Attendance, CorrectiveAction, Decision, Meeting
from luukku.programme.services.meetings import agenda, calling, holding, minutes
from luukku.programme.tests import factories as make
from luukku.programme.tests import pages
from luukku.programme.tests.meetings import a_meeting, a_promise, an_action, going_on, item_of, told

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 9, 1, 9, tzinfo=HELSINKI)
PROMISE = {"promise": "Vuokrataan tila", "party": "other", "name": "Työryhmä", "due_on": "1.3.2099"}


class Desk(pages.Desk):
    def __init__(self, worker, programme, meeting=None):
        super().__init__(worker, f"{programme.pk}/meetings/" + (f"{meeting.pk}/" if meeting else ""))


def text_of(pdf, folder):
    path = folder / "minutes.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def notes_of(item, **more):
    return {"version": str(item.version), "seen": item.outcome_text, "seen_outcome": item.outcome} | more


def test_a_meeting_is_called_prepared_held_closed_and_read(worker, programme):
    make.a_goal(worker, programme, "Arki sujuu")
    desk = Desk(worker, programme)
    called = desk.post("new/", text="Väliarviointi", held_on="23.11.2026", place="Sali")
    meeting = Meeting.objects.get()
    assert called.url.endswith(f"meetings/{meeting.pk}/prepare/")
    desk = Desk(worker, programme, meeting)
    assert "A goal, but nobody does anything" in desk.words("prepare/")

    goal = programme.goals.get()
    desk.post("prepare/", act="pick", pick=f"goal:{goal.pk}")
    desk.post("people/", person=str(worker.user.pk), role="secretary")
    desk.post("prepare/", act="own", text="Muut asiat")
    desk.post("open/")
    here = desk.post("hold/", **{f"here-{Attendance.objects.get().pk}": "present"})
    first, second = meeting.agenda.all()
    assert here.url.endswith(f"items/{first.pk}/")
    on = desk.post(
        f"items/{first.pk}/", then="next", notes="Kahvila puuttuu.", outcome="discussion", **notes_of(first),
        decision="Avataan kahvila", becomes_measure="on", **PROMISE,
    )  # fmt: skip
    assert on.url.endswith(f"items/{second.pk}/")
    assert desk.post(f"items/{second.pk}/", then="next", **notes_of(second)).url.endswith("/close/")
    assert "it waits for the next meeting" in desk.words("close/")
    desk.post("close/")

    read = desk.words()
    for words in ("Kahvila puuttuu.", "Avataan kahvila", "Työryhmä", "Not talked about", "What became of the"):
        assert words in read
    assert "Work" not in programme.goals.get().measures.get().text


def test_everything_typed_survives_a_refusal_and_nothing_is_half_saved(worker, programme):
    meeting = going_on(worker, programme)
    item, desk = item_of(meeting), Desk(worker, programme, meeting)

    refused = desk.post(
        f"items/{item.pk}/", then="next", notes="Muistio", decision="Päätös", promise="Korjaus", name="Tiimi",
        check_on="huomenna", **notes_of(item),
    )  # fmt: skip

    page = refused.content.decode()
    assert refused.status_code == 422
    for words in ("Muistio", "Päätös", "Korjaus", "Tiimi", "huomenna", "We could not read this day"):
        assert words in page
    assert "Write the day by which it is done." in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "Tiimi"}, "Write what is done."),
        ({"promise": "Korjaus", "due_on": "1.3.2099"}, "Choose who, or write the name."),
        ({"promise": "Korjaus", "due_on": "1.3.2099", "party": "other"}, "Choose who, or write the name."),
        ({"becomes_measure": "on"}, "Write the decision that becomes a measure."),
        (PROMISE | {"check_on": "1.2.2099"}, "The effect is looked at when the action is done."),
        (PROMISE | {"party": str(uuid4())}, "That choice is no longer there."),
    ],
)
def test_half_a_promise_is_asked_for_the_rest(worker, programme, typed, words):
    meeting = going_on(worker, programme)
    item = item_of(meeting)

    answer = Desk(worker, programme, meeting).post(f"items/{item.pk}/", then="next", **notes_of(item), **typed)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not CorrectiveAction.objects.exists()


def test_notes_are_saved_while_they_are_written_and_the_rest_waits_for_a_button(worker, programme):
    meeting = going_on(worker, programme)
    item, desk = item_of(meeting), Desk(worker, programme, meeting)

    saved = desk.post(
        f"items/{item.pk}/", {"X-Autosave": "1"}, notes="Muis", decision="Kes", due_on="1.", **notes_of(item)
    )

    assert saved.json()["version"] == 2
    assert (item_of(meeting).outcome_text, Decision.objects.count()) == ("Muis", 0)


@pytest.mark.parametrize("headers", [{}, {"X-Autosave": "1"}])
def test_the_second_of_two_secretaries_sees_both_texts(worker, programme, headers):
    meeting = going_on(worker, programme)
    item = item_of(meeting)
    holding.write_notes(worker.as_actor(), item.pk, holding.Notes(1, "Ensimmäisen sanat", ""))
    desk = Desk(a_worker(worker.organisation), programme, meeting)

    answer = desk.post(f"items/{item.pk}/", headers, notes="Toisen sanat", **notes_of(item))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ensimmäisen sanat" in page
    assert "Toisen sanat" in page
    assert 'data-version="2"' in page


def test_the_same_form_sent_twice_records_one_decision(worker, programme):
    meeting = going_on(worker, programme)
    item, desk = item_of(meeting), Desk(worker, programme, meeting)
    form = notes_of(item, then="stay", decision="Avataan kahvila", _key=str(uuid4()), **PROMISE)

    first, second = (desk.post(f"items/{item.pk}/", **form) for _ in range(2))

    assert (first.status_code, second.url) == (302, first.url)
    assert (Decision.objects.count(), CorrectiveAction.objects.count()) == (1, 1)


def test_promises_of_the_last_meeting_go_on_at_the_opening(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)
    meeting = going_on(worker, programme)
    desk = Desk(worker, programme, meeting)
    assert "What was promised last time" in desk.words("hold/")

    desk.post(f"promises/{promise.pk}/")
    empty = desk.post(f"promises/{promise.pk}/", **{f"{promise.pk}-effect": " "})
    desk.post(f"promises/{promise.pk}/", **{f"{promise.pk}-effect": "Tila on käytössä."})
    again = desk.post(f"promises/{promise.pk}/")

    promise.refresh_from_db()
    assert (empty.status_code, again.status_code, promise.state) == (422, 422, "assessed")


@pytest.mark.parametrize("path", ["hold/", "close/", "prepare/", "people/", "edit/", "open/"])
def test_a_closed_meeting_has_no_pages_for_writing(worker, programme, path):
    meeting = a_promise(worker, programme).meeting

    assert Desk(worker, programme, meeting).post(path).status_code == 404


def test_forged_ids_are_not_found_or_refused(worker, programme):
    meeting = going_on(worker, programme)
    desk = Desk(worker, programme, meeting)
    other = going_on(worker, make.a_programme(worker))
    foreign = item_of(other)

    answers = [
        desk.get(f"items/{foreign.pk}/"),
        desk.post(f"promises/{uuid4()}/"),
        desk.post(f"people/{uuid4()}/leave-out/"),
        Desk(worker, programme, other).get("hold/"),
    ]
    odd = [desk.post("prepare/", act=act).status_code for act in ("up:x", f"up:{foreign.pk}", "remove:", "burn")]

    assert [one.status_code for one in answers] == [404, 404, 404, 404]
    assert odd == [403, 403, 403, 403]


def test_an_invited_person_of_another_municipality_reads_and_does_not_write(worker, programme):
    meeting, other = going_on(worker, programme, "Asia"), a_worker()
    desk = Desk(other, programme, meeting)
    assert [desk.get(path).status_code for path in ("", "minutes.pdf")] == [404, 404]

    Attendance.objects.create(meeting=meeting, user=other.user, organisation=other.organisation)

    assert [desk.get(path).status_code for path in ("", "minutes.pdf")] == [200, 200]
    assert [desk.get(path).status_code for path in ("hold/", "prepare/", "addendum/")] == [404, 404, 404]
    assert "Go on with the meeting" not in desk.words()


def test_an_empty_agenda_does_not_begin(worker, programme):
    meeting = a_meeting(worker, programme)
    desk = Desk(worker, programme, meeting)

    desk.post("open/")

    assert "Put something on the agenda first." in desk.words("prepare/")
    assert Meeting.objects.get().state == "planned"


def test_closing_is_refused_in_words_while_a_decision_is_missing(worker, programme):
    meeting = going_on(worker, programme)
    holding.write_notes(worker.as_actor(), item_of(meeting).pk, holding.Notes(1, "", "decision"))

    answer = Desk(worker, programme, meeting).post("close/")

    assert (answer.status_code, "no decision is written" in answer.content.decode()) == (422, True)
    assert Meeting.objects.get().state == "open"


def test_an_addition_stands_below_the_minutes_with_its_author(worker, programme):
    meeting = a_promise(worker, programme).meeting
    desk = Desk(worker, programme, meeting)

    assert desk.post("addendum/", text="").status_code == 422
    desk.post("addendum/", text="Kelakin oli paikalla.")

    assert "Kelakin oli paikalla." in desk.words()
    assert worker.user.name in desk.words()


def test_two_who_change_when_and_where_see_both_texts(worker, programme):
    meeting = a_meeting(worker, programme)
    desk = Desk(worker, programme, meeting)
    form = {"text": "Väliarviointi", "held_on": "23.11.2026", "version": "1"}
    desk.post("edit/", place="Sali", **form)

    answer = desk.post("edit/", place="Kahvio", **form)

    assert answer.status_code == 409
    assert "Sali" in answer.content.decode()
    assert "Kahvio" in answer.content.decode()


@pytest.mark.parametrize("typed", [{}, {"person": "x"}, {"person": "PERSON", "name": "Molemmat"}, {"name": "a" * 121}])
def test_whom_to_ask_is_told_one_at_a_time(worker, programme, typed):
    meeting = a_meeting(worker, programme)
    typed = {key: str(worker.user.pk) if value == "PERSON" else value for key, value in typed.items()}

    answer = Desk(worker, programme, meeting).post("people/", role="member", **typed)

    assert answer.status_code == 422
    assert not Attendance.objects.exists()


# ---------------------------------------------------------------- minutes on paper


def test_the_paper_says_what_the_page_says_in_three_languages(worker, programme, tmp_path):
    meeting = a_promise(worker, programme).meeting
    desk = Desk(worker, programme, meeting)
    desk.post("addendum/", text="Kelakin oli paikalla.")

    read = {code: text_of(desk.get(f"minutes.pdf?language={code}").content, tmp_path) for code in ("fi", "sv", "en")}

    for text in read.values():
        for words in ("Väliarviointi", "1. Asia", "Sovittiin.", "Vuokrataan tila", "Työryhmä", "1.3.2099"):
            assert words in text
        assert "Kelakin oli paikalla." in text
    assert "Added afterwards" in read["en"]
    assert len(set(read.values())) == 3


def test_closed_minutes_give_the_same_bytes_each_time(worker, programme):
    meeting = a_promise(worker, programme).meeting
    desk = Desk(worker, programme, meeting)
    first = desk.get("minutes.pdf?language=fi").content

    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=HELSINKI)):
        meeting.corrections.update(state="done")
        again = Desk(worker, programme, meeting).get("minutes.pdf?language=fi").content

    assert first == again
    assert b"pdfuaid" in first
    assert desk.get("minutes.pdf?language=xx").content == first


def test_minutes_of_a_meeting_that_goes_on_say_so(worker, programme, tmp_path):
    meeting = going_on(worker, programme)

    pdf = Desk(worker, programme, meeting).get("minutes.pdf?language=en").content

    assert "Not closed yet" in text_of(pdf, tmp_path)


# ---------------------------------------------------------------- size


def grow(worker, programme, meeting, number):
    """Findings that are open, items on the agenda with everything recorded, people, and promises of before."""
    make.a_goal(worker, programme, theme_name=f"Teema {number}")
    make.a_measure(worker, programme)
    CorrectiveAction.objects.create(programme=programme, text=f"Ehdotus {number}")
    item = agenda.add(worker.as_actor(), meeting.pk, text=f"Asia {number}")
    Attendance.objects.create(meeting=meeting, name=f"Nimi {number}")
    if meeting.state == "open":
        more = told(decision=f"Päätös {number}", becomes_measure=True, action=an_action(name=f"Toimija {number}"))
        holding.write_item(worker.as_actor(), item.pk, more)


def queries_of(desk, path):
    desk.get(path)
    with CaptureQueriesContext(connection) as told_queries:
        assert desk.get(path).status_code == 200
    return len(told_queries)


@pytest.mark.parametrize("path", ["", "prepare/", "people/", "hold/", "close/", "items/ITEM/", "minutes.pdf"])
def test_a_longer_meeting_takes_no_more_queries(worker, programme, path):
    a_promise(worker, programme, at=EARLIER)
    meeting = going_on(worker, programme)
    desk, path = Desk(worker, programme, meeting), path.replace("ITEM", str(item_of(meeting).pk))
    for number in (1, 2):
        grow(worker, programme, meeting, number)
    few = queries_of(desk, path)
    for number in range(3, 9):
        grow(worker, programme, meeting, number)

    assert queries_of(desk, path) == few


def test_closed_minutes_and_the_list_take_no_more_queries_when_they_grow(worker, programme):
    found = []
    for size in (2, 7):
        meeting = going_on(worker, programme)
        for number in range(size):
            grow(worker, programme, meeting, f"{size}.{number}")
        calling.close_meeting(worker.as_actor(), meeting.pk)
        found.append((queries_of(Desk(worker, programme, meeting), ""), queries_of(Desk(worker, programme), "")))

    assert found[0] == found[1]
    assert len(minutes.of(Meeting.objects.get(pk=meeting.pk), now()).items) == 8


def test_the_measure_tells_what_was_decided_about_it(worker, programme):
    meeting = going_on(worker, programme)
    holding.write_item(worker.as_actor(), item_of(meeting).pk, told(decision="Avataan kahvila", becomes_measure=True))
    measure = Decision.objects.get().measure
    place = f"/programme/{programme.pk}/measures/{measure.pk}/"
    desk, other = Desk(worker, programme), a_worker()

    assert "What was decided, and what became of it" in desk.client.get(worker.url(place)).content.decode()
    assert meeting.text not in Desk(other, programme).client.get(other.url(place)).content.decode()
    assert AgendaItem.objects.get().outcome == "decision"


def test_a_corrective_action_leads_to_its_meeting_only_those_who_may_read_that(worker, programme):
    action = a_promise(worker, programme)
    desks = (pages.Desk(worker, "corrections/"), pages.Desk(a_worker(), "corrections/"))

    own, others = (desk.get(f"{action.pk}/").content.decode() for desk in desks)

    link = f"/meetings/{action.meeting_id}/"
    assert link in own
    assert "Väliarviointi" in others
    assert link not in others


def test_who_calls_no_meetings_is_not_told_to_call_one(worker, programme):
    assert "Call one: what is still open is offered for its agenda." in Desk(worker, programme).words()
    assert "Meetings to which you are asked stand here." in Desk(a_worker(), programme).words()
