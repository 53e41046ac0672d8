"""Parts that both versions of the interface share: kinds, charges, classifications, places on the map."""

import re
from typing import Any

from luukku.directory.cleaning import by_language, email, language, line, listed, named, number, phone, web_address
from luukku.directory.ptv.records import TermTold, Words
from luukku.directory.rules.coordinates import to_degrees

CHANNELS = {
    "EService": "eservice",
    "EChannel": "eservice",
    "ElectronicChannel": "eservice",
    "WebPage": "web_page",
    "PrintableForm": "form",
    "Phone": "phone",
    "TelephoneService": "phone",
    "ServiceLocation": "place",
}
SERVICES = {
    "Service": "service",
    "PermissionAndObligation": "permit",
    "PermitOrObligation": "permit",
    "PermitOrOtherObligation": "permit",
    "ProfessionalQualifications": "qualification",
    "ProfessionalQualification": "qualification",
}
CHARGES = {"Free": "free", "FreeOfCharge": "free", "Charged": "charged", "Chargeable": "charged"}
PROVIDERS = {
    "State": "state",
    "Municipality": "municipality",
    "RegionalOrganization": "region",
    "Region": "region",
    "WellbeingServicesCounty": "region",
    "Organization": "organisation",
    "Company": "company",
}
AREAS = {
    "WholeCountry": "country",
    "Nationwide": "country",
    "WholeCountryExceptAland": "mainland",
    "WholeCountryExceptAlandIslands": "mainland",
    "NationwideExceptAlandIslands": "mainland",
}
_OLD_CODE = re.compile(r"(?:ptvl:v|code/)([\w.]+)$")


def term(scheme: str, raw: object) -> TermTold | None:
    """A classification as a bare code or URI (version 12), or as a whole object (version 11 and files)."""
    if isinstance(raw, str):
        told = line(raw, 300)
        code = told if scheme in ("ontology", "industry") else told.rpartition("/")[2]
        return TermTold(scheme, code[:200], uri=told if told.startswith("http") else "") if told else None
    row = named(raw)
    uri = line(row.get("newUri") or row.get("uri") or row.get("Key"), 300)
    code = line(row.get("code")) or (uri if scheme in ("ontology", "industry") else _code_in(uri))
    if not code:
        return None
    names = by_language(row.get("name")) or ({"fi": line(row.get("Value"))} if row.get("Value") else {})
    parent = line(row.get("newParentUri"), 300) or line(row.get("parentUri"), 300)
    return TermTold(scheme, code, uri=uri, names=names, parent=_code_in(parent) if scheme != "ontology" else "")


def _code_in(uri: str) -> str:
    match = _OLD_CODE.search(uri)
    return match[1] if match else ""


def terms(scheme: str, raw: object) -> list[TermTold]:
    found = [one for told in listed(raw) if (one := term(scheme, told))]
    return list({one.code: one for one in found}.values())


def phones(raw: object, code: str = "") -> list[Words]:
    """Numbers of both versions; the same number once."""
    found: dict[str, Words] = {}
    for one in (named(told) for told in listed(raw)):
        told = phone(one.get("number"), one.get("dialCode") or one.get("prefixNumber"))
        if not told:
            continue
        kind = {"Sms": "sms", "Fax": "fax"}.get(line(one.get("type")), "phone")
        row = {
            "number": told,
            "kind": kind,
            "note": line(one.get("additionalInformation")),
            "cost": line(one.get("chargeDescription")),
            "language": language(one.get("language")) or code,
        }
        found.setdefault(told + row["language"], {name: value for name, value in row.items() if value})
    return list(found.values())


def emails(raw: object, code: str = "") -> list[Words]:
    found: dict[str, Words] = {}
    for one in listed(raw):
        row = named(one)
        told = email(row.get("email") or row.get("value") or one)
        if told:
            found.setdefault(told, {"address": told, "language": language(row.get("language")) or code})
    return list(found.values())


def urls(raw: object, code: str = "") -> list[Words]:
    found: dict[str, Words] = {}
    for row in (named(told) for told in listed(raw)):
        told = web_address(row.get("url") or row.get("URL"))
        if told:
            found.setdefault(
                told,
                {
                    "url": told,
                    "name": line(row.get("name") or row.get("value")),
                    "language": language(row.get("language")) or code,
                    "type": line(row.get("type"), 20),
                },
            )
    return [{name: value for name, value in row.items() if value} for row in found.values()]


def degrees(easting: Any, northing: Any) -> tuple[float | None, float | None]:
    """Latitude and longitude; nothing when the source's point does not lie in Finland."""
    east, north = number(easting), number(northing)
    if east is None or north is None:
        return None, None
    try:
        latitude, longitude = to_degrees(east, north)
    except ValueError:
        return None, None
    return round(latitude, 6), round(longitude, 6)
