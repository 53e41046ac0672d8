import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from luukku.core.forms import Form
from luukku.core.shell import Me
from luukku.core.tests import showcase

COMPONENTS = Path(__file__).resolve().parent.parent / "templates" / "components"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def drawn(name, **context):
    return render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_a_component_tells_its_inputs_at_the_top_and_stands_in_the_showcase(path):
    first_line = path.read_text().splitlines()[0]

    assert re.fullmatch(rf"\{{# {path.stem}: .+ (?:Needs|Optional): .+ #\}}", first_line)
    assert path.name in showcase.SOURCE or path.stem == "passage"


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_page_says_its_language_and_direction(language):
    page = showcase.html(language)

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}" data-color-scheme="auto">' in page


def test_the_page_has_one_heading_and_leads_past_its_navigation():
    page = showcase.html()

    assert len(re.findall("<h1", page)) == 1
    assert page.index('href="#main"') < page.index("<nav")
    assert '<main id="main" tabindex="-1">' in page


def test_a_page_that_came_back_with_errors_says_so_in_its_title():
    assert "<title>Please check: Näyttely – Luukku</title>" in showcase.html("en", wrong=True)
    assert "<title>Näyttely – Luukku</title>" in showcase.html("en")


def test_a_passage_that_is_not_translated_says_so_instead_of_nothing():
    row = drawn("pair_row", ours="Haluan oppia.", our_lang="fi", theirs="", their_lang="fa")

    assert 'lang="fi" dir="ltr"' in row
    assert "Not translated yet." in row


def test_only_our_language_has_the_real_heading():
    row = drawn("pair_row", kind="h2", ours="Tavoitteet", our_lang="fi", theirs="هدف‌ها", their_lang="fa")

    assert row.count("<h2") == 1
    assert 'lang="fa" dir="rtl"' in row


def test_what_people_typed_is_never_markup():
    row = drawn("pair_row", ours="<script>", our_lang="fi", theirs="<img onerror=x>", their_lang='fa" x="')

    assert "<script>" not in row
    assert "<img" not in row
    assert ' x="' not in row


def test_the_summary_counts_errors_and_leads_to_each_field():
    class Named(Form):
        name = forms.CharField(label="Name")

        def clean(self):
            self.add_error(None, "Together these cannot stand.")

    summary = drawn("error_summary", form=Named({}))

    assert "2 things to check" in summary
    assert '<a href="#id_name">Name: We need an answer here.</a>' in summary
    assert "<li>Together these cannot stand.</li>" in summary
    assert drawn("error_summary", form=Named()).strip() == ""


def test_the_law_is_told_from_guidance_and_from_our_own_targets():
    law = drawn("law_reference", kind="law", section="681/2023, 22 §", url="https://example.fi")

    assert "Act 681/2023,\u00a022\u00a0§" in law
    assert "Decree 869/2024" in drawn("law_reference", kind="decree", section="869/2024, 2 §").replace("\u00a0", " ")
    assert "Guidance" in drawn("law_reference", kind="guidance")
    assert "Local target" in drawn("law_reference", kind="local")


def test_switching_workplaces_is_offered_only_when_there_are_two():
    one = Me(name="Leena", workplaces=showcase.shell().me.workplaces[:1])

    assert "Tampereen" in showcase.html()
    assert "work now" not in render_to_string("core/parts/me.html", {"me": one})


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Leena Mäkelä", "LM"), ("Zahra", "Z"), ("Nguyễn Thị Minh Khai", "NK"), ("", "")],
)
def test_initials_come_from_the_name_as_it_is_said(name, initials):
    assert Me(name=name).initials == initials
