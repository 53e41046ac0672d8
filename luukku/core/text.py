"""Cleaning what people type: what cannot be seen and could mislead or break is taken away, words never."""

import re
import unicodedata

# Controls (but not tab and line feed), lone surrogates, non-characters; embedding, override and isolate marks that can
# make a text look like another; invisible joiners and marks. ZWNJ and ZWJ (U+200C, U+200D) stay: Persian and Sorani
# spelling needs them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(raw: str) -> str:
    """The text without invisible and direction-changing characters, in NFC, with line feeds as line ends.

    Nothing that a reader would see is removed, so the result may be shown back to the writer as theirs.
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_END.sub("\n", raw)))


def latin_digits(raw: str) -> str:
    """The same text with digits of any script as 0–9, so that a date typed on any keyboard is understood."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in raw)
