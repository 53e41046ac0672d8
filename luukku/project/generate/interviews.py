"""Generated initial interviews: answers by the product's own template, tellings understood, needs found."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from luukku.plans.rules.interview import Asked, asked, options_of, structure
from luukku.plans.services.tellings import Content
from luukku.plans.services.templates import read_template, template_hash
from luukku.project.demo.texts import Thread, has_words, threads, words
from luukku.project.generate.cases import MODES, Work, deadline
from luukku.project.generate.chance import Chance
from luukku.project.generate.people import Someone
from luukku.project.generate.sheets import NULL, Sheet, literal

TEMPLATE: Final = "initial_interview.v1"
METHODS: Final = ("own_words", "interpreted", "read")


@cache
def content() -> Content:
    told = read_template(TEMPLATE)
    return Content(structure(told["structure"]), told["words"])


def publish(sheet: Sheet, seed: int, at: str) -> None:
    """The template that all generated interviews follow."""
    told = read_template(TEMPLATE)
    own = told["structure"]
    sheet.add(
        "plans_interviewtemplate", template_id(seed), at, at, own["key"], str(own["version"]), own["valid_from"], NULL,
        literal(json.dumps(told, ensure_ascii=False)), template_hash(told),
        "published", NULL, NULL, NULL, NULL,
    )  # fmt: skip


@cache
def template_id(seed: int) -> str:
    return Chance(f"{seed}:template").uuid()


class Interviewing:
    """The interviews of one case; `needs` holds what came up, with whose it is and its row's id."""

    def __init__(self, work: Work, seed: int) -> None:
        self.work = work
        self.seed = seed
        self.needs: list[tuple[Thread, Someone, str]] = []

    def hold(self) -> date:
        """Interview one adult or two, some days after the case was opened. Returns the day of the last one."""
        work = self.work
        day = min(work.today, work.some_day(work.opened, work.opened + timedelta(days=14)))
        under_way = work.stage == "interview"
        adults = [one for one in work.household.adults if one.is_guardian][: 1 if under_way else 2]
        for adult in adults:
            self._interview(adult, day, under_way=under_way)
        if not under_way:
            has_plan = work.stage not in ("guidance", "draft", "offered")
            deadline(work, "plan_after_assessment", day, done=has_plan)
        return day

    def _interview(self, adult: Someone, day: date, *, under_way: bool) -> None:
        work = self.work
        made, at = work.chance.uuid(), work.moment(day)
        mode = "none" if adult.interpreter == "none" else MODES[int(work.chance.random() * 3)]
        interpreter = f"Tulkki {1000 + int(work.chance.random() * 9000)}" if mode != "none" else ""
        answers = json.dumps(self._answers(adult, under_way=under_way), ensure_ascii=False, separators=(",", ":"))
        work.sheet.add(
            "plans_interview", made, at, at, work.case, adult.id, template_id(self.seed),
            "draft" if under_way else "completed", str(day), adult.language, mode, interpreter, "", answers,
            work.worker.id, NULL if under_way else str(day),
        )  # fmt: skip
        work.record(at, "interview.started", "plans.Interview", made, f'{{"person":"{adult.id}"}}')
        for telling in ("aims", "plan_process", "rights_and_duties", "personal_data")[: 2 if under_way else 4]:
            self._telling(adult, made, telling, day, (mode, interpreter))
        if not under_way:
            self._find_needs(adult, made, at)
            work.record(work.moment(day), "interview.completed", "plans.Interview", made)

    def _answers(self, adult: Someone, *, under_way: bool) -> dict[str, Any]:
        household = self.work.household
        children = tuple(child.id for child in household.children)
        told: dict[str, Any] = {}
        for section in content().structure.sections[: 2 if under_way else None]:
            for one in asked(section, adult.id, is_child=False, children=children):
                if answer := self._answer(one):
                    told[one.key] = answer
        return told

    def _answer(self, one: Asked) -> Any:
        chance, kind = self.work.chance, one.question.kind
        if chance.random() < 0.3 and not one.question.is_workers:
            return None
        if kind == "text":
            thread = threads()[int(chance.random() * len(threads()))]
            return words(written(self.work.household.language))["threads"][thread.code]["said"]
        if kind == "date":
            return str(self.work.opened.replace(day=1))
        options = options_of(one.question, content().structure)
        choice = options[int(chance.random() * len(options))]
        return [choice] if kind == "multichoice" else choice

    def _telling(self, adult: Someone, interview: str, telling: str, day: date, through: tuple[str, str]) -> None:
        work = self.work
        shown = content().shown_language(adult.language)
        code = f"{content().structure.key}.{telling}"
        understood(work, adult, interview, code, _hash(telling, shown), day, through)

    def _find_needs(self, adult: Someone, interview: str, at: str) -> None:
        work = self.work
        people = [adult, *[child for child in work.household.children if work.chance.random() < 0.45]]
        for person in people:
            of = "child" if person.is_child else "adult"
            known = [thread for thread in threads() if thread.of == of]
            for _one in range(1 + int(work.chance.random() * 2)):
                thread = known[int(work.chance.random() * len(known))]
                if any(found is thread and whose is person for found, whose, _id in self.needs):
                    continue
                self._need(thread, person, interview, at)

    def _need(self, thread: Thread, person: Someone, interview: str, at: str) -> None:
        work, language = self.work, written(self.work.household.language)
        made = work.chance.uuid()
        self.needs.append((thread, person, made))
        state = "planned" if work.stage in ("in_force", "second", "closed") else "open"
        work.sheet.add(
            "plans_need", made, at, at, work.case, person.id, interview, thread.domain,
            words(language)["threads"][thread.code]["said"], language, words("fi")["threads"][thread.code]["need"],
            state, "",
        )  # fmt: skip
        work.record(at, "need.added", "plans.Need", made, f'{{"domain":"{thread.domain}"}}')


def understood(
    work: Work, person: Someone, subject: str, code: str, text_hash: str, day: date, through: tuple[str, str]
) -> str:
    """A check that somebody understood one text. Returns its id."""
    made, at = work.chance.uuid(), work.moment(day)
    mode, interpreter = through
    method = METHODS[int(work.chance.random() * 2)] if mode != "none" else METHODS[0]
    result = "understood" if work.chance.random() < 0.93 or code == "family_plan" else "partly"
    work.sheet.add(
        "casework_understandingcheck", made, at, at, work.case, person.id, subject, code, text_hash, person.language,
        method, result, mode, interpreter, work.worker.id, at,
    )  # fmt: skip
    codes = f'{{"result":"{result}","text":"{code}"}}'
    work.record(at, "understanding.checked", "casework.UnderstandingCheck", made, codes)
    return made


@cache
def _hash(telling: str, language: str) -> str:
    return content().telling(telling, language).hash


@cache
def written(language: str) -> str:
    """The language whose building blocks are used."""
    return language if has_words(language) else "en"
