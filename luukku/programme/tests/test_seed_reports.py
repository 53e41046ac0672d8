"""The region's own documents come out again in reports: every item, by id and by hash, on page, paper and in files."""

import json
from dataclasses import asdict, replace

import pytest
from django.test import Client

from luukku.core.actor import Role
from luukku.programme import report_chapters, report_paper, report_sheets
from luukku.programme.models import Programme, SourceDocument, Thread
from luukku.programme.services.reporting import publishing
from luukku.programme.tests.reports import a_report
from luukku.programme.tests.seed import NOW, digest, items, page_of, shown_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(documents):
    return documents


def test_every_item_of_the_documents_is_in_the_report_word_for_word(programme, worker, seed):
    """By id and by hash: in what is kept, on its page, and in its workbook; the three views each whole."""
    wanted = {code: digest(text) for code, text in items(seed) if not code.startswith(("SV1", "Q1."))}
    threads = {one.code for one in Thread.objects.all()}
    kept, shown, told = {}, {}, ""
    for one in Programme.objects.all():
        report = a_report(worker, one)
        kept |= dict(rows_in(report.kept))
        shown |= shown_in(page_of(worker, one, f"reports/{report.pk}/"))
        told += json.dumps([[list(map(str, row)) for row in sheet.rows] for sheet in sheets_of(report)])

    assert len(wanted) > 230
    assert {code for code in wanted if kept.get(code) != wanted[code]} - threads == set()
    assert {code for code in wanted if shown.get(code) != wanted[code]} - threads == set()
    programmes = set(Programme.objects.values_list("code", flat=True))
    documents = set(SourceDocument.objects.values_list("code", flat=True))
    assert {code for code in wanted if wanted[code] not in told} - threads - programmes - documents == set()


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("themes", lambda seed: seed["themes"]),
        ("parties", lambda seed: [seed["embedding_plan"]["actors"]]),
        ("visions", lambda seed: [seed[key] for key in ("visions", "regional_vision", "towards_vision")]),
    ],
)
def test_each_view_stands_whole_in_the_report_and_on_the_public_site(programme, worker, seed, part, wanted):
    report = a_report(worker, programme)
    publishing.publish(replace(worker.as_actor(), roles=frozenset({Role.CASEWORKER, Role.SUPERVISOR})), report.pk)
    public = shown_in(Client().get(f"/reports/fi/{report.pk}/").content.decode())
    rows = dict(rows_in(report.kept[part]))
    told = dict(items(wanted(seed)))

    assert len(told) > 10
    assert {code for code in told if rows.get(code) != digest(told[code])} == set()
    assert {code for code in told if public.get(code) != digest(told[code])} == set()


def test_the_papers_of_the_documents_hold_every_line(programme, worker, seed):
    report = a_report(worker, programme)
    told = json.dumps(asdict(report_chapters.whole(report.kept, report.seal, language="fi")), ensure_ascii=False)
    wanted = [text for _code, text in items(seed["themes"])] + [text for _code, text in items(seed["visions"])]

    assert [text for text in wanted if json.dumps(text, ensure_ascii=False)[1:-1] not in told] == []
    paper = report_chapters.whole(report.kept, report.seal, language="sv")
    assert report_paper.print_report(paper, at=NOW, language="sv").startswith(b"%PDF")


def rows_in(told):
    """Code and hash of every row that a report keeps, anywhere."""
    if isinstance(told, dict):
        if "hash" in told and told["code"]:
            yield told["code"], told["hash"]
        for value in told.values():
            yield from rows_in(value)
    elif isinstance(told, list):
        for one in told:
            yield from rows_in(one)


def sheets_of(report):
    return report_sheets.sheets(report.kept, report.seal, language="fi")
