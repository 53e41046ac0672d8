"""One page with every component and kind of field, for the tests that look at the look."""

from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from luukku.core.errors import FieldConflict
from luukku.core.forms import ChoiceCards, DateField, Form, TimeField
from luukku.core.shell import Me, Place, Shell

SOURCE = (Path(__file__).parent / "showcase.html").read_text()


class Everything(Form):
    name = forms.CharField(label="Kutsumanimi", help_text="Niin kuin ihminen itse sen sanoo")
    email = forms.EmailField(label="Sähköposti", required=False)
    born_on = DateField(label="Syntymäpäivä")
    starts_at = TimeField(label="Kello", required=False)
    interpreter = forms.ChoiceField(
        label="Tarvitaanko tulkkia?",
        choices=[("always", "Aina"), ("official", "Virallisissa asioissa"), ("no", "Ei")],
        widget=ChoiceCards(hints={"official": "Esimerkiksi päätökset ja suunnitelmat"}),
    )
    met = forms.ChoiceField(
        label="Oletteko jo tavanneet?",
        choices=[("yes", "Kyllä"), ("no", "Ei")],
        required=False,
        widget=ChoiceCards(in_row=True),
    )
    needs = forms.MultipleChoiceField(
        label="Missä tarvitaan apua?",
        choices=[("language", "Kieli"), ("work", "Työ")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label="Kieli", choices=[("fa", "Persia"), ("ar", "Arabia")])
    children = forms.IntegerField(label="Lapsia", min_value=0, required=False)
    words = forms.CharField(label="Omin sanoin", max_length=60, widget=forms.Textarea(attrs={"dir": "auto"}))
    told = forms.BooleanField(label="Olen kertonut, että suunnitelma on vapaaehtoinen", help_text="Laki 681/2023")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


WRONG = {"born_on": "31.2.2026", "email": "zahra", "words": "ä" * 80, "language": "fa", "version": "1"}


def shell(scheme="auto", idle_minutes=None):
    return Shell(
        nav=(Place("Oma päivä", "#day", current=True), Place("Perheet", "#families"), Place("Työkalupakki", "#tools")),
        search_url="#search",
        me=Me(
            name="Leena Mäkelä",
            organisation="Nokian perhekeskus",
            workplaces=(Place("Nokian perhekeskus", "#a", current=True), Place("Tampereen vastaanottokeskus", "#b")),
            settings_url="#settings",
            sign_out_url="#out",
        ),
        scheme=scheme,
        demo=True,
        idle_minutes=idle_minutes,
        idle_url="/signed-out",
        ping_url="/ping",
        accessibility_url="#accessibility",
        feedback_url="#feedback",
    )


def html(language="en", scheme="auto", wrong=False, idle_minutes=None):
    """The page in a language; `wrong` shows it as it comes back with errors."""
    request = RequestFactory().get("/")
    context = {
        "shell": shell(scheme, idle_minutes),
        "messages": [
            Message(messages.SUCCESS, "Suunnitelma on tallennettu."),
            Message(messages.ERROR, "Ei onnistunut."),
        ],
        "form": Everything(WRONG) if wrong else Everything(),
        "today": date(2026, 11, 23),
        "moment": datetime(2026, 11, 27, 11, 15, tzinfo=UTC),
        "conflicts": [FieldConflict("Tavoite", "Zahra oppii suomea.", "زهرا فنلاندی یاد می‌گیرد.")],
        "places": [Place("Perheet", "#families"), Place("Karimin perhe", "#family")],
        "page": Paginator(range(50), 20).page(2),
    }
    with translation.override(language):
        return engines["django"].from_string(SOURCE).render(context, request)
