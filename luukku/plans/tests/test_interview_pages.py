"""The interview's pages: language first, one page for the desk, saving by itself, complete when it is."""

import json

import pytest

from luukku.casework.models import UnderstandingCheck
from luukku.plans.models import Interview, Need
from luukku.plans.services import interviews, tellings
from luukku.plans.services.templates import load_templates
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import AUTOSAVE, Desk, desk_of, text_of

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


def test_an_interview_begins_with_the_language_and_the_interpreter():
    load_templates()
    worker, case = make.a_case_with_family()
    desk = Desk(worker)
    sent = {
        "person": str(make.adults_of(case)[0].pk),
        "held_on": "1.9.2026",
        "language": "ar",
        "interpreter_mode": "phone",
        "interpreter_name": "4711",
    }

    page = text_of(desk.get("interview-start", case.pk))
    response = desk.post("interview-start", case.pk, data=sent)

    interview = Interview.objects.get()
    assert "a child or a relative does not interpret" in page
    assert 'rather than do without. <span class="lk-soft">Guidance</span>' in " ".join(page.split())
    assert "Decree 869/2024" in page.replace("\xa0", " ")
    assert "name or number, when somebody interprets" in page
    assert "(optional)" not in page
    assert "Your supervisor is told" in page
    assert str(interview.pk) in response.url
    assert (interview.language, interview.interpreter_name) == ("ar", "4711")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"interpreter_mode": "none"}, "why you talk without"),
        ({"interpreter_name": ""}, "name or number"),
        ({"held_on": "1.1.2199"}, "in the future"),
        ({"held_on": "31.12.2024"}, "no questions for that day yet"),
    ],
)
def test_a_beginning_that_does_not_hold_comes_back_with_the_reason(changes, said):
    load_templates()
    worker, case = make.a_case_with_family()
    sent = {
        "person": str(make.adults_of(case)[0].pk),
        "held_on": "1.9.2026",
        "language": "ar",
        "interpreter_mode": "phone",
        "interpreter_name": "4711",
    }

    response = Desk(worker).post("interview-start", case.pk, data=sent | changes)

    assert response.status_code == 422
    assert said in text_of(response)


def test_an_interview_under_way_is_offered_to_go_on_with(interview, desk):
    assert str(interview.pk) in text_of(desk.get("interview-start", interview.case_id))


def test_the_page_always_says_which_language_is_spoken_through_whom(interview, desk):
    html = text_of(desk.get("interview", interview.pk))

    assert "You talk in this language: Arabic" in html
    assert "4711" in html


def test_tellings_stand_in_both_languages_and_a_draft_says_so(interview, desk):
    html = text_of(desk.get("interview", interview.pk))

    content = tellings.content_of(interview)
    assert content.telling("aims", "en").sentences[0] in html
    assert content.telling("aims", "ar").sentences[0] in html
    assert ("Draft translation" in html) == content.is_draft("ar")


def test_questions_meet_the_person_the_family_and_each_child(interview, desk):
    html = text_of(desk.get("interview", interview.pk, query="?section=all"))

    child = make.children_of(interview.case)[0]
    assert f'name="{key(interview, "reading")}"' in html
    assert 'name="family.worries"' in html
    assert f'name="{child.pk}.child_voice"' in html
    assert "Ask this alone" in html
    assert "asked only when the wellbeing county takes part" in html
    assert f'name="{key(interview, "health_service")}"' not in html


def test_answers_save_themselves(interview, desk):
    """Autosave tells the new version, so that the next one fits."""
    first = desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Vuokra"}, **AUTOSAVE)
    second = desk.post("interview", interview.pk, data={"version": 2, "family.worries": "Vuokra nousi"}, **AUTOSAVE)

    interview.refresh_from_db()
    assert (first.json()["version"], second.json()["version"]) == (2, 3)
    assert interview.answers == {"family.worries": "Vuokra nousi"}


def test_a_late_autosave_gets_both_texts_and_changes_nothing(interview, desk):
    """Attack 54."""
    desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Uusi"}, **AUTOSAVE)

    late = desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Vanha"}, **AUTOSAVE)

    interview.refresh_from_db()
    html = text_of(late)
    assert late.status_code == 409
    assert "Uusi" in html
    assert "Vanha" in html
    assert "<html" not in html
    assert "data-version" not in html
    assert interview.answers == {"family.worries": "Uusi"}


def test_an_autosave_that_needs_a_correction_says_so(interview, desk):
    sent = {"version": 1, key(interview, "arrived_on"): "joskus"}

    assert desk.post("interview", interview.pk, data=sent, **AUTOSAVE).status_code == 422
    assert "joskus" in text_of(desk.post("interview", interview.pk, data=sent))


def test_saving_from_an_old_page_brings_both_writers_together(interview, desk):
    page = text_of(desk.get("interview", interview.pk))
    seen = json.dumps(json.loads(page.split('name="seen" value="')[1].split('" id=')[0].replace("&quot;", '"')))
    desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Heidän"}, **AUTOSAVE)

    response = desk.post(
        "interview", interview.pk, data={"version": 1, "seen": seen, "family.works_well": "Minun", "family.worries": ""}
    )

    interview.refresh_from_db()
    assert response.status_code == 302
    assert interview.answers == {"family.worries": "Heidän", "family.works_well": "Minun"}


def test_what_both_wrote_comes_back_with_both_texts_and_everything_else(interview, desk):
    """Attack 53, in the interview."""
    desk.post("interview", interview.pk, data={"version": 1, "family.worries": "Heidän"}, **AUTOSAVE)
    sent = {"version": 1, "seen": "{}", "family.worries": "Minun", "family.works_well": "Muuta"}

    refused = desk.post("interview", interview.pk, data=sent)

    html = text_of(refused)
    assert refused.status_code == 409
    assert html.count("Heidän") == 1
    assert html.count("Minun") == 2
    assert "Muuta" in html
    assert 'name="version" value="2"' in html


def test_a_garbled_memory_of_the_page_is_taken_as_none(interview, desk):
    sent = {"version": 1, "seen": "not json", "family.worries": "Vuokra"}

    assert desk.post("interview", interview.pk, data=sent).status_code == 302
    assert desk.post("interview", interview.pk, data=sent | {"version": 2, "seen": "[1]"}).status_code == 302


def shown(interview: Interview) -> str:
    return tellings.content_of(interview).telling("aims", interview.language).hash


def test_a_check_is_noted_from_the_page_and_nothing_typed_is_lost(interview, desk):
    sent = {
        "check.aims.shown": shown(interview),
        "version": 1,
        "then": "check:aims",
        "check.aims.method": "interpreted",
        "check.aims.result": "understood",
        "family.worries": "Vuokra",
    }

    response = desk.post("interview", interview.pk, data=sent)

    interview.refresh_from_db()
    assert response.url.endswith("#telling-aims")
    assert UnderstandingCheck.objects.get().text_code == "initial_interview.aims"
    assert interview.answers == {"family.worries": "Vuokra"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"check.aims.method": ""}, ("#id_check.aims.method_0", "Choose how you checked")),
        ({"check.aims.result": ""}, ("#id_check.aims.result_0", "Choose whether this was understood")),
        ({"check.aims.result": "partly"}, ("#id_telling.aims.next", "Write what you do next")),
    ],
)
def test_half_a_check_comes_back_with_a_link_to_its_telling(interview, desk, changes, said):
    title = tellings.content_of(interview).telling("aims", "en").title
    sent = {
        "check.aims.shown": shown(interview),
        "version": 1,
        "then": "check:aims",
        "check.aims.method": "interpreted",
        "check.aims.result": "understood",
        "family.worries": "Vuokra",
    }

    response = desk.post("interview", interview.pk, data=sent | changes)

    interview.refresh_from_db()
    link = text_of(response).split("data-error-summary")[1].split("</li>")[0]
    assert response.status_code == 422
    assert f'href="{said[0]}"' in link
    assert said[1] in link
    assert title in link
    assert interview.answers["family.worries"] == "Vuokra"


def test_completing_says_what_is_missing_with_links(interview, desk):
    response = desk.post("interview", interview.pk, data={"version": 1, "then": "complete", "family.worries": "Vuokra"})

    html = text_of(response)
    assert response.status_code == 422
    assert 'href="#telling-aims"' in html
    assert 'href="#q-family-place"' in html
    assert "Vuokra" in html


def test_a_completed_interview_is_read_on_its_page(interview, desk):
    actor = desk.worker.as_actor()
    for code in TELLINGS:
        interviews.record_telling(actor, interview.pk, telling=code, method="read", result="understood")
    sent = {
        "version": 1,
        "then": "complete",
        key(interview, "own_plan"): "needed",
        key(interview, "arrived_on"): "1.2.2026",
        key(interview, "services"): ["job_search", "groups"],
        "family.place": "office",
        "family.worries": "Vuokra",
    }

    desk.post("interview", interview.pk, data=sent)

    html = text_of(desk.get("interview", interview.pk))
    assert "Completed" in html
    assert "Vuokra" in html
    assert "1.2.2026" in html
    assert "<textarea" not in html
    assert desk.post("interview", interview.pk, data=sent).status_code == 404


def test_answers_suggest_needs_that_lead_to_the_form(interview, desk):
    desk.post("interview", interview.pk, data={"version": 1, key(interview, "reading"): "little"})

    html = text_of(desk.get("interview", interview.pk))

    assert f"domain=language&amp;person={interview.person_id}" in desk.get("interview", interview.pk).content.decode()
    assert "The answers may point at" in html


def test_a_need_is_written_from_the_interview_and_comes_back_to_it(interview, desk):
    to_form = desk.post("interview", interview.pk, data={"version": 1, "then": "need"})
    query = f"?interview={interview.pk}&domain=language&person={interview.person_id}"
    page = text_of(desk.get("need-add", interview.case_id, query=query))
    sent = {"person": str(interview.person_id), "domain": "language", "worker_words": "Kurssi"}

    response = desk.post("need-add", interview.case_id, data=sent, query=query)

    assert f"interview={interview.pk}" in to_form.url
    assert "In their own words" in page
    assert Need.objects.get().interview == interview
    assert str(interview.pk) in response.url
    assert "Kurssi" in text_of(desk.get("interview", interview.pk))


def test_the_language_or_the_interpreter_changes_on_its_page(interview, desk):
    sent = {"language": "so", "interpreter_mode": "video", "interpreter_name": "88"}

    assert "4711" in text_of(desk.get("interview-speaking", interview.pk))
    desk.post("interview-speaking", interview.pk, data=sent)

    assert "You talk in this language: Somali" in text_of(desk.get("interview", interview.pk))


def test_a_language_without_texts_is_told_honestly(interview, desk):
    Interview.objects.update(language="ti")

    assert "We do not have these texts in this language: Tigrinya" in text_of(desk.get("interview", interview.pk))


def test_somebody_elses_answers_to_the_common_questions_are_pointed_at():
    worker, case = make.a_case_with_family(adults=2)
    first, second = (make.an_interview(worker, case, person) for person in make.adults_of(case))
    desk = Desk(worker)
    desk.post("interview", first.pk, data={"version": 1, "family.worries": "Vuokra"})

    html = text_of(desk.get("interview", second.pk))

    assert "has already answered" in html


def test_needs_are_listed_changed_met_and_left_out():
    worker, case = make.a_case_with_family()
    desk, need = Desk(worker), make.a_need(case)
    empty = text_of(Desk(make.a_case_with_family()[0]).get("need-list", case.pk))

    desk.post("need-edit", need.pk, data={"domain": "work", "worker_words": "Työ", "version": 1})
    listed = text_of(desk.get("need-list", case.pk))
    desk.post("need-drop", need.pk, data={"reason": ""})
    desk.post("need-drop", need.pk, data={"reason": "Löytyi muualta"})

    assert "Työ" in listed
    assert "Löytyi muualta" in text_of(desk.get("need-list", case.pk))
    assert desk.post("need-met", need.pk).status_code == 422
    assert "Työ" not in empty


def test_a_need_with_nothing_said_or_no_language_comes_back():
    worker, case = make.a_case_with_family()
    desk, need = Desk(worker), make.a_need(case)

    nothing = desk.post("need-edit", need.pk, data={"domain": "work", "version": 1})
    no_language = desk.post("need-edit", need.pk, data={"domain": "work", "own_words": "عمل", "version": 1})

    assert "Write what is needed" in text_of(nothing)
    assert "Choose the language of their words" in text_of(no_language)


def test_two_who_change_a_need_see_both_texts_on_the_page():
    """Attack 53."""
    worker, case = make.a_case_with_family()
    desk, need = Desk(worker), make.a_need(case)
    desk.post("need-edit", need.pk, data={"domain": "work", "worker_words": "Heidän", "version": 1})

    refused = desk.post("need-edit", need.pk, data={"domain": "work", "worker_words": "Minun", "version": 1})

    assert refused.status_code == 409
    assert "Heidän" in text_of(refused)


def test_a_need_met_is_kept_among_the_past():
    worker, case = make.a_case_with_family()
    desk, need = Desk(worker), make.a_need(case)

    desk.post("need-met", need.pk)

    assert "Met and left out" in text_of(desk.get("need-list", case.pk))
    assert desk.get("need-add", case.pk).status_code == 200
