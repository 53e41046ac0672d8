"""What may be brought: an allow-list. A file's own name and the browser's word for it decide nothing."""

from enum import StrEnum

MOST_BYTES = 20 * 1024 * 1024
"""A file may be so large; a letter photographed by a phone takes two to six megabytes."""


class Kind(StrEnum):
    """What a file was found to be."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    TEXT = "txt"
    ZIP = "zip"
    """Made by ourselves; never taken in."""

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]

    @property
    def ending(self) -> str:
        return "jpg" if self is Kind.JPEG else self.value


_MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.ZIP: "application/zip",
}

PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
BROUGHT = tuple(kind for kind in Kind if kind is not Kind.ZIP)
ACCEPTED = ",".join(f".{kind.ending}" for kind in BROUGHT) + ",.jpeg"
"""For the file box of a form: a help for choosing, no control."""


class Fault(StrEnum):
    """Why a file can't be kept."""

    EMPTY = "empty"
    KIND = "kind"
    HEIC = "heic"
    BROKEN = "broken"
    LOCKED = "locked"
    MACROS = "macros"
    MOVING = "moving"
    TOO_LARGE_INSIDE = "too_large_inside"
    TOO_LARGE = "too_large"
    INFECTED = "infected"
    SCANNER_AWAY = "scanner_away"


class Unfit(ValueError):  # noqa: N818 - what is wrong with a file, not with us
    """The file can't be kept; the service has the words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
