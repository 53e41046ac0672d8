"""Two people write the same thing: the second reads both texts, saves again, and is heard."""

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.surveys.services import findings, instruments
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def a_prepared_round(worker):
    wave = make.a_wave(worker, name="Ensin")
    told = {"reach": "link", "analyst": str(worker.user.pk), "threshold": "5", "version": "1"}
    return f"/surveys/{wave.pk}/edit/", told, "name"


def an_asked_question(worker):
    instrument = make.an_instrument(worker, make.a_statement("Ensin"))
    make.an_open_wave(worker, instrument)
    version = instruments.start_version(worker.as_actor(), instrument.pk)
    told = {"kind": "agreement", "options": "1 = Ei\n2 = Kyllä", "version": "1"}
    return f"/surveys/questions/{version.placements.get().pk}/", told, "text"


def a_discussion(worker):
    wave = make.a_published_wave(worker)
    return f"/surveys/{wave.pk}/discussion/", {"version": str(wave.edits)}, "discussion"


def a_finding(worker):
    wave = make.a_published_wave(worker)
    row = findings.add_finding(worker.as_actor(), wave.pk, {"tone": "strength", "text": "Ensin"})
    return f"/surveys/findings/{row.pk}/", {"tone": "strength", "version": "1"}, "text"


def a_criterion(worker):
    row = make.an_assessment(worker)
    return f"/criteria/assessments/{row.pk}/fit/", {"level": "2", "version": "1"}, "note"


@pytest.mark.parametrize("scene", [a_prepared_round, an_asked_question, a_discussion, a_finding, a_criterion])
def test_whoever_saves_second_reads_both_texts_and_saves_again_without_opening_the_page_anew(worker, scene):
    path, told, field = scene(worker)
    desk = Client()
    desk.force_login(worker.user)
    seen = desk.get(worker.url(path)).context["form"].initial["version"]
    first = desk.post(worker.url(path), told | {field: "Toisen sanat"})

    refused = desk.post(worker.url(path), told | {field: "Omat sanat"})
    version = refused.context["form"]["version"].value()
    again = desk.post(worker.url(path), told | {field: "Omat sanat", "version": version})

    both = refused.content.decode().split("lk-conflict")[1].split("</section>")[0]
    assert str(seen) == told["version"]
    assert (first.status_code, refused.status_code, again.status_code) == (302, 409, 302)
    assert ("Toisen sanat" in both, "Omat sanat" in both) == (True, True)
    assert desk.get(worker.url(path)).context["form"].initial[field] == "Omat sanat"


def test_everything_of_a_question_that_differs_is_told(worker):
    path, told, _field = an_asked_question(worker)
    desk = Client()
    desk.force_login(worker.user)
    desk.post(worker.url(path), told | {"text": "Sitten"})

    refused = desk.post(worker.url(path), told | {"text": "Sitten", "options": "1 = Ei\n3 = Kyllä\n- = En tiedä"})

    (clash,) = refused.context["conflict"].fields
    assert (clash.theirs, clash.yours) == ("1 = Ei\n2 = Kyllä", "1 = Ei\n3 = Kyllä\n- = En tiedä")


def test_groups_that_somebody_else_wrote_are_told_as_lines(worker):
    path, told, _field = a_prepared_round(worker)
    desk = Client()
    desk.force_login(worker.user)
    desk.post(worker.url(path), told | {"name": "Ensin", "group_label": "Missä?", "groups": "Täällä\nSiellä"})

    refused = desk.post(worker.url(path), told | {"name": "Ensin"})

    (clash,) = refused.context["conflict"].fields
    assert (clash.theirs, clash.yours) == ("Missä?\nTäällä\nSiellä", "")


def test_a_finding_moved_to_another_question_is_told_by_the_questions_words(worker):
    path, told, _field = a_finding(worker)
    desk = Client()
    desk.force_login(worker.user)
    asked = desk.get(worker.url(path)).context["form"].fields["wording"].choices[1]
    desk.post(worker.url(path), told | {"text": "Ensin", "wording": asked[0]})

    refused = desk.post(worker.url(path), told | {"text": "Ensin"})

    (clash,) = refused.context["conflict"].fields
    assert (clash.theirs, clash.yours) == ("Tiedän, mitä teemme.", "The whole survey")


def test_who_writes_the_very_same_is_not_stopped(worker):
    path, told, field = a_finding(worker)
    desk = Client()
    desk.force_login(worker.user)

    desk.post(worker.url(path), told | {field: "Samat sanat"})
    again = desk.post(worker.url(path), told | {field: "Samat sanat"})

    assert again.status_code == 302
