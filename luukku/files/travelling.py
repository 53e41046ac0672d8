"""Contents that leave for another instance and must arrive there, after its own cleaning, byte by byte the same."""

from luukku.files.cleaning import clean
from luukku.files.cleaning.pictures import as_png
from luukku.files.kinds import PICTURES, Fault, Kind, Unfit

TIMES = 3
"""So often a document is cleaned until nothing changes any more."""


def steady(kind: Kind, content: bytes) -> bytes:
    """A content that cleaning leaves as it is: a picture as PNG, a document cleaned until it stays.

    Raises:
        Unfit: it can't be read, or never comes to rest.
    """
    if kind in PICTURES:
        return as_png(content)
    for _time in range(TIMES):
        again = clean(kind, content)
        if again == content:
            return content
        content = again
    raise Unfit(Fault.BROKEN)
