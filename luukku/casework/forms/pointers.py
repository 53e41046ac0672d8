"""That a notice was made: the day, to which county, under which number. There is no field for what it says."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.forms import DateField, Form


class PointerForm(Form):
    on = DateField(label=_("Day"))
    county: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("To which county"), queryset=None, required=False, empty_label=_("Choose")
    )
    reference = forms.CharField(
        label=_("The county's reference"),
        max_length=40,
        required=False,
        help_text=_("A number or a code only. Nothing of what the notice says is written here."),
        validators=[RegexValidator(r"^[0-9A-Za-z/_.-]*$", _("Write only letters, numbers and the signs / - . _"))],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, counties: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]
