"""Where the national catalogue is asked, as the environment says: LUUKKU_PTV_URL, LUUKKU_PTV_KEY, LUUKKU_PTV_COUNTY."""

import os
from dataclasses import dataclass
from datetime import datetime

from luukku.directory.ptv.client import Client
from luukku.directory.ptv.sources import ApiSource

PRODUCTION = "https://api-gw.palvelutietovaranto.suomi.fi/api/v12"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue that may be asked. Without a key nothing is connected, and the page says so."""

    address: str
    key: str
    county: str = ""

    def source(self, since: datetime | None) -> ApiSource:
        return ApiSource(Client(self.address, self.key), since=since, county=self.county)


def catalogue() -> Catalogue | None:
    """The catalogue that the operator connected, or None."""
    key = os.environ.get("LUUKKU_PTV_KEY", "")
    address = os.environ.get("LUUKKU_PTV_URL", PRODUCTION)
    return Catalogue(address, key, os.environ.get("LUUKKU_PTV_COUNTY", "")) if key else None
