"""The large objects of the specification: organisations, services, locations, services at locations."""

from typing import Any

from luukku.directory.hsds import parts
from luukku.directory.hsds.parts import Json, filled
from luukku.directory.models import Channel, Connection, Provider, Service
from luukku.directory.reading import charge_of, terms_of, words_of

REACHED_BY_URL = (Channel.Kind.ESERVICE, Channel.Kind.WEB_PAGE)


class Speaking:
    """One language, and the names of municipalities, for all objects of one answer."""

    def __init__(self, language: str, names: dict[str, str]) -> None:
        self.language, self.names = language, names

    def organization(self, row: Provider, *, full: bool = False, services: list[Json] | None = None) -> Json:
        told = words_of(row, self.language)
        name = told["name"] or row.business_id or str(row.pk)
        found: Json = {
            "id": str(row.pk),
            "name": name,
            "alternate_name": told["alternative_name"],
            "description": told["description"] or told["summary"] or name,
            "email": next((one["address"] for one in row.emails), None),
            "website": next((one["url"] for one in row.urls), None),
            "legal_status": row.get_kind_display(),
            "parent_organization_id": str(row.parent_id) if row.parent_id else None,
        }
        if full:
            of = {"organization_id": str(row.pk)}
            found |= {
                "phones": parts.phones(row.pk, row.phones, **of),
                "additional_websites": parts.urls(row.pk, row.urls[1:], **of),
                "organization_identifiers": self._identifiers(row),
                "services": services,
            }
        return filled(found)

    def _identifiers(self, row: Provider) -> list[Json]:
        if not row.business_id:
            return []
        return [
            {
                "id": parts.part_id(row.pk, "identifier", row.business_id),
                "organization_id": str(row.pk),
                "identifier_scheme": "FI-PRO",
                "identifier_type": "Y-tunnus",
                "identifier": row.business_id,
            }
        ]

    def service(self, row: Service, *, full: bool = False) -> Json:
        told = words_of(row, self.language)
        name = told["name"] or str(row.pk)
        if row.archived_at:
            return self._ended(row, name)
        addition = getattr(row, "addition", None)
        found: Json = {
            "id": str(row.pk),
            "organization_id": str(row.provider_id) if row.provider_id else None,
            "name": name,
            "alternate_name": told["alternative_name"],
            "description": "\n\n".join(one for one in (told["summary"], told["description"]) if one),
            "url": self._url(row),
            "status": "active",
            "application_process": told["how_to_get_in"],
            "eligibility_description": told["conditions"],
            "fees_description": told["costs"] or {"free": "0 €"}.get(charge_of(row), ""),
            "wait_time": told["times"],
            "interpretation_services": "yes" if addition and addition.arranges_interpreter else None,
            "minimum_age": addition.minimum_age if addition else None,
            "maximum_age": addition.maximum_age if addition else None,
            "last_modified": row.changed_at.isoformat(),
        }
        if row.provider is not None:
            found["organization"] = self.organization(row.provider)
        if full:
            found |= self._nested(row)
        return filled(found)

    def _ended(self, row: Service, name: str) -> Json:
        """What is offered no more: enough to know which it was and to take it away, and nothing that it told."""
        return filled(
            {
                "id": str(row.pk),
                "organization_id": str(row.provider_id) if row.provider_id else None,
                "name": name,
                "status": "inactive",
                "last_modified": row.changed_at.isoformat(),
            }
        )

    def _url(self, row: Service) -> str | None:
        pages = [one for one in row.connections.all() if one.channel.kind in REACHED_BY_URL]
        return next((url["url"] for one in pages for url in one.channel.urls), None)

    def _nested(self, row: Service) -> Json:
        of = {"service_id": str(row.pk)}
        joined = list(row.connections.all())
        numbers = [phone for one in joined if one.channel.kind == Channel.Kind.PHONE for phone in one.channel.phones]
        links = [url for one in joined if one.channel.kind in REACHED_BY_URL for url in one.channel.urls]
        hours = [line for one in joined if one.channel.kind == Channel.Kind.PHONE for line in one.channel.hours.all()]
        return {
            "additional_urls": parts.urls(row.pk, {url["url"]: url for url in links[1:]}.values(), **of),
            "phones": parts.phones(row.pk, {phone["number"]: phone for phone in numbers}.values(), **of),
            "schedules": parts.schedules(row.pk, hours, self.language, **of),
            "service_areas": parts.service_areas(row.pk, row.area_kind, row.municipalities, self.names, **of),
            "service_at_locations": [
                self.service_at_location(one) for one in joined if one.channel.kind == Channel.Kind.PLACE
            ],
            "languages": parts.language_rows(row.pk, row.languages, **of),
            "required_documents": [
                self._form(row, one.channel) for one in joined if one.channel.kind == Channel.Kind.FORM
            ],
            "attributes": parts.attributes(row.pk, terms_of(row), self.language),
        }

    def _form(self, row: Service, form: Channel) -> Json:
        told = words_of(form, self.language)
        return filled(
            {
                "id": str(form.pk),
                "service_id": str(row.pk),
                "document": told["name"],
                "uri": next((one["url"] for one in form.urls), None),
            }
        )

    def service_at_location(self, row: Connection, *, full: bool = False) -> Json:
        told = row.description.get(self.language) or row.description.get("fi", "")
        of = {"service_at_location_id": str(row.pk)}
        found: Json = {
            "id": str(row.pk),
            "service_id": str(row.service_id),
            "location_id": str(row.channel_id),
            "description": told,
            "phones": parts.phones(row.pk, row.phones, **of),
            "schedules": parts.schedules(row.pk, row.hours.all(), self.language, **of),
            "location": self.location(row.channel),
        }
        if full:
            service = row.service
            areas = parts.service_areas(row.pk, service.area_kind, service.municipalities, self.names, **of)
            found |= {"service_areas": areas}
        return filled(found)

    def location(self, row: Channel) -> Json:
        told = words_of(row, self.language)
        of = {"location_id": str(row.pk)}
        address = parts.address(row, self.language)
        return filled(
            {
                "id": str(row.pk),
                "location_type": "physical",
                "url": next((one["url"] for one in row.urls), None),
                "organization_id": str(row.provider_id) if row.provider_id else None,
                "name": told["name"],
                "description": told["description"] or told["summary"],
                "latitude": row.latitude,
                "longitude": row.longitude,
                "languages": parts.language_rows(row.pk, row.languages, **of),
                "addresses": [address] if address else [],
                "phones": parts.phones(row.pk, row.phones, **of),
                "schedules": parts.schedules(row.pk, row.hours.all(), self.language, **of),
                "accessibility": self._accessibility(row),
            }
        )

    def _accessibility(self, row: Channel) -> list[Json]:
        found = []
        for index, group in enumerate(row.accessibility):
            title, sentences = self._said(group.get("title")), group.get("sentences")
            said = [self._said(one) for one in sentences] if isinstance(sentences, list) else []
            found.append(
                filled(
                    {
                        "id": parts.part_id(row.pk, "accessibility", index),
                        "location_id": str(row.pk),
                        "description": title,
                        "details": " ".join(said),
                    }
                )
            )
        return found

    def _said(self, words: Any) -> str:
        told = words if isinstance(words, dict) else {}
        return str(told.get(self.language) or told.get("fi") or next(iter(told.values()), ""))
