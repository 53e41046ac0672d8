"""Writing and reading XLIFF 2.0 and 1.2. A file from outside is read without entities, network or document types.

A unit is one block (or the title, the summary); a segment one of its texts. The file's id names the item, so that a
file of another item is noticed; each source text travels along, so that a translation made from an older wording is
known to be outdated.
"""

import re
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lxml import etree

from luukku.toolkit.rules.blocks import Unit

NS2: Final = "urn:oasis:names:tc:xliff:document:2.0"
NS12: Final = "urn:oasis:names:tc:xliff:document:1.2"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
MOST_BYTES: Final = 5 * 1024 * 1024
"""A page of ten thousand words is about 0.3 megabytes."""
MOST_UNITS: Final = 5_000

_ID = re.compile(r"[0-9a-zA-Z_-]{1,40}")
_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Version(StrEnum):
    """Which XLIFF."""

    V2 = "2.0"
    V12 = "1.2"


class Fault(StrEnum):
    """Why a file can't be read."""

    TOO_LARGE = "too_large"
    NOT_XML = "not_xml"
    ENCODING = "encoding"
    DOCUMENT_TYPE = "document_type"
    NOT_XLIFF = "not_xliff"
    TOO_MANY = "too_many"


class Unreadable(ValueError):  # noqa: N818 - what is wrong with the file
    """The file is not taken in; nothing of it is kept."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Translated:
    """A unit as a file has it."""

    id: str
    source: Mapping[str, str] = field(default_factory=dict)
    target: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says."""

    item: str
    source_language: str
    target_language: str
    units: tuple[Translated, ...]


def write(
    version: Version,
    *,
    item: str,
    languages: tuple[str, str],
    units: Iterable[Unit],
    known: Mapping[str, tuple[Mapping[str, str], str]],
) -> bytes:
    """A file with every unit, and the translations that there are.

    Args:
        item: the item's id.
        languages: of the source and of the translation, as BCP 47 tags.
        known: by unit, the words of its translation and a state: "initial", "translated" or "reviewed".
    """
    make = _write2 if version is Version.V2 else _write12
    root = make(item, languages, list(units), known)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(content: bytes) -> Read:
    """What a file of either version says. Marks of translation programs inside a text are taken for their words.

    Raises:
        Unreadable: it is too large, cut short, no XLIFF, or it brings a document type.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(Fault.TOO_LARGE)
    root = parsed(content)
    if root.tag == f"{{{NS2}}}xliff":
        return _read2(root)
    if root.tag == f"{{{NS12}}}xliff":
        return _read12(root)
    raise Unreadable(Fault.NOT_XLIFF)


def parsed(content: bytes) -> etree._Element:
    """The root of a file, read without entities, network or document types.

    Raises:
        Unreadable: it is cut short, no XML, or it brings a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable(Fault.ENCODING if _is_of_letters(error) else Fault.NOT_XML) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(Fault.DOCUMENT_TYPE)
    return root


_LETTERS: Final = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
        etree.ErrorTypes.I18N_CONV_FAILED,
    }
)


def _is_of_letters(error: Exception) -> bool:
    """Whether the file failed on its letters: it says one encoding and is in another."""
    return isinstance(error, (etree.XMLSyntaxError, LookupError)) and getattr(error, "code", None) in _LETTERS


# ---------------------------------------------------------------- 2.0


def _write2(
    item: str, languages: tuple[str, str], units: list[Unit], known: Mapping[str, tuple[Mapping[str, str], str]]
) -> etree._Element:
    root = etree.Element(
        f"{{{NS2}}}xliff", nsmap={None: NS2}, version="2.0", srcLang=languages[0], trgLang=languages[1]
    )
    file = etree.SubElement(root, f"{{{NS2}}}file", id=f"i-{item}", original=item)
    for unit in units:
        node = etree.SubElement(file, f"{{{NS2}}}unit", id=f"b-{unit.id}", name=unit.kind, canResegment="no")
        words, state = known.get(unit.id, ({}, "initial"))
        for name, text in unit.words.items():
            segment = etree.SubElement(
                node, f"{{{NS2}}}segment", id=name, state=state if words.get(name) else "initial"
            )
            _text(etree.SubElement(segment, f"{{{NS2}}}source"), text)
            if words.get(name):
                _text(etree.SubElement(segment, f"{{{NS2}}}target"), words[name])
    return root


def _read2(root: etree._Element) -> Read:
    file = root.find(f"{{{NS2}}}file")
    if file is None:
        raise Unreadable(Fault.NOT_XLIFF)
    found = []
    for node in file.iter(f"{{{NS2}}}unit"):
        source, target = {}, {}
        for segment in node.iter(f"{{{NS2}}}segment"):
            name = segment.get("id", "text")
            source[name] = _words(segment.find(f"{{{NS2}}}source"))
            target[name] = _words(segment.find(f"{{{NS2}}}target"))
        found.append(_unit(node.get("id", "").removeprefix("b-"), source, target))
        _ensure_few(found)
    item = file.get("id", "").removeprefix("i-")
    return Read(item, root.get("srcLang", ""), root.get("trgLang", ""), tuple(found))


# ---------------------------------------------------------------- 1.2


def _write12(
    item: str, languages: tuple[str, str], units: list[Unit], known: Mapping[str, tuple[Mapping[str, str], str]]
) -> etree._Element:
    root = etree.Element(f"{{{NS12}}}xliff", nsmap={None: NS12}, version="1.2")
    file = etree.SubElement(
        root,
        f"{{{NS12}}}file",
        {"original": item, "source-language": languages[0], "target-language": languages[1], "datatype": "plaintext"},
    )
    body = etree.SubElement(file, f"{{{NS12}}}body")
    states = {"initial": "needs-translation", "translated": "translated", "reviewed": "signed-off"}
    for unit in units:
        words, state = known.get(unit.id, ({}, "initial"))
        for name, text in unit.words.items():
            node = etree.SubElement(body, f"{{{NS12}}}trans-unit", id=f"b-{unit.id}.{name}", resname=unit.kind)
            _text(etree.SubElement(node, f"{{{NS12}}}source"), text)
            if words.get(name):
                _text(etree.SubElement(node, f"{{{NS12}}}target", state=states.get(state, "translated")), words[name])
    return root


def _read12(root: etree._Element) -> Read:
    file = root.find(f"{{{NS12}}}file")
    if file is None:
        raise Unreadable(Fault.NOT_XLIFF)
    sources: dict[str, dict[str, str]] = {}
    targets: dict[str, dict[str, str]] = {}
    for node in file.iter(f"{{{NS12}}}trans-unit"):
        block, _separator, name = node.get("id", "").removeprefix("b-").partition(".")
        sources.setdefault(block, {})[name or "text"] = _words(node.find(f"{{{NS12}}}source"))
        targets.setdefault(block, {})[name or "text"] = _words(node.find(f"{{{NS12}}}target"))
        _ensure_few(sources)
    found = tuple(_unit(block, sources[block], targets[block]) for block in sources)
    return Read(file.get("original", ""), file.get("source-language", ""), file.get("target-language", ""), found)


# ---------------------------------------------------------------- both


def _unit(block: str, source: dict[str, str], target: dict[str, str]) -> Translated:
    return Translated(
        block if _ID.fullmatch(block) else "", source, {name: text for name, text in target.items() if text}
    )


def _ensure_few(found: Sized) -> None:
    if len(found) > MOST_UNITS:
        raise Unreadable(Fault.TOO_MANY)


def _text(node: etree._Element, text: str) -> None:
    node.set(XML_SPACE, "preserve")
    node.text = _UNSEEN.sub("", text)


def _words(node: etree._Element | None) -> str:
    """All text inside, marks of programs left out; an entity that was not opened counts as nothing."""
    if node is None:
        return ""
    return "".join(part for part in node.itertext(with_tail=True) if isinstance(part, str)).strip()
