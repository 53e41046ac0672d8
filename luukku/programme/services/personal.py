"""What in texts that are going to be read elsewhere could lead to a person."""

from collections.abc import Iterable, Sequence

from luukku.accounts.models import User
from luukku.programme.rules.personal import is_harmless, names_in, without_addresses
from luukku.toolkit.services.using import marks_of_people


def all_names() -> list[str]:
    """Names of everybody who signs in or has signed in."""
    return list(User.objects.values_list("name", flat=True))


def marks(texts: Iterable[str]) -> list[str]:
    """Mail addresses, identity codes and telephone numbers, as they stand in the texts."""
    found = (mark for text in texts for mark in marks_of_people(without_addresses(text)))
    return [mark for mark in found if not is_harmless(mark)]


def found_in(texts: Sequence[str], names: Iterable[str]) -> list[str]:
    """All of that, and the names, each once."""
    return list(dict.fromkeys([*marks(texts), *names_in("\n".join(texts), names)]))
