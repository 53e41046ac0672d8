"""Whoever has the whole database ties no invitation to an answer: not while few have answered, not late, not after."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message
from luukku.surveys.models import Box, OpenAnswer, Response, Wave, WaveInvitation
from luukku.surveys.rules.waves import may_become_rows
from luukku.surveys.services import answering, findings, inviting, pacing, results, waves
from luukku.surveys.services.boxes import contents_of, reseal, settle, used_in
from luukku.surveys.tests import factories as make
from luukku.surveys.tests.test_answering import Visitor, name_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def five(worker):
    """Five people who can be invited by name."""
    return [worker, *(a_worker(worker.organisation) for _ in range(4))]


def a_round_by_name(worker, people, codes=0):
    """Codes beside them are made as an earlier version let them be."""
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, people=[one.user.pk for one in people])
    wave = waves.open_wave(worker.as_actor(), wave.pk)
    for _number in range(codes):
        WaveInvitation.objects.create(wave=wave, code=inviting.new_code())
    return wave


def everything():
    """Every row of the tables of surveys as text, boxes among them."""
    told = []
    with connection.cursor() as cursor:
        for table in ("box", "response", "openanswer", "wave"):
            cursor.execute(f"SELECT t::text FROM surveys_{table} t")
            told += [row[0] for row in cursor.fetchall()]
    return "\n".join(told)


@pytest.mark.parametrize("state", ["open", "closed", "published"])
def test_of_a_single_answer_the_database_tells_neither_whose_it_is_nor_what_it_says(worker, five, state):
    wave = a_round_by_name(worker, five)
    invitation = wave.invitations.first()
    make.answer(wave, "s4", "Salaisuuskissa", code=invitation.code)
    if state != "open":
        make.close(worker, wave)
    if state == "published":
        make.publish(worker, wave)

    told = everything()

    assert str(invitation.pk) not in told
    assert invitation.code not in told
    assert "Salaisuuskissa" not in told
    assert (Response.objects.count(), OpenAnswer.objects.count()) == (0, 0)


def test_a_late_answer_lies_beside_no_invitation_and_the_database_keeps_it_so(worker, five):
    wave = a_round_by_name(worker, [*five, a_worker(worker.organisation)])
    late, *others = wave.invitations.all()
    for one in others:
        make.answer(wave, "s4", code=one.code)
    make.close(worker, wave)
    make.answer(wave, "s2", code=late.code, began_at=wave.opened_at)

    first, second = Box.objects.order_by("is_late")

    assert (contents_of(second).count, second.used) == (1, "")
    assert contents_of(first).answers == {}
    assert len(used_in(wave).marks) == 6
    with pytest.raises(IntegrityError, match="late_knows_no_invitation"), transaction.atomic():
        Box.objects.filter(is_late=True).update(used=first.used)


def test_once_the_results_are_out_nobody_knows_whose_link_was_used(worker, five):
    """Those who are told back are all who were invited: who of them answered has been forgotten."""
    wave = a_round_by_name(worker, five)
    for one in wave.invitations.all():
        make.answer(wave, "s4", code=one.code)
    make.publish(worker, wave)
    findings.add_finding(worker.as_actor(), wave.pk, {"tone": "strength", "text": "Hyvin menee."})

    inviting.tell_back(worker.as_actor(), wave.pk)

    assert not Box.objects.exists()
    assert used_in(wave).marks == frozenset()
    assert Message.objects.filter(kind="survey_told_back").count() == 5


def test_what_an_earlier_version_left_unsealed_is_understood_and_sealed(worker, five):
    wave = a_round_by_name(worker, five)
    code, mark = wave.invitations.values_list("code", "pk")[0]
    Box.objects.update(used=json.dumps({"marks": [str(mark)], "keys": []}))

    assert make.answer(wave, "s4", code=code) == "already"
    assert (reseal(SystemActor.now()), reseal(SystemActor.now())) == (1, 0)
    assert str(mark) not in everything()
    assert used_in(wave).marks == {str(mark)}


def test_the_length_of_a_box_tells_of_no_single_answer(worker):
    instrument = make.an_instrument(worker)
    waves_of_it = [make.an_open_wave(worker, instrument) for _ in range(3)]
    make.answer(waves_of_it[0], "s4")
    make.answer(waves_of_it[1], "s4", "Pitkästi " * 40)

    lengths = {(len(box.sealed), len(box.used)) for box in Box.objects.all()}

    assert len(lengths) == 1


def test_fewer_than_the_threshold_never_become_rows(worker):
    wave = make.an_open_wave(worker)
    for _person in range(4):
        make.answer(wave, "s4", "Terve")
    make.close(worker, wave)
    assert not Response.objects.exists()
    assert contents_of(Box.objects.get(is_late=False)).count == 4

    make.publish(worker, wave)

    wave.refresh_from_db()
    assert (wave.answered, wave.responses.count(), wave.open_answers.count()) == (None, 0, 0)
    assert all(row.is_masked for row in results.rows_of(wave))


def test_the_analyst_is_not_told_that_nobody_wrote_when_too_few_have_answered(worker):
    wave = make.an_open_wave(worker)
    make.answer(wave, "s4", "Salaisuuskissa")
    make.close(worker, wave)
    desk = Client()
    desk.force_login(worker.user)

    page = desk.get(worker.url(f"/surveys/{wave.pk}/own-words/")).content.decode()

    assert "Salaisuuskissa" not in page
    assert "so few have answered" in page


def test_answers_that_come_late_may_be_those_that_make_them_enough(worker):
    wave = make.an_open_wave(worker)
    for _person in range(4):
        make.answer(wave, "s4")
    make.close(worker, wave)
    make.answer(wave, "s3", began_at=wave.opened_at)

    make.publish(worker, wave)

    assert (wave.responses.count(), str(results.rows_of(Wave.objects.get())[0].mean)) == (5, "3.80")


def test_codes_that_a_keeper_fills_in_do_not_uncover_the_one_who_was_invited_by_name(worker, five):
    """Six answers, five of them the keeper's own: what is left would be what one colleague said."""
    wave = a_round_by_name(worker, five, codes=5)
    for one in wave.invitations.filter(person=None):
        make.answer(wave, "s1", code=one.code)
    make.answer(wave, "s5", "Sanani", code=wave.invitations.exclude(person=None).first().code)

    make.publish(worker, wave)

    wave.refresh_from_db()
    assert (wave.answered, wave.responses.count(), wave.open_answers.count()) == (None, 0, 0)
    assert all(row.is_masked for row in results.rows_of(wave))


def test_a_late_answer_by_name_among_codes_takes_back_what_had_become_rows(worker, five):
    wave = a_round_by_name(worker, five, codes=5)
    for one in wave.invitations.filter(person=None):
        make.answer(wave, "s1", code=one.code)
    make.close(worker, wave)
    assert wave.responses.count() == 5
    named = wave.invitations.exclude(person=None).first()
    make.answer(wave, "s5", code=named.code, began_at=wave.opened_at)

    with transaction.atomic():
        assert settle(wave) is None

    assert wave.responses.count() == 0


@pytest.mark.parametrize(
    ("count", "named", "codes", "may"),
    [(4, 0, 0, False), (5, 0, 0, True), (5, 5, 0, True), (5, 0, 5, True), (9, 1, 8, False), (30, 5, 25, False)],
)
def test_enough_are_enough_either_by_name_or_with_codes(count, named, codes, may):
    assert may_become_rows(count, 5, named=named, codes=codes) is may


def test_five_by_name_among_codes_that_a_keeper_fills_in_keep_their_distribution(worker, five):
    wave = a_round_by_name(worker, five, codes=25)
    for one, value in zip(wave.invitations.exclude(person=None), ("s1", "s1", "s2", "s5", "s5"), strict=True):
        make.answer(wave, value, code=one.code)
    for place, one in enumerate(wave.invitations.filter(person=None)):
        make.answer(wave, f"s{1 + place % 5}", code=one.code)

    told = results.rows_of(make.publish(worker, wave))[0]

    assert (told.n, told.bars) == (None, ())


def test_a_round_has_people_by_name_or_codes_and_never_both(worker, five):
    wave = make.a_wave(worker, reach="invited")
    people = [one.user.pk for one in five]

    with pytest.raises(RuleViolation, match="either people invited by name or codes"):
        inviting.invite(worker.as_actor(), wave.pk, people=people, codes=25)
    assert not wave.invitations.exists()

    inviting.invite(worker.as_actor(), wave.pk, codes=25)
    WaveInvitation.objects.create(wave=wave, person=worker.user, code=inviting.new_code())  # as an earlier version did
    with pytest.raises(RuleViolation, match="Prepare another survey"):
        waves.open_wave(worker.as_actor(), wave.pk)


def test_what_the_analyst_decided_before_a_late_answer_stays_decided(worker):
    wave = make.an_open_wave(worker)
    for place in range(5):
        make.answer(wave, "s4", f"Sana {place}")
    make.close(worker, wave)
    row = wave.open_answers.get(text="Sana 2")
    findings.decide_open_answer(worker.as_actor(), row.pk, decision="shown", redacted="Sana")
    make.answer(wave, "s4", "Myöhässä", began_at=wave.opened_at)

    make.publish(worker, wave)

    assert wave.open_answers.count() == 6
    assert wave.open_answers.get(text="Sana 2").redacted == "Sana"
    assert wave.open_answers.filter(decision="unread").count() == 5


def test_a_link_counts_once_also_from_two_pages_of_which_one_is_late(worker, five):
    wave = a_round_by_name(worker, five)
    code = wave.invitations.first().code
    first, second = Visitor(wave, query=f"?i={code}"), Visitor(wave, query=f"?i={code}")

    counted = first.press("send", **{name_of(wave): "s4"})
    make.close(worker, wave)
    again = second.press("send", **{name_of(wave): "s5"})

    assert ("o=counted" in counted.url, "o=already" in again.url) == (True, True)
    assert contents_of(Box.objects.get(is_late=True)).count == 0


def test_back_with_an_own_link_and_another_answer_changes_nothing(worker, five):
    wave = a_round_by_name(worker, five)
    visitor = Visitor(wave, query=f"?i={wave.invitations.first().code}")
    form = dict(visitor.hidden) | {"go": "send"}

    visitor.client.post(f"/s/{wave.code}/fi/", form | {name_of(wave): "s4"})
    before = contents_of(Box.objects.get())
    again = visitor.client.post(f"/s/{wave.code}/fi/", form | {name_of(wave): "s1"})

    assert "o=already" in again.url
    assert contents_of(Box.objects.get()) == before


def test_a_box_that_is_full_refuses_and_leaves_everything_in_the_form(worker, monkeypatch):
    wave = make.an_open_wave(worker)
    monkeypatch.setattr(answering, "MOST_BYTES", 4096)
    make.answer(wave, "s4", "Terve")
    visitor = Visitor(wave)

    refused = visitor.press("send", **{name_of(wave): "s4", name_of(wave, 1): "Pitkästi " * 400})

    assert refused.status_code == 422
    assert "Pitkästi Pitkästi" in visitor.html
    assert contents_of(Box.objects.get()).count == 1
    assert "o=counted" in visitor.press("send", **{name_of(wave, 1): "Lyhyesti"}).url


def test_a_flood_of_answers_waits_a_minute_and_loses_nothing(worker, monkeypatch):
    wave = make.an_open_wave(worker)
    monkeypatch.setattr(pacing, "MOST", 2)
    with time_machine.travel(NOW, tick=False):
        visitors = [Visitor(wave) for _ in range(3)]
        sent = [one.press("send", **{name_of(wave): "s4", name_of(wave, 1): "Sanani"}) for one in visitors]
        still = visitors[2].html
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        later = visitors[2].press("send", **{name_of(wave): "s4"})

    assert [one.status_code for one in sent] == [302, 302, 429]
    assert sent[2].headers["Retry-After"] == "60"
    assert "Sanani" in still
    assert "o=counted" in later.url
    assert contents_of(Box.objects.get()).count == 3


def test_a_year_after_closing_what_was_never_published_is_gone_as_well(worker, five):
    wave = a_round_by_name(worker, five)
    for one in wave.invitations.all():
        make.answer(wave, "s4", "Terve", code=one.code)
    in_a_year = clock.now() + timedelta(days=366)
    assert not Box.objects.expired(in_a_year).exists()
    make.close(worker, wave)

    for model in (Response, OpenAnswer, WaveInvitation, Box):
        assert not model.objects.expired(clock.now()).exists()
        assert model.objects.expired(in_a_year).count() == model.objects.count() > 0


def test_forms_that_are_refused_or_sent_twice_slow_nobody_down(worker, monkeypatch):
    wave = make.an_open_wave(worker)
    monkeypatch.setattr(pacing, "MOST", 2)
    first, second = Visitor(wave), Visitor(wave)
    with time_machine.travel(NOW, tick=False):
        page, sent = first.answer, []
        for _time in range(3):
            first.answer = page
            sent.append(first.press("send", **{name_of(wave): "s4"}))
        monkeypatch.setattr(answering, "MOST_ANSWERS", 0)
        refused = [second.press("send", **{name_of(wave): "s4"}) for _time in range(3)]
        monkeypatch.undo()
        monkeypatch.setattr(pacing, "MOST", 2)
        taken = second.press("send", **{name_of(wave): "s4"})

    assert [one.status_code for one in (*sent, *refused, taken)] == [302, 302, 302, 422, 422, 422, 302]
    assert contents_of(Box.objects.get()).count == 2


def test_the_pace_is_counted_where_no_table_learns_of_it_and_own_links_are_not_slowed(worker, five, monkeypatch):
    monkeypatch.setattr(pacing, "MOST", 0)
    wave = a_round_by_name(worker, five)

    sent = Visitor(wave, query=f"?i={wave.invitations.first().code}").press("send", **{name_of(wave): "s4"})

    assert "o=counted" in sent.url
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM core_cache")
        assert not [key for (key,) in cursor.fetchall() if str(wave.pk) in key or wave.code in key]


def test_the_kiosk_begins_a_new_form_for_each_person(worker):
    """Whoever goes back on a shared device meets an empty form: pages are not kept, and a form counts once."""
    wave = make.an_open_wave(worker)
    client = Client()
    keys = set()
    for _person in range(2):
        page = client.get(f"/s/{wave.code}/fi/?how=kiosk")
        keys.add(page.content.decode().split('name="once" value="')[1].split('"')[0])
        assert page.headers["Cache-Control"] == "no-store"

    assert len(keys) == 2
    assert "s4" not in json.dumps(contents_of(Box.objects.get()).answers)
