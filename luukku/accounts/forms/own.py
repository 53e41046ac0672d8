"""What a person decides about their own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.forms import Form

# each as its speakers write it, so that everybody finds their own
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]


class SettingsForm(Form):
    """Language, colours, the phone for text messages, and the weekly mail."""

    language = forms.ChoiceField(label=_("Language of the pages"), choices=LANGUAGES, widget=forms.RadioSelect)
    scheme = forms.ChoiceField(label=_("Colours"), choices=User.Scheme, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("Phone for text messages"),
        help_text=_("With the country code, for example +358401234567. Messages never tell anything about a family."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    weekly_digest = forms.BooleanField(
        label=_("Mail me each Monday how many dates are due"),
        help_text=_("Only counts: the mail never tells anything about a family."),
        required=False,
    )

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        phone = "".join(sign for sign in typed if sign not in " -()\u00a0")
        field = User._meta.get_field("phone")
        if phone:
            field.run_validators(phone)
        return phone
