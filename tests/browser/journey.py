"""The main job as a worker does it: register a family, interview it, write its plan, hear every yes.

Each step is what one page needs; the tests put them in order, with and without script. Fields are found by their
names, buttons and links by what they say in Finnish.
"""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visit import Visit
from tests.browser.words import fi

INTERPRETER = "Tulkki 4711"
TELLINGS = ("aims", "plan_process", "rights_and_duties", "personal_data")


@dataclass(frozen=True, slots=True)
class Family:
    """Whom the journey is about. Everybody is invented."""

    name: str
    mother: str
    mother_native: str
    father: str
    children: tuple[str, str]
    street: str = "Pihlajakuja 12 B 34"

    @property
    def called(self) -> str:
        return f"{self.name}in perhe"


@dataclass
class Journey:
    """The worker at the screen, and the family."""

    visit: Visit
    family: Family
    paths: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> Any:
        return self.visit.page

    def remember(self, what: str) -> None:
        self.paths[what] = self.page.url.removeprefix(self.visit.site.address).split("#")[0]

    def go(self, what: str) -> None:
        self.page.goto(self.paths[what])

    def link(self, words: str, about: str = "") -> Locator:
        """A link by what it says and, in hidden words, what it is about."""
        found: Locator = self.page.locator("a", has_text=f"{fi(words)}: {about}" if about else fi(words))
        folded = self.page.locator("details:not([open])", has=found).first
        if folded.count():
            folded.locator("summary").first.click()
        return found

    def submit(self) -> None:
        """The form of the page, by its filled button."""
        self.visit.lead(self.page.locator("main button.ds-button:not([data-variant])"))

    # ------------------------------------------------------------------ registering

    def look_for_the_family(self) -> None:
        self.visit.lead(self.page.locator("a.lk-tool"))
        self.page.locator("[name=q]").fill(self.family.mother)
        self.visit.press("Look for the family")

    def register(self) -> None:
        self.visit.press("Register a new family")
        self.page.locator("[name=m0-name]").fill(self.family.mother)
        self._add("adult", 1, self.family.father)
        self._add("child", 2, self.family.children[0])
        self._add("child", 3, self.family.children[1])
        self.page.locator("[name=m0-native_name]").fill(self.family.mother_native)
        for row, born in enumerate(("14.3.1989", "2.11.1986", "7.8.2016", "30.1.2021")):
            self.page.locator(f"[name=m{row}-birth_on]").fill(born)
            self.page.locator(f"[name=m{row}-contact_language]").select_option("ar")
            self.page.locator(f"[name=m{row}-mother_tongue]").select_option("ar")
            choose(self.page, f"m{row}-interpreter_need", "always")
        for row in (0, 1):
            self.page.locator(f"[name=m{row}-is_guardian]").check()
        self.page.locator("[name=name]").fill(self.family.called)
        self.page.locator("[name=language]").select_option("ar")
        choose(self.page, "ground", "assessment")

    def send_registration(self) -> None:
        self.visit.press("Register the family")
        if self.page.locator("[name=is_another]").is_visible():
            self.page.locator("[name=is_another]").check()
            self.visit.press("Register the family")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.family.called)
        self.remember("family")

    def _add(self, role: str, row: int, name: str) -> None:
        self.visit.lead(self.page.locator(f"button[name=add][value={role}]"))
        self.page.locator(f"[name=m{row}-name]").fill(name)

    def protect_the_mother(self) -> None:
        self.visit.lead(self.page.get_by_role("link", name=self.family.mother))
        self.remember("mother")
        self.visit.lead(self.page.locator("a[href$='/protection/']"))
        choose(self.page, "source", "own_word")
        self.submit()
        self.visit.lead(self.page.locator("a[href$='/address/edit/']"))
        self.page.locator("[name=street]").fill(self.family.street)
        self.page.locator("[name=postcode]").fill("37100")
        self.page.locator("[name=post_office]").fill("NOKIA")
        self.submit()

    # ------------------------------------------------------------------ the interview

    def start_interview(self) -> None:
        self.go("family")
        self.visit.follow("Start the interview")
        self.page.get_by_label(self.family.mother).check()
        self.page.locator("[name=language]").select_option("ar")
        choose(self.page, "interpreter_mode", "phone")
        self.page.locator("[name=interpreter_name]").fill(INTERPRETER)

    def begin_to_talk(self) -> None:
        self.visit.press("Start the interview")
        self.remember("interview")
        self.visit.press("All on one page")

    def answer(self, words: str) -> Locator:
        """Writes into the first open question; returns where the page says whether it is saved."""
        self.page.locator(".lk-question textarea").first.fill(words)
        return self.page.locator("[data-autosave-words]").first

    def check_understanding(self, telling: str) -> None:
        choose(self.page, f"check.{telling}.method", "own_words")
        choose(self.page, f"check.{telling}.result", "understood")
        self.visit.lead(self.page.locator(f"button[name=then][value='check:{telling}']"))

    def write_a_need(self, own: str, ours: str) -> None:
        self.visit.press("Save and write a need down")
        self.page.get_by_label(self.family.mother).check()
        self.page.locator("[name=domain]").select_option("language")
        self.page.locator("[name=own_words]").fill(own)
        self.page.locator("[name=own_words_language]").select_option("ar")
        self.page.locator("[name=worker_words]").fill(ours)

    def complete_interview(self) -> None:
        """Answers what only the worker can: the page leads to each such question."""
        if self.page.locator("button[name=then][value='go:all']").count():
            self.visit.press("All on one page")
        self.visit.press("Complete the interview")
        for link in self.page.locator("#missing a[href^='#q-']").all():
            anchor = str(link.get_attribute("href"))[1:]
            self.page.locator(f"[id='{anchor}'] input[type=radio]").first.check()
        self.visit.press("Complete the interview")

    # ------------------------------------------------------------------ the plan

    def start_plan(self) -> None:
        self.go("family")
        self.visit.follow("Write the plan")
        self.page.locator("[name=worker_language]").select_option("fi")
        self.page.locator("[name=family_language]").select_option("ar")
        self.visit.press("Start writing the plan")
        self.remember("plan")

    def add_words(self, part: str, fields: dict[str, str], speaker: str = "") -> None:
        self.link("Add their words", part).click() if part else self.link("Add somebody's words").click()
        if speaker:
            self.page.locator("select[name=person]").select_option(label=speaker)
        self.save(fields)

    def add_goal(self, part: str, ours: str, theirs: str) -> None:
        self.link("Add a goal", part).click() if part else self.link("Add a goal for the whole family").click()
        self.save({"title": ours, "title_family": theirs})

    def add_step(self, goal: str, doer: str, fields: dict[str, str]) -> None:
        self.link("Add a step", goal).click()
        self.page.locator("select[name=doer]").select_option(label=doer)
        self.save(fields)

    def ask_about(self, child: str, ours: str, theirs: str) -> None:
        """Every topic of a child's days gets the same short note, in both languages."""
        self.link("Ask about their days", child).click()
        expect(self.page.locator("textarea[name$=_text_family]").first).to_be_visible()
        for box in self.page.locator("textarea[name$=_text]").all():
            box.fill(ours)
        for box in self.page.locator("textarea[name$=_text_family]").all():
            box.fill(theirs)
        self.visit.press("Save what was said")

    def save(self, fields: dict[str, str]) -> None:
        """Fills the form that has just been opened, in place or on its own page, and sends it."""
        for name, text in fields.items():
            self.page.locator(f"[name={name}]").fill(text)
        form = self.page.locator(f"form:has([name={next(iter(fields))}])")
        self.visit.lead(form.locator("button[type=submit]:not([formaction])"))

    def confirm_as(self, name: str) -> None:
        self.page.locator("[name=interpreter_mode]").select_option("phone")
        self.page.locator("[name=interpreter_name]").fill(INTERPRETER)
        choose(self.page, "method", "own_words")
        choose(self.page, "result", "understood")
        self.page.locator("[name=says_yes]").check()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"input[name='{name}'][value='{value}']").check()
