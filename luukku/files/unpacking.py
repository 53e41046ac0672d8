"""Opening packed files that came from outside: what such a file says of its own size is not believed."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a packed file can't be opened."""

    DAMAGED = "damaged"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"


class Unopened(ValueError):  # noqa: N818 - what is wrong with a file, not with us
    """Nothing more of the file is read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Fits:
    """How much is taken in.

    Attributes:
        together, one: bytes of all and of each, unpacked.
        files: how many of those that are read.
        endings: in lower case; others are passed over. Every name ends in the empty one.
    """

    together: int
    one: int
    files: int
    endings: tuple[str, ...] = ("",)


def unpacked(content: bytes, fits: Fits) -> Iterator[tuple[str, bytes]]:
    """Each file of a packed one with its name as it stands there; the caller decides whether the name is one.

    Raises:
        Unopened: it is damaged, closed with a password, or more than fits.
    """
    left = fits.together
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            wanted = [one for one in packed.infolist() if one.filename.lower().endswith(fits.endings)]
            if len(wanted) > fits.files:
                raise Unopened(Fault.TOO_MANY)
            for one in wanted:
                with packed.open(one) as inside:
                    told = inside.read(min(left, fits.one) + 1)
                left -= len(told)
                if left < 0 or len(told) > fits.one:
                    raise Unopened(Fault.TOO_LARGE)
                yield one.filename, told
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unopened(Fault.DAMAGED) from error
