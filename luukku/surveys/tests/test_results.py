"""What is published of a round, and what is not: in every output the same."""

import io
import json
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.core.errors import RuleViolation
from luukku.surveys.events import finding_needs_action
from luukku.surveys.models import Aggregate, Box, OpenAnswer, Response, Wave, WaveInvitation
from luukku.surveys.services import comparing, findings, instruments, inviting, publishing, results, waves
from luukku.surveys.services.instruments import Wording
from luukku.surveys.templatetags.surveys import by_heading
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db

GROUPS = {
    "labels": {"fi": "Missä työssä?"},
    "options": [{"code": "g1", "labels": {"fi": "Neuvola"}}, {"code": "g2", "labels": {"fi": "Koulu"}}],
}


@pytest.fixture
def worker():
    return a_worker()


def answered(worker, *values, instrument=None, **facts):
    wave = make.an_open_wave(worker, instrument or make.an_instrument(worker, make.a_statement()), **facts)
    for value in values:
        make.answer(wave, value)
    return make.publish(worker, wave)


def outputs(worker, wave):
    """Every form in which results leave: page, CSV, JSON, PDF, public page, list."""
    desk = Client()
    desk.force_login(worker.user)
    told = [
        desk.get(worker.url(path)).content.decode()
        for path in (
            f"/surveys/{wave.pk}/results/",
            f"/surveys/{wave.pk}/results.csv",
            f"/surveys/{wave.pk}/results.json",
            f"/surveys/questionnaires/{wave.version.instrument_id}/trend/",
            "/surveys/",
        )
    ]
    pdf = desk.get(worker.url(f"/surveys/{wave.pk}/results.pdf")).content
    told.append("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    told.append(Client().get(f"/s/{wave.code}/fi/").content.decode())
    return told


def test_two_answers_show_nothing_in_any_output(worker):
    """The seed's own case: N = 2, means 3,50 and the like tell each respondent what the other said."""
    wave = answered(worker, "s3", "s4", is_public=True)

    row = results.rows_of(wave)[0]

    assert (row.n, row.mean, row.bars, row.position) == (None, None, (), None)
    for told in outputs(worker, wave):
        assert "3,50" not in told
        assert "3.50" not in told
    assert wave.answered is None
    assert json.loads(outputs(worker, wave)[2])["questions"][0]["n"] is None


def test_five_answers_show_a_mean_and_no_distribution(worker):
    wave = answered(worker, "s5", "s5", "s4", "na", "s3", None, "s4", is_public=True)

    row = results.rows_of(wave)[0]

    assert (row.n, results.comma(row.mean), row.bars) == (5, "4,20", ())
    page, csv, _json, _trend, _list, pdf, public = outputs(worker, wave)
    assert "4,20" in page
    assert ";4,20;" in csv
    assert "4,20" in pdf
    assert "4,20" in public


def test_nobody_and_few_look_alike(worker):
    wave = answered(worker, *[None] * 6)

    row = results.rows_of(wave)[0]

    page = outputs(worker, wave)[0]
    assert row.is_masked
    assert "NaN" not in page
    assert ">–<" in page


def test_ten_answers_show_a_distribution_unless_a_small_count_could_be_worked_out(worker):
    open_one = answered(worker, *["s5"] * 7, *["s4"] * 6)
    solvable = answered(a_worker(), *["s1"] * 2, *["s2"] * 4, *["s5"] * 10)

    shown, hidden = results.rows_of(open_one)[0], results.rows_of(solvable)[0]

    assert {bar.code: bar.count for bar in shown.bars} == {"s1": 0, "s2": 0, "s3": 0, "s4": 6, "s5": 7}
    assert (hidden.n, hidden.bars) == (16, ())


def test_everybody_alike_shows_nothing_when_few(worker):
    assert results.rows_of(answered(worker, *["s5"] * 9))[0].is_masked
    assert results.rows_of(answered(worker, *["s5"] * 10))[0].n == 10


def test_every_question_has_its_own_number_of_answers(worker):
    instrument = make.an_instrument(worker, make.a_statement("Ensin."), make.a_statement("Sitten."))
    wave = make.an_open_wave(worker, instrument)
    for place in range(6):
        make.answer(wave, "s4" if place else "s3", "s2" if place < 3 else None)
    make.publish(worker, wave)

    first, second = results.rows_of(wave.__class__.objects.get(pk=wave.pk))

    assert first.n == 6
    assert second.is_masked


def test_groups_are_shown_only_when_none_is_small(worker):
    instrument = make.an_instrument(worker, make.a_statement())
    large, small = (make.an_open_wave(worker, instrument, groups=GROUPS) for _ in range(2))
    for wave, sizes in ((large, (6, 5)), (small, (8, 3))):
        for group, size in zip(("g1", "g2"), sizes, strict=True):
            for place in range(size):
                make.answer(wave, "s4" if place else "s2", group=group)

    told = [results.rows_of(make.publish(worker, wave))[0].groups for wave in (large, small)]

    assert [name for name, _n, _mean in told[0]] == ["Neuvola", "Koulu"]
    assert [n for _name, n, _mean in told[0]] == [6, 5]
    assert told[1] == ()


def test_choices_numbers_and_rankings_have_their_figures(worker):
    options = (("x", None, False, "Puisto"), ("y", None, False, "Kirjasto"), ("z", None, False, "Uimahalli"))
    instrument = make.an_instrument(
        worker, Wording("multiple", "Missä?", options=options), Wording("number", "Montako?"),
        Wording("rank", "Järjestys?", options=options), Wording("single", "Yksi?", options=options),
    )  # fmt: skip
    wave = make.an_open_wave(worker, instrument)
    for place in range(12):
        many = ["x", "y"] if place < 6 else ["x"] if place < 11 else ["y"]
        make.answer(wave, many, str(place % 3 + 1), ["x", "z", "y"], "x" if place < 6 else "y")

    many, number, rank, single = results.rows_of(make.publish(worker, wave))

    assert {bar.words: bar.count for bar in many.bars} == {"Puisto": None, "Kirjasto": 7, "Uimahalli": None}
    assert results.comma(number.mean) == "2,00"
    assert {bar.words: results.comma(bar.place) for bar in rank.bars} == {
        "Puisto": "1,00", "Kirjasto": "3,00", "Uimahalli": "2,00",
    }  # fmt: skip
    assert {bar.words: bar.count for bar in single.bars} == {"Puisto": 6, "Kirjasto": 6, "Uimahalli": 0}


def test_figures_are_worked_out_once_and_never_again(worker):
    wave = answered(worker, *["s4"] * 3, *["s5"] * 4)

    with pytest.raises(RuleViolation):
        publishing.publish_wave(worker.as_actor(), wave.pk)
    with pytest.raises(RuleViolation):
        waves.close_wave(worker.as_actor(), wave.pk)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Aggregate.objects.update(mean="1.00")


def test_nothing_is_shown_before_it_is_published(worker):
    wave = make.an_open_wave(worker)
    for _number in range(6):
        make.answer(wave, "s4")
    desk = Client()
    desk.force_login(worker.user)

    assert desk.get(worker.url(f"/surveys/{wave.pk}/results/")).status_code == 404
    waves.close_wave(worker.as_actor(), wave.pk)
    assert desk.get(worker.url(f"/surveys/{wave.pk}/results.json")).status_code == 404
    assert results.rows_of(Wave.objects.get(pk=wave.pk)) == []


def test_while_open_the_page_tells_only_steps(worker):
    wave = make.an_open_wave(worker)
    desk = Client()
    desk.force_login(worker.user)
    seen = []
    for _number in range(6):
        seen.append(waves.answered(wave))
        make.answer(wave, "s4")

    assert seen == [0, 0, 0, 0, 0, 5]
    assert "At least 5" in desk.get(worker.url(f"/surveys/{wave.pk}/")).content.decode()


def test_check_6_a_reworded_question_breaks_its_line_until_a_person_says_why_not(worker):
    """Renamed between rounds: the line breaks with a note, and the old figures are still there."""
    actor = worker.as_actor()
    instrument = make.an_instrument(worker, make.a_statement("Vanha sana."))
    first = answered(worker, *["s3"] * 4, *["s4"] * 4, instrument=instrument)
    version = instruments.start_version(actor, instrument.pk)
    instruments.change_question(actor, version.placements.get().pk, make.a_statement("Uusi sana."))
    answered(worker, *["s4"] * 4, *["s5"] * 4, instrument=instrument)

    line = comparing.lines_of(actor, instrument)[0]
    assert [point.breaks for point in line.points] == [False, True]
    assert line.points[1].change is None
    older, newer = (point.wording for point in line.points)
    with pytest.raises(Exception, match=r"reason|blank"):
        comparing.decide(actor, older.pk, newer.pk, is_comparable=True, reason=" ")
    comparing.decide(actor, older.pk, newer.pk, is_comparable=True, reason="Sama asia, selkeämmin.")

    after = comparing.lines_of(actor, instrument)[0].points[1]
    assert (after.breaks, results.comma(after.change)) == (False, "1,00")
    assert older.text == "Vanha sana."
    assert results.rows_of(first)[0].text == "Vanha sana."


def test_rounds_stand_beside_each_other_in_the_order_of_the_newest_questions(worker):
    actor = worker.as_actor()
    instrument = make.an_instrument(worker, *(make.a_statement(text) for text in ("Ensin", "Sitten", "Viimein")))
    answered(worker, *["s3"] * 5, "s4", instrument=instrument)
    version = instruments.start_version(actor, instrument.pk)
    instruments.move_question(actor, version.placements.in_order()[2].pk, up=True)
    answered(worker, *["s3"] * 5, "s4", instrument=instrument)

    assert [line.text for line in comparing.lines_of(actor, instrument)] == ["Ensin", "Viimein", "Sitten"]


def test_results_stand_below_their_headings_with_both_ends_of_the_scale(worker):
    questions = (
        make.a_statement("Ensin", heading="Tavoitteet"),
        make.a_statement("Sitten"),
        make.a_statement("Me", heading="Ryhmä"),
        Wording("text", "Mitä muuta?"),
    )
    wave = answered(worker, *["s3"] * 5, "s4", instrument=make.an_instrument(worker, *questions))

    parts = by_heading(results.rows_of(wave))

    assert [(one.heading, len(one.rows), one.scale) for one in parts] == [
        ("Tavoitteet", 2, "1 Ei yhtään – 5 Täysin"),
        ("Ryhmä", 1, "1 Ei yhtään – 5 Täysin"),
        ("Own words", 1, ""),
    ]
    assert [one.is_silent for one in parts] == [False, False, True]


def test_own_words_are_read_by_the_analyst_alone_and_shown_as_they_were_left(worker):
    wave = make.an_open_wave(worker)
    for text in ("Hyvä, että kysytte.", "Ei lisättävää.", "Kiitos.", "Lisää aikaa.", "Selvä."):
        make.answer(wave, "s4" if text == "Selvä." else "s3", text)
    make.publish(worker, wave)
    colleague = a_worker(worker.organisation)
    desk, other = Client(), Client()
    desk.force_login(worker.user)
    other.force_login(colleague.user)
    answer = wave.open_answers.get(text="Hyvä, että kysytte.")
    path = f"/surveys/{wave.pk}/own-words/"

    assert "Hyvä, että kysytte." in desk.get(worker.url(path)).content.decode()
    assert other.get(worker.url(path)).status_code == 404
    for told in outputs(colleague, wave):
        assert "kysytte" not in told
    desk.post(worker.url(f"{path}{answer.pk}/"), {"decision": "shown", "redacted": "Hyvä kysely."})

    page = outputs(colleague, wave)[0]
    assert "Hyvä kysely." in page
    assert "kysytte" not in page


def test_what_was_heard_leads_to_deeds_and_is_told_back_where_people_answered(worker):
    actor = worker.as_actor()
    wave = make.a_published_wave(worker)
    wording = str(make.placements(wave)[0].wording_id)
    with pytest.raises(RuleViolation, match="at least one"):
        inviting.tell_back(actor, wave.pk)

    findings.add_finding(
        actor, wave.pk, {"tone": "mend", "text": "Roolit epäselvät.", "wording": wording, "action": "Sovitaan roolit."}
    )
    before = Client().get(f"/s/{wave.code}/fi/").content.decode()
    inviting.tell_back(actor, wave.pk)
    after = Client().get(f"/s/{wave.code}/fi/").content.decode()

    assert "Roolit" not in before
    assert "Roolit epäselvät." in after
    assert "Sovitaan roolit." in after


def test_what_was_said_in_one_language_does_not_stand_in_for_another(worker):
    """Who reads Swedish meets the Finnish words, marked as Finnish, never the Somali ones."""
    actor = worker.as_actor()
    wave = make.a_published_wave(worker)
    row = findings.add_finding(actor, wave.pk, {"tone": "mend", "text": "Roolit epäselvät.", "action": "Sovitaan."})
    findings.say_in_language(actor, row.pk, "so", "Doorarka ma cadda.")
    inviting.tell_back(actor, wave.pk)

    pages = {code: Client().get(f"/s/{wave.code}/{code}/").content.decode() for code in ("so", "sv", "fi-plain")}

    assert "Doorarka ma cadda." in pages["so"]
    assert "Roolit" not in pages["so"]
    for code in ("sv", "fi-plain"):
        assert "Doorarka" not in pages[code]
        assert '<p lang="fi" dir="ltr">Roolit epäselvät.</p>' in pages[code]


def test_the_effect_of_a_deed_is_seen_in_the_next_round(worker):
    actor = worker.as_actor()
    instrument = make.an_instrument(worker, make.a_statement())
    first = answered(worker, *["s2"] * 4, *["s3"] * 4, instrument=instrument)
    wording = str(make.placements(first)[0].wording_id)
    row = findings.add_finding(actor, first.pk, {"tone": "mend", "text": "Heikko kohta.", "wording": wording})
    assert comparing.effects_of(actor, first, [row]) == {}

    answered(worker, *["s4"] * 4, *["s3"] * 4, instrument=instrument)

    assert results.comma(comparing.effects_of(actor, first, [row])[row.pk].change) == "1,00"


def test_a_finding_that_needs_mending_is_told_to_the_apps_above(worker):
    wave = make.a_published_wave(worker)
    heard = []

    def hear(finding, **_more):
        heard.append(finding.text)

    finding_needs_action.connect(hear)
    try:
        findings.add_finding(worker.as_actor(), wave.pk, {"tone": "strength", "text": "Hyvää."})
        findings.add_finding(worker.as_actor(), wave.pk, {"tone": "mend", "text": "Mendattavaa."})
    finally:
        finding_needs_action.disconnect(hear)

    assert heard == ["Mendattavaa."]


def test_counts_of_queries_do_not_grow_with_questions(worker):
    counts = []
    for size in (2, 12):
        instrument = make.an_instrument(worker, *(make.a_statement(f"Väite {place}.") for place in range(size)))
        wave = answered(worker, *["s3"] * 5, "s4", instrument=instrument)
        desk = Client()
        desk.force_login(worker.user)
        with CaptureQueriesContext(connection) as queries:
            desk.get(worker.url(f"/surveys/{wave.pk}/results/"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/surveys/", "/surveys/questionnaires/", "/criteria/"])
def test_lists_ask_the_same_number_of_questions_however_long_they_are(worker, path):
    peer = make.a_neighbour(worker)
    counts = []
    for _round in range(2):
        for _number in range(2):
            make.a_published_wave(worker)
            make.an_open_wave(worker)
            make.a_reviewed_assessment(worker, peer)
        desk = Client()
        desk.force_login(worker.user)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(worker.url(path)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_year_after_publishing_nobody_knows_any_more_who_was_asked_or_what_was_answered(worker):
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, codes=6)
    waves.open_wave(worker.as_actor(), wave.pk)
    for one in wave.invitations.all():
        make.answer(wave, "s4", "Terve", code=one.code)
    make.publish(worker, wave)
    in_a_year = clock.now() + timedelta(days=366)

    for model in (Response, OpenAnswer, WaveInvitation, Box):
        assert not model.objects.expired(clock.now()).exists()
        model.objects.expired(in_a_year).delete()

    assert not wave.responses.exists()
    assert not wave.open_answers.exists()
    assert not wave.invitations.exists()
    assert not wave.boxes.exists()
    assert wave.aggregates.count() == 1
