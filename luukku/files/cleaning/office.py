"""Office documents: zip files of XML. Without authors, templates, programs, thumbnails and what comes from outside.

The parts are changed as bytes, with expressions that look only for what is taken away: nothing of an unknown document
is interpreted, so no entity or reference in it can do anything.
"""

import io
import re
import zipfile
from collections.abc import Callable

from luukku.files.cleaning.pictures import without_notes
from luukku.files.kinds import Fault, Unfit

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_ODT_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)

_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*?(?:/>|>\s*</Relationship>)", re.DOTALL)
_AUTHORS = re.compile(rb'(\b(?:w\d*:(?:author|initials|userId|date)|w15:(?:author|providerId|userId))=)"[^"]*"')
_PEOPLE = re.compile(rb"<w15:person\b.*?</w15:person>|<w15:person\b[^>]*/>", re.DOTALL)
_SHEET_AUTHORS = re.compile(rb"(<author>)[^<]*(</author>)")
_SHEET_PEOPLE = re.compile(rb'(\b(?:displayName|userId|providerId|userName|x15ac:absPath url|url)=)"[^"]*"')
_ODT_EMBEDDED = re.compile(rb'(xlink:href=)"(?:https?|ftp|file|smb):[^"]*"( xlink:type="simple" xlink:show="embed")')
_ODT_AUTHORS = re.compile(rb"(<(?:dc:creator|dc:date|meta:creator-initials|meta:date-string)>)[^<]*(</)")


def clean_docx(content: bytes) -> bytes:
    return _repacked(content, _docx_part)


def clean_xlsx(content: bytes) -> bytes:
    return _repacked(content, _xlsx_part)


def clean_odt(content: bytes) -> bytes:
    return _repacked(content, _odt_part)


def _docx_part(name: str, part: bytes) -> bytes | None:
    if name.startswith("word/") and name.endswith(".xml"):
        part = _AUTHORS.sub(rb'\1""', part)
        return _PEOPLE.sub(b"", part) if name == "word/people.xml" else part
    return _package_part(name, part)


def _xlsx_part(name: str, part: bytes) -> bytes | None:
    if name.startswith(("xl/comments", "xl/threadedComments")):
        return _SHEET_AUTHORS.sub(rb"\1\2", part)
    if name.startswith("xl/persons/") or name == "xl/workbook.xml":
        return _SHEET_PEOPLE.sub(rb'\1""', part)
    return _package_part(name, part)


def _package_part(name: str, part: bytes) -> bytes | None:
    """What every Office Open XML document has."""
    if name.endswith(("vbaProject.bin", "vbaData.xml")) or "/activeX/" in name or "/embeddings/" in name:
        raise Unfit(Fault.MACROS)
    if name.startswith("docProps/"):
        return {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}.get(name)
    if name.endswith(".rels"):
        return _RELATIONSHIP.sub(_tamed, part)
    return part


def _tamed(relationship: "re.Match[bytes]") -> bytes:
    """A relationship without thumbnail or template, and without a way out of the document unless it is a link."""
    told = relationship.group()
    if b"/thumbnail" in told or b"/attachedTemplate" in told:
        return b""
    if re.search(rb'TargetMode\s*=\s*["\']External', told) and b"/hyperlink" not in told:
        return re.sub(rb'(\bTarget\s*=\s*)(?:"[^"]*"|\'[^\']*\')', rb'\1"about:blank"', told)
    return told


def _odt_part(name: str, part: bytes) -> bytes | None:
    if name.startswith(("Basic/", "Scripts/")):
        raise Unfit(Fault.MACROS)
    if name == "meta.xml":
        return _ODT_META
    if name.startswith("Thumbnails/"):
        return None
    if name in ("content.xml", "styles.xml"):
        part = _ODT_EMBEDDED.sub(rb'\1""\2', part)
        return _ODT_AUTHORS.sub(rb"\1\2", part)
    if name == "settings.xml":
        return re.sub(rb"(<config:config-item\b[^>]*Printer[^>]*>)[^<]*(</)", rb"\1\2", part)
    if name == "META-INF/manifest.xml":
        return re.sub(rb'<manifest:file-entry\b[^>]*"Thumbnails/[^>]*/>', b"", part)
    return part


def _repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Every part through `change` (None leaves it out), into a new archive without dates and comments."""
    target = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result,
        ):
            infos = source.infolist()
            _ensure_sane(infos)
            for info in infos:
                part = change(info.filename, _plain(info.filename, source.read(info)))
                if part is not None:
                    fresh = zipfile.ZipInfo(info.filename, _LONG_AGO)
                    fresh.compress_type = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
                    result.writestr(fresh, part)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Unfit(Fault.BROKEN) from error
    return target.getvalue()


def _ensure_sane(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Unfit(Fault.TOO_LARGE_INSIDE)
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unfit(Fault.LOCKED)
    names = [info.filename for info in infos]
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Unfit(Fault.BROKEN)


def _plain(name: str, part: bytes) -> bytes:
    """A part that can be looked through: pictures without notes, XML in the one encoding that we look for."""
    if name.lower().endswith((".jpg", ".jpeg")):
        return without_notes(part)
    if name.endswith((".xml", ".rels")) and part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unfit(Fault.BROKEN)
    if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:2000]:
        raise Unfit(Fault.BROKEN)
    return part
