"""Families of the journeys, registered as a worker does it. Everybody is invented."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from tests.browser.journey import choose
from tests.browser.visit import Visit


@dataclass(frozen=True, slots=True)
class Someone:
    """Who is registered: born as written into the form, e.g. 14.3.1989."""

    name: str
    born: str
    role: str = "child"
    native_name: str = ""
    is_guardian: bool = False


def register(visit: Visit, family: str, language: str, people: list[Someone]) -> str:
    """Look first, then register; returns the address of the family's page."""
    page = visit.page
    page.goto(f"{visit.home}families/search/")
    page.locator("[name=q]").fill(people[0].name)
    visit.press("Look for the family")
    visit.press("Register a new family")
    for row, person in enumerate(people):
        if row or person.role == "child":
            visit.lead(page.locator(f"button[name=add][value={person.role}]"))
        if not row and person.role == "child":
            visit.lead(page.locator("button[name=remove][value='0']"))
        _write(page, row, person, language)
    page.locator("[name=name]").fill(family)
    page.locator("[name=language]").select_option(language)
    choose(page, "ground", "assessment")
    visit.press("Register the family")
    if page.locator("[name=is_another]").is_visible():
        page.locator("[name=is_another]").check()
        visit.press("Register the family")
    expect(page.get_by_role("heading", level=1)).to_have_text(family)
    return str(page.url)


def _write(page: Any, row: int, person: Someone, language: str) -> None:
    page.locator(f"[name=m{row}-name]").fill(person.name)
    if person.native_name:
        page.locator(f"[name=m{row}-native_name]").fill(person.native_name)
    page.locator(f"[name=m{row}-birth_on]").fill(person.born)
    page.locator(f"[name=m{row}-contact_language]").select_option(language)
    page.locator(f"[name=m{row}-mother_tongue]").select_option(language)
    choose(page, f"m{row}-interpreter_need", "always")
    if person.is_guardian:
        page.locator(f"[name=m{row}-is_guardian]").check()


def open_person(visit: Visit, family: str, name: str) -> None:
    visit.page.goto(family)
    visit.lead(visit.page.get_by_role("link", name=name))
