"""Links of threads: made by people for a reason, seen as far as the reader may see."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from luukku.accounts.places import WORKPLACE_URLS
from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.actor import AnonymousActor, SystemActor
from luukku.core.clock import now
from luukku.core.errors import Conflict, RuleViolation
from luukku.programme import policies
from luukku.programme.models import CorrectiveAction, Decision, Indicator, Meeting, Thread, ThreadLink
from luukku.programme.services import linkable, strands, threads
from luukku.programme.tests import factories as make
from luukku.programme.tests.thread_scene import REASON, Desk, begin, link, one_of_each, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(worker):
    return make.a_programme(worker, short_text="Koto")


@pytest.fixture
def thread(worker):
    return begin(worker)


# ---------------------------------------------------------------- linking


def test_a_thread_leads_through_every_kind_each_with_its_reason(worker, programme, thread):
    rows = one_of_each(worker, programme)

    for kind, row in rows.items():
        link(worker, thread, kind, row, f"Koska {kind}")
    link(worker, thread, "word", "permits.residence-permit", "Koska sana")

    found = strands.strand(worker.as_actor(), thread, worker.as_actor().day).led
    assert {one.thing.kind: one.link.reason for one in found} == {kind: f"Koska {kind}" for kind in rows} | {
        "word": "Koska sana"
    }
    assert {one.link.added_by for one in found} == {worker.user}
    assert "/find/words/permits.residence-permit/" in Desk(worker, thread).get().content.decode()
    assert AuditEvent.objects.filter(action="programme.thread_linked").count() == 11


def test_what_a_thread_leads_through_is_told_on_the_page_behind_its_words(worker, programme):
    rows = one_of_each(worker, programme)
    del rows["passage"]  # a remark is told beside its goal
    Meeting.objects.filter(pk=rows["decision"].meeting_id).update(code="K-1")
    desk = Desk(worker)

    things = [linkable.thing(worker.as_actor(), kind, str(row.pk)) for kind, row in rows.items()]
    pages = {one.kind: reverse(one.door[0], urlconf=WORKPLACE_URLS, args=one.door[1]) for one in things}

    silent = [
        one.kind for one in things if one.text not in desk.client.get(worker.url(pages[one.kind])).content.decode()
    ]
    assert silent == []
    assert pages["indicator"].endswith(f"/indicators/{rows['indicator'].pk}/")


def test_every_kind_is_found_by_the_threads_words_and_nothing_is_linked_by_itself(worker, programme, thread):
    rows = one_of_each(worker, programme)

    found = linkable.search(worker.as_actor(), thread.pattern)

    assert {one.kind for one in found} >= set(rows) - {"toolkit_item"}
    assert not ThreadLink.objects.exists()


def test_marks_and_endings_do_not_hide_a_word(worker, programme):
    measure = make.a_measure(worker, programme, text="Etätulkkauksen kokeilu")

    for words in ("etatulkkaus", "ETÄTULKKAUKSET", "kokeilu etätulkkaus"):
        assert str(measure.pk) in [one.key for one in linkable.search(worker.as_actor(), words)]
    assert linkable.search(worker.as_actor(), "kokeilu opettaja") == []


@pytest.mark.parametrize("words", ["", "a", "%", "' OR 1=1", "☃☃☃", "\\"])
def test_words_that_say_nothing_find_nothing(worker, programme, words):
    make.a_measure(worker, programme)

    assert linkable.search(worker.as_actor(), words) == []


def test_words_of_the_glossary_are_found(worker):
    found = linkable.search(worker.as_actor(), "oleskelulupa")

    assert "word" in {one.kind for one in found}
    assert linkable.thing(worker.as_actor(), "word", "no.such-word") is None


def test_a_link_without_a_reason_is_refused_and_what_was_chosen_stays(worker, programme, thread):
    measure = make.a_measure(worker, programme, text="Työkalupakki kouluille")

    answer = Desk(worker, thread).post("link/", thing=f"measure:{measure.pk}", reason="  ")

    assert answer.status_code == 422
    assert re.search(rf'value="measure:{measure.pk}"[^>]*checked', answer.content.decode())
    assert not ThreadLink.objects.exists()
    with pytest.raises(RuleViolation, match="Tell why"):
        link(worker, thread, "measure", measure, " ")


def test_a_reason_stays_when_nothing_was_chosen(worker, programme, thread):
    make.a_measure(worker, programme, text="Työkalupakki kouluille")

    answer = Desk(worker, thread).post("link/", reason="Siksi että")

    assert answer.status_code == 422
    assert "Siksi että" in answer.content.decode()
    assert "Choose what belongs to the thread." in answer.content.decode()


def test_the_same_is_linked_once(worker, programme, thread):
    measure = make.a_measure(worker, programme)
    link(worker, thread, "measure", measure)

    answer = Desk(worker, thread).post("link/", thing=f"measure:{measure.pk}", reason="Taas")

    assert answer.status_code == 422
    assert "The thread leads through this already." in answer.content.decode()
    with pytest.raises(IntegrityError, match="programme_thread_measure_once"), transaction.atomic():
        ThreadLink.objects.create(thread=thread, measure=measure, reason="x")


@pytest.mark.parametrize(
    "values",
    [
        {"reason": ""}, {"reason": "x", "elsewhere": "word"}, {"reason": "x", "key": "k"},
        {"reason": "x", "end_reason": "y"},
    ],
)  # fmt: skip
def test_the_database_keeps_links_whole(worker, programme, thread, values):
    measure = make.a_measure(worker, programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        ThreadLink.objects.create(thread=thread, measure=measure, **values)


def test_an_ended_link_stays_in_history_with_its_reasons_and_can_be_made_again(worker, programme, thread):
    measure = make.a_measure(worker, programme, text="Työkalupakki kouluille")
    first, desk = link(worker, thread, "measure", measure), Desk(worker, thread)

    assert desk.post(f"links/{first.pk}/end/", reason=" ").status_code == 422
    desk.post(f"links/{first.pk}/end/", reason="Meni muualle")

    assert told(worker, thread) == []
    assert f"{REASON} Ended" in desk.words()
    assert "Meni muualle" in desk.words()
    assert desk.post(f"links/{first.pk}/end/", reason="Uudelleen").status_code == 404
    with pytest.raises(RuleViolation, match="ended already"):
        threads.end_link(worker.as_actor(), thread.pk, first.pk, reason="Uudelleen")
    link(worker, thread, "measure", measure)
    assert told(worker, thread) == ["Työkalupakki kouluille"]
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ThreadLink.objects.filter(pk=first.pk).delete()


def test_two_who_tell_another_reason_see_both(worker, programme, thread):
    made, desk = link(worker, thread, "measure", make.a_measure(worker, programme)), Desk(worker, thread)
    page = f"links/{made.pk}/reason/"
    assert desk.get(page).status_code == 200
    desk.post(page, reason="Ensimmäinen syy", version="1")

    answer = desk.post(page, reason="Toinen syy", version="1")

    assert answer.status_code == 409
    assert {"Ensimmäinen syy", "Toinen syy"} <= set(re.findall(r"\w+ syy", answer.content.decode()))
    assert desk.post(page, reason=" ", version="2").status_code == 422


def test_two_who_change_a_thread_see_both(worker, thread):
    desk, facts = Desk(worker, thread), {"text": "Pakki", "why": "", "pattern": "pakki"}
    desk.post("edit/", version="1", **facts)

    answer = desk.post("edit/", version="1", **(facts | {"text": "Laukku"}))

    assert answer.status_code == 409
    assert "Laukku" in answer.content.decode()
    with pytest.raises(Conflict):
        threads.change(worker.as_actor(), thread.pk, version=1, facts=facts | {"text": "Reppu"})
    assert desk.post("edit/", version="2", **facts).status_code == 302


def test_a_thread_is_begun_and_leads_to_what_its_words_find(worker, programme):
    make.a_measure(worker, programme, text="Työkalupakki kouluille")
    desk = Desk(worker)

    assert desk.post("new/", text="Työkalupakki", pattern="ab").status_code == 422
    begun = desk.post("new/", text="Työkalupakki", pattern="työkalupak")

    thread = Thread.objects.get()
    assert begun.url == worker.url(f"/programme/threads/{thread.pk}/link/")
    assert "Työkalupakki kouluille" in Desk(worker, thread).words("link/")
    assert "Nothing new was found by “olematon”" in Desk(worker, thread).words("link/", words="olematon")


# ---------------------------------------------------------------- who sees what


def test_another_municipalitys_private_measure_is_not_linked_by_its_id(worker, programme, thread):
    other = a_worker()
    private = make.a_measure(other, programme, text="Työkalupakki vain meille", is_private=True)
    desk = Desk(worker, thread)

    answer = desk.post("link/", thing=f"measure:{private.pk}", reason="Siksi")

    assert answer.status_code == 404
    assert not ThreadLink.objects.exists()
    assert "vain meille" not in desk.words("link/")
    with pytest.raises(PermissionDenied):
        link(worker, thread, "measure", private)


@pytest.mark.parametrize(
    "forged",
    ["measure:x", "measure:", ":", "nothing:1", "measure:00000000-0000-4000-8000-000000000000", "word:zz", "x"],
)
def test_forged_things_are_not_found(worker, programme, thread, forged):
    assert Desk(worker, thread).post("link/", thing=forged, reason="Siksi").status_code == 404


def test_what_the_reader_may_not_see_is_neither_drawn_nor_counted(worker, programme, thread):
    open_one = make.a_measure(worker, programme, text="Avoin toimenpide")
    private = make.a_measure(worker, programme, text="Salainen toimenpide", is_private=True)
    hidden = {
        "measure": private,
        "decision": Decision.objects.create(
            programme=programme, meeting=Meeting.objects.create(programme=programme, text="K"), text="Salainen päätös",
            measure=private,
        ),
        "correction": CorrectiveAction.objects.create(programme=programme, text="Salainen korjaus", measure=private),
        "indicator": Indicator.objects.create(programme=programme, text="Salainen mittari"),
    }  # fmt: skip
    hidden["indicator"].measures.add(private)
    for kind, row in hidden.items():
        link(worker, thread, kind, row)
    link(worker, thread, "measure", open_one)
    other = a_worker()

    desk = Desk(other, thread)
    assert told(other, thread) == ["Avoin toimenpide"]
    assert len(told(worker, thread)) == 5
    for page in ("", "picture.svg", "links.csv"):
        assert "Salainen" not in desk.get(page).content.decode()
    assert "leads through 1 thing" in desk.words()
    assert "leads through 1 thing" in Desk(other).words()
    assert "Salainen" not in Desk(other).words()


def test_an_indicator_of_what_is_seen_too_is_seen(worker, programme):
    other, private = a_worker(), make.a_measure(worker, programme, is_private=True)
    one, loose = (Indicator.objects.create(programme=programme, text=name) for name in "ab")
    one.measures.add(private, make.a_measure(worker, programme))

    assert set(policies.visible_indicators(other.as_actor())) == {one, loose}


def test_a_thread_that_leads_through_nothing_the_reader_sees_is_not_there(worker, thread):
    own = make.a_programme(worker, is_shared=False)
    link(worker, thread, "measure", make.a_measure(worker, own))
    link(worker, thread, "word", "permits.residence-permit")
    other = a_worker()

    assert Desk(other, thread).get().status_code == 404
    assert not policies.visible_threads(other.as_actor()).exists()
    assert policies.visible_threads(worker.as_actor()).get() == thread
    assert policies.visible_threads(SystemActor.now()).get() == thread
    assert not policies.visible_threads(AnonymousActor.at_moment(now())).exists()


def test_another_organisation_reads_and_writes_nothing(worker, programme, thread):
    made = link(worker, thread, "measure", make.a_measure(worker, programme))
    desk = Desk(a_worker(), thread)

    assert desk.get().status_code == 200
    for page in ("edit/", "link/", f"links/{made.pk}/reason/", f"links/{made.pk}/end/"):
        assert (desk.get(page).status_code, desk.post(page, reason="x").status_code) == (404, 404)
    with pytest.raises(PermissionDenied):
        threads.change(a_worker().as_actor(), thread.pk, version=1, facts={})


def test_a_link_of_another_thread_is_not_found(worker, programme, thread):
    second = threads.begin(worker.as_actor(), facts={"text": "Toinen", "why": "", "pattern": ""})
    made = link(worker, second, "measure", make.a_measure(worker, programme))

    assert Desk(worker, thread).post(f"links/{made.pk}/end/", reason="x").status_code == 404
    with pytest.raises(PermissionDenied):
        threads.end_link(worker.as_actor(), thread.pk, made.pk, reason="x")


def test_a_link_to_something_that_is_no_more_is_left_out(worker, thread):
    made = link(worker, thread, "word", "permits.residence-permit")
    ThreadLink.objects.filter(pk=made.pk).update(key="no.such-word")

    assert told(worker, thread) == []
    assert Desk(worker, thread).get(f"links/{made.pk}/reason/").status_code == 404
