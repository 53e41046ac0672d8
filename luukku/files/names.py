"""What a file is called: its own name without what could mislead, and with the ending of what it is."""

import re

from luukku.core import text
from luukku.files.kinds import Kind

LONGEST = 120
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def clean_name(told: str, kind: Kind) -> str:
    """A name that every system can keep. `report.pdf.exe` that is a PDF becomes `report.pdf`."""
    bare = " ".join(_UNFIT.sub(" ", text.clean(told)).split())
    while _ENDING.search(bare):
        bare = _ENDING.sub("", bare).strip(" .")
    bare = bare.strip(" .")
    return f"{bare[:LONGEST].strip() or 'file'}.{kind.ending}"
