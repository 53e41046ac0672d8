"""An attacker who has the whole database and every line of the log learns nothing about who said what."""

import io
import json
import logging
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from luukku.accounts.models import User
from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.errors import RuleViolation
from luukku.core.models import IdempotencyKey, Record
from luukku.delivery.models import Message
from luukku.surveys.models import Box, OpenAnswer, Response, Wave, WaveInvitation
from luukku.surveys.services import inviting, publishing, waves
from luukku.surveys.services.boxes import contents_of, used_in
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DATED = (models.DateField, models.DateTimeField, models.TimeField)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def invited(worker):
    """A wave among seven workers, each with a link of their own."""
    people = [worker, *(a_worker(worker.organisation) for _ in range(6))]
    instrument = make.an_instrument(worker, make.a_statement(), make.a_statement("Toinen."))
    wave = make.a_wave(worker, instrument, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, people=[one.user.pk for one in people])
    return waves.open_wave(worker.as_actor(), wave.pk)


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def dump():
    """Every row of every table as text, but for the questionnaires themselves."""
    told = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if table not in ("surveys_box", "django_migrations"):
            told[table] = [row[0] for row in rows(f'SELECT t::text FROM "{table}" t')]
    return told


def columns(table):
    query = "SELECT column_name, data_type, is_identity, column_default FROM information_schema.columns"
    return rows(f"{query} WHERE table_name = %s", table)


@pytest.mark.parametrize("model", [Response, OpenAnswer, Box])
def test_what_holds_answers_knows_no_time_person_or_sequence(model):
    assert not issubclass(model, Record)
    kinds = [type(field) for field in model._meta.fields]
    pointed = {field.related_model._meta.label for field in model._meta.fields if field.is_relation}

    assert not [kind for kind in kinds if issubclass(kind, DATED)]
    assert not [field for field in model._meta.fields if isinstance(field, models.AutoField)]
    assert pointed <= {"surveys.Wave", "surveys.ItemVersion"}
    for name, kind, identity, default in columns(model._meta.db_table):
        assert "timestamp" not in kind, name
        assert kind != "date", name
        assert identity == "NO"
        assert "nextval" not in (default or "")


def test_no_switch_of_a_wave_could_turn_anonymity_off():
    assert not [field.name for field in Wave._meta.fields if "anonym" in field.name]


def test_ids_of_answers_are_random(worker):
    wave = make.a_published_wave(worker)

    assert {row.pk.version for row in wave.responses.all()} == {4}
    assert {row.pk.version for row in wave.open_answers.all()} == {4}


def test_while_a_wave_is_open_no_answer_is_readable_in_the_database(worker):
    wave = make.an_open_wave(worker)
    for value in ("s1", "s5", "s3"):
        make.answer(wave, value, "Salaisuuskissa")

    everything = json.dumps(dump()) + Box.objects.get().sealed
    assert "Salaisuuskissa" not in everything
    assert Response.objects.count() == OpenAnswer.objects.count() == 0
    assert contents_of(Box.objects.get()).count == 3


def test_while_a_wave_is_open_one_row_holds_everything_so_no_transaction_tells_what_came_together(invited):
    """With xmin an attacker could join rows that one transaction wrote: there is one row, written anew each time."""
    codes = [one.code for one in invited.invitations.all()]
    before = rows("SELECT id, xmin::text, ctid::text FROM surveys_waveinvitation ORDER BY id")

    for code, value in zip(codes, ("s1", "s2", "s3"), strict=False):
        make.answer(invited, value, value, code=code)

    assert rows("SELECT count(*) FROM surveys_box") == [(1,)]
    assert rows("SELECT id, xmin::text, ctid::text FROM surveys_waveinvitation ORDER BY id") == before
    text = used_in(invited).to_text()
    assert re.findall(r'"marks": \[.*?\]', text) == [f'"marks": {json.dumps(sorted(used_in(invited).marks))}']


def test_a_used_invitation_leaves_no_time_and_no_change_in_its_own_row(invited):
    invitation = invited.invitations.first()
    before = rows("SELECT t::text FROM surveys_waveinvitation t WHERE id = %s", invitation.pk)
    wave_before = rows("SELECT t::text FROM surveys_wave t")

    make.answer(invited, "s4", "s4", code=invitation.code)

    assert rows("SELECT t::text FROM surveys_waveinvitation t WHERE id = %s", invitation.pk) == before
    assert rows("SELECT t::text FROM surveys_wave t") == wave_before


def test_check_5_after_the_closing_nothing_joins_an_answer_with_an_invitation_or_with_another(invited, worker):
    """Seven people answer two questions, each pair different: which two answers came together can't be told."""
    people = list(invited.invitations.all())
    pairs = [("s1", "s2"), ("s2", "s1"), ("s3", "s4"), ("s4", "s3"), ("s5", "s5"), ("s1", "s4"), ("s2", "s3")]
    for one, (first, second) in zip(people, pairs, strict=True):
        make.answer(invited, first, second, code=one.code)
    waves.close_wave(worker.as_actor(), invited.pk)

    told = dump()
    ids = {str(row.pk) for row in Response.objects.all()}
    elsewhere = json.dumps({table: lines for table, lines in told.items() if table != "surveys_response"})
    assert not [one for one in ids if one in elsewhere]
    for one in people:
        for mark in (str(one.pk), one.code, str(one.person_id)):
            assert mark not in json.dumps(told["surveys_response"])
    assert rows("SELECT count(DISTINCT xmin::text) FROM surveys_response") == [(1,)]
    assert {field.name for field in Response._meta.fields} == {"id", "wave", "wording", "group", "value"}


def test_rows_lie_in_the_order_of_their_random_ids(invited, worker):
    for one in invited.invitations.all():
        make.answer(invited, "s1", "s2", code=one.code)
    waves.close_wave(worker.as_actor(), invited.pk)

    lying = [UUID(str(row[0])) for row in rows("SELECT id FROM surveys_response ORDER BY ctid")]

    assert lying == sorted(lying)
    assert len(lying) == 14


def test_two_boxes_filled_in_different_orders_hold_the_same(worker):
    instrument = make.an_instrument(worker, make.a_statement(), make.a_statement("Toinen."))
    one, other = make.an_open_wave(worker, instrument), make.an_open_wave(worker, instrument)
    pairs = [("s1", "s2"), ("s3", "s4"), ("s5", "s1")]
    for pair in pairs:
        make.answer(one, *pair)
    for pair in reversed(pairs):
        make.answer(other, *pair)

    first, second = (contents_of(Box.objects.get(wave=wave)) for wave in (one, other))

    assert first == second


def test_answering_leaves_no_line_in_the_trail_and_no_key_session_or_job(invited):
    code = invited.invitations.first().code
    before = {table: len(lines) for table, lines in dump().items()}
    client = Client()
    page = client.get(f"/s/{invited.code}/fi/?i={code}")
    form = fields(page) | {f"q.{make.key_of(invited)}": "s4", "go": "send"}

    sent = client.post(f"/s/{invited.code}/fi/", form)

    assert sent.status_code == 302
    assert {table: len(lines) for table, lines in dump().items()} == before
    assert IdempotencyKey.objects.count() == 0
    assert not client.cookies
    assert code not in sent.url


def test_a_signed_in_worker_answers_as_nobody(invited, worker):
    """The browser sends its session along; it is neither read nor touched, and the trail stays silent."""
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(worker.user)
    lines = AuditEvent.objects.count()
    sessions = rows("SELECT t::text FROM django_session t ORDER BY 1")
    code = invited.invitations.get(person=worker.user).code

    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        page = client.get(f"/s/{invited.code}/fi/?i={code}")
        said = {f"q.{make.key_of(invited)}": "s3"}
        sent = client.post(f"/s/{invited.code}/fi/", fields(page) | said | {"go": "send"})

    assert sent.status_code == 302
    assert AuditEvent.objects.count() == lines
    assert rows("SELECT t::text FROM django_session t ORDER BY 1") == sessions
    assert worker.user.name not in page.content.decode()


def test_the_log_tells_that_a_page_was_opened_and_nothing_of_whom_or_what(invited):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    handler.setFormatter(root.handlers[0].formatter)
    root.addHandler(handler)
    code, key = invited.invitations.first().code, make.key_of(invited)
    try:
        client = Client(REMOTE_ADDR="192.0.2.77")
        page = client.get(f"/s/{invited.code}/fi/?i={code}")
        form = fields(page)
        client.post(f"/s/{invited.code}/fi/", form | {f"q.{key}": "s4", "go": "send"})
    finally:
        root.removeHandler(handler)

    logged = stream.getvalue()
    assert "answer:answer" in logged
    for secret in (code, invited.code, key, "s4", form["once"], "192.0.2.77", str(invited.pk)):
        assert secret not in logged


def test_check_4_what_was_promised_does_not_change_by_form_service_or_shell(invited, worker):
    facts = {"name": "x", "reach": "link", "analyst": worker.user.pk, "threshold": 3}
    desk = Client()
    desk.force_login(worker.user)
    by_form = desk.post(worker.url(f"/surveys/{invited.pk}/edit/"), facts)
    assert by_form.status_code == 404
    with pytest.raises(Exception, match="opened"):
        waves.change_wave(worker.as_actor(), invited.pk, facts, version=1)

    for name, value in (("threshold", 3), ("distribution_from", 6), ("reach", "link"), ("target_size", 3)):
        wave = Wave.objects.get(pk=invited.pk)
        setattr(wave, name, value)
        with pytest.raises(IntegrityError, match="promised"), transaction.atomic():
            wave.save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE surveys_wave SET state = 'draft'",
        "UPDATE surveys_wave SET state = 'published'",
        "UPDATE surveys_wave SET groups = '{\"labels\": {}}'",
        "DELETE FROM surveys_wave",
        'UPDATE surveys_itemversion SET texts = \'{"fi": "Toinen"}\'',
        "DELETE FROM surveys_placement",
        "UPDATE surveys_instrumentversion SET is_sealed = false",
        "UPDATE surveys_itemversion SET is_sealed = false",
    ],
)
def test_the_database_refuses_to_change_what_somebody_was_asked(invited, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE surveys_wave SET state = 'open'",
        "UPDATE surveys_response SET value = '\"s1\"'",
        "UPDATE surveys_openanswer SET text = 'muu'",
    ],
)
def test_the_database_refuses_to_open_again_or_to_change_an_answer(worker, statement):
    make.a_published_wave(worker)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_after_publishing_not_one_answer_can_be_added(worker):
    wave = make.a_published_wave(worker)
    row = wave.responses.first()

    with pytest.raises(IntegrityError, match="while a wave is closed"), transaction.atomic():
        Response.objects.create(wave=wave, wording=row.wording, group="", value="s1")


def test_a_threshold_below_three_is_refused_by_the_database(worker):
    wave = make.a_wave(worker)

    with pytest.raises(IntegrityError, match="at_least_three"), transaction.atomic():
        Wave.objects.filter(pk=wave.pk).update(threshold=2)


def test_reminders_reach_those_who_have_not_answered_and_tell_nobody_who_that_is(invited, worker):
    first, *others = invited.invitations.all()
    make.answer(invited, "s4", "s4", code=first.code)

    count = inviting.remind(worker.as_actor(), invited.pk)

    reminded = set(Message.objects.filter(kind="survey_reminder").values_list("user_id", flat=True))
    assert (count, reminded) == (6, {one.person_id for one in others})
    line = AuditEvent.objects.filter(action="survey.reminded").get()
    assert "count" not in line.codes


def test_opening_closing_and_reading_results_leave_a_line(worker):
    wave = make.a_published_wave(worker)
    desk = Client()
    desk.force_login(worker.user)
    desk.get(worker.url(f"/surveys/{wave.pk}/results/"))

    told = set(AuditEvent.objects.filter(subject_id=wave.pk).values_list("action", flat=True))

    assert {"survey.opened", "survey.closed", "survey.published", "survey.results_read"} <= told


def fields(page):
    """The hidden fields of an answering page."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


def test_invitations_carry_no_foreign_key_to_or_from_answers():
    fields = WaveInvitation._meta.get_fields(include_hidden=True)

    assert {field.related_model for field in fields if field.is_relation} == {Wave, User}


def test_check_7_opening_again_adding_one_answer_and_publishing_anew_is_refused_at_every_step(worker):
    """The difference of two publications would be that one answer."""
    wave = make.a_published_wave(worker)
    before = list(wave.aggregates.order_by("pk").values("n", "mean", "counts"))

    with pytest.raises(RuleViolation):
        waves.open_wave(worker.as_actor(), wave.pk)
    with pytest.raises(RuleViolation):
        make.answer(wave, "s1")
    with pytest.raises(RuleViolation):
        publishing.publish_wave(worker.as_actor(), wave.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wave.objects.filter(pk=wave.pk).update(state="open")

    assert list(wave.aggregates.order_by("pk").values("n", "mean", "counts")) == before
