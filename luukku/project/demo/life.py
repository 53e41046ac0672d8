"""One family's life in the demo: who they are, and what happens to them outside interviews and plans."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from luukku.accounts.actors import actor_for
from luukku.accounts.models import User
from luukku.casework.models import Case, FamilyMembership, GuardianRelation, Person
from luukku.casework.services.addresses import Address, save_address
from luukku.casework.services.care_team import add_helper
from luukku.casework.services.families import (
    NewMember,
    Opening,
    add_known_person,
    add_member,
    end_membership,
    register_family,
)
from luukku.casework.services.guardians import add_guardian
from luukku.casework.services.people import PersonFacts
from luukku.casework.services.protection import start_protection
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.project.demo.region import Region
from luukku.project.demo.stages import FRIDAY, weekday_before

Change = tuple[int, Callable[[], object]]


class Life:
    """A story being lived. `people` fills as they come; `case` is there from the day of registering."""

    case: Case

    def __init__(self, region: Region, told: dict[str, Any], at: datetime) -> None:
        self.region, self.told, self.at = region, told, at
        self.today = helsinki_day(at)
        self.worker: User = region.people[told["worker"]]
        self.people: dict[str, Person] = {}
        self.first_name: dict[str, Any] = {one["key"]: one for one in told["members"]}
        acting = actor_for(self.worker, region.organisations[told["organisation"]], at)
        if acting is None:
            msg = f"{self.worker.email} does not work for {told['organisation']}."
            raise LookupError(msg)
        self._acting = acting

    # ------------------------------------------------------------------ time

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def coming_day(self, days: int) -> date:
        """A day to come, or the Monday after it when it falls on a weekend; today and past days stay."""
        day = self.today + timedelta(days=days)
        return day if days <= 0 else day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)

    def actor(self, days_ago: int, hour: int = 9, minute: int = 0) -> Actor:
        """The responsible worker on that day; a moment that has not come yet becomes now."""
        moment = datetime.combine(self.day(days_ago), time(hour, minute), tzinfo=HELSINKI)
        return replace(self._acting, at=min(moment, self.at))

    # ------------------------------------------------------------------ people

    @property
    def language(self) -> str:
        return str(self.told["language"])

    @property
    def adults(self) -> list[str]:
        return [one["key"] for one in self.told["members"] if one["role"] == "adult"]

    @property
    def guardians(self) -> list[str]:
        return [one["key"] for one in self.told["members"] if one.get("guardian")]

    @property
    def children(self) -> list[str]:
        return [one["key"] for one in self.told["members"] if one["role"] == "child"]

    def register(self, opened: int) -> None:
        """The family comes to the counter: everybody who is there from the beginning."""
        first = [one for one in self.told["members"] if "from" not in one and "known" not in one]
        self.case = register_family(
            self.actor(opened),
            name=self.told["name"],
            language=self.language,
            members=[self._new(one) for one in first],
            opening=Opening(Case.Ground(self.told.get("ground", "assessment")), opened_on=self.day(opened)),
        )
        members = FamilyMembership.objects.filter(family=self.case.family).select_related("person")
        by_name = {membership.person.name: membership.person for membership in members}
        self.people |= {one["key"]: by_name[one["name"]] for one in first}
        self._note_kinds(opened)

    def changes(self, opened: int) -> Iterator[Change]:
        """What happens beside the main line: addresses, protection, helpers, those who come later or leave."""
        yield opened, partial(self._house, opened)
        for one in self.told["members"]:
            if "known" in one:
                yield opened, partial(self._known, one, opened)
            elif "from" in one:
                days = weekday_before(one["from"], self.today)
                yield days, partial(self._join, one, days)
        for helper in self.told.get("team", []):
            days = min(weekday_before(helper["days"], self.today), opened)
            yield days, partial(self._help, helper, days)
        for leaving in self.told.get("leaves", []):
            yield leaving["days"], partial(self._leave, leaving)

    def _new(self, one: dict[str, Any]) -> NewMember:
        facts = PersonFacts(
            name=one["name"],
            native_name=one.get("native", ""),
            called_name=one.get("called", one["name"].split()[0]),
            birth_on=date.fromisoformat(one["born"]) if "born" in one else None,
            mother_tongue=one.get("tongue", self.language),
            contact_language=one.get("contact", one.get("tongue", self.language)),
            interpreter_need=one.get("interpreter", "always"),
            reading=one.get("reading", "unknown"),
        )
        is_guardian = bool(one.get("guardian")) and one.get("kind", "guardian") == "guardian"
        return NewMember(facts, FamilyMembership.Role(one["role"]), is_guardian=is_guardian)

    def _note_kinds(self, opened: int) -> None:
        """Sole guardians and representatives, whose kind the registration does not ask."""
        for one in self.told["members"]:
            if one.get("kind", "guardian") == "guardian":
                continue
            for child in one.get("wards", self.children):
                add_guardian(
                    self.actor(opened, 9, 10),
                    self.case.pk,
                    child_id=self.people[child].pk,
                    guardian_id=self.people[one["key"]].pk,
                    kind=GuardianRelation.Kind(one["kind"]),
                    verified_on=self.day(opened),
                )

    def _house(self, opened: int) -> None:
        address = self.told.get("address")
        for key, person in self.people.items():
            if address:
                save_address(self.actor(opened, 9, 20), person.pk, Address(**address))
            if key in self.told.get("protected", []):
                start_protection(self.actor(opened, 9, 30), person.pk, source="register", from_on=self.day(opened))

    def _join(self, one: dict[str, Any], days: int) -> None:
        membership = add_member(self.actor(days), self.case.pk, member=self._new(one), from_on=self.day(days))
        self.people[one["key"]] = membership.person

    def _known(self, one: dict[str, Any], opened: int) -> None:
        """A child who is known from another family of the same worker: one child, two homes."""
        home = self.region.organisations[self.told["organisation"]]
        families = FamilyMembership.objects.filter(family__name=one["known"], family__cases__organisation=home)
        person = families.select_related("person").get(person__name=one["name"]).person
        add_known_person(
            self.actor(opened, 9, 5), self.case.pk, person_id=person.pk, role=FamilyMembership.Role(one["role"])
        )
        self.people[one["key"]] = person
        for guardian in self.guardians:
            add_guardian(
                self.actor(opened, 9, 8),
                self.case.pk,
                child_id=person.pk,
                guardian_id=self.people[guardian].pk,
                verified_on=self.day(opened),
            )

    def _help(self, helper: dict[str, Any], days: int) -> None:
        user = self.region.people[helper["worker"]]
        membership = user.memberships.earliest("starts_on")
        add_helper(
            self.actor(days, 10),
            self.case.pk,
            user_id=user.pk,
            organisation_id=membership.organisation_id,
            function=helper["function"],
            sections=helper["sections"],
        )

    def _leave(self, leaving: dict[str, Any]) -> None:
        membership = FamilyMembership.objects.get(family=self.case.family, person=self.people[leaving["who"]])
        end_membership(self.actor(leaving["days"]), self.case.pk, membership.pk, last_on=self.day(leaving["days"]))
