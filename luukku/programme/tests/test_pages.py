"""The pages of programmes as people use them, without a script."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.core.actor import Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message
from luukku.programme.models import (
    CorrectiveAction,
    Embedding,
    Goal,
    Indicator,
    Measure,
    Programme,
    Responsibility,
    StatusReport,
    StatusRequest,
)
from luukku.programme.services import embedding, gaps, owners, status_reports
from luukku.programme.services.owners import Who
from luukku.programme.tests import factories as make
from luukku.programme.tests import pages

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=HELSINKI)


class Desk(pages.Desk):
    def __init__(self, worker, programme=None):
        super().__init__(worker, f"{programme.pk}/" if programme else "")


def test_a_programme_is_begun_given_a_goal_and_the_gap_is_taken(worker):
    begun = Desk(worker).post("new/", text="Perheiden ohjelma", is_shared="on")
    programme = Programme.objects.get()
    desk = Desk(worker, programme)
    assert begun.url.endswith(f"/programme/{programme.pk}/")

    desk.post("goals/new/", text="Arki sujuu", theme_name="Arki", level="regional")
    goal = Goal.objects.get()
    assert "A goal, but nobody does anything" in desk.words()
    taken = desk.post(
        f"goals/{goal.pk}/take/", party="other", name="Työryhmä", measure="Avataan kahvila", due_on="15.5.2099"
    )

    assert taken.status_code == 302
    assert "A goal, but nobody does anything" not in desk.words()
    assert "Avataan kahvila" in desk.words("goals/")
    assert "Työryhmä" in desk.words(f"measures/{Measure.objects.get().pk}/")


def test_what_was_typed_survives_a_refusal(worker, programme):
    goal = make.a_goal(worker, programme)

    answer = Desk(worker, programme).post(
        f"goals/{goal.pk}/take/", party="other", name="", measure="Avataan kahvila", due_on="1.1.2099"
    )

    assert answer.status_code == 422
    assert "Avataan kahvila" in answer.content.decode()
    assert "Choose who, or write the name." in answer.content.decode()


def test_a_day_that_can_not_be_read_is_told_and_today_is_shown(worker, programme):
    answer = Desk(worker, programme).get("?day=huomenna")

    assert answer.status_code == 422
    assert "We could not read this day" in answer.content.decode()


def test_the_wall_looks_the_same_at_any_day_in_few_queries(worker, programme):
    desk = Desk(worker, programme)
    for number in range(3):
        fill(worker, programme, number)
    few = queries_of(desk, "?day=1.1.2027")
    for number in range(3, 12):
        fill(worker, programme, number)

    assert queries_of(desk, "?day=1.1.2027") == few


@pytest.mark.parametrize("part", ["goals/", "duties/", "outputs/", "vision/", "about/", "sources/", "measures.csv"])
def test_a_longer_programme_takes_no_more_queries(worker, programme, part):
    desk = Desk(worker, programme)
    fill(worker, programme, 1)
    fill(worker, programme, 2)
    few = queries_of(desk, part)
    for number in range(3, 9):
        fill(worker, programme, number)

    assert queries_of(desk, part) == few


def fill(worker, programme, number):
    goal = make.a_goal(worker, programme, theme_name=f"Teema {number}")
    measure = make.a_measure(worker, programme, goal)
    party = make.a_party(worker, programme)
    make.a_duty(worker, party)
    make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))
    make.a_goal(worker, programme)
    make.a_measure(worker, programme, is_proposal=True)
    output = make.an_output(programme)
    Embedding.objects.create(
        output=output, organisation=worker.organisation, level=1, since_on=date(2026, 1, 1), evidence="x"
    )


def queries_of(desk, part):
    desk.get(part)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert desk.get(part).status_code == 200
    return len(told)


def test_a_measure_without_an_indicator_gets_one(worker, programme):
    measure = make.a_measure(worker, programme, due="2027")
    make.an_owner(worker, "measure", measure, make.a_party(worker, programme), date(2026, 1, 1))
    desk = Desk(worker, programme)
    assert "no indicator" in desk.words()

    desk.post(f"measures/{measure.pk}/indicator/", text="Kävijöitä", direction="up")

    assert Indicator.objects.get().measures.get() == measure
    assert "no indicator" not in desk.words()


def test_a_proposal_is_decided_on_from_the_wall(worker, programme):
    proposal = make.a_measure(worker, programme, is_proposal=True)
    desk = Desk(worker, programme)

    refused = desk.post(f"measures/{proposal.pk}/state/?from=gaps", decision="interrupted", reason="")
    done = desk.post(f"measures/{proposal.pk}/state/?from=gaps", decision="planned")

    assert (refused.status_code, done.url) == (422, worker.url(f"/programme/{programme.pk}/"))
    assert Measure.objects.get().state == "planned"


def test_two_who_change_a_measure_at_once_see_both_texts(worker, programme):
    measure = make.a_measure(worker, programme, text="Kerho")
    desk = Desk(worker, programme)
    form = {"text": "Iltakerho", "version": "1", "report_months": "3"}
    desk.post(f"measures/{measure.pk}/edit/", **form)

    answer = desk.post(f"measures/{measure.pk}/edit/", **(form | {"text": "Aamukerho"}))

    assert answer.status_code == 409
    assert {"Iltakerho", "Aamukerho"} <= set(re.findall(r"\w+kerho", answer.content.decode()))


def test_closing_tells_what_would_have_no_owner_with_a_way_to_mend_it(worker, programme):
    output = make.an_output(programme, "Perheen opas")
    desk = Desk(worker, programme)

    answer = desk.post("close/", closed_on="31.12.2026").content.decode()

    assert "Perheen opas" in answer
    assert f"outputs/{output.pk}/owner/" in answer
    assert Programme.objects.get().state == "running"


def test_a_closed_programme_is_read_and_not_written(worker, programme):
    desk = Desk(worker, programme)
    desk.post("close/", closed_on="31.12.2026")

    assert desk.get("goals/").status_code == 200
    assert desk.get("goals/new/").status_code == 404


# ---------------------------------------------------------------- owners are asked, silence is seen


@pytest.fixture
def owned(worker, programme):
    """A measure whose owner has answered since the first of August."""
    measure = make.a_measure(worker, programme)
    who = Who(name="Työryhmä", person_id=worker.user.pk)
    owners.name_owner(worker.as_actor(), "measure", measure.pk, who, starts_on=date(2026, 8, 1))
    return measure


def at(*day):
    return SystemActor(None, None, frozenset(), datetime(*day, 9, tzinfo=HELSINKI))


def test_an_owner_is_asked_on_the_day_and_only_once(owned):
    early, due, again = (status_reports.ask_owners(at(2026, *day)) for day in ((10, 31), (11, 1), (11, 2)))

    assert (early, due, again) == (0, 1, 0)
    assert StatusRequest.objects.get().due_on == date(2026, 11, 15)
    assert Message.objects.get(kind="programme_report").path.endswith("/report/")
    assert mail.outbox == []


def test_a_measure_written_after_midnight_is_asked_about_by_the_day_it_was_written(owned):
    """The programme tells no day from which its owner answers; in UTC it was still the day before."""
    Responsibility.objects.filter(measure=owned).update(starts_on=None)
    Measure.objects.filter(pk=owned.pk).update(created_at=datetime(2026, 8, 1, 0, 30, tzinfo=HELSINKI))

    assert [status_reports.ask_owners(at(2026, *day)) for day in ((10, 31), (11, 1))] == [0, 1]


def test_silence_is_seen_after_the_day_and_ends_with_the_report(worker, programme, owned):
    status_reports.ask_owners(at(2026, 11, 1))
    actor = worker.as_actor()
    in_time, late = (gaps.find(actor, programme, date(2026, 11, day)).silent for day in (15, 16))

    status_reports.report(actor, owned.pk, standing="behind", text="Tilat puuttuvat.")

    assert (len(in_time), len(late)) == (0, 1)
    assert gaps.find(actor, programme, date(2026, 11, 30)).silent == []
    assert StatusRequest.objects.get().report == StatusReport.objects.get()


def test_the_next_question_is_counted_from_the_last_report(worker, owned):
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=HELSINKI), tick=False):
        status_reports.report(worker.as_actor(), owned.pk, standing="on_course", text="Hyvin.")

    assert [status_reports.ask_owners(at(2026, *day)) for day in ((11, 1), (12, 19), (12, 20))] == [0, 0, 1]


def test_a_report_is_told_on_the_page_and_never_changed(worker, programme, owned):
    desk = Desk(worker, programme)

    desk.post(f"measures/{owned.pk}/report/", standing="stuck", text="Tarvitsemme tilan.")

    assert "Is stuck and needs help" in desk.words(f"measures/{owned.pk}/")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        StatusReport.objects.update(text="Kaikki hyvin")


def test_a_report_changes_no_state_by_itself(worker, owned):
    status_reports.report(worker.as_actor(), owned.pk, standing="done", text="Valmis.")

    owned.refresh_from_db()
    assert owned.state == "planned"


def test_whoever_answers_in_person_tells_also_without_writing_the_programme(worker, programme):
    other = a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,))
    measure = make.a_measure(worker, programme)
    party = make.a_party(worker, programme)
    desk = Desk(other, programme)
    assert desk.get(f"measures/{measure.pk}/report/").status_code == 404

    make.an_owner(worker, "measure", measure, party, date(2026, 1, 1)).__class__.objects.update(person=other.user)

    assert desk.post(f"measures/{measure.pk}/report/", standing="on_course", text="Hyvin.").status_code == 302


# ---------------------------------------------------------------- embedding


def test_a_municipality_notes_its_own_step_and_not_another_ones(worker, programme):
    output, other = make.an_output(programme), a_worker()
    desk = Desk(other, programme)
    step = {"level": "2", "since_on": "1.3.2026", "evidence": "Kokeiltu"}

    own = desk.post(f"outputs/{output.pk}/step/", organisation=str(other.organisation.pk), **step)
    foreign = desk.post(f"outputs/{output.pk}/step/", organisation=str(worker.organisation.pk), **step)

    assert (own.status_code, foreign.status_code) == (302, 422)
    assert Embedding.objects.get().organisation == other.organisation
    assert "Tried" in desk.words(f"outputs/{output.pk}/")


def test_a_step_without_evidence_or_on_a_day_to_come_is_refused(worker, programme):
    output, home = make.an_output(programme), worker.organisation.pk
    step = {"organisation_id": home, "level": 2, "since_on": date(2026, 1, 1), "evidence": "x"}

    with pytest.raises(RuleViolation, match="how this is known"):
        embedding.note_step(worker.as_actor(), output.pk, **(step | {"evidence": " "}))
    with pytest.raises(RuleViolation, match="come already"):
        embedding.note_step(worker.as_actor(), output.pk, **(step | {"since_on": date(2999, 1, 1)}))
    with pytest.raises(IntegrityError, match="programme_embedding_needs_evidence"), transaction.atomic():
        Embedding.objects.create(output=output, organisation_id=home, level=3, since_on=date(2026, 1, 1))


def test_of_several_areas_the_lowest_step_is_shown(worker, programme):
    output, home = make.an_output(programme), worker.organisation.pk
    for area, level in (("Itä", 3), ("Länsi", 1), ("Länsi", 2)):
        embedding.note_step(
            worker.as_actor(), output.pk, organisation_id=home, level=level, since_on=date(2026, level, 1),
            evidence="x", area=area,
        )  # fmt: skip

    places, rows = embedding.spread(programme, worker.as_actor().day)

    assert places == [worker.organisation]
    assert [(step.area, step.level) for _place, step in rows[0].levels] == [("Länsi", 2)]


def test_a_county_notes_for_the_municipalities_of_its_own(worker):
    county = a_worker(an_organisation("wellbeing_county"))
    inside = an_organisation(county=county.organisation)
    output = make.an_output(make.a_programme(county))

    made = embedding.note_step(
        county.as_actor(), output.pk, organisation_id=inside.pk, level=1, since_on=date(2026, 1, 1), evidence="Kerrottu"
    )

    assert made.organisation == inside


# ---------------------------------------------------------------- corrective actions


def test_a_corrective_action_goes_from_suggestion_to_known_effect(worker, programme):
    action = CorrectiveAction.objects.create(programme=programme, text="Kutsutaan järjestöt mukaan")
    desk = Desk(worker, programme)
    page = f"corrections/{action.pk}/"

    assert desk.post(page, decision="agree", party="other", name="Työryhmä", due_on="").status_code == 422
    early = desk.post(page, decision="agree", party="other", name="Työryhmä", due_on="1.3.2099", check_on="1.2.2099")
    assert "The effect is looked at when the action is done." in early.content.decode()
    desk.post(page, decision="agree", party="other", name="Työryhmä", due_on="1.3.2099", check_on="1.9.2099")
    desk.post(f"{page}done/")
    assert desk.post(page, effect=" ").status_code == 422
    desk.post(page, effect="Neljä järjestöä tuli mukaan.")

    action.refresh_from_db()
    assert (action.state, action.owner.text) == ("assessed", "Työryhmä")
    assert "Neljä järjestöä tuli mukaan." in desk.words("about/")


def test_a_suggestion_is_dropped_only_for_a_reason(worker, programme):
    action = CorrectiveAction.objects.create(programme=programme, text="x")
    desk = Desk(worker, programme)

    refused = desk.post(f"corrections/{action.pk}/", decision="drop", reason="")
    desk.post(f"corrections/{action.pk}/", decision="drop", reason="Ei enää tarpeen")

    action.refresh_from_db()
    assert (refused.status_code, action.state) == (422, "dropped")


def test_measures_are_linked_on_a_page_and_a_circle_is_refused_in_words(worker, programme):
    first, second = make.a_measure(worker, programme), make.a_measure(worker, programme)
    desk = Desk(worker, programme)

    desk.post(f"measures/{first.pk}/link/", kind="depends_on", other=str(second.pk))
    back = desk.post(f"measures/{second.pk}/link/", kind="depends_on", other=str(first.pk))

    assert first.links.get().other == second
    assert (back.status_code, "circle" in back.content.decode()) == (422, True)


def test_whoever_only_adds_a_measure_here_names_those_who_take_part_or_the_own_organisation(worker, programme):
    other = a_worker()
    mine = make.a_measure(other, programme)
    desk, path = Desk(other, programme), f"measures/{mine.pk}/owner/"
    assert "Our own organisation" in desk.get(path).content.decode()
    assert 'name="name"' not in desk.get(path).content.decode()

    assert desk.post(path, party="other", starts_on="1.1.2026", name="Keksitty").status_code == 302

    assert [one.text for one in programme.parties.all()] == [other.organisation.name_fi]
