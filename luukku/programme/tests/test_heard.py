"""From what a survey heard to a corrective action, back to those who answered, and to the next round."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.core.errors import Conflict, RuleViolation
from luukku.programme.models import CorrectiveAction
from luukku.programme.services import corrections, heard
from luukku.programme.services.meetings import agenda, calling, holding
from luukku.programme.services.owners import Who
from luukku.programme.tests import factories as make
from luukku.surveys.models import Finding
from luukku.surveys.services import findings, inviting
from luukku.surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

MEND = {"tone": "mend", "text": "Roolit ovat epäselvät."}


@pytest.fixture
def wave(worker):
    """A public one that has been told back: the region reads its findings as soon as they are written."""
    made = surveys.a_published_wave(worker, is_public=True)
    made.told_back_at = clock.now()
    made.save()
    return made


def hear(worker, wave, **more):
    return findings.add_finding(worker.as_actor(), wave.pk, MEND | more)


def page(worker, path):
    desk = Client()
    desk.force_login(worker.user)
    return desk.get(worker.url(path)).content.decode()


def press(worker, path, **sent):
    desk = Client()
    desk.force_login(worker.user)
    return desk.post(worker.url(path), sent)


def test_what_needs_mending_is_suggested_in_the_one_programme_and_both_ends_show_it(worker, wave):
    programme = make.a_programme(worker)

    finding = hear(worker, wave, action="Sovitaan roolit.")

    action = CorrectiveAction.objects.get()
    assert (action.programme, action.text, action.state) == (programme, "Sovitaan roolit.", "open")
    assert (finding.action_ref, finding.progress) == (action.pk, "open")
    assert wave.name in page(worker, f"/programme/{programme.pk}/about/")
    assert "Roolit ovat epäselvät." in page(worker, f"/programme/corrections/{action.pk}/")
    assert f"/programme/corrections/{action.pk}/" in page(worker, f"/surveys/{wave.pk}/results/")


def test_a_strength_is_suggested_nowhere(worker, wave):
    make.a_programme(worker)

    hear(worker, wave, tone="strength")

    assert not CorrectiveAction.objects.exists()


def test_with_several_programmes_nobody_guesses_and_a_person_brings_it_in(worker, wave):
    first, second = make.a_programme(worker), make.a_programme(worker)
    finding = hear(worker, wave)
    assert not CorrectiveAction.objects.exists()
    assert "Roolit ovat epäselvät." in page(worker, f"/programme/{first.pk}/")

    answer = press(worker, f"/programme/{second.pk}/findings/{finding.pk}/take/")

    action = CorrectiveAction.objects.get()
    assert (action.programme, answer.url) == (second, worker.url(f"/programme/corrections/{action.pk}/"))
    assert "Roolit ovat epäselvät." not in page(worker, f"/programme/{first.pk}/")


def test_without_a_programme_a_finding_waits_for_one_to_begin(worker, wave):
    hear(worker, wave)

    programme = make.a_programme(worker)

    assert [one.text for one in heard.waiting(worker.as_actor(), programme)] == ["Roolit ovat epäselvät."]


def test_a_strength_that_turns_out_to_need_mending_is_suggested_too(worker, wave):
    make.a_programme(worker)
    finding = hear(worker, wave, tone="strength")

    findings.change_finding(worker.as_actor(), finding.pk, MEND, version=1)
    findings.change_finding(worker.as_actor(), finding.pk, MEND | {"text": "Roolit puuttuvat."}, version=3)

    assert CorrectiveAction.objects.get().survey_finding.text == "Roolit puuttuvat."


def test_a_finding_is_taken_once(worker, wave):
    programme = make.a_programme(worker)
    other = make.a_programme(worker)
    finding = hear(worker, wave)
    heard.take(worker.as_actor(), programme.pk, finding.pk)

    with pytest.raises(RuleViolation, match="already"):
        heard.take(worker.as_actor(), other.pk, finding.pk)
    again = press(worker, f"/programme/{other.pk}/findings/{finding.pk}/take/")

    assert CorrectiveAction.objects.get().programme == programme
    assert again.status_code == 422
    assert "A programme has taken this already." in again.content.decode()


def test_a_finding_is_not_answered_by_two_actions(worker, wave):
    programme = make.a_programme(worker)
    finding = hear(worker, wave)
    other = CorrectiveAction.objects.create(programme=programme, text="x")

    with pytest.raises(RuleViolation, match="already"):
        findings.note_action(worker.as_actor(), finding.pk, findings.Deed(other.pk, "open", "x"))


def test_another_organisations_finding_is_not_there(worker, wave):
    stranger = a_worker()
    programme = make.a_programme(stranger)
    finding = hear(worker, wave)

    with pytest.raises(PermissionDenied):
        heard.take(stranger.as_actor(), programme.pk, finding.pk)

    assert press(stranger, f"/programme/{programme.pk}/findings/{finding.pk}/take/").status_code == 404
    assert heard.waiting(stranger.as_actor(), make.a_programme(worker)) == []


def test_those_who_answered_read_what_was_agreed_that_it_is_done_and_what_came_of_it(worker, wave):
    make.a_programme(worker)
    hear(worker, wave, action="Sovitaan roolit.")
    inviting.tell_back(worker.as_actor(), wave.pk)
    action = CorrectiveAction.objects.get()

    corrections.agree(worker.as_actor(), action.pk, who=Who(name="Työryhmä"), due_on=worker.as_actor().day)
    agreed = told(wave)
    corrections.finish(worker.as_actor(), action.pk)
    corrections.assess(worker.as_actor(), action.pk, effect="Jokainen tietää nyt oman osansa.")

    assert ("Sovitaan roolit." in agreed, "This has been done." in agreed) == (True, False)
    assert "This has been done." in told(wave)
    assert "Jokainen tietää nyt oman osansa." in told(wave)
    assert Finding.objects.get().owner == "Työryhmä"


def test_those_who_answered_read_why_nothing_is_done(worker, wave):
    make.a_programme(worker)
    hear(worker, wave)
    inviting.tell_back(worker.as_actor(), wave.pk)

    corrections.drop(worker.as_actor(), CorrectiveAction.objects.get().pk, reason="Laki muuttui.")

    assert "We decided not to do this." in told(wave)
    assert "Laki muuttui." in told(wave)


def told(wave):
    return Client().get(f"/s/{wave.code}/en/").content.decode()


def test_the_next_round_stands_beside_the_corrective_action(worker):
    make.a_programme(worker)
    instrument = surveys.an_instrument(worker, surveys.a_statement())
    first = a_round(worker, instrument, "s2", "s3")
    finding = hear(worker, first, wording=str(surveys.placements(first)[0].wording_id))
    inviting.tell_back(worker.as_actor(), first.pk)
    action = CorrectiveAction.objects.get(survey_finding=finding)
    assert "Next round" not in page(worker, f"/programme/corrections/{action.pk}/")

    a_round(worker, instrument, "s4", "s3")

    shown = page(worker, f"/programme/corrections/{action.pk}/")
    assert "3,50" in shown
    assert "(+1,00)" in shown


def a_round(worker, instrument, *values):
    wave = surveys.an_open_wave(worker, instrument, is_public=True)
    for value in values * 4:
        surveys.answer(wave, value)
    return surveys.publish(worker, wave)


def test_once_taken_what_is_done_is_said_in_the_programme_alone(worker, wave):
    make.a_programme(worker)
    finding = hear(worker, wave, action="Sovitaan roolit.")
    form = page(worker, f"/surveys/findings/{finding.pk}/")

    press(worker, f"/surveys/findings/{finding.pk}/", **MEND, action="Muuta", version=str(finding.edits))

    assert ("The programme has taken this" in form, 'name="action"' in form) == (True, False)
    assert Finding.objects.get().action == "Sovitaan roolit."


def test_somebody_who_has_a_finding_open_while_it_is_taken_is_told(worker, wave):
    programme = make.a_programme(worker)
    make.a_programme(worker)
    finding = hear(worker, wave)
    heard.take(worker.as_actor(), programme.pk, finding.pk)

    with pytest.raises(Conflict):
        findings.change_finding(worker.as_actor(), finding.pk, MEND | {"action": "Muuta"}, version=finding.edits)


def test_what_an_organisations_own_survey_found_waits_for_a_person_where_the_region_reads(worker):
    """Nobody tells the whole region by writing down what was heard at home."""
    wave = surveys.a_published_wave(worker)
    shared = make.a_programme(worker, is_shared=True)

    hear(worker, wave)
    shown = page(worker, f"/programme/{shared.pk}/")

    assert not CorrectiveAction.objects.exists()
    assert "Everybody at work in the region reads what you bring into this programme." in shown
    assert "Roolit ovat epäselvät." not in page(a_worker(), f"/programme/{shared.pk}/")


def test_what_a_public_survey_found_comes_into_a_shared_programme_once_it_has_been_told_back(worker):
    wave = surveys.a_published_wave(worker, is_public=True)
    shared = make.a_programme(worker, is_shared=True)

    finding = hear(worker, wave)
    assert not CorrectiveAction.objects.exists()
    assert [*heard.waiting(worker.as_actor(), shared)] == [finding]

    inviting.tell_back(worker.as_actor(), wave.pk)
    assert CorrectiveAction.objects.get().programme == shared


def test_what_an_organisations_own_survey_found_is_suggested_where_it_alone_reads(worker):
    wave = surveys.a_published_wave(worker)
    own = make.a_programme(worker, is_shared=False)

    hear(worker, wave)

    assert CorrectiveAction.objects.get().programme == own


def test_the_survey_behind_an_action_is_shown_to_those_who_may_read_it(worker):
    programme = make.a_programme(worker, is_shared=True)
    finding = hear(worker, surveys.a_published_wave(worker), action="Sovitaan roolit.")
    action = heard.take(worker.as_actor(), programme.pk, finding.pk)

    shown = page(a_worker(), f"/programme/corrections/{action.pk}/")

    assert "Sovitaan roolit." in shown
    assert "Roolit ovat epäselvät." not in shown


def test_what_is_about_anothers_private_measure_is_not_there(worker):
    programme = make.a_programme(worker, is_shared=True)
    measure = make.a_measure(worker, programme, is_private=True)
    action = CorrectiveAction.objects.create(programme=programme, text="x", measure=measure)
    desk = Client()
    stranger = a_worker()
    desk.force_login(stranger.user)

    assert desk.get(stranger.url(f"/programme/corrections/{action.pk}/")).status_code == 404


def test_a_promise_in_a_meeting_answers_the_finding_of_which_its_item_was_made(worker, wave):
    first, _second = make.a_programme(worker), make.a_programme(worker)
    finding = hear(worker, wave)
    actor = worker.as_actor()
    meeting = calling.call(actor, first.pk, facts={"text": "Ohjausryhmä", "held_on": actor.day})
    agenda.pick(actor, meeting.pk, [f"survey:{finding.pk}"])
    calling.open_meeting(actor, meeting.pk)
    promise = holding.Action("Sovitaan roolit.", Who(name="Työryhmä"), actor.day)

    holding.write_item(actor, meeting.agenda.get().pk, holding.Told(holding.Notes(1, "", "discussion"), action=promise))

    finding.refresh_from_db()
    assert CorrectiveAction.objects.get().survey_finding == finding
    assert (finding.progress, finding.action, finding.owner) == ("agreed", "Sovitaan roolit.", "Työryhmä")
