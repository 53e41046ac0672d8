"""The two interface catalogues in gettext files: made, compiled and checked by Babel alone.

The *staff* catalogue is every message without the context "family"; it exists in Finnish and Swedish. The *family*
catalogue is every message with that context; it exists in all twelve languages. English is the source of both. One
file per language holds what that language needs: locale/<language>/LC_MESSAGES/django.po. The compiled .mo is made
when the product is installed or built, and is never committed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

from luukku.language.drafts import DRAFT, HEADER, LOCALE, SOURCE_LANGUAGE, catalogue_path, state
from luukku.language.extraction import Message, messages_of_package
from luukku.language.languages import FAMILY_LANGUAGES, STAFF_LANGUAGES

FAMILY = "family"
LANGUAGES = tuple(code for code in FAMILY_LANGUAGES if code != SOURCE_LANGUAGE)
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a catalogue from being complete."""

    language: str
    kind: str
    message: str


class LuukkuCatalog(Catalog):
    """A catalogue that remembers who has checked it, and whose header changes only when its texts do."""

    state = DRAFT

    def _headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Luukku"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            (HEADER, f"{self.state}\n"),
        ]

    def _read_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        found = list(headers)
        self.state = dict(found).get(HEADER, DRAFT).strip()
        self._set_mime_headers(found)

    mime_headers = property(_headers, _read_headers)


def wanted_in(language: str, messages: Iterable[Message]) -> list[Message]:
    """The messages that this language's catalogue must hold."""
    return [one for one in messages if one.context == FAMILY or language in STAFF_LANGUAGES]


def read(language: str, locale: Path = LOCALE) -> LuukkuCatalog:
    """The catalogue as it stands in its file; an empty one when there is no file."""
    catalogue = LuukkuCatalog(locale=language, charset="utf-8", fuzzy=False)
    path = catalogue_path(language, "po", locale)
    if path.exists():
        with path.open("rb") as file:
            PoFileParser(catalogue, abort_invalid=True).parse(file)
    return catalogue


def update(locale: Path = LOCALE, messages: list[Message] | None = None) -> dict[str, int]:
    """Bring every catalogue up to the texts in the code; what is no longer said leaves it.

    Returns:
        How many messages each language still lacks.
    """
    messages = messages_of_package() if messages is None else messages
    return {language: _update_one(language, messages, locale) for language in LANGUAGES}


def _update_one(language: str, messages: list[Message], locale: Path) -> int:
    old = read(language, locale)
    new = LuukkuCatalog(locale=language, charset="utf-8", fuzzy=False, header_comment=_header_comment(language))
    new.state = old.state
    for one in wanted_in(language, messages):
        known = old.get(one.text, one.context or None)
        string = known.string if known is not None else ""
        entry_id: str | tuple[str, str] = (one.text, one.plural) if one.plural else one.text
        if one.plural and not isinstance(string, tuple):
            string = tuple([""] * new.num_plurals)
        elif not one.plural and isinstance(string, tuple):
            string = ""
        new.add(entry_id, string, [(one.path, 0)], context=one.context or None)
    path = catalogue_path(language, "po", locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=120, sort_output=True, include_lineno=False, omit_header=False)
    return sum(1 for entry in new if entry.id and not _is_translated(entry))


def _header_comment(language: str) -> str:
    return f"# Texts of Luukku in {language}. {HEADER} below says whether a native speaker has checked them."


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write the .mo beside every .po.

    Returns:
        The files written.
    """
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        partial = target.with_suffix(".mo.part")
        with partial.open("wb") as file:
            write_mo(file, read(source.parent.parent.name, locale))
        partial.replace(target)  # another process may be reading the old one
        written.append(target)
    state.cache_clear()
    return written


def check(locale: Path = LOCALE, messages: list[Message] | None = None) -> list[Problem]:
    """What is missing, outdated or broken in any catalogue; empty when all are complete. A draft counts as complete."""
    messages = messages_of_package() if messages is None else messages
    problems: list[Problem] = []
    for language in LANGUAGES:
        problems += _check_one(read(language, locale), language, wanted_in(language, messages))
    return problems


def _check_one(catalogue: LuukkuCatalog, language: str, wanted: list[Message]) -> list[Problem]:
    problems = []
    for one in {(message.text, message.context): message for message in wanted}.values():
        entry = catalogue.get(one.text, one.context or None)
        if entry is None:
            problems.append(Problem(language, "not extracted", one.text))
        elif not _is_translated(entry):
            problems.append(Problem(language, "not translated", one.text))
        elif entry.fuzzy:
            problems.append(Problem(language, "fuzzy", one.text))
        elif broken := _broken(entry):
            problems.append(Problem(language, broken, one.text))
    keys = {(message.text, message.context) for message in wanted}
    problems += [
        Problem(language, "no longer said", _singular(entry))
        for entry in catalogue
        if entry.id and (_singular(entry), entry.context or "") not in keys
    ]
    return problems


def _singular(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _strings(entry: Entry) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or [""])


def _is_translated(entry: Entry) -> bool:
    return all(_strings(entry))


def _broken(entry: Entry) -> str:
    """What is wrong with a translation's form, in two words; empty when nothing is."""
    plural = entry.id if isinstance(entry.id, str) else entry.id[-1]
    wanted = Counter(_PLACEHOLDER.findall(plural))
    for string in _strings(entry):
        given = Counter(_PLACEHOLDER.findall(string))
        # The form for one may leave the number out: "one child".
        if set(given) - set(wanted) or (isinstance(entry.id, str) and set(given) != set(wanted)):
            return "other placeholders"
        if string.strip() != string and plural.strip() == plural:
            return "stray space"
    return ""
