"""Older files of the catalogue: the general descriptions as they were loaded into it, and its first test content."""

import uuid
from typing import Any

from luukku.directory import cleaning as clean
from luukku.directory.cleaning import line, listed, named
from luukku.directory.ptv import parts
from luukku.directory.ptv.records import (
    Area,
    ChannelTold,
    ConnectionTold,
    GeneralTold,
    HoursTold,
    ProviderTold,
    ServiceTold,
    TermTold,
    Texts,
)

Row = dict[str, Any]

GENERAL = {
    "Name": "name",
    "ShortDescription": "summary",
    "BackgroundDescription": "description",
    "Description": "description",
    "UserInstructions": "how_to_get_in",
    "ServiceRestrictions": "conditions",
    "ChargeTypeAdditionalInfo": "costs",
    "DeadLineAdditionalInfo": "times",
    "ProcessingTimeAdditionalInfo": "times",
    "ValidityTimeAdditionalInfo": "times",
}
SCHEMES = {
    "ServiceClass": "service_class",
    "TargetGroup": "target_group",
    "LifeEvent": "life_event",
    "OntologyTerm": "ontology",
    "IndustrialClass": "industry",
}
COVERAGE = {"nationwide": "country"}
OLD_KINDS = {
    "Valtio": "state",
    "Kunta": "municipality",
    "Yritys": "company",
    "Alueellinen yhteistoimintaorganisaatio": "region",
}
SPACE = uuid.UUID("6f9a41d0-8f0e-5a55-9f5e-7f6f0f2f9a11")
"""Their ids were small numbers; ours are made from them, so that two loads meet."""


def general_description(row: Row) -> GeneralTold:
    """One of the nationally written descriptions, as DVV's loading file has them."""
    texts: Texts = {}
    for name, meaning in GENERAL.items():
        for code, words in clean.by_language(row.get(name), clean.LONGEST).items():
            fields = texts.setdefault(code, {})
            before = fields.get(meaning)
            fields[meaning] = f"{before}\n\n{words}" if before and words not in before else words
    for fields in texts.values():
        for name, most in (("name", 200), ("summary", 600)):
            if name in fields:
                fields[name] = line(fields[name], most)
    for law in map(named, listed(row.get("Laws"))):
        _put_law(texts, law)
    return GeneralTold(
        source_id=line(row.get("Id"), 200),
        texts=texts,
        kind=parts.SERVICES.get(line(row.get("ServiceType"), 60), "service"),
        charge=parts.CHARGES.get(line(row.get("ChargeType")), ""),
        terms=[one for name, scheme in SCHEMES.items() for one in parts.terms(scheme, row.get(name))],
    )


def _put_law(texts: Texts, law: Row) -> None:
    names = {clean.language(one.get("Lang")): line(one.get("Label")) for one in map(named, listed(law.get("Names")))}
    for one in map(named, listed(law.get("Links"))):
        code, url = clean.language(one.get("Lang")), clean.web_address(one.get("Label"))
        if code in texts and url:
            texts[code].setdefault("links", []).append({"url": url, "name": names.get(code, "")})


def source_id(kind: str, number: object) -> str:
    return str(uuid.uuid5(SPACE, f"{kind} {number}"))


def provider(row: Row) -> ProviderTold:
    return ProviderTold(
        source_id=source_id("organization", row.get("id")),
        texts=_texts(row),
        kind=OLD_KINDS.get(line(row.get("organizationType"), 60), "organisation"),
        business_id=line(row.get("businessID"), 9),
        phones=parts.phones([{"number": row.get("phone")}]),
        emails=parts.emails([{"value": row.get("email")}]),
        urls=parts.urls([{"url": one.get("url"), "name": one.get("webpageName")} for one in _rows(row, "webpages")]),
    )


def service(row: Row) -> ServiceTold:
    owners = named(row.get("serviceToOrganization"))
    number = row.get("id")
    channels = named(row.get("serviceToServiceChannel"))
    told = ServiceTold(
        source_id=source_id("service", number),
        texts=_texts(row),
        provider_id=next((source_id("organization", one) for one in listed(owners.get("responsibleOrganization"))), ""),
        languages=clean.languages(row.get("language")),
        area=_area(row),
        terms=_terms(row),
    )
    told.connections = [
        ConnectionTold(told.source_id, source_id("channel", one)) for ids in channels.values() for one in listed(ids)
    ]
    return told


def channel(kind: str, row: Row) -> ChannelTold:
    address = next(iter(_rows(row, "visitAddress")), {})
    told = ChannelTold(
        source_id=source_id("channel", row.get("id")),
        texts=_texts(row),
        kind=kind,
        provider_id=source_id("organization", row.get("organization")) if row.get("organization") else "",
        languages=clean.languages(row.get("language")),
        area=_area(row),
        phones=_phones(row),
        emails=parts.emails([{"value": one.get("address")} for one in _rows(row, "email")]),
        urls=_urls(row),
        street={"fi": told_street} if (told_street := line(address.get("streetAddress"))) else {},
        postal_code=line(address.get("postalCode"), 5),
        post_office=line(address.get("postalDistrict"), 100),
        municipality=line(address.get("municipality"))[:3] if line(address.get("municipality"))[:3].isdigit() else "",
        needs_identification=row.get("requiresAuthentication") if kind == "eservice" else None,
        form_identifier=line(row.get("formIdentifier"), 100),
        hours=_hours(row),
    )
    if str(row.get("coordinateSystem")) == "3067":
        told.latitude, told.longitude = parts.degrees(row.get("longitude"), row.get("latitude"))
    return told


def _texts(row: Row) -> Texts:
    fields: dict[str, Any] = {
        "name": line(row.get("name")),
        "alternative_name": line(next(iter(listed(row.get("alternateName"))), row.get("alternateName"))),
        "summary": line(row.get("shortDescription"), 600),
        "description": clean.words(row.get("description")),
        "how_to_get_in": clean.words(row.get("serviceUserInstructions")),
        "costs": clean.words(row.get("chargeDescription")),
        "keywords": [line(one) for one in listed(row.get("keyword")) if line(one)],
    }
    told = {name: words for name, words in fields.items() if words}
    return {"fi": told} if told.get("name") else {}


def _terms(row: Row) -> list[TermTold]:
    """They named classifications by words alone; only ontology words can be kept as such."""
    return [
        TermTold("ontology", f"fi:{word}"[:200], names={"fi": word})
        for one in listed(row.get("ontologyTerm"))
        if (word := line(one))
    ]


def _area(row: Row) -> Area:
    told = listed(row.get("municipality")) + listed(row.get("serviceArea"))
    codes = clean.codes([line(one)[:3] for one in told], 3)
    kind = COVERAGE.get(line(row.get("serviceCoverage")), "limited" if codes else "country")
    return Area(kind, municipalities=codes)


def _phones(row: Row) -> list[dict[str, str]]:
    told = row.get("phone")
    rows = [
        {"number": one.get("phone"), "additionalInformation": one.get("phoneNumberDescription")}
        for one in map(named, listed(told))
    ]
    return parts.phones(rows or [{"number": told}])


def _urls(row: Row) -> list[dict[str, str]]:
    links = [{"url": row.get("URL")}, {"url": row.get("webPage")}, *_rows(row, "webPage")]
    links += [{"url": one.get("URL"), "type": one.get("fileType")} for one in _rows(row, "links")]
    return parts.urls(links)


def _hours(row: Row) -> list[HoursTold]:
    lines = []
    for position in _rows(row, "openingTimes"):
        days = [int(one) - 1 for one in listed(position.get("dayOfWeek")) if str(one) in "1234567" and str(one)]
        note = line(position.get("openingHoursException"))
        lines.append(
            HoursTold(
                weekdays=sorted(set(days)),
                opens=clean.clock_time(position.get("opens")),
                closes=clean.clock_time(position.get("closes")),
                note={"fi": note} if note else {},
            )
        )
    return lines


def _rows(row: Row, name: str) -> list[Row]:
    return [named(one) for one in listed(row.get(name))]
