"""Telling the search what there is to find. The one place from which the directory speaks to the index."""

from collections.abc import Iterable

from luukku.directory.models import Sourced


def entries_changed(entries: Iterable[Sourced]) -> None:
    """Note in the index what these entries say now; archived ones are found no more."""
