from datetime import UTC, date, datetime, time
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import translation

from luukku.core.forms import ChoiceCards, DateField, Form, ModelForm, TimeField
from luukku.core.models import IdempotencyKey


class Meeting(Form):
    title = forms.CharField(label="Title", help_text="As the family says it", max_length=20)
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)
    held_on = DateField(label="Day")
    starts_at = TimeField(label="Time", required=False)
    children = forms.IntegerField(label="Children", required=False, min_value=0)
    interpreter = forms.ChoiceField(
        label="Interpreter",
        choices=[("always", "Always"), ("no", "No")],
        widget=ChoiceCards(hints={"always": "Also for short calls"}),
    )
    told = forms.BooleanField(label="I have told that the plan is voluntary")
    secret = forms.CharField(required=False, widget=forms.PasswordInput)


SENT = {"title": "Talk", "held_on": "21.11.2026", "interpreter": "no", "told": "on"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def errors_of(**changes):
    return {name: list(said) for name, said in Meeting(SENT | changes).errors.items()}


@pytest.mark.parametrize(
    "written",
    [
        "21.11.2026",
        "2026-11-21",
        "21-11-2026",
        "21/11/2026",
        "21 11 2026",
        "21112026",
        " 21.11.2026. ",
        "21.11.26",
        "la 21.11.2026",
        "٢١.١١.٢٠٢٦",
    ],
)
def test_a_day_is_read_as_people_write_it(written):
    assert DateField().clean(written) == date(2026, 11, 21)


@pytest.mark.parametrize("written", ["1.2.2026", "01.02.2026", "1.2.26", "2026-02-01", "2026-2-1"])
def test_a_day_and_a_month_of_one_digit_are_read_with_and_without_a_nought(written):
    assert DateField().clean(written) == date(2026, 2, 1)


def test_a_year_of_two_digits_is_of_our_days():
    assert DateField().clean("1.2.80").year == 1980
    assert DateField().clean("1.2.79").year == 2079


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("soon", "We could not read this day. Write it like this: 21.11.2026."),
        ("21.11.202", "We could not read this day. Write it like this: 21.11.2026."),
        ("31.2.2026", "This day is not in the calendar. Check the day and the month."),
        ("1.13.2026", "This day is not in the calendar. Check the day and the month."),
        ("21.11.0026", "Check the year. Write all four digits, for example 2026."),
    ],
)
def test_a_day_that_cannot_be_read_says_how_to_write_it(written, said):
    assert errors_of(held_on=written) == {"held_on": [said]}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13.15", time(13, 15)),
        ("13:15", time(13, 15)),
        ("1315", time(13, 15)),
        ("klo 9", time(9)),
        ("9.05", time(9, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(written, read):
    assert TimeField().clean(written) == read


@pytest.mark.parametrize("written", ["25.00", "9.5", "noon", "13.60"])
def test_a_time_that_cannot_be_read_says_how_to_write_it(written):
    assert errors_of(starts_at=written) == {"starts_at": ["We could not read this time. Write it like this: 13.15."]}


def test_days_and_times_are_shown_as_they_are_written_here():
    form = Meeting(initial={"held_on": date(2026, 3, 2), "starts_at": time(9, 5)})

    assert (form["held_on"].value(), form["starts_at"].value()) == ("2.3.2026", "9.05")


def test_a_moment_becomes_its_day_in_helsinki():
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert DateField().prepare_value(late) == "22.11.2026"
    assert DateField().to_python(late) == date(2026, 11, 22)


def test_typed_text_arrives_clean_but_a_password_arrives_as_typed():
    form = Meeting(SENT | {"title": "A\u0308iti\u202e", "secret": "A\u0308\u202e"})

    assert form.is_valid()
    assert (form.cleaned_data["title"], form.cleaned_data["secret"]) == ("Äiti", "A\u0308\u202e")


def test_a_text_without_a_limit_gets_one_and_says_so_instead_of_cutting():
    said = errors_of(notes="x" * 10_001)

    assert said == {"notes": ["This is too long: 10001 characters, and 10000 fit. Please shorten it."]}
    assert "maxlength" not in str(Meeting()["title"])


def test_errors_say_what_to_do():
    said = {name: next(iter(words)) for name, words in Meeting({"children": "-1"}).errors.items()}

    assert said == {
        "title": "We need an answer here.",
        "held_on": "Write the day like this: 21.11.2026.",
        "interpreter": "Choose one.",
        "told": "Tick this box to go on.",
        "children": "The smallest number that fits here is 0.",
    }


def test_a_message_of_the_forms_author_stays():
    class Named(Form):
        name = forms.CharField(error_messages={"required": "Write the name."})

    assert Named({}).errors["name"] == ["Write the name."]


def test_a_field_ties_its_label_help_and_error_together():
    html = Meeting(SENT | {"title": "y" * 30})["title"].as_field_group()

    page = Elements(html)
    described = page.one("input")["aria-describedby"].split()
    assert page.one("label")["for"] == page.one("input")["id"] == "id_title"
    assert described == ["id_title_helptext", "id_title_error"]
    assert set(described) <= page.ids
    assert page.one("input")["aria-invalid"] == "true"
    assert page.one("input")["class"] == "ds-input"
    assert "required" not in page.one("input")


def test_optional_fields_say_so_unless_the_form_marks_the_required_ones():
    class Marked(Meeting):
        mark_required = True

    assert "(optional)" in Meeting()["notes"].as_field_group()
    assert "(optional)" not in Meeting()["title"].as_field_group()
    assert "(required)" in Marked()["title"].as_field_group()
    assert "(optional)" not in Marked()["notes"].as_field_group()


def test_choices_are_a_named_group_whose_options_carry_their_hint():
    html = Meeting()["interpreter"].as_field_group()

    assert "<legend>Interpreter" in html
    assert "Also for short calls" in html
    assert getattr(Meeting()["interpreter"], "focus_id", "") == "id_interpreter_0"
    assert "id_interpreter_0" in Elements(html).ids


def test_a_whole_form_is_drawn_with_its_summary_first():
    html = str(Meeting({"title": ""}))

    assert html.index("data-error-summary") < html.index("<label")
    assert 'href="#id_interpreter_0"' in html


def test_a_form_over_a_model_reads_days_in_our_way_by_itself():
    class KeyForm(ModelForm):
        class Meta:
            model = IdempotencyKey
            fields = ["url_name", "location"]

    form = KeyForm({"url_name": "a\x00b", "location": ""})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["url_name"] == "ab"


class Elements(HTMLParser):
    """The elements of a piece of HTML, by tag."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    @property
    def ids(self):
        return {attrs["id"] for _tag, attrs in self.found if "id" in attrs}

    def one(self, tag):
        (element,) = [attrs for name, attrs in self.found if name == tag]
        return element
