"""What a file really is: from its first bytes and, for packed documents, from what is packed in them."""

import io
import zipfile

import filetype

from luukku.files.kinds import Fault, Kind, Unfit

_BY_MEDIA_TYPE = {
    "application/pdf": Kind.PDF,
    "image/jpeg": Kind.JPEG,
    "image/png": Kind.PNG,
    "image/webp": Kind.WEBP,
}
_ODT = b"application/vnd.oasis.opendocument.text"
_MAIN_PART = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_HEIC = ("image/heic", "image/heif")
_TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def sniff(content: bytes) -> Kind:
    """The kind of a content.

    Raises:
        Unfit: it is empty, in a telephone's own format (HEIC), damaged, or nothing that we keep.
    """
    if not content:
        raise Unfit(Fault.EMPTY)
    guess = filetype.guess(content[:8192])
    media_type = guess.mime if guess else ""
    if media_type in _HEIC or content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif"):
        raise Unfit(Fault.HEIC)
    if media_type in _BY_MEDIA_TYPE:
        return _BY_MEDIA_TYPE[media_type]
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if guess is None and _is_text(content):
        return Kind.TEXT
    raise Unfit(Fault.KIND)


def _packed(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                if archive.read("mimetype").strip() == _ODT and "content.xml" in names:
                    return Kind.ODT
                raise Unfit(Fault.KIND)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise Unfit(Fault.BROKEN) from error
    found = [kind for part, kind in _MAIN_PART.items() if part in names]
    if "[Content_Types].xml" not in names or len(found) != 1:
        raise Unfit(Fault.KIND)
    return found[0]


def _is_text(content: bytes) -> bool:
    """Letters and line ends only. Whatever it says, it is given out as plain text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return not _TEXT_CONTROLS & set(content)
