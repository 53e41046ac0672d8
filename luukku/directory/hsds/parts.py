"""Small objects of the specification: phones, schedules, areas. Their ids follow from what they belong to."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from luukku.directory.geography import postal_area
from luukku.directory.models import AreaKind, Channel, OpeningHours, Term
from luukku.directory.reading import street_of
from luukku.directory.rules.recurrence import DAYS
from luukku.language import languages

Json = dict[str, Any]
AREA_NAMES = {AreaKind.COUNTRY: "Suomi", AreaKind.MAINLAND: "Suomi (ei Ahvenanmaa)"}


def part_id(owner: UUID, kind: str, key: object) -> str:
    return str(uuid5(owner, f"{kind} {key}"))


def filled(row: Json) -> Json:
    """Without what is not told: the specification knows no null."""
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}


def phones(owner: UUID, rows: Iterable[dict[str, str]], **of: str) -> list[Json]:
    return [
        filled(
            {
                "id": part_id(owner, "phone", one["number"]),
                **of,
                "number": one["number"],
                "type": {"sms": "text", "fax": "fax"}.get(one.get("kind", ""), "voice"),
                "description": ". ".join(told for told in (one.get("note"), one.get("cost")) if told),
            }
        )
        for one in rows
    ]


def urls(owner: UUID, rows: Iterable[dict[str, str]], **of: str) -> list[Json]:
    return [
        filled({"id": part_id(owner, "url", one["url"]), **of, "label": one.get("name", ""), "url": one["url"]})
        for one in rows
    ]


def language_rows(owner: UUID, codes: Iterable[str], **of: str) -> list[Json]:
    found = []
    for code in codes:
        known = languages.find(code)
        row = {"id": part_id(owner, "language", code), **of, "code": code, "name": known.name_en if known else ""}
        found.append(filled(row))
    return found


def schedules(owner: UUID, rows: Iterable[OpeningHours], language: str, **of: str) -> list[Json]:
    """Opening hours; what is closed is told in words, for the specification has no field for it."""
    return [_schedule(owner, row, language, of) for row in rows]


def _schedule(owner: UUID, row: OpeningHours, language: str, of: dict[str, str]) -> Json:
    note = row.note.get(language) or row.note.get("fi") or ""
    words = [note, row.holiday, "closed" if row.is_closed else "", "by appointment" if row.by_appointment else ""]
    return filled(
        {
            "id": str(row.pk),
            **of,
            "freq": "WEEKLY" if row.kind == OpeningHours.Kind.USUAL else None,
            "interval": None if row.weeks == OpeningHours.Weeks.EVERY else 2,
            "wkst": "MO",
            "byday": ",".join(DAYS[day] for day in row.weekdays),
            "opens_at": row.opens.isoformat("minutes") if row.opens and not row.is_closed else None,
            "closes_at": row.closes.isoformat("minutes") if row.closes and not row.is_closed else None,
            "valid_from": row.valid_from.isoformat() if row.valid_from else None,
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "description": ", ".join(word for word in words if word),
        }
    )


def service_areas(owner: UUID, kind: str, codes: Iterable[str], names: dict[str, str], **of: str) -> list[Json]:
    if kind in AREA_NAMES:
        return [{"id": part_id(owner, "area", kind), **of, "name": AREA_NAMES[AreaKind(kind)], "extent_type": "text"}]
    return [
        {
            "id": part_id(owner, "area", code),
            **of,
            "name": names.get(code, code),
            "uri": f"http://www.stat.fi/meta/luokitukset/kunta/{code}",
        }
        for code in codes
    ]


def address(place: Channel, language: str) -> Json | None:
    """The street address; the specification asks for all of it or nothing."""
    if not place.street or not place.postal_code:
        return None
    area = postal_area(place.postal_code)
    return {
        "id": part_id(place.pk, "address", "street"),
        "location_id": str(place.pk),
        "address_1": street_of(place, language),
        "city": place.post_office or (area.name if area else ""),
        "state_province": "",
        "postal_code": place.postal_code,
        "country": "FI",
        "address_type": "physical",
    }


def attributes(owner: UUID, terms: Iterable[Term], language: str, entity: str = "service") -> list[Json]:
    return [
        {
            "id": part_id(owner, "attribute", term.pk),
            "link_id": str(owner),
            "link_entity": entity,
            "taxonomy_term_id": str(term.pk),
            "taxonomy_term": taxonomy_term(term, language),
        }
        for term in terms
    ]


TAXONOMIES = {scheme.value: uuid5(UUID("c1f0f6e2-1fd5-5f4b-9d4b-2f6a0b1f3a10"), scheme.value) for scheme in Term.Scheme}
TAXONOMY_URIS = {
    "service_class": "http://uri.suomi.fi/codelist/ptv/ptvserclass2",
    "target_group": "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat",
    "life_event": "http://uri.suomi.fi/codelist/ptv/ptvelti",
    "ontology": "http://www.yso.fi/onto/koko/",
    "industry": "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101",
}


def taxonomy(scheme: str) -> Json:
    name = str(Term.Scheme(scheme).label)
    return {"id": str(TAXONOMIES[scheme]), "name": name, "description": name, "uri": TAXONOMY_URIS[scheme]}


def taxonomy_term(term: Term, language: str) -> Json:
    name = term.name_in(language)
    return filled(
        {
            "id": str(term.pk),
            "code": term.code,
            "name": name,
            "description": name,
            "parent_id": str(term.parent_id) if term.parent_id else None,
            "taxonomy": str(Term.Scheme(term.scheme).label),
            "taxonomy_id": str(TAXONOMIES[term.scheme]),
            "language": language,
            "term_uri": term.uri if term.uri.startswith("http") else None,
        }
    )
