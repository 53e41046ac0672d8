"""Objects of PTV's interface, version 12, as our records."""

from typing import Any

from luukku.directory import cleaning as clean
from luukku.directory.cleaning import line, listed, named
from luukku.directory.ptv import hours, parts
from luukku.directory.ptv.records import (
    Area,
    ChannelTold,
    ConnectionTold,
    GeneralTold,
    ProviderTold,
    ServiceTold,
    TermTold,
    Texts,
    Words,
)

Row = dict[str, Any]

SCHEMES = {
    "serviceClasses": "service_class",
    "targetGroups": "target_group",
    "lifeEvents": "life_event",
    "ontologyTerms": "ontology",
    "industrialClasses": "industry",
}
TIMES = ("deadlineAdditionalInformation", "processingTimeAdditionalInformation", "validityTimeAdditionalInformation")


def provider(row: Row) -> ProviderTold:
    versions = _versions(row)
    return ProviderTold(
        source_id=line(row.get("contentId"), 200),
        texts=_texts(versions),
        changed_at=clean.moment(row.get("publishedAt")),
        kind=parts.PROVIDERS.get(line(row.get("organizationType"), 60), "organisation"),
        business_id=line(row.get("businessId"), 9),
        parent_id=line(row.get("parentOrganizationContentId")),
        **_contacts(versions),
    )


def general_description(row: Row) -> GeneralTold:
    return GeneralTold(
        source_id=line(row.get("contentId"), 200),
        texts=_texts(_versions(row)),
        changed_at=clean.moment(row.get("publishedAt")),
        kind=parts.SERVICES.get(line(row.get("serviceType"), 60), "service"),
        charge=parts.CHARGES.get(line(row.get("chargeType")), ""),
        terms=_terms(row),
    )


def service(row: Row) -> ServiceTold:
    return ServiceTold(
        source_id=line(row.get("contentId"), 200),
        texts=_texts(_versions(row)),
        changed_at=clean.moment(row.get("publishedAt")),
        provider_id=line(row.get("organizationContentId")),
        general_id=line(row.get("generalDescriptionContentId")),
        kind=parts.SERVICES.get(line(row.get("serviceType"), 60), "service"),
        charge=parts.CHARGES.get(line(row.get("chargeType")), ""),
        languages=clean.languages(row.get("serviceLanguages")),
        area=_area(row.get("area")),
        terms=_terms(row),
    )


def channel(row: Row) -> ChannelTold:
    versions = _versions(row)
    told = ChannelTold(
        source_id=line(row.get("contentId"), 200),
        texts=_texts(versions),
        changed_at=clean.moment(row.get("publishedAt")),
        kind=parts.CHANNELS.get(line(row.get("serviceChannelType"), 60), "web_page"),
        provider_id=line(row.get("organizationContentId")),
        languages=clean.languages(row.get("serviceLanguages")),
        area=_area(row.get("area")),
        hours=hours.v12(row.get("serviceHours")),
        form_identifier=next((told for one in versions.values() if (told := line(one.get("formIdentifier"), 100))), ""),
        needs_identification=_identification(row.get("electronicIdentification")),
        **_contacts(versions),
    )
    _locate(told, named(row.get("location")))
    return told


def connection(row: Row) -> ConnectionTold:
    versions = _versions(row)
    contacts = _contacts(versions)
    return ConnectionTold(
        service_id=line(row.get("serviceContentId")),
        channel_id=line(row.get("channelContentId")),
        charge=parts.CHARGES.get(line(row.get("chargeType")), ""),
        description={code: told for code, one in versions.items() if (told := clean.words(one.get("description")))},
        phones=contacts["phones"],
        emails=contacts["emails"],
        hours=hours.v12(row.get("serviceHours")),
    )


def code(scheme: str, row: Row) -> TermTold | None:
    """A row of a code list: its code or URI with names."""
    told = row.get("uri") if scheme in ("ontology", "industry") else row.get("code") or row.get("uri")
    term = parts.term(scheme, told)
    if term is None:
        return None
    term.names = clean.by_language(row.get("names") or row.get("name"))
    term.uri = term.uri or line(row.get("uri"), 300)
    term.parent = line(row.get("parentCode") or "") or line(row.get("parentUri") or "", 300).rpartition("/")[2]
    return term


def _versions(row: Row) -> dict[str, Row]:
    """The language versions that have content: the interface sends empty texts for missing translations."""
    versions = named(row.get("languageVersions")).items()
    return {told: named(version) for code, version in versions if (told := clean.language(code)) and version}


def _texts(versions: dict[str, Row]) -> Texts:
    texts: Texts = {}
    for language, row in versions.items():
        told: dict[str, Any] = {
            "name": line(row.get("name")),
            "alternative_name": line(row.get("alternativeName")),
            "summary": line(row.get("summary"), 600),
            "description": clean.words(row.get("backgroundDescription") or row.get("description")),
            "how_to_get_in": clean.words(row.get("userInstructions")),
            "conditions": clean.words(row.get("conditions")),
            "costs": clean.words(row.get("chargeTypeAdditionalInformation")),
            "times": "\n\n".join(found for name in TIMES if (found := clean.words(row.get(name)))),
        }
        told = {name: words for name, words in told.items() if words}
        if keywords := [line(one) for one in listed(row.get("freelyAssignedKeywords")) if line(one)]:
            told["keywords"] = keywords
        if links := parts.urls(row.get("legislationLinks")):
            told["links"] = links
        if told:
            texts[language] = told
    return texts


def _terms(row: Row) -> list[TermTold]:
    return [one for name, scheme in SCHEMES.items() for one in parts.terms(scheme, row.get(name))]


def _area(raw: object) -> Area:
    row = named(raw)
    return Area(
        kind=parts.AREAS.get(line(row.get("areaType"), 60), "limited"),
        municipalities=clean.codes(row.get("municipalities"), 3),
        regions=clean.codes(row.get("regions"), 2),
        counties=clean.codes(row.get("wellbeingServicesCounties"), 2),
    )


def _contacts(versions: dict[str, Row]) -> dict[str, Any]:
    """Phones, addresses of mail and web pages of all languages; what is the same in two stays with the first."""
    phones: list[Words] = []
    emails: list[Words] = []
    urls: list[Words] = []
    for language, row in versions.items():
        for name in ("contactPhoneNumbers", "phoneNumbers", "supportPhoneNumbers", "contactFaxNumbers"):
            phones += parts.phones(row.get(name), language)
        for name in ("contactEmails", "emails", "supportEmails"):
            emails += parts.emails(row.get(name), language)
        address = named(row.get("webAddress"))
        for told in (row.get("contactWebPages"), row.get("webPages"), row.get("formFiles"), [address]):
            urls += parts.urls(told, language)
    return {
        "phones": _once(phones, "number"),
        "emails": _once(emails, "address"),
        "urls": _once(urls, "url"),
    }


def _once(rows: list[Words], key: str) -> list[Words]:
    found: dict[str, Words] = {}
    for row in rows:
        found.setdefault(row[key], row)
    return list(found.values())


def _identification(raw: object) -> bool | None:
    """ "Required" and "NotRequired", alone or inside an object; anything else tells nothing."""
    told = line(raw if isinstance(raw, str) else named(raw).get("type"), 30)
    if isinstance(raw, bool):
        return raw
    return {"Required": True, "NotRequired": False}.get(told)


def _locate(told: ChannelTold, location: Row) -> None:
    addresses = listed(location.get("streetAddresses")) + listed(location.get("otherAddresses"))
    row = named(addresses[0]) if addresses else {}
    told.street = clean.by_language(row.get("streetName"), 200)
    told.street_number = line(row.get("addressDetail"), 100)
    told.postal_code = line(row.get("postalCode"), 5)
    point = next((one for one in map(named, listed(row.get("coordinates"))) if one.get("system") == "EPSG:3067"), {})
    told.latitude, told.longitude = parts.degrees(point.get("easting"), point.get("northing"))
