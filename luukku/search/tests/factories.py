"""Documents for tests."""

from itertools import count

from luukku.search.rules.documents import NewDocument

_number = count(1)


def a_document(title="Neuvola", **told):
    """A public Finnish service unless told otherwise."""
    told.setdefault("type", "service")
    told.setdefault("language", "fi")
    told.setdefault("source_id", f"source-{next(_number)}")
    return NewDocument(title=title, **told)
