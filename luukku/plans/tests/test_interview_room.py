"""The interview in the room: one question a screen, both languages, back and next, conditions, nothing lost."""

from datetime import timedelta

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import UnderstandingCheck
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.plans import interview_room
from luukku.plans.models import Interview, RelativeInterpreting
from luukku.plans.rules import interview as rules
from luukku.plans.services import interviews, tellings
from luukku.plans.services.interviews import Speaking
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import AUTOSAVE, Desk, desk_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return make.an_interview()


@pytest.fixture
def desk(interview) -> Desk:
    return desk_of(interview.case)


def step(interview, question: str, about: str = "") -> str:
    return f"?step={about or interview.person_id}.{question}"


def shown(interview: Interview, code: str = "aims") -> str:
    return tellings.content_of(interview).telling(code, interview.language).hash


def test_the_room_begins_with_what_is_told_and_shows_one_thing(interview, desk):
    html = text_of(desk.get("interview-room", interview.pk))

    assert tellings.content_of(interview).telling("aims", "ar").sentences[0] in html
    assert "<textarea" not in html
    assert "We tell you something: 1 of" in html
    assert 'dir="rtl"' in html
    assert "4711" in html


def test_a_question_stands_in_both_languages_with_its_way_on(interview, desk):
    html = text_of(desk.get("interview-room", interview.pk, query=step(interview, "reading")))

    content = tellings.content_of(interview)
    assert content.text("question.reading", "en") in html
    assert content.text("question.reading", "ar") in html
    assert "Question 4 of" in html
    assert html.count('name="then"') == 2
    assert f'name="{interview.person_id}.finnish"' not in html


def test_next_saves_the_one_answer_and_goes_on(interview, desk):
    sent = {"version": 1, "then": "next", f"{interview.person_id}.reading": "little", "family.worries": "x"}

    response = desk.post("interview-room", interview.pk, data=sent, query=step(interview, "reading"))

    interview.refresh_from_db()
    assert interview.answers == {f"{interview.person_id}.reading": "little"}
    assert response.url.endswith(f"step={interview.person_id}.latin_letters")


def test_back_saves_too(interview, desk):
    sent = {"version": 1, "then": "back", f"{interview.person_id}.latin_letters": "well"}

    response = desk.post("interview-room", interview.pk, data=sent, query=step(interview, "latin_letters"))

    interview.refresh_from_db()
    assert interview.answers == {f"{interview.person_id}.latin_letters": "well"}
    assert response.url.endswith(f"step={interview.person_id}.reading")


def test_an_answer_without_its_question_is_not_written_into_another(interview, desk):
    sent = {"version": 1, f"{interview.person_id}.reading": "little"}

    assert desk.post("interview-room", interview.pk, data=sent).status_code == 404
    assert desk.post("interview-room", interview.pk, data=sent, query="?step=end").status_code == 404
    assert desk.post("interview-room", interview.pk, data=sent, query="?step=nowhere").status_code == 404


def test_the_end_thanks_in_both_languages_and_leads_to_the_desk(interview, desk):
    html = text_of(desk.get("interview-room", interview.pk, query="?step=end"))

    assert "Thank you" in html
    assert "section=closing" in html
    assert "<form" not in html.split("<main")[1].split("<dialog")[0]


def test_the_workers_own_conclusions_come_after_the_family_is_thanked_and_not_before(interview, desk):
    worker = desk.worker.as_actor()
    room = interview_room.room_of(worker, interview, "end")
    end = text_of(desk.get("interview-room", interview.pk, query="?step=end"))

    assert room.own
    assert not {one.code for one in room.steps} & {one.code for one in room.own}
    assert room.back == room.steps[-1].code
    assert f"?step={room.first_own}" in end
    assert interview_room.room_of(worker, interview, room.first_own).back == "end"
    assert interview_room.room_of(worker, interview, room.own[-1].code).next == "finished"


def test_an_own_conclusion_is_written_on_the_workers_screen_in_the_workers_language(interview, desk):
    query = step(interview, "own_plan")
    html = text_of(desk.get("interview-room", interview.pk, query=query))
    sent = {"version": 1, "then": "next", f"{interview.person_id}.own_plan": "needed"}
    response = desk.post("interview-room", interview.pk, data=sent, query=query)

    interview.refresh_from_db()
    assert "The family does not see them on this screen" in html
    assert 'dir="rtl"' not in html
    assert interview.answers == {f"{interview.person_id}.own_plan": "needed"}
    assert response.status_code == 302


def test_a_condition_opens_and_closes_questions_in_the_room_and_at_the_desk():
    worker, case = make.a_case_with_family()
    child = make.children_of(case)[0]
    child.birth_on = worker.as_actor().day - timedelta(days=9 * 366)
    child.save()
    found, desk = make.an_interview(worker, case, child), Desk(worker)
    key = f"{child.pk}.child_school_feel"

    good = desk.post(
        "interview-room", found.pk, data={"version": 1, key: "good"}, query=step(found, "child_school_feel")
    )
    hard = desk.post(
        "interview-room", found.pk, data={"version": 2, key: "hard"}, query=step(found, "child_school_feel")
    )
    html = text_of(desk.get("interview", found.pk, query="?section=voice"))

    assert good.url.endswith(f"{child.pk}.child_worry")
    assert hard.url.endswith(f"{child.pk}.child_school_help")
    assert "Ask this when the answer to “What is it like at school?” is: Sometimes good, sometimes hard, Hard" in html


def test_a_changed_mind_closes_a_whole_branch():
    def question(code, condition=None):
        return rules.Question(code, "yes_no", "family", False, False, (), (), False, (), condition=condition)

    first = question("first")
    second = question("second", rules.Condition("first", ("yes",)))
    third = question("third", rules.Condition("second", ("yes",)))
    asked = tuple(rules.Asked(one, rules.FAMILY) for one in (first, second, third))

    open_all = rules.due(asked, {"family.first": "yes", "family.second": "yes"}, "p")
    closed = rules.due(asked, {"family.first": "no", "family.second": "yes"}, "p")

    assert open_all == {"family.first", "family.second", "family.third"}
    assert closed == {"family.first"}


# understanding, and the text really shown


def test_a_check_is_noted_in_the_room_and_goes_on(interview, desk):
    sent = {"version": 1, "then": "next", "check.aims.method": "interpreted", "check.aims.result": "understood"}

    response = desk.post(
        "interview-room", interview.pk, data=sent | {"check.aims.shown": shown(interview)}, query="?step=telling.aims"
    )

    assert response.status_code == 302
    assert UnderstandingCheck.objects.get().text_code == "initial_interview.aims"


@pytest.mark.parametrize("page", ["interview", "interview-room"])
@pytest.mark.parametrize("hash_sent", ["stale", "", "0" * 64])
def test_attack_43_a_check_of_another_text_than_the_one_shown_is_refused(interview, desk, page, hash_sent):
    """Attack 43: confirm with a stale hash. The language changed after the page was opened."""
    old = shown(interview)
    actor = desk.worker.as_actor()
    interviews.change_speaking(actor, interview.pk, speaking=Speaking("so", "phone", "4711"))
    sent = {
        "version": 1,
        "then": "check:aims" if page == "interview" else "next",
        "check.aims.method": "interpreted",
        "check.aims.result": "understood",
        "check.aims.shown": old if hash_sent == "stale" else hash_sent,
    }

    refused = desk.post(page, interview.pk, data=sent, query="?step=telling.aims&section=language")

    interview.refresh_from_db()
    assert refused.status_code == 422
    assert "language has changed" in text_of(refused)
    assert not UnderstandingCheck.objects.exists()
    assert shown(interview) in text_of(refused)


# two writers, a closed laptop


def test_attack_53_two_workers_answer_the_same_question_in_the_room(interview, desk):
    """Attack 53."""
    key, query = f"{interview.person_id}.goal", step(interview, "goal")
    desk.post("interview-room", interview.pk, data={"version": 1, key: "Heidän"}, query=query)

    refused = desk.post("interview-room", interview.pk, data={"version": 1, key: "Minun"}, query=query)

    interview.refresh_from_db()
    assert refused.status_code == 409
    assert "Heidän" in text_of(refused)
    assert "Minun" in text_of(refused)
    assert interview.answers == {key: "Heidän"}


@pytest.mark.parametrize("page", ["interview", "interview-room"])
def test_attack_54_a_laptop_that_wakes_up_late_overwrites_nothing(interview, desk, page):
    """Attack 54: the lid was closed over typed text; meanwhile somebody else answered; then the page saves itself."""
    key, query = f"{interview.person_id}.goal", step(interview, "goal") + "&section=wishes"
    desk.post("interview-room", interview.pk, data={"version": 1, key: "Uudempi"}, query=query)

    late = desk.post(page, interview.pk, data={"version": 1, key: "Vanha sivu"}, query=query, **AUTOSAVE)

    interview.refresh_from_db()
    assert late.status_code == 409
    assert "Uudempi" in text_of(late)
    assert "Vanha sivu" in text_of(late)
    assert interview.answers == {key: "Uudempi"}


def test_attack_54_after_the_interview_was_completed_nothing_is_saved_into_it(interview, desk):
    """Attack 54: the state changed while the laptop slept."""
    Interview.objects.filter(pk=interview.pk).update(state="completed", completed_on=interview.held_on)

    late = desk.post("interview", interview.pk, data={"version": 1, "family.worries": "x"}, **AUTOSAVE)

    assert late.status_code == 404
    interview.refresh_from_db()
    assert interview.answers == {}


def test_attack_54_what_was_typed_under_one_name_is_never_saved_under_another(interview, desk):
    """Attack 54: on a shared machine somebody else signs in while an old page still wants to save."""
    other = Desk(a_worker(interview.case.organisation, unit=interview.case.unit))
    interview.case.responsible_workers.update(user=other.worker.user)
    sent = {"version": 1, "family.worries": "x", "writer": str(desk.worker.user.pk)}

    late = other.post("interview", interview.pk, data=sent, **AUTOSAVE)
    by_hand = other.post("interview", interview.pk, data=sent)

    interview.refresh_from_db()
    assert (late.status_code, by_hand.status_code) == (403, 403)
    assert interview.answers == {}


# who interprets

IN_EMERGENCY = {"language": "ar", "interpreter_mode": "on_site", "relative_reason": "Ambulanssi odottaa ovella."}


def test_attack_32_a_relative_interprets_only_with_a_reported_emergency(interview, desk):
    """Attack 32: a family member is named as the interpreter."""
    child = make.children_of(interview.case)[0]
    named = {**IN_EMERGENCY, "interpreter_name": child.name}

    refused = desk.post("interview-speaking", interview.pk, data=named | {"relative_reason": ""})
    allowed = desk.post("interview-speaking", interview.pk, data=named)

    report = RelativeInterpreting.objects.get()
    assert refused.status_code == 422
    assert allowed.status_code == 302
    assert (report.interpreter, report.seen_at) == (child.name, None)
    assert "Your supervisor has been told" in text_of(desk.get("interview", interview.pk))


def test_attack_32_what_must_be_understood_is_never_checked_through_a_relative(interview, desk):
    """Attack 32: also not through a relative whose name nobody in the register bears."""
    actor = desk.worker.as_actor()
    speaking = Speaking("ar", "on_site", "Serkku", relative_reason="Ambulanssi odottaa ovella.")
    interviews.change_speaking(actor, interview.pk, speaking=speaking)

    with pytest.raises(RuleViolation, match="not checked through"):
        interviews.record_telling(actor, interview.pk, telling="aims", method="interpreted", result="understood")


def test_the_supervisor_sees_the_report_in_their_day_and_reads_it():
    worker = a_worker(unit=a_unit())
    found = make.an_interview(*make.a_case_with_family(worker))
    speaking = Speaking("ar", "on_site", "Serkku", relative_reason="Ambulanssi odottaa ovella.")
    interviews.change_speaking(worker.as_actor(), found.pk, speaking=speaking)
    leader = Desk(a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,)))
    report = RelativeInterpreting.objects.get()

    before = text_of(leader.client.get(leader.worker.url("/")))
    own = Desk(worker).post("relative-read", report.pk)
    read = leader.post("relative-read", report.pk)

    assert "interpreted in an emergency" in before
    assert "Ambulanssi odottaa ovella." in before
    assert (own.status_code, read.status_code) == (404, 302)
    assert "interpreted in an emergency" not in text_of(leader.client.get(leader.worker.url("/")))


def test_attack_43_nobody_reads_off_their_own_report():
    """Attack 43: approving one's own; the worker leads the unit too."""
    worker = a_worker(unit=a_unit(), roles=(Role.CASEWORKER, Role.SUPERVISOR))
    found = make.an_interview(*make.a_case_with_family(worker))
    speaking = Speaking("ar", "on_site", "Serkku", relative_reason="Ambulanssi odottaa ovella.")
    interviews.change_speaking(worker.as_actor(), found.pk, speaking=speaking)

    assert Desk(worker).post("relative-read", RelativeInterpreting.objects.get().pk).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION])
@pytest.mark.parametrize("page", ["interview", "interview-room", "interview-speaking"])
def test_attack_32_other_accounts_find_no_interview(interview, role, page):
    """Attack 32: an account of another kind opens a page that is not its own."""
    stranger = Desk(a_worker(interview.case.organisation, roles=(role,)))

    assert stranger.get(page, interview.pk).status_code == 404
    assert stranger.post(page, interview.pk, data={"version": 1}).status_code == 404
