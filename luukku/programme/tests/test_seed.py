"""The region's own documents of 2017–2024, brought in and out again."""

import json
import re
from datetime import date

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.programme.models import (
    ImportRun,
    Measure,
    MeasureLink,
    Meeting,
    Output,
    Programme,
    Responsibility,
    SourceConflict,
    Thread,
    VisionStatement,
)
from luukku.programme.rules.partial_dates import Precision
from luukku.programme.services import gaps, measures, programmes, strands
from luukku.programme.services.owners import Who, name_owner
from luukku.programme.tests import factories as make
from luukku.programme.tests.seed import NOW, client_of, digest, items, page_of, shown_in

pytestmark = pytest.mark.django_db

TODAY, SUMMER_2018 = date(2026, 11, 21), date(2018, 6, 1)


@pytest.fixture
def programme(documents):
    return documents


def codes(holes):
    return [hole.row.code for hole in holes]


def under(groups):
    return [hole.row.code for group in groups for hole in group.holes]


def test_the_gap_page_lists_exactly_what_the_documents_lack(programme, worker, seed):
    found = gaps.find(worker.as_actor(), programme, TODAY)

    assert under(found.goals) == seed["gaps"]["goals_without_measure"]
    assert len(under(found.goals)) == 8
    assert codes(found.unlinked) == ["T5.M1", "T5.M2"]
    assert codes(found.proposals) == seed["gaps"]["measures_tentative"]
    assert len(found.proposals) == 4
    assert codes(found.remarks) == ["T2.G2.H1", "T4.G1.H2"]
    assert (found.with_owner.count, found.with_owner.of) == (0, 29)
    assert (found.with_indicator.count, found.with_indicator.of) == (0, 29)


def test_the_page_shows_the_same_numbers(programme, worker):
    page = page_of(worker, programme, "")

    assert "<b>8</b>" in page
    assert page.count("<b>0 / 29</b>") == 2
    assert names_in(page, "goals") == 8
    assert names_in(page, "unlinked") == 2
    assert names_in(page, "tentative") == 4
    assert names_in(page, "remarks") == 2


def test_owners_that_ended_are_flagged_on_their_day_and_not_before(programme, worker):
    now = gaps.find(worker.as_actor(), programme, TODAY)
    then = gaps.find(worker.as_actor(), programme, SUMMER_2018)

    assert codes(now.duties) == ["EP.A1.D1", "EP.A7.D1", "EP.A7.D2"]
    assert [hole.last.last_day for hole in now.duties] == [date(2018, 12, 31), date(2020, 12, 31), date(2020, 12, 31)]
    assert codes(now.idle) == ["EP.A8"]
    assert codes(then.duties) == []
    assert codes(gaps.find(worker.as_actor(), programme, date(2018, 12, 31)).duties) == []
    assert codes(gaps.find(worker.as_actor(), programme, date(2019, 1, 1)).duties) == ["EP.A1.D1"]


def test_a_project_is_not_closed_while_an_output_would_have_no_owner(programme, worker):
    project = Programme.objects.get(code="KP")
    trainings, panels = (make.an_output(project, name) for name in ("Koulutukset", "Asiakasraati"))
    county = make.a_party(worker, project, name="Hyvinvointialue")
    team = make.a_party(worker, project, name="Hanketiimi", ends_on=date(2026, 12, 31))
    last_day = date(2026, 12, 31)

    make.an_owner(worker, "output", trainings, county, date(2027, 1, 1))
    make.an_owner(worker, "output", panels, team, date(2026, 12, 1))
    with pytest.raises(RuleViolation, match=r"1 outputs and duties would have no owner on 1\.1\.2027"):
        programmes.close(worker.as_actor(), project.pk, closed_on=last_day)
    name_owner(worker.as_actor(), "output", panels.pk, Who(county.pk), starts_on=date(2027, 1, 1))
    closed = programmes.close(worker.as_actor(), project.pk, closed_on=last_day)

    assert (closed.state, closed.closed_on) == ("closed", last_day)


def test_one_measure_that_goes_on_means_the_plan_has_begun(programme, worker):
    before = page_of(worker, programme, "goals/")
    measures.move(worker.as_actor(), Measure.objects.get(code="T2.G4.M2").pk, state="ongoing")

    assert "Not begun · 0 of 25 measures" in " ".join(re.sub("<[^>]+>", "", before).split())
    assert "Begun · 0 of 25 measures" in " ".join(re.sub("<[^>]+>", "", page_of(worker, programme, "goals/")).split())


def test_a_circle_is_refused_by_form_by_row_and_by_fixture(programme, worker):
    first, second = Measure.objects.get(code="T6.G1.M1"), Measure.objects.get(code="T6.G1.M2")
    measures.link_measures(worker.as_actor(), first.pk, second.pk, kind="depends_on")

    with pytest.raises(RuleViolation, match="circle"):
        measures.link_measures(worker.as_actor(), second.pk, first.pk, kind="depends_on")
    with pytest.raises(IntegrityError, match="circle"), transaction.atomic():
        MeasureLink.objects.bulk_create([MeasureLink(measure=second, other=first, kind="depends_on")])
    closing = MeasureLink(measure=second, other=first, kind="depends_on", created_at=NOW, updated_at=NOW)
    fixture = serializers.serialize("json", [closing])
    with pytest.raises(IntegrityError, match="circle"), transaction.atomic():
        next(iter(serializers.deserialize("json", fixture))).save()


def test_the_red_thread_of_the_toolkit_has_its_eleven_links_with_their_lines(programme, worker, seed):
    thread = Thread.objects.get(code="RT1")
    led = strands.strand(worker.as_actor(), thread, TODAY).led

    assert sorted(one.thing.code for one in led) == seed["red_threads"][0]["items"]
    assert len(led) == 11
    assert all(one.thing.source and one.link.is_derived for one in led)


def test_page_table_and_picture_tell_the_eleven(programme, worker, seed):
    thread, client = Thread.objects.get(code="RT1"), client_of(worker)
    page, lines, picture = (
        client.get(worker.url(f"/programme/threads/{thread.pk}/{part}")).content.decode()
        for part in ("", "links.csv", "picture.svg")
    )
    rows = [line.split(";") for line in lines.removeprefix("\ufeff").splitlines()[1:]]

    assert sorted(re.findall(r'data-code="([^"]+)"', page)) == seed["red_threads"][0]["items"]
    assert sorted(row[0] for row in rows) == seed["red_threads"][0]["items"]
    assert all(re.fullmatch(r"[ABC]:\d+.*", row[-1]) for row in rows)
    marks = re.findall(r'class="lk-thread__(linked|lapsed)"', picture)
    assert len(marks) == 11
    assert "EP.O1" in {row[0] for row in rows}


def test_every_thread_leads_through_what_the_file_tells(programme, worker, seed):
    actor = worker.as_actor()
    found = {one.thread.code: one for one in strands.strands(actor, Thread.objects.all(), TODAY)}

    for told in seed["red_threads"]:
        assert sorted(one.thing.code for one in found[told["id"]].led) == told["items"]


def test_every_share_can_be_worked_out_from_the_csv(programme, worker):
    measures.move(worker.as_actor(), Measure.objects.get(code="T2.G4.M2").pk, state="done")
    response = client_of(worker).get(worker.url(f"/programme/{programme.pk}/measures.csv"))
    lines = [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]
    counts, completed, owner = (lines[0].index(name) for name in ("Counts", "Completed", "Has an owner"))

    rows = lines[1:]
    assert (sum(row[completed] == "1" for row in rows), sum(row[counts] == "1" for row in rows)) == (1, 25)
    assert (sum(row[owner] == "1" for row in rows), len(rows)) == (0, 29)
    assert "1 of 25 measures are done" in page_of(worker, programme, "goals/")


def test_a_partial_date_stays_as_it_was_written(programme, worker, seed):
    measure = Measure.objects.get(code="T2.G4.M3")

    assert (measure.due.text, measure.due.precision) == ("15.5.", Precision.YEARLESS)
    assert (measure.due.first, measure.due.last) == (None, None)
    assert ">15.5.<" in page_of(worker, programme, f"measures/{measure.pk}/")
    assert make.bring(worker, seed).counts["measure"] == {"same": 31}
    measure.refresh_from_db()
    assert measure.due_text == "15.5."


def test_another_municipalitys_private_measure_can_not_be_linked_by_its_id(programme, worker):
    other = a_worker()
    private = make.a_measure(other, programme, text="Vain meille", is_private=True)
    mine = make.a_measure(worker, programme)

    client = client_of(worker)
    pages = [worker.url(f"/programme/{programme.pk}/measures/{private.pk}/{rest}") for rest in ("", "goals/", "state/")]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    moved = client.post(
        worker.url(f"/programme/{programme.pk}/measures/{mine.pk}/state/"),
        {"state": "replaced", "replaced_by": str(private.pk)},
    )
    mine.refresh_from_db()
    assert (moved.status_code, mine.state) == (422, "planned")
    assert "Vain meille" not in page_of(worker, programme, "goals/")


def test_the_meeting_has_five_items_and_no_decision(programme, worker):
    meeting = Meeting.objects.get(code="MTG1")
    page = page_of(worker, programme, f"meetings/{meeting.pk}/")

    assert (meeting.held_on, meeting.agenda.count(), meeting.decisions.count()) == (date(2018, 4, 5), 5, 0)
    assert 'data-code="AG5"' in page
    assert "The document records no decisions." in page


def test_what_the_sources_disagree_in_stands_side_by_side(programme):
    dates, places = SourceConflict.objects.order_by("created_at", "what")

    assert {one["source"] for one in dates.values} >= {"B:93", "B:139"}
    assert {one["code"] for one in places.values} == {"EP.O1", "EP.A7.D2"}


def test_nothing_is_invented(programme):
    assert Responsibility.objects.filter(measure__isnull=False).count() == 0
    assert Responsibility.objects.filter(output__isnull=False).count() == 0
    assert Responsibility.objects.filter(duty__isnull=False).count() == 12
    assert (programme.starts_on, programme.ends_on) == (None, None)
    assert Output.objects.filter(programme__code="KP").count() == 0


def test_answers_of_two_people_and_names_of_people_do_not_come_in(programme, worker, seed):
    run = ImportRun.objects.get()

    assert run.left_out == {"survey": 18, "personal": 2}
    everything = json.dumps([list(model.objects.values_list("text", flat=True)) for model in with_words()])
    assert "Pirkanmaan Lape-hankkeen tavoitteet ovat minulle" not in everything
    assert seed["kotopohde"]["staff"][0]["name"] not in everything


def test_bringing_the_same_in_again_changes_nothing(programme, worker, seed):
    before = [(model.__name__, model.objects.count()) for model in with_words()]

    run = make.bring(worker, seed)

    assert (run.state, run.changes) == ("done", [])
    assert [(model.__name__, model.objects.count()) for model in with_words()] == before


def test_a_published_statement_keeps_its_words_and_a_correction_is_a_new_version(programme, worker, seed):
    seed["visions"][0]["items"][1]["fi"] = "Selkokielinen viestintä"
    first = VisionStatement.objects.get(code="V1.2")
    make.bring(worker, seed)

    first.refresh_from_db()
    second = VisionStatement.objects.current().get(code="V1.2")
    assert (first.text, first.replaced_by_id) == ("Selkokielineen viestintä", second.pk)
    assert (second.text, second.number) == ("Selkokielinen viestintä", 2)
    with pytest.raises(IntegrityError, match="published statement"), transaction.atomic():
        VisionStatement.objects.filter(pk=first.pk).update(text="x")


def test_every_item_of_the_documents_is_on_the_pages_word_for_word(programme, worker, seed):
    """By id and by hash; what a survey of two people answered is left to the surveys."""
    shown = {}
    for one in Programme.objects.all():
        meetings = [f"meetings/{meeting.pk}/" for meeting in one.meetings.all()]
        for part in ("goals/", "duties/", "vision/", "about/", "sources/", *meetings):
            shown |= shown_in(page_of(worker, one, part))
    threads = {one.code: digest(one.text) for one in Thread.objects.all()}
    wanted = {code: digest(text) for code, text in items(seed) if not code.startswith(("SV1", "Q1."))}

    assert len(wanted) > 230
    missing = {code for code in wanted if (shown | threads).get(code) != wanted[code]}
    assert missing == set()


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("goals/", lambda seed: [code for code, _text in items(seed["themes"])]),
        ("duties/", lambda seed: [code for code, _text in items(seed["embedding_plan"]) if code != "EP"]),
        (
            "vision/",
            lambda seed: [
                code for key in ("visions", "regional_vision", "towards_vision") for code, _text in items(seed[key])
            ],
        ),
    ],
)
def test_each_document_has_its_own_view_whole(programme, worker, seed, part, wanted):
    shown = shown_in(page_of(worker, programme, part))
    told = dict(items(seed))

    assert [code for code in wanted(seed) if shown.get(code) != digest(told[code])] == []


def names_in(page, gap):
    """How many holes stand in the part of the page with this mark."""
    part = re.search(rf'data-gap="{gap}"(.*?)(?:</section>|<ul class="lk-holes" data-gap)', page, re.DOTALL)
    return part[1].count("lk-holes__name") if part else 0


def with_words():
    from luukku.programme.services.importing.columns import MODELS

    return list(MODELS.values())
