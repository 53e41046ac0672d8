"""Objects of PTV's interface, version 11, as our records."""

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
)

Row = dict[str, Any]

SCHEMES = {
    "serviceClasses": "service_class",
    "targetGroups": "target_group",
    "lifeEvents": "life_event",
    "ontologyTerms": "ontology",
    "industrialClasses": "industry",
}
NAMES = {"Name": "name", "AlternativeName": "alternative_name", "AlternateName": "alternative_name"}
DESCRIPTIONS = {
    "Summary": "summary",
    "ShortDescription": "summary",
    "Description": "description",
    "BackgroundDescription": "description",
    "UserInstruction": "how_to_get_in",
    "ServiceUserInstruction": "how_to_get_in",
    "ChargeTypeAdditionalInfo": "costs",
    "DeadLine": "times",
    "DeadLineAdditionalInfo": "times",
    "ProcessingTime": "times",
    "ProcessingTimeAdditionalInfo": "times",
    "ValidityTime": "times",
    "ValidityTimeAdditionalInfo": "times",
}
MOST = {"name": 200, "alternative_name": 200, "summary": 600}


def provider(row: Row) -> ProviderTold:
    return ProviderTold(
        **_entry(row, "organizationNames", "organizationDescriptions"),
        kind=parts.PROVIDERS.get(line(row.get("organizationType"), 60), "organisation"),
        business_id=line(row.get("businessCode"), 9),
        municipality=_municipality(row.get("municipality")),
        parent_id=line(row.get("parentOrganizationId") or row.get("parentOrganization")),
        phones=parts.phones(row.get("phoneNumbers")),
        emails=parts.emails(row.get("emailAddresses") or row.get("emails")),
        urls=parts.urls(row.get("webPages")),
    )


def general_description(row: Row) -> GeneralTold:
    return GeneralTold(
        **_entry(row, "names", "descriptions"),
        kind=parts.SERVICES.get(line(row.get("type"), 60), "service"),
        charge=parts.CHARGES.get(line(row.get("serviceChargeType")), ""),
        terms=_terms(row),
    )


def service(row: Row) -> ServiceTold:
    source_id = line(row.get("id"), 200)
    responsible = _responsible(row)
    return ServiceTold(
        **_entry(row, "serviceNames", "serviceDescriptions"),
        provider_id=line(responsible.get("id")),
        provider_name=line(responsible.get("name")),
        general_id=line(row.get("generalDescriptionId")),
        kind=parts.SERVICES.get(line(row.get("type"), 60), "service"),
        charge=parts.CHARGES.get(line(row.get("serviceChargeType")), ""),
        languages=clean.languages(row.get("languages")),
        area=_area(row),
        terms=_terms(row),
        connections=[
            _connection(named(one), source_id, line(named(named(one).get("serviceChannel")).get("id")))
            for one in listed(row.get("serviceChannels"))
        ],
    )


def channel(row: Row) -> ChannelTold:
    source_id = line(row.get("id"), 200)
    kind = parts.CHANNELS.get(line(row.get("serviceChannelType"), 60), "web_page")
    told = ChannelTold(
        **_entry(row, "serviceChannelNames", "serviceChannelDescriptions"),
        kind=kind,
        provider_id=line(row.get("organizationId")),
        languages=clean.languages(row.get("languages")),
        area=_area(row),
        phones=parts.phones(listed(row.get("phoneNumbers")) + listed(row.get("supportPhones"))),
        emails=parts.emails(listed(row.get("emails")) + listed(row.get("supportEmails"))),
        urls=parts.urls(listed(row.get("webPages")) + listed(row.get("channelUrls"))),
        needs_identification=row.get("requiresAuthentication") if kind == "eservice" else None,
        form_identifier=next(iter(clean.by_language(row.get("formIdentifier"), 100).values()), ""),
        hours=hours.v11(row.get("serviceHours")),
        connections=[
            _connection(named(one), line(named(named(one).get("service")).get("id")), source_id)
            for one in listed(row.get("services"))
        ],
    )
    _locate(told, row.get("addresses"))
    return told


def _entry(row: Row, names: str, descriptions: str) -> dict[str, Any]:
    status = line(row.get("publishingStatus"))
    return {
        "source_id": line(row.get("id"), 200),
        "texts": _texts(row, names, descriptions),
        "changed_at": clean.moment(row.get("modified")),
        "is_withdrawn": status in ("Deleted", "OldPublished", "Removed"),
    }


def _texts(row: Row, names: str, descriptions: str) -> Texts:
    texts: Texts = {}
    told = [(NAMES, listed(row.get(names))), (DESCRIPTIONS, listed(row.get(descriptions)))]
    for meanings, rows in told:
        for one in map(named, rows):
            name = meanings.get(line(one.get("type"), 60), "name" if meanings is NAMES else "")
            _put(texts, clean.language(one.get("language")), name, one.get("value"))
    for one in map(named, listed(row.get("requirements"))):
        _put(texts, clean.language(one.get("language")), "conditions", one.get("value"))
    for one in map(named, listed(row.get("keywords"))):
        if (code := clean.language(one.get("language"))) and (word := line(one.get("value"))):
            texts.setdefault(code, {}).setdefault("keywords", []).append(word)
    for law in map(named, listed(row.get("legislation"))):
        _put_links(texts, law)
    return {code: fields for code, fields in texts.items() if set(fields) - {"links", "keywords"}}


def _put(texts: Texts, code: str, name: str, value: object) -> None:
    words = line(value, MOST[name]) if name in MOST else clean.words(value)
    if not (code and name and words):
        return
    fields = texts.setdefault(code, {})
    fields[name] = f"{fields[name]}\n\n{words}" if name in fields and name not in MOST else words


def _put_links(texts: Texts, law: Row) -> None:
    names = clean.by_language(law.get("names"))
    for link in parts.urls(law.get("webPages")):
        code = link.pop("language", "fi")
        told = link | {"name": names.get(code) or link.get("name", "")}
        texts.setdefault(code, {}).setdefault("links", []).append(told)


def _terms(row: Row) -> list[TermTold]:
    return [one for name, scheme in SCHEMES.items() for one in parts.terms(scheme, row.get(name))]


def _responsible(row: Row) -> Row:
    """The organisation that answers; in lists the service may name it by itself."""
    for one in map(named, listed(row.get("organizations"))):
        if one.get("roleType") == "Responsible":
            return named(one.get("organization"))
    return {"id": row.get("organizationId") or row.get("mainResponsibleOrganization")}


def _area(row: Row) -> Area:
    area = Area(kind=parts.AREAS.get(line(row.get("areaType"), 60), "limited"))
    for one in map(named, listed(row.get("areas"))):
        kind, code = line(one.get("type"), 60), line(one.get("code"), 10)
        inside = [_municipality(told) for told in listed(one.get("municipalities"))]
        if kind.startswith("WellbeingService") and code:
            area.counties.append(code.zfill(2))
        elif kind in ("Region", "Province") and code:
            area.regions.append(code.zfill(2))
        else:
            area.municipalities += [told for told in inside if told]
    area.municipalities = list(dict.fromkeys(area.municipalities))
    return area


def _municipality(raw: object) -> str:
    code = line(raw if isinstance(raw, str) else named(raw).get("code"), 10)
    return code if code.isdigit() and len(code) == 3 else ""


def _connection(row: Row, service_id: str, channel_id: str) -> ConnectionTold:
    contacts = named(row.get("contactDetails"))
    described = [
        one for one in map(named, listed(row.get("description"))) if one.get("type") != "ChargeTypeAdditionalInfo"
    ]
    return ConnectionTold(
        service_id=service_id,
        channel_id=channel_id,
        charge=parts.CHARGES.get(line(row.get("serviceChargeType")), ""),
        description=clean.by_language(described, 2000),
        phones=parts.phones(contacts.get("phoneNumbers") or contacts.get("phones")),
        emails=parts.emails(contacts.get("emails")),
        hours=hours.v11(row.get("serviceHours")),
    )


def _locate(told: ChannelTold, raw: object) -> None:
    rows = [one for one in map(named, listed(raw)) if line(one.get("type")) in ("Location", "Visiting", "")]
    for one in rows:
        street = named(one.get("streetAddress")) or named(one.get("otherAddress"))
        if not street:
            continue
        told.street = clean.by_language(street.get("street"), 200)
        told.street_number = line(street.get("streetNumber"), 100)
        told.postal_code = line(street.get("postalCode"), 5)
        told.post_office = clean.by_language(street.get("postOffice"), 100).get("fi", "")
        told.municipality = _municipality(street.get("municipality"))
        told.latitude, told.longitude = parts.degrees(street.get("longitude"), street.get("latitude"))
        told.accessibility = _accessibility(one.get("entrances"))
        return


def _accessibility(raw: object) -> list[dict[str, Any]]:
    """Sentences about reaching and using each entrance, in groups."""
    groups = [
        {
            "title": clean.by_language(group.get("sentenceGroup")),
            "sentences": [
                words
                for one in map(named, listed(group.get("sentences")))
                if (words := clean.by_language(one.get("sentence"), 1000))
            ],
        }
        for entrance in map(named, listed(raw))
        for group in map(named, listed(entrance.get("accessibilitySentences")))
    ]
    return [one for one in groups if one["sentences"]]
