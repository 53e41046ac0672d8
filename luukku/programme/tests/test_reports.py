"""Reports: made of one moment, numbered, never changed; published by who leads, without anybody's name."""

import hashlib
import json
import threading
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.actor import Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation
from luukku.programme import jobs, policies
from luukku.programme.models import Indicator, Measure, Observation, Programme, ProgrammeReport, StatusReport, Target
from luukku.programme.rules import reporting
from luukku.programme.services import corrections, documents, embedding, measures
from luukku.programme.services.reporting import boarding, making, publishing
from luukku.programme.tests import factories as make
from luukku.programme.tests.meetings import a_promise
from luukku.programme.tests.reports import a_report, ids

pytestmark = pytest.mark.django_db

EARLIER, NOW = (datetime(2026, month, 20, 9, tzinfo=HELSINKI) for month in (8, 11))


@pytest.fixture
def worker():
    return a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR))


@pytest.fixture
def programme(worker):
    return make.a_programme(worker, text="Perheiden ohjelma")


# ---------------------------------------------------------------- made once


def test_a_report_is_made_after_it_was_asked_for_and_only_once(worker, programme):
    asked = making.ask(worker.as_actor(), programme.pk, summary=" Hyvin. ", decisions=["Kuka?", " ", "Milloin?"])
    assert (asked.state, asked.number, asked.decisions) == ("waiting", 1, ["Kuka?", "Milloin?"])

    jobs.make_report(report_id=str(asked.pk))
    first = ProgrammeReport.objects.get()
    jobs.make_report(report_id=str(asked.pk))

    assert (first.state, first.kept["board"]["summary"]) == ("made", "Hyvin.")
    assert first.seal == reporting.sealed(first.kept)
    assert ProgrammeReport.objects.get().made_at == first.made_at
    found = AuditEvent.objects.filter(action__startswith="programme.report_")
    assert list(found.values_list("action", flat=True).order_by("seq" if hasattr(AuditEvent, "seq") else "at")) == [
        "programme.report_asked", "programme.report_made"
    ]  # fmt: skip
    assert "Kuka" not in str(list(found.values_list("codes", flat=True)))


def test_whoever_made_it_second_changes_nothing(worker, programme):
    report = a_report(worker, programme)

    assert making._keep(SystemActor.now(), report.pk, {"other": 1}) is None
    assert ProgrammeReport.objects.get().kept == report.kept


def test_editions_are_numbered_and_only_the_clock_makes_them(worker, programme):
    assert [a_report(worker, programme).number for _time in range(3)] == [1, 2, 3]
    assert a_report(worker, make.a_programme(worker)).number == 1
    with pytest.raises(PermissionDenied):
        making.make(worker.as_actor(), ProgrammeReport.objects.first().pk)


def test_a_board_is_asked_for_three_decisions_at_most(worker, programme):
    with pytest.raises(RuleViolation, match="three decisions"):
        making.ask(worker.as_actor(), programme.pk, summary="", decisions=["1", "2", "3", "4"])


def test_a_report_never_changes_whatever_happens_later(worker, programme):
    goal = make.a_goal(worker, programme, "Arki sujuu")
    measure = make.a_measure(worker, programme, goal, text="Avataan kahvila")
    report = a_report(worker, programme)
    before = json.dumps(report.kept, sort_keys=True)

    measures.move(worker.as_actor(), measure.pk, state="ongoing")
    report.refresh_from_db()

    assert json.dumps(report.kept, sort_keys=True) == before
    rows = ProgrammeReport.objects.filter(pk=report.pk)
    for change in (
        {"kept": {}}, {"seal": "0" * 64}, {"number": 9}, {"day": date(2020, 1, 1)}, {"summary": "x"},
        {"decisions": ["x"]}, {"state": "waiting", "made_at": None, "seal": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.delete()


@pytest.mark.django_db(transaction=True)
def test_a_report_tells_of_one_moment_while_somebody_writes(monkeypatch):
    """What is written after its first look at the rows is in none of its parts."""
    worker = a_worker()
    programme = make.a_programme(worker)
    goal = make.a_goal(worker, programme, "Arki sujuu")
    make.a_measure(worker, programme, goal, text="Avataan kahvila")
    asked = making.ask(worker.as_actor(), programme.pk, summary="", decisions=())
    look = documents.whole

    def and_somebody_writes(actor, found):
        told = look(actor, found)
        writer = threading.Thread(target=_write_and_leave, args=(worker, programme, goal))
        writer.start()
        writer.join()
        return told

    monkeypatch.setattr(documents, "whole", and_somebody_writes)
    kept = making.make(SystemActor.now(), asked.pk).kept

    assert Measure.objects.count() == 2
    assert kept["done"]["of"] == 1
    assert ids(kept["measures"]) == ids(kept["themes"][0]["goals"][0]["measures"]) == ["Avataan kahvila"]
    assert kept["themes"][0]["goals"][0]["done"]["of"] == 1


def _write_and_leave(worker, programme, goal):
    try:
        make.a_measure(worker, programme, goal, text="Myöhemmin")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_report_is_not_made_inside_another_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        making.make(SystemActor.now(), "00000000-0000-4000-8000-000000000000")


# ---------------------------------------------------------------- what it tells


def test_words_stand_with_their_hash_and_shares_with_their_two_numbers(worker, programme):
    goal = make.a_goal(worker, programme, "Arki sujuu", theme_name="Arki")
    done, other = (make.a_measure(worker, programme, goal) for _number in range(2))
    measures.move(worker.as_actor(), done.pk, state="done")
    make.an_owner(worker, "measure", other, make.a_party(worker, programme, name="Työryhmä"), date(2026, 1, 1))

    kept = a_report(worker, programme).kept

    row = kept["themes"][0]["goals"][0]["row"]
    assert row["hash"] == hashlib.sha256(b"Arki sujuu").hexdigest()
    assert kept["done"] == {"count": 1, "of": 2, "percent": 50}
    assert kept["shares"]["owner"] == {"count": 1, "of": 1, "percent": 100}
    assert [one["owner"] for one in kept["measures"]] == ["", "Työryhmä"]


def test_nothing_private_and_no_person_is_in_it(worker, programme):
    party = make.a_party(worker, programme, name="Työryhmä")
    secret = make.a_measure(worker, programme, text="Vain meille", is_private=True)
    public = make.a_measure(worker, programme, text="Kaikille")
    make.an_owner(worker, "measure", secret, party, date(2026, 1, 1), at=None)
    measures.link_measures(worker.as_actor(), public.pk, secret.pk, kind="refers_to")
    a_promise(worker, programme)

    told = json.dumps(a_report(worker, programme).kept, ensure_ascii=False)

    assert "Kaikille" in told
    assert "Vain meille" not in told
    assert worker.user.name not in told


def test_the_first_report_tells_what_has_begun_and_what_nobody_has_told_of(worker, programme):
    goal = make.a_goal(worker, programme)
    begun, told, silent = (
        make.a_measure(worker, programme, goal, text=text) for text in ("Alkoi", "Kerrottu", "Hiljaa")
    )
    measures.move(worker.as_actor(), begun.pk, state="ongoing")
    StatusReport.objects.create(measure=told, reported_on=date(2026, 1, 1), standing="on_course", text="x")

    board = a_report(worker, programme).kept["board"]

    assert [(one["row"]["text"], one["from"], one["to"]) for one in board["moved"]] == [("Alkoi", "", "ongoing")]
    assert ids(board["still"]) == ["Hiljaa"]
    assert silent.text == "Hiljaa"


def test_a_later_report_tells_what_moved_since_the_one_before(worker, programme):
    goal = make.a_goal(worker, programme, at=EARLIER)
    moving, staying = (make.a_measure(worker, programme, goal, text=text, at=EARLIER) for text in ("Liikkuu", "Seisoo"))
    output = make.an_output(programme, "Opas")
    promise = a_promise(worker, programme, at=EARLIER)
    a_report(worker, programme, at=EARLIER)
    measures.move(worker.as_actor(NOW), moving.pk, state="done")
    corrections.finish(worker.as_actor(NOW), promise.pk)
    place = worker.organisation
    embedding.note_step(
        worker.as_actor(NOW), output.pk, organisation_id=place.pk, level=2, since_on=date(2026, 10, 1), evidence="x"
    )

    kept = a_report(worker, programme, at=NOW).kept

    assert kept["before"] == {"number": 1, "day": "2026-08-20"}
    assert [(one["kind"], one["row"]["text"], one["from"], one["to"]) for one in kept["board"]["moved"]] == [
        ("measure", "Liikkuu", "planned", "done"),
        ("correction", "Vuokrataan tila", "agreed", "done"),
        ("step", "Opas", "", "2"),
    ]
    assert ids(kept["board"]["still"]) == ["Seisoo"]
    assert staying.text == "Seisoo"


def test_a_promise_whose_day_has_gone_stands_still(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)

    late = datetime(2099, 12, 1, 9, tzinfo=HELSINKI)
    board = a_report(worker, programme, at=late).kept["board"]

    assert [(one["kind"], one["row"]["text"], one["since"]) for one in board["still"]] == [
        ("correction", promise.text, "2099-03-01")
    ]


def test_an_indicator_is_told_with_its_targets_and_its_corrected_numbers(worker, programme):
    indicator = Indicator.objects.create(
        programme=programme, text="Kahvilat", unit="kpl", baseline=1, baseline_on=date(2026, 1, 1)
    )
    Target.objects.create(indicator=indicator, by_on=date(2027, 1, 1), value=10)
    wrong = Observation.objects.create(indicator=indicator, on=date(2026, 2, 1), value=99)
    Observation.objects.create(indicator=indicator, on=date(2026, 2, 1), value="2.5", corrects=wrong)
    Indicator.objects.create(programme=programme, text="Suunnitelmat", figure="plan_in_force")
    Indicator.objects.create(programme=programme, text="Tuntematon", figure="nothing_like_this")

    plain, computed, unknown = a_report(worker, programme, at=NOW).kept["indicators"]

    assert (plain["baseline"], plain["targets"]) == ("1", [{"by": "2027-01-01", "value": "10"}])
    assert plain["observations"] == [{"on": "2026-02-01", "value": "2.5"}]
    assert computed["published"] == {
        "as_of": "2026-10-31",
        "count": None,
        "of": None,
        "percent": None,
        "hidden": "waiting",
    }
    assert unknown["published"] is None


def test_decisions_are_suggested_from_what_is_missing_one_of_each_kind_first(worker, programme):
    first, second = (make.a_goal(worker, programme, text) for text in ("A", "B"))
    make.a_party(worker, programme, name="Järjestöt")
    output = make.an_output(programme, "Opas")

    found = boarding.suggested(worker.as_actor(), programme, 3)

    assert found == [("outputs", output.text), ("goals", first.text), ("idle", "Järjestöt")]
    assert second.text == "B"


def test_no_private_measure_is_suggested_for_the_board(worker, programme):
    make.a_measure(worker, programme, text="Salainen hanke", is_private=True, is_proposal=True)
    make.a_measure(worker, programme, text="Avoin hanke", is_proposal=True)

    found = boarding.suggested(worker.as_actor(), programme, 3)

    assert {text for _kind, text in found} == {"Avoin hanke"}


# ---------------------------------------------------------------- who makes, reads and publishes


def test_who_writes_the_programme_makes_and_who_leads_publishes(worker, programme):
    caseworker, stranger = a_worker(worker.organisation, roles=(Role.CASEWORKER,)), a_worker()
    report = a_report(caseworker, programme)

    assert policies.may_make_reports(caseworker.as_actor(), programme)
    assert not policies.may_make_reports(stranger.as_actor(), programme)
    assert not policies.visible_reports(stranger.as_actor()).exists()
    assert policies.visible_reports(SystemActor.now()).get() == report
    with pytest.raises(PermissionDenied):
        making.ask(stranger.as_actor(), programme.pk, summary="", decisions=())
    with pytest.raises(PermissionDenied):
        publishing.publish(caseworker.as_actor(), report.pk)
    assert publishing.publish(worker.as_actor(), report.pk).state == "published"
    assert policies.visible_reports(stranger.as_actor()).get() == report
    assert policies.public_reports(stranger.as_actor()).get() == report
    with pytest.raises(PermissionDenied):
        publishing.withdraw(caseworker.as_actor(), report.pk)
    assert publishing.withdraw(worker.as_actor(), report.pk).state == "withdrawn"
    assert not policies.public_reports(stranger.as_actor()).exists()
    assert publishing.publish(worker.as_actor(), report.pk).state == "published"


def test_what_is_not_made_or_not_shared_is_not_published(worker, programme):
    waiting = making.ask(worker.as_actor(), programme.pk, summary="", decisions=())
    own = make.a_programme(worker)
    made = a_report(worker, own)
    Programme.objects.filter(pk=own.pk).update(is_shared=False)

    for report in (waiting, made):
        with pytest.raises(PermissionDenied):
            publishing.publish(worker.as_actor(), report.pk)


def test_a_report_with_somebodys_name_is_not_published(worker, programme):
    name = worker.user.name
    party = make.a_party(worker, programme, name="Työryhmä")
    measure = make.a_measure(worker, programme, make.a_goal(worker, programme), text=f"{name} soittaa perheille")
    held = make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))
    type(held).objects.filter(pk=held.pk).update(person=worker.user)
    report = a_report(worker, programme)

    with pytest.raises(RuleViolation, match=name):
        publishing.publish(worker.as_actor(), report.pk)


def test_a_report_with_a_colleagues_name_for_a_party_is_not_published(worker, programme):
    colleague = a_worker(worker.organisation)
    make.a_party(worker, programme, name=colleague.user.name)
    report = a_report(worker, programme)

    with pytest.raises(RuleViolation, match=colleague.user.name):
        publishing.publish(worker.as_actor(), report.pk)


def test_the_public_part_has_no_holes_by_name_and_no_unpublished_numbers(worker, programme):
    make.a_goal(worker, programme, "Arki sujuu")
    counted = Indicator.objects.create(programme=programme, text="Laskettu käsin")
    Observation.objects.create(indicator=counted, on=date(2026, 2, 1), value=3)
    Indicator.objects.create(programme=programme, text="Suunnitelmat", figure="plan_in_force")

    report = a_report(worker, programme, "Päätös", summary="Sisäinen")
    told = reporting.public_part(report.kept)

    assert told["holes"] == [{"kind": "goals", "count": 1}]
    assert ids(told["indicators"]) == ["Suunnitelmat"]
    assert not {"board", "corrections", "sources", "measures", "meetings", "passages"} & set(told)
    assert "observations" not in told["indicators"][0]
