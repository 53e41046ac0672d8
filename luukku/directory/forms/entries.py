"""A service, a place, a phone service, an e-service, a form or a web page of one's own; facts beside a source."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, Form
from luukku.directory import cleaning as clean
from luukku.directory import geography, policies
from luukku.directory.forms.choices import municipality_codes
from luukku.directory.models import AreaKind, Channel, Charge
from luukku.directory.reading import words_of
from luukku.language import languages

Kind = Channel.Kind
_POINT = re.compile(r"(-?\d{1,2}[.,]\d+)[\s,;]+(-?\d{1,3}[.,]\d+)")


def _text(label: Any, most: int | None = None) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.Textarea)


class SpokenMixin(forms.Form):
    """In which languages people are served; those that the list does not show stay."""

    spoken = forms.MultipleChoiceField(
        label=_("Service in these languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [code for code in (self.initial.get("spoken") or []) if code not in languages.FAMILY_LANGUAGES]
        shown = [code for code in (*languages.FAMILY_LANGUAGES, *kept) if languages.find(code)]
        self.fields["spoken"].choices = [  # type: ignore[attr-defined]
            (code, languages.get(code).name(get_language() or "fi")) for code in shown
        ]


class ServiceForm(SpokenMixin, Form):
    """A service that the own organisation keeps up."""

    name = forms.CharField(label=_("name"), max_length=200)
    summary = forms.CharField(label=_("in short"), max_length=600, widget=forms.Textarea)
    how_to_get_in = forms.CharField(
        label=_("how to get in"),
        widget=forms.Textarea,
        help_text=_("In plain words: call, come or write; what to take along; who may come without an appointment."),
    )
    description = _text(_("description"))
    conditions = _text(_("for whom"))
    charge = forms.ChoiceField(label=_("charge"), choices=Charge.choices, widget=ChoiceCards(in_row=True))
    costs = _text(_("what it costs"))
    times = _text(_("how long it takes"))
    accessibility = _text(_("accessibility"))
    area_kind = forms.ChoiceField(label=_("area"), choices=AreaKind.choices, widget=ChoiceCards)
    towns = forms.CharField(
        label=_("Municipalities"), required=False, help_text=_("Separated by commas, for example Tampere, Nokia.")
    )
    arranged_by = forms.CharField(
        label=_("Who arranges it"), max_length=200, required=False, help_text=_("Empty: your own organisation.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    WORDS = ("name", "summary", "how_to_get_in", "description", "conditions", "costs", "times", "accessibility")
    ORDER = (*WORDS[:5], "charge", "costs", "times", "area_kind", "towns", "spoken", "accessibility", "arranged_by")
    field_order = (*ORDER, "version")

    def clean_towns(self) -> list[str]:
        return municipality_codes(self.cleaned_data["towns"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("area_kind") == AreaKind.LIMITED and "towns" in told and not told["towns"]:
            self.add_error("towns", _("Tell at least one municipality."))
        return told

    def columns(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "charge": told["charge"],
            "languages": told["spoken"],
            "area_kind": told["area_kind"],
            "municipalities": told["towns"] if told["area_kind"] == AreaKind.LIMITED else [],
        }

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.WORDS}


class ChannelForm(SpokenMixin, Form):
    """A way to a service. Each kind asks for what it needs and for nothing else."""

    name = forms.CharField(label=_("name"), max_length=200)
    summary = _text(_("in short"), 600)
    street = forms.CharField(label=_("Street and number"), max_length=200)
    postal_code = forms.CharField(label=_("postal code"), max_length=5)
    point = forms.CharField(
        label=_("Point on the map"),
        max_length=60,
        required=False,
        help_text=_("Degrees north and east, for example 61.4985, 23.7610. A map service shows them for any point."),
    )
    phones = forms.CharField(
        label=_("Phone numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("One on each line; words after the number tell what it is for, for example 03 123 4567 office."),
    )
    emails = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_("One on each line."),
    )
    urls = forms.CharField(
        label=_("Web addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_("One on each line; words after the address are the name of the link."),
    )
    how_to_get_in = _text(_("how to get in"))
    costs = _text(_("what it costs"))
    accessibility = _text(_("accessibility"))
    needs_identification = forms.ChoiceField(
        label=_("needs strong identification"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=ChoiceCards(in_row=True),
    )
    form_identifier = forms.CharField(label=_("number of the form"), max_length=100, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    ASKED = {
        Kind.PLACE: ("street", "postal_code", "point", "phones", "emails", "urls", "how_to_get_in", "accessibility"),
        Kind.PHONE: ("phones", "how_to_get_in", "costs"),
        Kind.ESERVICE: ("urls", "needs_identification", "how_to_get_in", "accessibility"),
        Kind.FORM: ("urls", "form_identifier", "how_to_get_in"),
        Kind.WEB_PAGE: ("urls",),
    }
    NEEDED = {
        Kind.PHONE: ("phones", _("Tell at least one phone number.")),
        Kind.ESERVICE: ("urls", _("Tell the web address.")),
        Kind.FORM: ("urls", _("Tell the web address.")),
        Kind.WEB_PAGE: ("urls", _("Tell the web address.")),
    }
    WORDS = ("name", "summary", "how_to_get_in", "costs", "accessibility")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        order = ("name", "summary", *self.ASKED[self.kind], "spoken", "version")
        self.fields = {name: self.fields[name] for name in order}

    def clean_postal_code(self) -> str:
        told: str = self.cleaned_data["postal_code"].strip()
        if geography.postal_area(told) is None:
            raise forms.ValidationError(_("We do not know this postal code. Check its five digits."))
        return told

    def clean_point(self) -> tuple[float, float] | None:
        told = self.cleaned_data["point"].strip()
        if not told:
            return None
        match = _POINT.fullmatch(told)
        north, east = (float(one.replace(",", ".")) for one in match.groups()) if match else (0.0, 0.0)
        if not (59 <= north <= 71 and 19 <= east <= 32):
            raise forms.ValidationError(
                _("Write the degrees like this: 61.4985, 23.7610. The point must be in Finland.")
            )
        return north, east

    def clean_phones(self) -> list[dict[str, str]]:
        return [_phone(line) for line in _lines(self.cleaned_data["phones"])]

    def clean_emails(self) -> list[dict[str, str]]:
        found = [clean.email(line) for line in _lines(self.cleaned_data["emails"])]
        if not all(found):
            raise forms.ValidationError(_("Write the e-mail address like this: name@example.fi."))
        return [{"address": one} for one in found]

    def clean_urls(self) -> list[dict[str, str]]:
        return [_url(line) for line in _lines(self.cleaned_data["urls"])]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        name, why = self.NEEDED.get(self.kind, ("", ""))
        if name and name in told and not told[name]:
            self.add_error(name, why)
        return told

    def columns(self) -> dict[str, Any]:
        """Columns of the channel, those only that its kind asks for."""
        told = self.cleaned_data
        found: dict[str, Any] = {"kind": self.kind, "languages": told["spoken"]}
        found |= {name: told[name] for name in ("phones", "emails", "urls", "form_identifier") if name in told}
        if "needs_identification" in told:
            found["needs_identification"] = told["needs_identification"] == "yes"
        if self.kind == Kind.PLACE:
            found |= self._address()
        return found

    def _address(self) -> dict[str, Any]:
        told = self.cleaned_data
        area = geography.postal_area(told["postal_code"])
        point = told["point"] or (None, None)
        return {
            "street": {"fi": told["street"]},
            "street_number": "",
            "postal_code": told["postal_code"],
            "post_office": area.name if area else "",
            "municipality": area.municipality if area else "",
            "municipalities": [area.municipality] if area else [],
            "latitude": point[0],
            "longitude": point[1],
        }

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.WORDS if name in self.cleaned_data}


class FactsForm(Form):
    """Tags and facts beside what a service's source tells."""

    tags = forms.CharField(
        label=_("Tags"),
        max_length=1500,
        required=False,
        help_text=_("Separated by commas. The search finds the service by them."),
    )
    arranges_interpreter = forms.ChoiceField(
        label=_("arranges an interpreter"),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not known"))],
        widget=ChoiceCards(in_row=True),
    )
    minimum_age = forms.IntegerField(label=_("from the age of"), required=False, min_value=0, max_value=120)
    maximum_age = forms.IntegerField(label=_("until the age of"), required=False, min_value=0, max_value=120)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def columns(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "arranges_interpreter": {"yes": True, "no": False}.get(told["arranges_interpreter"]),
            "minimum_age": told["minimum_age"],
            "maximum_age": told["maximum_age"],
        }

    def tag_list(self) -> list[str]:
        return [one for one in re.split(r"[,;\n]", self.cleaned_data["tags"]) if one.strip()]


class WayForm(Form):
    """One of the own organisation's places, phones or pages as a way to a service."""

    channel: "forms.ModelChoiceField[Channel]" = forms.ModelChoiceField(label=_("Place, phone or page"), queryset=None)
    note = forms.CharField(
        label=_("What is different there"), max_length=200, required=False, help_text=_("For example the floor.")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = policies.own_channels(actor).present().with_texts().order_by("kind", "created_at")
        self.fields["channel"].queryset = rows  # type: ignore[attr-defined]
        self.fields["channel"].label_from_instance = (  # type: ignore[attr-defined]
            lambda row: f"{words_of(row, 'fi')['name']} ({row.get_kind_display()})"
        )


def _lines(told: str) -> list[str]:
    return [line.strip() for line in told.split("\n") if line.strip()][:20]


def _phone(line: str) -> dict[str, str]:
    match = re.match(r"[+\d][\d ()-]*", line)
    number = clean.phone(match[0]) if match else ""
    if len(re.sub(r"\D", "", number)) < 3:
        raise forms.ValidationError(_("Begin each line with the number, for example 03 123 4567 office."))
    note = clean.line(line[match.end() :].strip(" ,;:") if match else "")
    return {"number": number, "kind": "phone"} | ({"note": note} if note else {})


def _url(line: str) -> dict[str, str]:
    address, _space, name = line.partition(" ")
    url = clean.web_address(address)
    if not url:
        raise forms.ValidationError(_("Write the whole web address, for example https://www.example.fi."))
    return {"url": url, "language": "fi"} | ({"name": clean.line(name)} if name.strip() else {})
