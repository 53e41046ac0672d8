"""Programme files that broke somewhere: each is read without what can't be kept, or refused with its place, whole."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from luukku.programme.labels import fault_line
from luukku.programme.models import ImportRun, Programme
from luukku.programme.rules import programme_json
from luukku.programme.rules.rows import Wrong
from luukku.programme.services.importing import bringing
from luukku.programme.tests.factories import a_file, a_theme

META = {"schema": "luukku-programme/1"}
SURVEY = {"items": [{"id": "S1"}]}


def beside_a_survey(**links):
    measure = {"id": "M", "fi": "Kahvila"} | {name: value for name, value in links.items() if name != "parent"}
    goal = {"id": "G", "fi": "Arki", "measures": [measure]} | {"parent": links.get("parent")}
    return a_file(survey=SURVEY, themes=[a_theme(goal)])


def written(text):
    return '{"meta": {"schema": "luukku-programme/1"}, "programme": {"id": "P", "fi": "Ohjelma", "odd": ' + text + "}}"


REFUSED = {
    "a schema that is a list": ({"meta": {"schema": []}}, Wrong.UNKNOWN_SHAPE, "meta.schema"),
    "staff as a number": (a_file(project={"id": "Q", "name_fi": "x", "staff": 5}), Wrong.WRONG_TYPE, "project.staff"),
    "not a number": (written("NaN"), Wrong.NOT_A_NUMBER, "programme.odd"),
    "a number without end": (written("1e999"), Wrong.NOT_A_NUMBER, "programme.odd"),
    "deep lists": (written("[" * 41 + "]" * 41), Wrong.TOO_DEEP, "programme.odd" + "[0]" * 38),
    "no programme": ({"meta": META, "themes": [{"id": "T", "fi": "Teema"}]}, Wrong.NO_PROGRAMME, "themes[T]"),
    "a theme beside a project": (
        {"meta": META, "themes": [{"id": "T", "fi": "Teema"}], "project": {"id": "Q", "name_fi": "x"}},
        Wrong.NO_PROGRAMME, "themes[T]",
    ),
    "a measure that refers to a survey": (
        beside_a_survey(refers_to=["S1"]), Wrong.UNKNOWN_ID, "themes[T1].goals[G].measures[M]"
    ),
    "a measure that waits for a survey": (
        beside_a_survey(depends_on=["S1"]), Wrong.UNKNOWN_ID, "themes[T1].goals[G].measures[M]"
    ),
    "a survey as an owner": (beside_a_survey(owner="S1"), Wrong.UNKNOWN_ID, "themes[T1].goals[G].measures[M]"),
    "a goal under a survey": (beside_a_survey(parent="S1"), Wrong.UNKNOWN_ID, "themes[T1].goals[G]"),
    "a long source of a group": (
        a_file(group_review={"src": "x" * 60, "questions": [{"id": "K", "fi": "?"}]}),
        Wrong.TOO_LONG, "group_review.questions[K].src",
    ),
    "a heading in English that is too long": (
        a_file(embedding_plan={"id": "E", "title_fi": "x", "title_en": "x" * 5000}), Wrong.TOO_LONG, "embedding_plan"
    ),
    "an unseen sign in a place": (a_file(themes=[{"id": "T\0", "fi": 5}]), Wrong.NO_TEXT, "themes[T]"),
}  # fmt: skip
READ = {
    "an unseen sign in an id": (a_file(programme={"id": "P\0", "fi": "x"}), {"code": "P"}),
    "half a sign in an id": (a_file(programme={"id": "P\ud800", "fi": "x"}), {"code": "P"}),
    "an unseen sign in a key that we do not know": (
        a_file(programme={"id": "P", "fi": "x", "o\0dd": ["a\0b"]}), {"details": {"odd": ["ab"]}}
    ),
    "an unseen sign in a contradiction": (a_file(gaps={"a": "x\0y"}), {"conflicts__what": "xy"}),
}  # fmt: skip


def raw(told):
    return (told if isinstance(told, str) else json.dumps(told)).encode()


@pytest.mark.django_db
@pytest.mark.parametrize(("told", "wrong", "place"), REFUSED.values(), ids=REFUSED)
def test_a_broken_file_is_refused_with_its_place_and_nothing_is_written(worker, told, wrong, place):
    run = bringing.bring_at_once(worker.as_actor(), bringing.Told("plan.json", "json", raw(told)))

    assert [(one["code"], one["place"]) for one in run.faults] == [(wrong, place)]
    with translation.override("fi"):
        assert fault_line(run.faults[0])
    assert (run.state, Programme.objects.count()) == (ImportRun.State.REFUSED, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("told", "kept"), READ.values(), ids=READ)
def test_signs_that_no_database_keeps_are_left_out_and_the_rest_is_brought_in(worker, told, kept):
    run = bringing.bring_at_once(worker.as_actor(), bringing.Told("plan.json", "json", raw(told)))

    assert (run.state, run.faults) == (ImportRun.State.DONE, [])
    assert Programme.objects.filter(**kept).exists()


@pytest.mark.django_db
def test_a_page_answers_every_broken_file_in_words(worker):
    client = Client()
    client.force_login(worker.user)
    for told, *_rest in (*REFUSED.values(), *READ.values()):
        form = {"file": SimpleUploadedFile("plan.json", raw(told)), "programme": ""}
        answer = client.post(worker.url("/programme/import/"), form)
        assert answer.status_code == 302, told
        run = ImportRun.objects.latest("created_at")
        page = client.get(answer.url)
        brought = client.post(worker.url(f"/programme/import/{run.pk}/bring/"))
        run.refresh_from_db()
        assert (page.status_code, brought.status_code < 500) == (200, True), told
        assert run.state == (ImportRun.State.REFUSED if run.faults else ImportRun.State.DONE), told


@pytest.mark.parametrize("told", [[], 7, {"meta": []}])
def test_a_file_of_another_shape_is_told_where_its_head_should_be(told):
    reading = programme_json.read(json.dumps(told).encode())

    assert [(fault.wrong, fault.place) for fault in reading.faults] == [(Wrong.UNKNOWN_SHAPE, "meta")]


def test_a_thread_alone_belongs_to_no_programme():
    told = {"meta": META, "red_threads": [{"id": "R", "fi": "Lanka"}]}

    assert programme_json.read(json.dumps(told).encode()).faults == []


@pytest.mark.django_db
def test_a_file_names_its_own_programme_whatever_was_chosen_beside_it(worker, programme):
    told = a_file(themes=[a_theme({"id": "G", "fi": "Arki"})])
    first = bringing.bring_at_once(worker.as_actor(), bringing.Told("plan.json", "json", raw(told)))

    again = bringing.bring_at_once(worker.as_actor(), bringing.Told("plan.json", "json", raw(told), programme.pk))

    assert (first.state, again.state, again.changes) == (ImportRun.State.DONE, ImportRun.State.DONE, [])
    assert Programme.objects.filter(code="P").count() == 1
