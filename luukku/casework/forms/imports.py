"""Forms of bringing in existing clients: the file, and what its columns hold."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Unit, User
from luukku.casework.forms.team import WorkerChoice
from luukku.casework.import_words import FIELD_WORDS, TABLE_FAULTS
from luukku.casework.models import Case, ClientImport, FactSource
from luukku.casework.rules.import_rows import FIELDS
from luukku.casework.rules.tables import NotATableError, Table, read_table
from luukku.casework.services.imports import Brought
from luukku.core.exports import file_name
from luukku.core.forms import ChoiceCards, Form
from luukku.core.law.provisions import with_law


class ImportForm(Form):
    """The file, why these people are clients, and from whom we know what it says."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A CSV file with one person on each row. At most 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    ground = forms.ChoiceField(label=_("Why the work begins"), choices=Case.Ground.choices, widget=ChoiceCards)
    origin = forms.ChoiceField(
        label=_("From whom the file is"),
        choices=[choice for choice in FactSource.Origin.choices if choice[0] not in ("person", "family", "paper")],
        initial=FactSource.Origin.MUNICIPALITY,
        help_text=with_law(_("It is kept beside everything that comes from the file (%(law)s)."), "681/2023, 73 §"),
    )
    told_by = forms.CharField(
        label=_("From which system or register"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, empty_label=pgettext_lazy("a unit", "Choose")
    )
    responsible = WorkerChoice(
        label=_("Who will answer for the families"), queryset=None, empty_label=pgettext_lazy("a person", "Choose")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table: Table | None = None
        for name, rows in (("unit", units), ("responsible", workers)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            if len(rows) < 2:
                del self.fields[name]

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.table = read_table(sent.read())
        except NotATableError as error:
            raise ValidationError(str(TABLE_FAULTS[error.fault]), code=error.fault.value) from None
        return sent

    def brought(self) -> Brought:
        told = self.cleaned_data
        unit, responsible = told.get("unit"), told.get("responsible")
        return Brought(
            file_name=file_name((told["file"].name or "").rsplit(".", 1)[0], "csv"),
            ground=told["ground"],
            origin=told["origin"],
            told_by=told["told_by"],
            unit_id=unit.pk if unit else None,
            responsible_id=responsible.pk if responsible else None,
        )


class ColumnsForm(Form):
    """What each column of the file holds."""

    def __init__(self, *args: Any, batch: ClientImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {place: code for code, place in batch.mapping.items()}
        choices = [("", _now("Leave out")), *((code, FIELD_WORDS[code]) for code in FIELDS)]
        for place, title in enumerate(batch.header):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=title or _now("Column %(number)s") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=held.get(place, ""),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name, code in data.items():
            if code and code in seen:
                self.add_error(name, _("This was chosen for another column already."))
            seen.setdefault(code, name)
        return data

    def mapping(self) -> dict[str, int]:
        return {code: int(name[1:]) for name, code in self.cleaned_data.items() if code}


class DecisionForm(forms.Form):
    """What a person decides about one row that looks like somebody known."""

    row = forms.UUIDField()
    decision = forms.ChoiceField(choices=[("new", ""), ("leave", ""), ("same", "")])
    same_as = forms.UUIDField(required=False)
