"""Taking away what nobody meant to hand over, and whatever could act: a clean content, or Unfit."""

from collections.abc import Callable

from luukku.files.cleaning import office, pdfs, pictures, texts
from luukku.files.kinds import Kind

_BY_KIND: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.PDF: pdfs.clean,
    Kind.JPEG: pictures.clean_jpeg,
    Kind.PNG: pictures.clean_png,
    Kind.WEBP: pictures.clean_webp,
    Kind.DOCX: office.clean_docx,
    Kind.XLSX: office.clean_xlsx,
    Kind.ODT: office.clean_odt,
    Kind.TEXT: texts.clean,
}


def clean(kind: Kind, content: bytes) -> bytes:
    """The content without what tells about its making.

    Raises:
        Unfit: it can't be read, is locked, holds programs, moves, or would grow beyond all measure when opened.
    """
    return _BY_KIND[kind](content)
