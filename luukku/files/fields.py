"""The file box of a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.files.kinds import ACCEPTED


class FileField(forms.FileField):
    """One file. What it is and whether it may be kept, the service finds out; a refusal stands at this field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _(
                "PDF, picture, Word, OpenDocument, Excel or plain text, at most 20 megabytes."
                " We take away where a picture was taken and who wrote a document."
            ),
        )
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        super().__init__(max_length=255, **kwargs)
