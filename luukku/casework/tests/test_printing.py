"""The answer to who has looked, on paper: in the worker's language and in the family's."""

from datetime import UTC, datetime
from io import BytesIO

import pypdf
from django.utils import translation

from luukku.casework import printing
from luukku.casework.access_words import PURPOSES, words_of
from luukku.casework.services.access_log import LogLine
from luukku.core.actor import Actor, Role

AT = datetime(2026, 11, 16, 11, 15, tzinfo=UTC)
ACTOR = Actor(user_id=None, organisation_id=None, roles=frozenset({Role.CASEWORKER}), at=AT)
LINE = LogLine(AT, "Tiina Keksitty", "", "", words_of("case.viewed"), PURPOSES["visit"], is_refused=False)


def printed(monkeypatch, family_language):
    """The table that would be printed, its headings and cells as (worker's, family's) texts."""
    tables = []

    def keep(table, **_layout):
        tables.append(table)
        return b""

    monkeypatch.setattr(printing, "render_table", keep)
    with translation.override("fi"):
        printing.print_access_log(ACTOR, "Perhe Keksitty", [LINE], family_language=family_language)
    return tables[0]


def test_the_answer_stands_in_both_languages(monkeypatch):
    table = printed(monkeypatch, "ru")

    _when, who, what, why = table.rows[0]
    assert (who.worker.text, who.family.text) == ("Tiina Keksitty", "Tiina Keksitty")
    assert (what.worker.text, what.family.text) == ("Avasi perheen sivun", "Открыта страница семьи")
    assert (why.worker.text, why.family.text) == ("Käynti perheen luona", "Чтобы прийти к семье")
    assert (table.title.worker.language, table.title.family.language) == ("fi", "ru")


def test_headings_that_nobody_has_checked_are_said_to_be_a_draft(monkeypatch):
    assert len(printed(monkeypatch, "ru").explanation) == 2
    assert len(printed(monkeypatch, "sv").explanation) == 1


def test_without_a_language_of_the_family_the_paper_has_one(monkeypatch):
    table = printed(monkeypatch, "")

    assert table.title.worker == table.title.family


def test_a_paper_in_two_scripts_can_be_made():
    with translation.override("fi"):
        content = printing.print_access_log(ACTOR, "Perhe Keksitty", [LINE], family_language="ckb")

    assert len(pypdf.PdfReader(BytesIO(content)).pages) == 1
