"""Threads as people look at them: where they break, their picture, their files, and how programmes bring them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from luukku.programme import thread_drawing
from luukku.programme.models import CorrectiveAction, Embedding, Indicator, Measure, Programme, Thread, ThreadLink
from luukku.programme.rules.threads import Stage
from luukku.programme.services import strands, threads
from luukku.programme.services.linkable import KINDS
from luukku.programme.tests import factories as make
from luukku.programme.tests.thread_scene import REASON, Desk, begin, link, one_of_each

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(worker):
    return make.a_programme(worker, short_text="Koto")


@pytest.fixture
def thread(worker):
    return begin(worker)


# ---------------------------------------------------------------- the way, the picture, the files


def test_a_thread_goes_on_as_owners_indicators_and_use_appear(worker, programme, thread):
    goal = make.a_goal(worker, programme, "Pakki on tuttu")
    measure, output = make.a_measure(worker, programme, goal), make.an_output(programme)
    day = worker.as_actor().day

    def breaks():
        return strands.strand(worker.as_actor(), thread, day).breaks_at

    assert breaks() is Stage.WISH
    link(worker, thread, "measure", measure)
    link(worker, thread, "output", output)
    assert breaks() is Stage.OWNER
    assert f"/measures/{measure.pk}/owner/" in Desk(worker, thread).get().content.decode()
    make.an_owner(worker, "measure", measure, make.a_party(worker, programme, name="Työryhmä"), date(2026, 1, 1))
    assert breaks() is Stage.SIGN
    assert f"/measures/{measure.pk}/indicator/" in Desk(worker, thread).get().content.decode()
    indicator = Indicator.objects.create(programme=programme, text="Kävijöitä")
    indicator.measures.add(measure)
    assert breaks() is Stage.CHANGE
    assert f"/threads/{thread.pk}/link/" in Desk(worker, thread).get().content.decode()
    Embedding.objects.create(
        output=output, organisation=worker.organisation, level=3, since_on=date(2026, 1, 1), evidence="x"
    )
    assert breaks() is None
    assert "Where the thread breaks" not in Desk(worker, thread).words()
    assert {"Pakki on tuttu", "Työryhmä", "Kävijöitä"} <= {
        one.text for one in strands.strand(worker.as_actor(), thread, day).following
    }


def test_a_duty_without_anybody_who_answers_is_a_hole(worker, programme, thread):
    party = make.a_party(worker, programme, ends_on=date(2026, 1, 31))
    duty = make.a_duty(worker, party)
    link(worker, thread, "goal", make.a_goal(worker, programme))
    link(worker, thread, "measure", make.a_measure(worker, programme))
    link(worker, thread, "duty", duty)

    then, now_ = (strands.strand(worker.as_actor(), thread, date(2026, month, 1)) for month in (1, 3))
    assert (then.breaks_at, now_.breaks_at) == (Stage.SIGN, Stage.OWNER)
    assert "nobody answers" in thread_drawing.svg(thread_drawing.one(now_))


def test_a_correction_whose_effect_is_known_tells_what_changed(worker, programme, thread):
    done = CorrectiveAction.objects.create(
        programme=programme, text="x", state="assessed", effect="Auttoi", owner=make.a_party(worker, programme),
        due_on=date(2026, 1, 1),
    )  # fmt: skip
    link(worker, thread, "correction", done)

    assert strands.strand(worker.as_actor(), thread, worker.as_actor().day).filled == {Stage.CHANGE}


def test_the_picture_has_a_name_a_telling_and_its_twin_in_words(worker, programme, thread):
    for kind, row in one_of_each(worker, programme).items():
        link(worker, thread, kind, row)
    page = Desk(worker, thread).get().content.decode()
    picture = page[page.index('<svg class="lk-thread"') : page.index("</svg>", page.index("lk-thread__door"))]

    assert '<title id="thread-title">Työkalupakki</title>' in picture
    assert "The same stands in the table below the picture." in picture
    assert picture.count('class="lk-thread__linked"') + picture.count('class="lk-thread__lapsed"') == 10
    assert page.count(REASON) == 10
    assert "style=" not in picture


def test_the_picture_of_one_programme_tells_what_follows_but_not_without_end(worker, programme, thread):
    goals = [make.a_goal(worker, programme) for _ in range(6)]
    link(worker, thread, "measure", make.a_measure(worker, programme, *goals))

    drawn = thread_drawing.one(strands.strand(worker.as_actor(), thread, worker.as_actor().day))

    assert [bead.kind for bead in drawn.picture.beads].count("follows") == 4
    assert "and 3 more" in [word.text for word in drawn.picture.words]


def test_the_picture_is_mirrored_where_the_page_is_read_from_right_to_left(worker, programme, thread):
    link(worker, thread, "measure", make.a_measure(worker, programme))
    with translation.override("ar"):
        drawn = thread_drawing.one(strands.strand(worker.as_actor(), thread, worker.as_actor().day))

    assert drawn.picture.is_mirrored
    assert drawn.picture.root[0] > drawn.picture.width / 2


def test_an_empty_thread_asks_what_we_want(worker, thread):
    assert "What do we want?" in Desk(worker, thread).words()
    assert "What do we want?" in Desk(worker).words()


def test_without_threads_the_page_says_what_they_are(worker):
    assert "No threads yet" in Desk(worker).words()


def test_files_of_a_thread_say_the_same_and_carry_no_formula(worker, programme, thread):
    measure = make.a_measure(worker, programme, text="=HYPERLINK(1)")
    Measure.objects.filter(pk=measure.pk).update(source="B:251", code="M<1>")
    link(worker, thread, "measure", measure, "+siksi <b>")
    desk = Desk(worker, thread)

    lines = desk.get("links.csv").content.decode("utf-8-sig").splitlines()
    svg, pdf = desk.get("picture.svg"), desk.get("thread.pdf")

    assert "'=HYPERLINK(1)" in lines[1]
    assert "'+siksi <b>" in lines[1]
    assert lines[1].endswith(";B:251")
    assert (svg["Content-Type"], svg.content[:4]) == ("image/svg+xml", b"<svg")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert 'filename="Tyokalupakki.pdf"' in pdf["Content-Disposition"]


def test_words_in_the_picture_are_never_markup(worker, programme, thread):
    link(worker, thread, "measure", make.a_measure(worker, programme, text="<script>x</script>"))

    assert "<script>x" not in Desk(worker, thread).get("picture.svg").content.decode()
    assert "<script>x" not in Desk(worker, thread).get().content.decode()


def test_more_threads_and_links_take_no_more_queries(worker, programme, thread):
    fill(worker, thread, programme, 1)
    few = [queries_of(Desk(worker)), queries_of(Desk(worker, thread)), queries_of(Desk(worker, thread), "links.csv")]
    for number in range(2, 5):
        fill(worker, thread, make.a_programme(worker), number)
        more = threads.begin(worker.as_actor(), facts={"text": f"Lanka {number}", "why": "", "pattern": ""})
        fill(worker, more, programme, number)

    assert [
        queries_of(Desk(worker)), queries_of(Desk(worker, thread)), queries_of(Desk(worker, thread), "links.csv")
    ] == few  # fmt: skip
    assert few[1] <= 45


def fill(worker, thread, programme, number):
    for kind, row in one_of_each(worker, programme).items():
        link(worker, thread, kind, row, f"Syy {number}")
    gone = link(worker, thread, "measure", make.a_measure(worker, programme))
    threads.end_link(worker.as_actor(), thread.pk, gone.pk, reason="Pois")


def queries_of(desk, part=""):
    desk.get(part)
    with CaptureQueriesContext(connection) as seen:
        assert desk.get(part).status_code == 200
    return len(seen)


# ---------------------------------------------------------------- brought in with a programme


def test_a_link_that_a_file_no_longer_tells_is_ended_and_one_that_a_person_ended_stays_ended(worker):
    def told_with(*items):
        thread = {"id": "RT", "fi": "Lanka", "derived": True, "pattern": "lank|säie", "items": list(items)}
        goals = [{"id": f"G{number}", "fi": f"Tavoite {number}"} for number in range(3)]
        return make.a_file(themes=[make.a_theme(*goals)], red_threads=[thread])

    make.bring(worker, told_with("G0", "G1"))
    thread, first = Thread.objects.get(), ThreadLink.objects.get(goal__code="G0")
    assert "Found by the words: lank, säie" in Desk(worker, thread).words()
    threads.end_link(worker.as_actor(), thread.pk, first.pk, reason="Ei kuulu")
    make.bring(worker, told_with("G0", "G1", "G2"))
    make.bring(worker, told_with("G2"))

    assert Programme.objects.count() == 1
    assert not ThreadLink.objects.open().filter(goal__code="G0").exists()


def test_a_kind_is_one_class():
    assert len({kind.code for kind in KINDS}) == len(KINDS) == 11
    assert all(kind.label for kind in KINDS)
