"""Reading pages as a program does: links, forms and what a form would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

UNSENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class Form:
    """One form: where it goes, how, and what it would send untouched."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {name for name, _value in self.fields}

    def data(self, **more: object) -> dict[str, list[str] | object]:
        """What is sent, with some fields filled in."""
        sent: dict[str, list[str] | object] = {}
        for name, value in self.fields:
            values = sent.setdefault(name, [])
            assert isinstance(values, list)
            values.append(value)
        return sent | more


@dataclass
class Page:
    """What stands in a page."""

    title: str = ""
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    words: str = ""


def read(html: str, url: str) -> Page:
    """The page's links and forms, made absolute and without fragments."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    reader.page.words = " ".join("".join(reader.text).split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.page = url, Page()
        self.text: list[str] = []
        self.form: Form | None = None
        self.inside: list[str] = []
        self.written: tuple[str, list[str]] | None = None
        self.choice: tuple[str, list[str], list[str]] | None = None

    def handle_starttag(self, tag: str, told: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in told}
        if tag in ("script", "style", "title", "svg"):
            self.inside.append(tag)
        elif tag == "a" and "href" in has:
            self.page.links.append(urldefrag(urljoin(self.url, has["href"])).url)
        elif tag == "form":
            action = urldefrag(urljoin(self.url, has.get("action") or self.url)).url
            self.form = Form(action, has.get("method", "get").lower())
            self.page.forms.append(self.form)
        elif tag == "textarea":
            self.written = (has.get("name", ""), [])
        elif tag == "select":
            self.choice = (has.get("name", ""), [], [])
        elif tag == "option" and self.choice is not None:
            self.choice[1 if "selected" in has else 2].append(has.get("value", ""))
        elif self.form is not None and tag in ("input", "button"):
            self._note_control(tag, has)

    def _note_control(self, tag: str, has: dict[str, str]) -> None:
        assert self.form is not None
        kind = has.get("type", "submit" if tag == "button" else "text")
        if not has.get("name") or "disabled" in has:
            return
        if kind in UNSENT:
            self.form.buttons.append((has["name"], has.get("value", "")))
        elif kind not in ("radio", "checkbox") or "checked" in has:
            self.form.fields.append((has["name"], has.get("value", "on" if kind == "checkbox" else "")))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        elif tag == "form":
            self.form = None
        elif tag == "textarea" and self.written is not None:
            if self.form is not None and self.written[0]:
                self.form.fields.append((self.written[0], "".join(self.written[1]).removeprefix("\n")))
            self.written = None
        elif tag == "select" and self.choice is not None:
            name, selected, others = self.choice
            if self.form is not None and name and (selected or others):
                self.form.fields += [(name, value) for value in selected or others[:1]]
            self.choice = None

    def handle_data(self, data: str) -> None:
        if self.written is not None:
            self.written[1].append(data)
        if "title" in self.inside:
            self.page.title += data
        elif not self.inside:
            self.text.append(data + " ")
