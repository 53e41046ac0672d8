"""Bringing programmes in: looked at first, written whole or not at all, and nothing lost that was changed here."""

import json
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.errors import RuleViolation
from luukku.programme.models import (
    CorrectiveAction,
    Goal,
    Measure,
    Party,
    Passage,
    Programme,
    Responsibility,
    SourceConflict,
    Theme,
    ThreadLink,
)
from luukku.programme.services import measures
from luukku.programme.services.importing import bringing
from luukku.programme.tests import factories as make
from luukku.programme.tests.factories import a_file, a_theme

pytestmark = pytest.mark.django_db

SPELL = "\"'></textarea><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}"
CSV = "laji;tunnus;teksti;tavoite;vastuutaho\n"


def a_goal(text="Arki sujuu", *measures, **more):
    return {"id": "G1", "fi": text, "measures": list(measures)} | more


def a_plan(*measures, **more):
    return a_file(themes=[a_theme(a_goal("Arki sujuu", *measures, **more))])


def test_looking_writes_nothing_but_what_it_would_change(worker):
    told = bringing.Told("plan.json", "json", json.dumps(a_plan({"id": "M1", "fi": "Kahvila"})).encode())

    run = bringing.look_at(worker.as_actor(), told)

    assert run.counts == {"programme": {"new": 1}, "theme": {"new": 1}, "goal": {"new": 1}, "measure": {"new": 1}}
    assert [one["code"] for one in run.changes] == ["P", "T1", "G1", "M1"]
    assert not Programme.objects.exists()


def test_what_was_changed_here_stays_and_what_the_file_changed_follows_it(worker):
    make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila"}, {"id": "M2", "fi": "Kerho"}))
    mine = Measure.objects.get(code="M1")
    measures.change_measure(worker.as_actor(), mine.pk, version=1, due="15.5.", written={"text": "Iltakahvila"})

    run = make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila"}, {"id": "M2", "fi": "Iltakerho"}))

    assert dict(Measure.objects.values_list("code", "text")) == {"M1": "Iltakahvila", "M2": "Iltakerho"}
    assert run.counts["measure"] == {"same": 1, "changed": 1}
    assert Measure.objects.get(code="M1").due_text == "15.5."


def test_what_both_changed_differently_stays_and_stands_side_by_side(worker):
    make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila"}))
    mine = Measure.objects.get()
    measures.change_measure(worker.as_actor(), mine.pk, version=1, due="", written={"text": "Iltakahvila"})

    told = a_plan({"id": "M1", "fi": "Aamukahvila", "src": "B:7"})
    run, again = make.bring(worker, told), make.bring(worker, told)

    clash = SourceConflict.objects.get()
    assert Measure.objects.get().text == "Iltakahvila"
    assert [one["text"] for one in clash.values] == ["Iltakahvila", "Aamukahvila"]
    assert (run.counts["measure"], again.counts["measure"]) == ({"kept": 1}, {"same": 1})


def test_a_goal_linked_here_is_not_unlinked_by_a_file_that_never_told_it(worker):
    file = a_file(themes=[a_theme(a_goal(), measures_unlinked_to_goal=[{"id": "M1", "fi": "Hoitopolku"}])])
    make.bring(worker, file)
    measures.link_goals(worker.as_actor(), Measure.objects.get().pk, [Goal.objects.get().pk])

    make.bring(worker, file)

    assert Measure.objects.get().goals.get() == Goal.objects.get()


def test_a_goal_that_the_file_takes_away_is_unlinked(worker):
    make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila"}))

    make.bring(worker, a_file(themes=[a_theme(a_goal(), measures_unlinked_to_goal=[{"id": "M1", "fi": "Kahvila"}])]))

    assert not Measure.objects.get().goals.exists()


def test_what_a_newer_file_no_longer_tells_stays(worker):
    make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila"}))

    make.bring(worker, a_plan())

    assert Measure.objects.get().text == "Kahvila"


def test_an_owner_that_a_file_tells_answers_and_one_named_here_is_not_pushed_aside(worker):
    actors = {
        "id": "EP",
        "title_fi": "Suunnitelma",
        "actors": [{"id": "A1", "fi": "Kunta"}, {"id": "A2", "fi": "Ryhmä"}],
    }
    file = a_plan({"id": "M1", "fi": "Kahvila", "owner": "A1"}) | {"embedding_plan": actors}
    make.bring(worker, file)
    assert Responsibility.objects.get().party.code == "A1"

    make.bring(worker, a_plan({"id": "M1", "fi": "Kahvila", "owner": "A2"}) | {"embedding_plan": actors})

    assert Responsibility.objects.get().party.code == "A1"


def test_references_parents_and_suggestions_find_their_rows(worker):
    file = a_plan({"id": "M1", "fi": "Kahvila"}, {"id": "M2", "fi": "ks. ed.", "refers_to": ["M1"]})
    file["themes"][0]["goals"].append({"id": "G2", "fi": "Osa", "parent": "G1"})
    file["group_review"] = {
        "id": "GR",
        "questions": [{"id": "Q", "fi": "Missä?", "answers": [{"id": "A", "fi": "Siinä"}]}],
    }
    file["corrective_suggestions"] = [{"id": "C", "fi": "Korjataan", "from": "A"}]
    file["red_threads"] = [{"id": "R", "fi": "Lanka", "pattern": "kahvi", "items": ["M1", "A"], "derived": True}]

    run = make.bring(worker, file)

    assert run.faults == []
    assert Measure.objects.get(code="M2").links.get().other.code == "M1"
    assert Measure.objects.get(code="M2").is_reference
    assert Goal.objects.get(code="G2").parent.code == "G1"
    assert Passage.objects.get(code="A").parent.code == "Q"
    assert CorrectiveAction.objects.get().passage.code == "A"
    assert [link.reason for link in ThreadLink.objects.order_by("position")] == ["kahvi", "kahvi"]


def test_one_wrong_row_among_many_and_nothing_is_written(worker):
    file = a_plan(
        *[{"id": f"M{number}", "fi": "x"} for number in range(50)], {"id": "M50", "fi": "x", "refers_to": ["Z"]}
    )

    run = make.bring(worker, file)

    assert (run.state, run.content) == ("refused", None)
    assert run.faults == [
        {"code": "unknown_id", "place": run.faults[0]["place"], "told": {"code": "M50", "other": "Z"}}
    ]
    assert run.faults[0]["place"] == "themes[T1].goals[G1].measures[M50]"
    assert not Programme.objects.exists()


def test_a_circle_through_what_is_here_already_is_found(worker):
    make.bring(worker, a_plan({"id": "M1", "fi": "x"}, {"id": "M2", "fi": "y", "depends_on": ["M1"]}))

    run = make.bring(worker, a_plan({"id": "M1", "fi": "x", "depends_on": ["M2"]}))

    assert [one["code"] for one in run.faults] == ["circle"]


def test_a_programme_that_ends_before_it_begins_is_told_so(worker):
    file = a_file()
    file["programme"] |= {"start": "2026-01-01", "end": "2025-01-01"}

    assert [one["code"] for one in make.bring(worker, file).faults] == ["days_reversed"]


def test_a_table_belongs_to_a_programme_and_names_its_parties_once(worker):
    programme = make.a_programme(worker)
    known = make.a_party(worker, programme, name="Nokian kaupunki")
    table = f"{CSV}tavoite;G;Arki;;\ntoimenpide;M;Kahvila;G;Nokian kaupunki\ntehtävä;D;Tilat;;Uusi ryhmä\n"

    with pytest.raises(RuleViolation, match="Choose the programme"):
        make.bring(worker, table.encode(), "csv")
    run = make.bring(worker, table.encode(), "csv", programme_id=programme.pk)

    assert run.state == "done"
    assert Measure.objects.get().responsibilities.get().party == known
    assert sorted(Party.objects.values_list("text", flat=True)) == ["Nokian kaupunki", "Uusi ryhmä"]
    assert make.bring(worker, table.encode(), "csv", programme_id=programme.pk).changes == []


def test_ten_thousand_rows_are_brought_in_and_again_change_nothing(worker):
    goals = [{"id": f"G{number}", "fi": f"Tavoite {number}", "measures": [{"id": f"M{number}", "fi": "Teko"}]}
             for number in range(5000)]  # fmt: skip
    began = time.monotonic()

    first, second = (make.bring(worker, a_file(themes=[a_theme(*goals)])) for _time in range(2))

    assert (first.state, second.changes) == ("done", [])
    assert (Goal.objects.count(), Measure.objects.count(), Measure.goals.through.objects.count()) == (5000, 5000, 5000)
    assert time.monotonic() - began < 120


def test_another_organisations_run_and_programme_are_not_there(worker):
    run = bringing.look_at(worker.as_actor(), bringing.Told("x", "json", json.dumps(a_plan()).encode()))
    other = a_worker()

    with pytest.raises(PermissionDenied):
        bringing.bring_in(other.as_actor(), run.pk)
    with pytest.raises(PermissionDenied):
        make.bring(other, f"{CSV}tavoite;G;x;;\n".encode(), "csv", programme_id=make.a_programme(worker).pk)


def test_a_file_is_brought_in_once(worker):
    run = bringing.look_at(worker.as_actor(), bringing.Told("x", "json", json.dumps(a_plan()).encode()))
    bringing.bring_in(worker.as_actor(), run.pk)

    with pytest.raises(RuleViolation, match="already"):
        bringing.bring_in(worker.as_actor(), run.pk)
    assert AuditEvent.objects.filter(action="programme.imported").count() == 1


def test_the_same_file_in_two_organisations_makes_two_programmes(worker):
    other = a_worker()

    make.bring(worker, a_plan())
    make.bring(other, a_plan())

    assert Programme.objects.filter(code="P").count() == 2


# ---------------------------------------------------------------- pages


def client_of(worker):
    client = Client(raise_request_exception=True)
    client.force_login(worker.user)
    return client


def test_a_file_is_looked_at_and_brought_in_on_pages(worker):
    client = client_of(worker)
    upload = SimpleUploadedFile("plan.json", json.dumps(a_plan({"id": "M1", "fi": "Kahvila"})).encode())

    looked = client.post(worker.url("/programme/import/"), {"file": upload})
    page = client.get(looked.url).content.decode()
    brought = client.post(f"{looked.url}bring/")

    assert "Kahvila" in page
    assert "What would change" in page
    assert Measure.objects.get().text == "Kahvila"
    assert "Everything was brought in." in client.get(brought.url).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.json", b"{", "The file is not whole JSON"),
        ("plan.json", b'{"meta": {"schema": "other/1"}}', "We do not know this kind of file (“other/1”)"),
        ("plan.csv", "laji;teksti\ntavoite;Ääkköset".encode("utf-16-le"), "Save it as UTF-8"),
        ("plan.csv", b"laji;teksti\ntoimenpide;=1+1", "A cell holds a formula (=1+1)"),
        ("plan.csv", b"a;b\n1;2", "The table lacks the column “kind”"),
    ],
)
def test_a_file_that_can_not_be_brought_in_says_why(worker, name, content, words):
    programme = make.a_programme(worker)
    client = client_of(worker)

    looked = client.post(
        worker.url("/programme/import/"),
        {"file": SimpleUploadedFile(name, content), "programme": str(programme.pk)},
        follow=True,
    )

    assert words in looked.content.decode()
    assert not Goal.objects.exists()


def test_a_table_is_pasted_its_columns_told_and_brought_in(worker):
    programme = make.a_programme(worker)
    client, table = client_of(worker), "Tavoite\tToimenpiteet\nArki sujuu\t- Kahvila\n"
    form = {"programme": str(programme.pk), "table": table}

    columns = client.post(worker.url("/programme/paste/"), form | {"step": "columns"}).content.decode()
    looked = client.post(worker.url("/programme/paste/"), form | {"step": "look", "column": ["goal", "measures"]})
    client.post(f"{looked.url}bring/")

    assert '<option value="measures" selected>' in columns
    assert "Arki sujuu" in columns
    assert Measure.objects.get().goals.get().text == "Arki sujuu"


def test_what_was_pasted_survives_a_refusal(worker):
    programme = make.a_programme(worker)

    answer = client_of(worker).post(
        worker.url("/programme/paste/"),
        {"programme": str(programme.pk), "table": "x\t" * 70, "step": "columns"},
    )

    assert answer.status_code == 422
    assert "The file is no table of rows and columns" in answer.content.decode()


def test_markup_in_a_file_is_shown_as_text_on_every_page(worker):
    file = a_plan(
        {"id": "M1", "fi": SPELL, "date_fi": SPELL[:100], "municipality": SPELL[:60], "note": SPELL}, note=SPELL
    )
    file["programme"] |= {"fi": SPELL, "short_fi": SPELL[:100], "region_fi": SPELL}
    file["themes"][0] |= {"fi": SPELL, "short_fi": SPELL, "note": SPELL}
    file["themes"][0]["goals"][0] |= {"remarks": [{"id": "H", "fi": f"{SPELL}?", "tentative": True}]}
    file["visions"] = [{"id": "V", "event_fi": SPELL, "question_fi": SPELL, "items": [{"id": "V1", "fi": SPELL}]}]
    file["meeting"] = {"id": "MT", "title_fi": SPELL, "agenda": [{"id": "AG", "fi": SPELL, "note": SPELL}]}
    file["embedding_plan"] = {
        "id": "EP", "title_fi": SPELL, "outputs": {"other": [{"id": "O", "fi": SPELL}]},
        "actors": [{"id": "A", "fi": SPELL, "valid_until": "2020-01-01", "valid_until_scope": SPELL,
                    "duties": [{"id": "D", "fi": SPELL}]}],
    }  # fmt: skip
    file["gaps"] = {"clash": SPELL}
    run = make.bring(worker, file)
    assert run.state == "done", run.faults

    client, programme = client_of(worker), Programme.objects.get()
    meeting, measure = programme.meetings.get(), programme.measures.get()
    paths = ["", "goals/", "duties/", "vision/", "about/", "sources/", "outputs/", f"meetings/{meeting.pk}/",
             f"measures/{measure.pk}/", f"measures/{measure.pk}/owner/",
             f"outputs/{programme.outputs.get().pk}/"]  # fmt: skip
    pages = [client.get(worker.url(f"/programme/{programme.pk}/{path}")).content.decode() for path in paths]
    pages += [client.get(worker.url(f"/programme/{rest}")).content.decode() for rest in ("", f"import/{run.pk}/")]

    assert [page for page in pages if "<script>alert" in page or "<img src=x" in page or ">49<" in page] == []
    assert all("&lt;script&gt;alert(1)" in page for page in pages[:3])


def test_a_measures_table_that_leaves_is_guarded_against_formulas(worker):
    programme = make.a_programme(worker)
    make.a_measure(worker, programme, text='=HYPERLINK("https://x")')

    answer = client_of(worker).get(worker.url(f"/programme/{programme.pk}/measures.csv"))

    assert "'=HYPERLINK" in answer.content.decode()


def test_themes_of_a_file_are_one_per_code(worker):
    make.bring(worker, a_plan())
    make.bring(worker, a_plan())

    assert Theme.objects.count() == 1
