"""The list's filters, read from the address: what is not a choice is left out."""

from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import urlencode

from luukku.core import text
from luukku.language import languages
from luukku.toolkit.models.items import AgeGroup, Audience, Kind, Sector, Theme
from luukku.toolkit.services.listing import Wanted

CHOICES: dict[str, list[str]] = {
    "kind": list(Kind.values),
    "audience": list(Audience.values),
    "theme": list(Theme.values),
    "sector": list(Sector.values),
    "age": list(AgeGroup.values),
    "show": ["own", "due", "drafts", "archived", "ownerless"],
}


class Filters(Wanted):
    """What the reader looks for."""

    @property
    def query(self) -> str:
        """The rest of the address for the next page."""
        told = {name: value for name, value in self.told.items() if value}
        return f"{urlencode(told)}&" if told else ""

    @property
    def told(self) -> dict[str, str]:
        return asdict(self)

    @property
    def are_set(self) -> bool:
        return any(self.told.values())


def read(sent: Mapping[str, str]) -> Filters:
    """The filters of an address."""
    told = {name: sent.get(name, "") for name, values in CHOICES.items() if sent.get(name, "") in values}
    language = sent.get("language", "")
    return Filters(
        q=" ".join(text.clean(sent.get("q", "")).split())[:100],
        language=language if languages.find(language) else "",
        **told,
    )
