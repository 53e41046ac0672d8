"""Reports as people make, read, take and publish them, without a script."""

import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pypdf
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.programme import report_chapters, report_paper, report_words
from luukku.programme.models import Indicator, Observation, Programme, ProgrammeReport, Target
from luukku.programme.rules.reporting import public_part, sealed
from luukku.programme.services import embedding, measures
from luukku.programme.services.reporting import making, publishing
from luukku.programme.tests import factories as make
from luukku.programme.tests import pages
from luukku.programme.tests.meetings import a_promise
from luukku.programme.tests.reports import a_report

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=HELSINKI)
LONG = "Perheiden arki sujuu ja jokainen saa tietoa omalla kielellään. " * 5
HOSTILE = "</textarea><script>alert(1)</script>=cmd|' /C calc'!A0 \u202e😀{{7*7}}"


@pytest.fixture
def worker():
    return a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR))


@pytest.fixture
def programme(worker):
    return make.a_programme(worker, text="Perheiden ohjelma")


class Desk(pages.Desk):
    def __init__(self, worker, programme, report=None):
        super().__init__(worker, f"{programme.pk}/reports/" + (f"{report.pk}/" if report else ""))


def anybody(path):
    return Client(raise_request_exception=True).get(f"/reports/{path}")


def filled(worker, programme, count=1):
    """Something of each kind that a report tells."""
    for number in range(count):
        goal = make.a_goal(worker, programme, f"{LONG} {number}", theme_name="Arki")
        make.a_goal(worker, programme, f"{LONG} yksin {number}")
        begun = make.a_measure(worker, programme, goal, text=f"{LONG} alkoi {number}", due="syksyllä 2027")
        make.a_measure(worker, programme, goal, text=f"{LONG} hiljaa {number}")
        make.a_measure(worker, programme, text=f"{LONG} ilman tavoitetta {number}")
        measures.move(worker.as_actor(), begun.pk, state="ongoing")
        make.a_duty(worker, make.a_party(worker, programme))
        output = make.an_output(programme)
        embedding.note_step(
            worker.as_actor(), output.pk, organisation_id=worker.organisation.pk, level=3, since_on=date(2026, 1, 1),
            evidence="Käytössä",
        )  # fmt: skip
        indicator = Indicator.objects.create(programme=programme, text=f"Kahvilat {number}", unit="kpl")
        Observation.objects.create(indicator=indicator, on=date(2026, 2, 1), value=3)
        Target.objects.create(indicator=indicator, by_on=date(2027, 1, 1), value=10)
        a_promise(worker, programme)
    Indicator.objects.create(programme=programme, text="Suunnitelmat", figure="plan_in_force")


# ---------------------------------------------------------------- making


def test_a_report_is_asked_for_with_the_decisions_that_the_page_suggests(worker, programme):
    make.a_goal(worker, programme, "Arki sujuu")
    desk = Desk(worker, programme)
    assert "What is done for the goal “Arki sujuu”, and by whom?" in desk.get("new/").content.decode()

    asked = desk.post("new/", summary="Hyvin menee.", decision_1="Kuka ottaa?", decision_2="", decision_3="")

    report = ProgrammeReport.objects.get()
    assert asked.url.endswith(f"/reports/{report.pk}/")
    assert "It takes a moment." in Desk(worker, programme, report).words()
    assert Desk(worker, programme, report).get("report.json").status_code == 404
    making.make(SystemActor.now(), report.pk)
    page = Desk(worker, programme, report).words()
    assert "Kuka ottaa?" in page
    assert "0 / 0" in page
    assert "Report 1" in desk.words()


def test_what_was_typed_survives_a_refusal_and_hostile_words_stay_words(worker, programme):
    desk = Desk(worker, programme)

    refused = desk.post("new/", summary="x" * 401, decision_1=HOSTILE)
    assert refused.status_code == 422
    assert "x" * 401 in refused.content.decode()
    assert "<script>alert" not in refused.content.decode()
    made = a_report(worker, programme, HOSTILE, summary=HOSTILE)
    page = Desk(worker, programme, made).get().content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert Desk(worker, programme, made).get("board.pdf").status_code == 200


def test_a_form_sent_twice_makes_one_report(worker, programme):
    desk, key = Desk(worker, programme), str(uuid4())

    first, second = (desk.post("new/", summary="Kerran", _key=key) for _time in range(2))

    assert first.url == second.url
    assert ProgrammeReport.objects.count() == 1


@pytest.mark.parametrize("path", ["", "board.pdf", "report.pdf", "report.xlsx", "report.json", "publish/"])
def test_a_report_of_another_programme_or_of_nobody_is_not_found(worker, programme, path):
    mine = a_report(worker, programme)
    other = make.a_programme(worker)

    assert Desk(worker, other, mine).get(path).status_code == 404
    assert Desk(a_worker(), programme, mine).get(path).status_code == 404


def test_a_longer_list_and_a_longer_report_take_no_more_queries(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme)
    few = all_queries(worker, programme, report)
    filled(worker, programme, 4)
    for _edition in range(3):
        long = a_report(worker, programme)

    assert all_queries(worker, programme, long) == few


def all_queries(worker, programme, report):
    return [
        queries_of(worker, programme, None), queries_of(worker, programme, report), queries_of_making(worker, programme)
    ]  # fmt: skip


def queries_of(worker, programme, report):
    desk = Desk(worker, programme, report)
    desk.get()
    with CaptureQueriesContext(connection) as found:
        desk.get()
    return len(found)


def queries_of_making(worker, programme):
    asked = making.ask(worker.as_actor(), programme.pk, summary="", decisions=())
    with CaptureQueriesContext(connection) as found:
        making.make(SystemActor.now(), asked.pk)
    return len(found)


# ---------------------------------------------------------------- on paper, as a workbook, as data


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_boards_page_is_one_page_however_much_there_is(worker, programme, language):
    filled(worker, programme, 6)
    Programme.objects.filter(pk=programme.pk).update(text=LONG[:300])
    report = a_report(worker, programme, *[f"{number}{LONG}"[:200] for number in range(3)], summary=(LONG * 2)[:400])

    answer = Desk(worker, programme, report).get(f"board.pdf?language={language}")

    assert answer["Content-Type"] == "application/pdf"
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(paper.pages) == 1
    assert report.seal in paper.pages[0].extract_text().replace("\n", "")
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language


def test_the_same_report_gives_the_same_paper_today_and_next_year(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme)
    files = ("board.pdf?language=sv", "report.pdf?language=fi", "report.xlsx", "report.json")
    desk = Desk(worker, programme, report)
    first = [desk.get(path).content for path in files]

    filled(worker, programme)
    with time_machine.travel(datetime(2026, 12, 24, 9, tzinfo=HELSINKI), tick=False):
        second = [Desk(worker, programme, report).get(path).content for path in files]

    assert first == second


def test_the_whole_report_has_every_view_in_its_language(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme, "Kuka ottaa?", summary="Hyvin menee.")

    paper = pypdf.PdfReader(io.BytesIO(Desk(worker, programme, report).get("report.pdf?language=en").content))
    read = " ".join(" ".join(page.extract_text() for page in paper.pages).split())

    for words in (
        "What has moved", "What stands still", "What is missing", "Goals and measures", "Who does what",
        "What lives on", "Indicators", "Corrective actions", "Kuka ottaa?", "Hyvin menee.", "3 kpl", "10 kpl",
        "In everyday use", "not published yet",
    ):  # fmt: skip
        assert words in read


def test_an_unknown_language_is_the_first(worker, programme):
    report = a_report(worker, programme)

    answer = Desk(worker, programme, report).get("report.pdf?language=../x")

    assert "report-1-fi.pdf" in answer["Content-Disposition"]


def test_the_workbook_holds_no_formula_and_its_shares_can_be_worked_out(worker, programme):
    filled(worker, programme)
    make.a_goal(worker, programme, '=HYPERLINK("http://x")')
    report = a_report(worker, programme)

    content = Desk(worker, programme, report).get("report.xlsx").content

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        texts = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 11
    assert not any("<f>" in sheet for sheet in sheets)
    assert "=HYPERLINK" in texts
    done = report.kept["done"]
    assert f"<v>{done['count']}</v>" in sheets[0]
    assert f"<v>{done['of']}</v>" in sheets[0]


def test_the_data_is_what_is_kept_with_its_seal(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme)

    told = json.loads(Desk(worker, programme, report).get("report.json").content)

    assert told["report"]["schema"] == "luukku-report/1"
    assert told["seal"] == sealed(told["report"]) == report.seal


# ---------------------------------------------------------------- for everybody


def test_who_leads_puts_a_report_on_the_public_site_and_takes_it_off(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme, "Salainen päätös", summary="Sisäinen")
    desk = Desk(worker, programme, report)
    assert anybody(f"fi/{report.pk}/").status_code == 404
    assert anybody(f"fi/{report.pk}/report.pdf").status_code == 404
    assert str(report.pk) not in anybody("fi/").content.decode()

    assert desk.post("publish/").status_code == 422
    assert desk.post("publish/", is_read="on").status_code == 302
    page = anybody(f"en/{report.pk}/").content.decode()

    assert "Perheiden ohjelma" in page
    assert "Measures without a goal: 1" in " ".join(re.sub("<[^>]+>", "", page).split())
    assert "Salainen" not in page
    assert "Sisäinen" not in page
    assert worker.user.name not in page
    assert "Kahvilat" not in page
    assert "not published yet" in page
    assert str(report.pk) in anybody("sv/").content.decode()
    assert anybody(f"sv/{report.pk}/report.pdf")["Content-Type"] == "application/pdf"
    assert "Take off the public site" in desk.words()
    assert desk.post("withdraw/").status_code == 302
    assert anybody(f"en/{report.pk}/").status_code == 404


def test_a_name_in_the_report_is_told_before_it_is_public(worker, programme):
    party = make.a_party(worker, programme, name="Työryhmä")
    measure = make.a_measure(worker, programme, make.a_goal(worker, programme), text=f"{worker.user.name} soittaa")
    held = make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))
    type(held).objects.filter(pk=held.pk).update(person=worker.user)
    report = a_report(worker, programme)

    answer = Desk(worker, programme, report).post("publish/", is_read="on")

    assert answer.status_code == 422
    assert "What leads to people stands in the report" in answer.content.decode()
    assert anybody(f"en/{report.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["de/", "fi/x/", "fi/00000000-0000-4000-8000-000000000000/", "%00/", "FI/"])
def test_addresses_that_lead_nowhere_are_not_found(db, path):
    assert Client(raise_request_exception=False).get(f"/reports/{path}").status_code in (302, 404)


@pytest.mark.parametrize(("asked", "language"), [("sv", "sv"), ("en", "en"), ("ar", "fi")])
def test_somebody_who_is_not_signed_in_finds_the_reports(db, asked, language):
    """From the foot of the page that everybody meets first, in the reader's language when reports have it."""
    page = Client(raise_request_exception=True).get("/sign-in/", headers={"accept-language": asked}).content.decode()

    assert f"/reports/{language}/" in page
    assert anybody(f"{language}/").status_code == 200


def test_the_public_pages_tell_no_more_when_there_is_more(worker, programme):
    report = a_report(worker, programme)
    publishing.publish(worker.as_actor(), report.pk)
    anybody("fi/")
    with CaptureQueriesContext(connection) as few:
        anybody("fi/")
    for _edition in range(4):
        publishing.publish(worker.as_actor(), a_report(worker, programme).pk)
    with CaptureQueriesContext(connection) as many:
        anybody("fi/")

    assert len(few) == len(many)


def test_the_public_paper_holds_nothing_that_the_public_page_does_not(worker, programme):
    filled(worker, programme)
    report = a_report(worker, programme, "Salainen päätös", summary="Sisäinen")
    with translation.override("en"):
        paper = report_chapters.whole(public_part(report.kept), report.seal, language="en")

    told = str(paper)

    assert "Public report" in told
    assert "Salainen" not in told
    assert "Sisäinen" not in told
    assert report_paper.MOST < 10


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"count": 6, "of": 8, "percent": "75.0", "hidden": ""}, "6 / 8 (75.0 %)"),
        ({"count": None, "of": None, "percent": None, "hidden": "protected"}, "not shown: so few"),
        ({"count": None, "of": 9, "percent": None, "hidden": ""}, "not shown: so few"),
    ],
)
def test_a_published_figure_has_its_two_numbers_or_the_reason_why_not(told, words):
    assert words in report_words.published(told)


def test_a_long_text_is_cut_at_a_word():
    assert report_words.shortened("yksi kaksi kolme", 11) == "yksi kaksi…"
    assert report_words.shortened("yksi", 11) == "yksi"


def test_words_are_explained_in_the_language_of_the_reader_when_somebody_has():
    row = report_words.Row({"text": "Arki", "sv": "Vardag", "en": "Daily life", "hash": ""})

    found = {}
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            found[language] = (row.gloss, report_words.gloss_language(row))

    assert found == {"fi": ("", "en"), "sv": ("Vardag", "sv"), "en": ("Daily life", "en")}
