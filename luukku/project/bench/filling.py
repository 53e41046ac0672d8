"""Reads the form of a page as a browser would send it, so that the bench saves what a person saves."""

import gzip
from html.parser import HTMLParser
from typing import Final

UNSENT: Final = {"button", "submit", "file", "image", "reset"}


class _Forms(HTMLParser):
    """The fields of each form of a page that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.texts: set[str] = set()
        self._open: dict[str, str] | None = None
        self._text = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._open = {}
            self.forms.append(self._open)
        elif self._open is not None and "name" in told:
            self._note(self._open, tag, told)
        elif tag == "option" and self._open is not None and self._select and "selected" in told:
            self._open[self._select] = told.get("value", "")

    def _note(self, fields: dict[str, str], tag: str, told: dict[str, str]) -> None:
        if tag == "input" and told.get("type", "text") not in UNSENT:
            if told.get("type") not in ("radio", "checkbox") or "checked" in told:
                fields[told["name"]] = told.get("value", "on")
        elif tag == "textarea":
            self._text = told["name"]
            self.texts.add(self._text)
            fields[self._text] = ""
        elif tag == "select":
            self._select = told["name"]

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._text:
            self._open[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""


def form_with(page: bytes, field: str) -> tuple[dict[str, str], list[str]]:
    """The first form that has this field: its fields with their values, and which of them hold longer text.

    Raises:
        LookupError: no form of the page has it.
    """
    reader = _Forms()
    reader.feed((gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page).decode())
    for form in reader.forms:
        if field in form:
            return form, [name for name in form if name in reader.texts]
    msg = f"No form of the page has the field {field}."
    raise LookupError(msg)
