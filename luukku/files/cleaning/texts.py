"""Plain text: always UTF-8, without what cannot be seen."""

from luukku.core import text


def clean(content: bytes) -> bytes:
    """The same words in UTF-8. Bytes that are no UTF-8 are read as an old Windows file, which never fails."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        words = content.decode("utf-16", errors="replace")
    else:
        try:
            words = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = content.decode("cp1252", errors="replace")
    return text.clean(words).encode()
