"""Writing questionnaires, preparing rounds, inviting: what services promise and pages do."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from pypdf import PdfReader

from luukku.accounts.tests.factories import a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.core.actor import SystemActor
from luukku.core.errors import Conflict, RuleViolation
from luukku.delivery.models import Message
from luukku.delivery.services import deliver
from luukku.surveys import jobs, paper_form, policies
from luukku.surveys.models import Box, Instrument, Item, ItemVersion, Panel, Wave
from luukku.surveys.services import findings, instruments, inviting, waves
from luukku.surveys.services.boxes import contents_of, reseal
from luukku.surveys.services.instruments import Wording
from luukku.surveys.services.templates import load_templates
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def desk(worker):
    client = Client()
    client.force_login(worker.user)
    return client


def question(version, place=0):
    return version.placements.in_order()[place]


def test_a_wording_that_was_asked_stays_and_the_next_one_is_another_version(worker):
    instrument = make.an_instrument(worker, make.a_statement("Ensin."))
    make.an_open_wave(worker, instrument)
    version = instruments.start_version(worker.as_actor(), instrument.pk)

    placement = instruments.change_question(worker.as_actor(), question(version).pk, make.a_statement("Sitten."))

    item = Item.objects.get()
    assert [one.text for one in item.versions.all()] == ["Ensin.", "Sitten."]
    assert (placement.wording.number, placement.wording.is_sealed) == (2, False)
    assert instruments.start_version(worker.as_actor(), instrument.pk) == version


def test_saving_an_asked_question_unchanged_makes_no_new_wording(worker):
    instrument = make.an_instrument(worker, make.a_statement("Ensin."))
    make.an_open_wave(worker, instrument)
    version = instruments.start_version(worker.as_actor(), instrument.pk)
    codes = tuple(
        (one["code"], one["value"], one["is_na"], one["labels"]["fi"]) for one in question(version).wording.options
    )

    instruments.change_question(
        worker.as_actor(), question(version).pk, Wording("agreement", "Ensin.", options=codes, is_required=True)
    )

    assert ItemVersion.objects.count() == 1
    assert question(version).is_required


def test_somebody_who_reworded_meanwhile_is_told(worker):
    instrument = make.an_instrument(worker, make.a_statement("Ensin."))
    make.an_open_wave(worker, instrument)
    version = instruments.start_version(worker.as_actor(), instrument.pk)
    seen = question(version).wording.number
    instruments.change_question(worker.as_actor(), question(version).pk, make.a_statement("Sitten."))

    with pytest.raises(Conflict):
        instruments.change_question(worker.as_actor(), question(version).pk, make.a_statement("Muuten."), version=seen)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Wording("single", "Kumpi?", options=(("", None, False, "Yksi"),)), "at least two"),
        (Wording("agreement", "?", options=(("", None, False, "Yksi"), ("", 2, False, "Kaksi"))), "needs a number"),
        (Wording("number", "Montako?", lowest=5, highest=3), "below the smallest"),
        (Wording("text", "Miksi?", condition={"question": "later", "is": ["x"]}), "questions before it"),
    ],
)
def test_a_question_that_can_not_be_answered_is_refused(worker, told, words):
    instrument = instruments.create_instrument(worker.as_actor(), title="Kysely")

    with pytest.raises(RuleViolation, match=words):
        instruments.add_question(worker.as_actor(), instrument.versions.get().pk, told)


def test_a_question_on_which_another_rests_is_neither_removed_nor_moved_behind_it(worker):
    instrument = make.an_instrument(worker, make.a_statement())
    version = instrument.versions.get()
    key = question(version).wording.item.key
    then = Wording("text", "Miksi?", condition={"question": key, "is": ["s1"]})
    instruments.add_question(worker.as_actor(), version.pk, then)

    with pytest.raises(RuleViolation, match="only after this one"):
        instruments.remove_question(worker.as_actor(), question(version).pk)
    with pytest.raises(RuleViolation, match="questions before it"):
        instruments.move_question(worker.as_actor(), question(version).pk, up=False)
    instruments.remove_question(worker.as_actor(), question(version, 1).pk)
    instruments.remove_question(worker.as_actor(), question(version).pk)

    assert not version.placements.exists()
    assert not ItemVersion.objects.exists()


def test_templates_are_copied_whole_and_never_changed(worker):
    load_templates()
    template = Instrument.objects.get(key="working-group")

    own = instruments.copy_template(worker.as_actor(), template.pk)

    placements = own.versions.get().placements.in_order()
    kinds = [one.wording.kind for one in placements]
    assert (kinds.count("agreement"), kinds.count("text")) == (16, 3)
    assert not policies.own_instruments(worker.as_actor()).filter(pk=template.pk).exists()
    with pytest.raises(PermissionDenied):
        instruments.start_version(worker.as_actor(), template.pk)


def test_words_in_another_language_are_saved_and_offered_when_they_are_whole(worker, desk):
    instrument = make.an_instrument(worker, make.a_statement())
    version = instrument.versions.get()
    placement = question(version)
    key = placement.wording.item.key
    path = worker.url(f"/surveys/versions/{version.pk}/words/so/")
    told = {"title": "Su'aal", f"text.{key}": "Waan ogahay."}
    told |= {f"option.{key}.s{value}": str(value) for value in range(1, 6)} | {f"option.{key}.na": "-"}

    page = desk.get(path)
    desk.post(path, told)

    assert "Tiedän, mitä teemme." in page.content.decode()
    assert "Soomaali" in desk.get(worker.url(f"/surveys/questionnaires/{instrument.pk}/")).content.decode()
    assert question(version).wording.texts == {"fi": "Tiedän, mitä teemme.", "so": "Waan ogahay."}


def test_words_that_are_too_long_are_refused_and_nothing_that_was_typed_is_lost(worker, desk):
    version = make.an_instrument(worker, make.a_statement()).versions.get()
    key = question(version).wording.item.key
    path = worker.url(f"/surveys/versions/{version.pk}/words/so/")

    answer = desk.post(path, {"title": "x" * 2001, f"text.{key}": "Waan ogahay."})

    assert answer.status_code == 422
    assert "Waan ogahay." in answer.content.decode()
    assert question(version).wording.texts == {"fi": "Tiedän, mitä teemme."}


def test_who_rewords_a_question_is_told_that_other_languages_have_the_earlier_words(worker, desk):
    instrument = make.an_instrument(worker, make.a_statement())
    version = instrument.versions.get()
    instruments.save_words(
        worker.as_actor(), version.pk, "so", {f"text.{question(version).wording.item.key}": "Waan ogahay."}
    )
    path = worker.url(f"/surveys/questions/{question(version).pk}/")
    told = {"kind": "agreement", "options": "1 = Ei\n2 = Kyllä"}

    reworded = desk.post(path, told | {"text": "Näen, mitä teemme."}, follow=True).content.decode()
    unchanged = desk.post(path, told | {"text": "Näen, mitä teemme."}, follow=True).content.decode()

    assert "they still have the earlier words" in reworded
    assert "they still have the earlier words" not in unchanged


def test_a_questionnaire_is_written_asked_and_opened_by_the_pages(worker, desk):
    begun = desk.post(worker.url("/surveys/questionnaires/new/"), {"title": "Uusi kysely", "intro": "Hei."})
    instrument = Instrument.objects.get()
    version = instrument.versions.get()
    add = worker.url(f"/surveys/versions/{version.pk}/questions/new/")
    refused = desk.post(add, {"kind": "single", "text": "Kumpi?", "options": ""})
    desk.post(add, {"kind": "single", "text": "Kumpi?", "options": "Yksi\nKaksi\n- = En tiedä"})
    first = question(version)
    code = first.wording.options[0]["code"]
    desk.post(add, {"kind": "number", "text": "Montako?", "depends_on": f"{first.wording.item.key}={code}"})
    edit = worker.url(f"/surveys/questions/{first.pk}/")
    form = desk.get(edit).content.decode()
    desk.post(edit, {"kind": "single", "text": "Kumpi siis?", "options": "Yksi\nKaksi", "version": "1"})
    desk.post(worker.url(f"/surveys/questions/{question(version, 1).pk}/move/"), {"to": "down"})
    facts = {"name": "Syksy", "reach": "link", "analyst": str(worker.user.pk), "threshold": "5"}
    prepared = desk.post(worker.url(f"/surveys/questionnaires/{instrument.pk}/wave/"), facts)
    wave = Wave.objects.get()
    opened = desk.post(worker.url(f"/surveys/{wave.pk}/open/"))

    assert begun.url.endswith(f"{instrument.pk}/")
    assert refused.status_code == 422
    assert "Kumpi?" in refused.content.decode()
    assert "- = En tiedä" in form
    assert question(version).wording.options[0]["code"] == code
    assert (prepared.status_code, opened.status_code) == (302, 302)
    assert f"/s/{wave.code}/" in desk.get(worker.url(f"/surveys/{wave.pk}/")).content.decode()


def test_a_round_that_could_never_show_a_result_is_not_opened(worker):
    few = make.a_wave(worker, target_size=4)
    nobody = make.a_wave(worker, reach="invited")

    for wave in (few, nobody):
        with pytest.raises(RuleViolation, match="no result could ever be shown"):
            waves.open_wave(worker.as_actor(), wave.pk)


def test_a_round_without_questions_or_past_its_last_day_is_not_opened(worker):
    empty = instruments.create_instrument(worker.as_actor(), title="Tyhjä")
    with time_machine.travel(NOW - timedelta(days=9), tick=False):
        late = make.a_wave(a_worker(worker.organisation), closes_on=(NOW - timedelta(days=5)).date())

    with pytest.raises(RuleViolation, match="at least one question"):
        waves.open_wave(worker.as_actor(), make.a_wave(worker, empty).pk)
    with time_machine.travel(NOW, tick=False), pytest.raises(RuleViolation, match="has passed"):
        waves.open_wave(worker.as_actor(), late.pk)


def test_each_night_what_is_past_its_last_day_is_closed(worker):
    with time_machine.travel(NOW, tick=False):
        due = make.an_open_wave(worker, closes_on=NOW.date())
        going = make.an_open_wave(worker, closes_on=NOW.date() + timedelta(days=1))
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        jobs.close_all_due(0)

    due.refresh_from_db()
    going.refresh_from_db()
    assert (due.state, going.state) == ("closed", "open")


def test_a_prepared_round_is_changed_by_one_at_a_time_and_can_be_removed(worker, desk):
    wave = make.a_wave(worker)
    path = worker.url(f"/surveys/{wave.pk}/edit/")
    facts = {"name": "Toinen nimi", "reach": "link", "analyst": str(worker.user.pk), "threshold": "6"}
    facts |= {"group_label": "Missä?", "groups": "Täällä\nSiellä", "version": "1"}

    assert desk.get(path).status_code == 200
    assert desk.post(path, facts).status_code == 302
    stale = desk.post(path, facts | {"name": "Kolmas"})
    alone = desk.post(path, facts | {"groups": "", "version": "2"})
    wave.refresh_from_db()

    assert (wave.name, wave.threshold, wave.group_codes) == ("Toinen nimi", 6, ["g1", "g2"])
    assert (stale.status_code, alone.status_code) == (409, 422)
    assert desk.post(worker.url(f"/surveys/{wave.pk}/remove/")).status_code == 302
    assert not Wave.objects.exists()


def test_people_and_a_panel_are_invited_and_mailed_when_it_opens(worker, desk, mailoutbox):
    people = [str(a_worker(worker.organisation).user.pk) for _ in range(5)]
    earlier, wave = make.a_wave(worker, reach="invited"), make.a_wave(worker, reach="invited")
    path = worker.url(f"/surveys/{wave.pk}/invite/")
    refused = desk.post(path, {"people": people, "save_as": "Työryhmä", "codes": "2"})
    desk.post(worker.url(f"/surveys/{earlier.pk}/invite/"), {"people": people, "save_as": "Työryhmä"})
    desk.post(path, {"panel": str(Panel.objects.get().pk)})
    forged = desk.post(path, {"people": [str(a_worker().user.pk)]})
    waves.open_wave(worker.as_actor(), wave.pk)

    deliver(SystemActor.now(), Message.objects.filter(kind="survey_invitation").first().pk)
    codes = set(wave.invitations.values_list("code", flat=True))
    assert (refused.status_code, forged.status_code, len(codes)) == (422, 422, 5)
    assert "either people invited by name or codes" in refused.content.decode()
    assert any(f"/s/{wave.code}/?i={code}" in mailoutbox[0].body for code in codes)
    assert Message.objects.filter(kind="survey_invitation").count() == 5


def test_once_open_nobody_more_is_invited_and_a_common_link_invites_nobody(worker):
    wave = make.an_open_wave(worker)

    with pytest.raises(RuleViolation, match="everybody who has the link"):
        inviting.invite(worker.as_actor(), wave.pk, codes=1)
    with pytest.raises(RuleViolation, match="Nobody has been invited"):
        inviting.remind(worker.as_actor(), wave.pk)
    with pytest.raises(RuleViolation, match="while the survey is open"):
        inviting.remind(worker.as_actor(), make.a_wave(worker, reach="invited").pk)


def test_the_paper_carries_the_questions_a_code_each_and_the_promise(worker):
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, codes=5)
    waves.open_wave(worker.as_actor(), wave.pk)
    codes = [one.code for one in wave.invitations.all()][:2]

    pdf = paper_form.print_sheets(worker.as_actor(), wave, "fi", codes)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) == 2
    for page, code in zip(pages, codes, strict=True):
        assert code in page
        assert "Tiedän, mitä teemme." in page
        assert "Jonkin verran" in page


@pytest.mark.parametrize("language", ["ar", "zh", "fi-plain"])
def test_the_paper_is_printed_in_the_languages_of_families(worker, language):
    load_templates()
    own = instruments.copy_template(worker.as_actor(), Instrument.objects.get(key="family-day").pk)
    wave = make.an_open_wave(worker, own)

    assert paper_form.print_sheets(worker.as_actor(), wave, language, []).startswith(b"%PDF")


def test_a_box_is_closed_anew_under_the_newest_key(worker, settings):
    wave = make.an_open_wave(worker)
    make.answer(wave, "s4")
    old = settings.LUUKKU_FIELD_KEYS

    settings.LUUKKU_FIELD_KEYS = ["a new key for the fields", *old]

    assert (reseal(SystemActor.now()), reseal(SystemActor.now())) == (1, 0)
    settings.LUUKKU_FIELD_KEYS = ["a new key for the fields"]
    assert contents_of(Box.objects.get()).count == 1


def test_a_large_round_is_printed_in_sheaves_that_hold_every_code_once(worker, desk):
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, codes=120)
    waves.open_wave(worker.as_actor(), wave.pk)

    page = desk.get(worker.url(f"/surveys/{wave.pk}/")).content.decode()
    sheaves = [inviting.codes_from(worker.as_actor(), wave, first) for first in (1, 51, 101)]

    assert ("from=51" in page, "from=101" in page, "from=151" in page) == (True, True, False)
    assert [len(sheaf) for sheaf in sheaves] == [50, 50, 20]
    assert sorted(code for sheaf in sheaves for code in sheaf) == sorted(one.code for one in wave.invitations.all())
    last = desk.get(worker.url(f"/surveys/{wave.pk}/paper/?language=fi&from=101"))
    assert len(PdfReader(io.BytesIO(last.content)).pages) == 20
    assert desk.get(worker.url(f"/surveys/{wave.pk}/paper/?from=x")).status_code == 200


def test_signs_that_nobody_sees_are_taken_out_of_words_in_other_languages(worker, desk):
    instrument = make.an_instrument(worker)
    version = instrument.versions.get()
    key = version.placements.in_order()[0].wording.item.key

    saved = desk.post(
        worker.url(f"/surveys/versions/{version.pk}/words/sv/"),
        {"title": "En\x00kät", "intro": "Hej\x00", f"text.{key}": "Jag vet\x00.", "text.\x00": "\x00"},
    )

    instrument.refresh_from_db()
    assert saved.status_code == 302
    assert instrument.titles["sv"] == "Enkät"
    assert version.placements.in_order()[0].wording.texts["sv"] == "Jag vet."


def test_opening_one_answer_in_own_words_leaves_a_line(worker, desk):
    wave = make.a_published_wave(worker)
    path = worker.url(f"/surveys/{wave.pk}/own-words/{wave.open_answers.get().pk}/")

    page = desk.get(path)

    assert "Hyvä, että kysytte." in page.content.decode()
    line = AuditEvent.objects.get(action="survey.open_answers_read")
    assert (line.subject_id, line.user_id) == (wave.pk, worker.user.pk)


def test_others_roles_and_organisations_prepare_nothing_here(worker):
    wave = make.a_wave(worker)
    for other in (an_administrator(worker.organisation), a_worker()):
        with pytest.raises(PermissionDenied):
            waves.open_wave(other.as_actor(), wave.pk)
        with pytest.raises(PermissionDenied):
            findings.read_open_answers(other.as_actor(), wave.pk)


def test_pages_that_lead_people_on_have_words_when_there_is_nothing(worker, desk):
    assert "Nothing has been asked yet" in desk.get(worker.url("/surveys/")).content.decode()
    assert "None yet" in desk.get(worker.url("/surveys/questionnaires/")).content.decode()
    assert "no criteria yet" in desk.get(worker.url("/criteria/")).content.decode()


def test_findings_are_written_changed_and_said_in_other_languages_by_the_pages(worker, desk):
    wave = make.a_published_wave(worker)
    new = worker.url(f"/surveys/{wave.pk}/findings/new/")
    refused = desk.post(new, {"tone": "mend", "text": ""})
    desk.post(new, {"tone": "mend", "text": "Roolit epäselvät.", "action": "Sovitaan."})
    row = wave.findings.get()
    path = worker.url(f"/surveys/findings/{row.pk}/")
    desk.post(path, {"tone": "mend", "text": "Roolit.", "version": "1"})
    stale = desk.post(path, {"tone": "mend", "text": "Toisin.", "version": "1"})
    desk.post(f"{path}words/sv/", {"text": "Rollerna är oklara."})
    discussed = desk.post(
        worker.url(f"/surveys/{wave.pk}/discussion/"), {"discussion": "Puhuttiin.", "version": wave.edits}
    )
    told = desk.post(worker.url(f"/surveys/{wave.pk}/tell-back/"))

    assert (refused.status_code, stale.status_code) == (422, 409)
    assert "Toisin." in stale.content.decode()
    assert (discussed.status_code, told.status_code) == (302, 302)
    assert "Rollerna är oklara." in Client().get(f"/s/{wave.code}/sv/").content.decode()
    assert "Puhuttiin." in desk.get(worker.url(f"/surveys/{wave.pk}/results/")).content.decode()
