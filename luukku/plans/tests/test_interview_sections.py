"""The interview section by section: what is shown, what a section saves, where one goes on, and what follows."""

import pytest
from django.urls import reverse

from luukku.plans import interview_contents as contents
from luukku.plans.models import Interview
from luukku.plans.services import interviews, tellings
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import AUTOSAVE, WORK, Desk, desk_of, text_of

pytestmark = pytest.mark.django_db
TELLINGS = ("aims", "plan_process", "rights_and_duties", "personal_data")


@pytest.fixture
def interview() -> Interview:
    return make.an_interview()


@pytest.fixture
def desk(interview) -> Desk:
    return desk_of(interview.case)


def key(interview: Interview, question: str) -> str:
    return f"{interview.person_id}.{question}"


def completed(interview: Interview) -> Interview:
    actor = make.worker_of(interview.case).as_actor()
    for code in TELLINGS:
        interviews.record_telling(actor, interview.pk, telling=code, method="read", result="understood")
    answers = {key(interview, "own_plan"): "needed", "family.place": "office"}
    interviews.save_interview(actor, interview.pk, version=interview.version, answers=answers)
    return interviews.complete_interview(actor, interview.pk)


def test_a_section_shows_its_own_questions_and_the_way_on(interview, desk):
    html = text_of(desk.get("interview", interview.pk, query="?section=background"))

    assert f'name="{key(interview, "schooling")}"' in html
    assert 'name="family.worries"' not in html
    assert 'value="go:skills"' in html
    assert 'value="go:language"' in html
    assert 'value="complete"' not in html


def test_contents_say_how_far_each_section_has_come(interview, desk):
    actor = desk.worker.as_actor()
    interviews.save_interview(actor, interview.pk, version=1, answers={key(interview, "reading"): "well"})
    for code in ("aims", "personal_data"):
        interviews.record_telling(actor, interview.pk, telling=code, method="read", result="understood")

    html = text_of(desk.get("interview", interview.pk, query="?section=background"))

    assert "Answered 1 of 6" in html
    assert "Told and understood" in html
    assert "Told and understood 0 of 2" in html
    assert "Section 2 of" in html


def test_next_section_saves_and_goes_there(interview, desk):
    sent = {"version": 1, "then": "go:skills", key(interview, "goal"): "x", key(interview, "worked"): "Opettaja"}

    response = desk.post("interview", interview.pk, data=sent, query="?section=background")

    interview.refresh_from_db()
    assert response.url.endswith("?section=skills")
    assert interview.answers == {key(interview, "worked"): "Opettaja"}


def test_a_section_never_empties_the_answers_of_another(interview, desk):
    desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Vuokra"}, query="?section=everyday")

    saved = desk.post(
        "interview",
        interview.pk,
        data={"version": 2, key(interview, "worked"): "x"},
        query="?section=background",
        **AUTOSAVE,
    )
    closed = desk.post("interview", interview.pk, data={"version": 3}, query="?section=closing")
    unknown = desk.post("interview", interview.pk, data={"version": 3}, query="?section=nowhere")

    interview.refresh_from_db()
    assert (saved.json()["version"], closed.status_code, unknown.status_code) == (3, 302, 404)
    assert interview.answers == {"family.worries": "Vuokra", key(interview, "worked"): "x"}


def test_what_cannot_be_saved_stays_in_its_section(interview, desk):
    sent = {"version": 1, "then": "go:skills", key(interview, "arrived_on"): "joskus"}

    response = desk.post("interview", interview.pk, data=sent, query="?section=background")

    html = text_of(response)
    assert response.status_code == 422
    assert "joskus" in html
    assert 'action="?section=background"' in html


def test_going_on_opens_the_first_section_with_something_missing(interview, desk):
    actor = desk.worker.as_actor()

    assert contents.contents_of(actor, interview, "").current == "language"
    for code in TELLINGS:
        interviews.record_telling(actor, interview.pk, telling=code, method="read", result="understood")
    interviews.save_interview(actor, interview.pk, version=1, answers={key(interview, "worked"): "Opettaja"})
    interview.refresh_from_db()
    assert contents.contents_of(actor, interview, "").current == "background"
    assert 'action="?section=background"' in text_of(desk.get("interview", interview.pk))


def test_the_closing_section_completes_and_leads_to_what_is_missing_elsewhere(interview, desk):
    response = desk.post("interview", interview.pk, data={"version": 1, "then": "complete"}, query="?section=closing")

    html = text_of(response)
    assert response.status_code == 422
    assert "listed below" in html
    assert 'href="?section=language#telling-aims"' in html
    assert 'href="?section=next#q-family-place"' in html


def test_a_check_comes_back_to_its_section(interview, desk):
    shown = tellings.content_of(interview).telling("aims", "ar").hash
    check = {"method": "read", "result": "understood", "shown": shown}
    sent = {"version": 1, "then": "check:aims", **{f"check.aims.{name}": value for name, value in check.items()}}

    response = desk.post("interview", interview.pk, data=sent, query="?section=language")

    assert response.url.endswith("?section=language#telling-aims")


def test_after_one_adults_interview_the_next_adult_and_the_plan_are_offered():
    worker, case = make.a_case_with_family(adults=2)
    first, second = make.adults_of(case)
    desk, done = Desk(worker), completed(make.an_interview(worker, case, first))
    start = worker.url(reverse("plans:interview-start", urlconf=WORK, args=[case.pk]))

    pages = [text_of(desk.get("interview", done.pk)), text_of(desk.get("need-list", case.pk))]

    for html in pages:
        assert f'href="{start}?person={second.pk}"' in html
        assert f"Interview {second.short_name}" in html
        assert f"?person={first.pk}" not in html
        assert "Write the plan" in html


def test_next_steps_are_for_whoever_answers_for_the_case():
    worker, case = make.a_case_with_family()
    make.a_draft_plan(worker, case=case)

    assert "Open the plan" in text_of(Desk(worker).get("need-list", case.pk))
    assert contents.next_steps(make.a_case_with_family()[0].as_actor(), case.pk) == []
