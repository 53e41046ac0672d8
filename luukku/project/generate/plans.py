"""Generated family plans in every state, sealed and confirmed as the product does it."""

from datetime import date, timedelta
from typing import Final

from luukku.plans.rules.content import (
    ActionContent,
    GoalContent,
    PartContent,
    PlanContent,
    Text,
    WordsContent,
    content_hash,
)
from luukku.project.demo.texts import Thread, words
from luukku.project.generate.cases import MODES, Work, deadline
from luukku.project.generate.interviews import understood, written
from luukku.project.generate.people import Someone
from luukku.project.generate.sheets import NULL

SERVICES: Final = (
    "Perhekeskus",
    "Neuvola",
    "Avoin varhaiskasvatus",
    "Maahanmuuttajien neuvonta",
    "Kirjaston kielikahvila",
)
NAMES_A_SERVICE: Final = 0.4
"""The share of what a worker does that names a service."""

Need = tuple[Thread, Someone, str]


class Planning:
    """The plan of one case, from its first draft to its latest version."""

    def __init__(self, work: Work, needs: list[Need], interviewed: date) -> None:
        self.work = work
        self.needs = needs
        self.interviewed = interviewed
        self.language = work.household.language
        self.texts = words(written(self.language))
        self.finnish = words("fi")

    def make(self) -> None:
        """Every version up to the stage of the case."""
        work = self.work
        if work.stage in ("draft", "offered"):
            offered = work.some_day(max(self.interviewed, work.today - timedelta(days=20)), work.today)
            self._version(1, work.stage, offered, None)
            return
        first = min(work.today, self.interviewed + timedelta(days=10 + int(work.chance.random() * 20)))
        if work.stage == "second" and (work.today - first).days > 100:
            second = work.some_day(first + timedelta(days=60), work.today)
            self._version(1, "superseded", first, second)
            self._version(2, "in_force", second, None)
        else:
            state = "ended" if work.stage == "closed" else "in_force"
            self._version(1, state, self._recent(first), work.today if state == "ended" else None)

    def _recent(self, first: date) -> date:
        """A plan in force was made, or looked at again, within about seven months: few reviews are late."""
        return self.work.some_day(max(first, self.work.today - timedelta(days=215)), self.work.today)

    def _version(self, number: int, state: str, day: date, until: date | None) -> None:
        work = self.work
        plan, at = work.chance.uuid(), work.moment(max(work.opened, day - timedelta(days=7)))
        greeting = Text(self.finnish["greeting"], self.texts["greeting"])
        parts = self._parts(plan, at, day, state)
        seal = ""
        if state != "draft":
            seal = content_hash(PlanContent("fi", self.language, greeting, tuple(parts)))
        offered = work.moment(day)
        in_force = str(day) if state not in ("draft", "offered") else NULL
        work.sheet.add(
            "plans_familyplan", plan, at, offered, work.case, str(number), state, "fi", self.language, greeting.worker,
            greeting.family, seal, NULL if state == "draft" else offered, in_force, str(until or NULL), work.worker.id,
        )  # fmt: skip
        begun = "plan.started" if number == 1 else "plan.revised"
        work.record(at, begun, "plans.FamilyPlan", plan, f'{{"number":{number}}}')
        if state == "draft":
            return
        work.record(offered, "plan.offered", "plans.FamilyPlan", plan, f'{{"hash":"{seal}","number":{number}}}')
        self._confirm(plan, seal, day, everybody=state != "offered")
        if state != "offered":
            self._follow(plan, seal, number, day, until)

    def _parts(self, plan: str, at: str, day: date, state: str) -> list[PartContent]:
        """The shared part, then one for each member."""
        household = self.work.household
        view = int(self.work.chance.random() * 3)
        told = [self._part(plan, at, 0, "shared", None, day, view, state)]
        for position, one in enumerate(household.members, start=1):
            kind = "child" if one.is_child else "adult"
            told.append(self._part(plan, at, position, kind, one, day, None, state))
        return told

    def _part(
        self,
        plan: str,
        at: str,
        position: int,
        kind: str,
        person: Someone | None,
        day: date,
        view: int | None,
        state: str,
    ) -> PartContent:
        work = self.work
        part = work.chance.uuid()
        texts = Text("", "") if view is None else Text(self.finnish["views"][view], self.texts["views"][view])
        work.sheet.add(
            "plans_planpart", part, at, at, plan, kind, person.id if person else NULL, str(position), texts.worker,
            texts.family,
        )  # fmt: skip
        mine = [need for need in self.needs if need[1] is person]
        said = tuple(self._words(part, at, place, need) for place, need in enumerate(mine))
        goals = tuple(self._goal(part, at, place, need, day, state) for place, need in enumerate(mine))
        return PartContent(kind, person.id if person else None, texts, said, goals)  # type: ignore[arg-type]

    def _words(self, part: str, at: str, position: int, need: Need) -> WordsContent:
        thread, person, _id = need
        text = Text(self.finnish["threads"][thread.code]["said"], self.texts["threads"][thread.code]["said"])
        described = thread.code == "drawing"
        self.work.sheet.add(
            "plans_words", self.work.chance.uuid(), at, at, part, person.id, text.worker, text.family,
            "t" if described else "f", str(position),
        )  # fmt: skip
        return WordsContent(person.id, text, described)  # type: ignore[arg-type]

    def _goal(self, part: str, at: str, position: int, need: Need, day: date, state: str) -> GoalContent:
        thread, person, need_id = need
        goal = self.work.chance.uuid()
        text = Text(self.finnish["threads"][thread.code]["goal"], self.texts["threads"][thread.code]["goal"])
        self.work.sheet.add("plans_goal", goal, at, at, part, need_id, text.worker, text.family, str(position))
        steps = tuple(self._action(goal, at, place, thread, person, day, state) for place in range(len(thread.doers)))
        return GoalContent(text, steps)

    def _action(
        self, goal: str, at: str, place: int, thread: Thread, person: Someone, day: date, state: str
    ) -> ActionContent:
        work = self.work
        doer = thread.doers[place]
        text = Text(self.finnish["threads"][thread.code]["do"][place], self.texts["threads"][thread.code]["do"][place])
        due = day + timedelta(days=thread.days[place] + int(work.chance.random() * 30))
        done = state in ("in_force", "superseded", "ended") and due < work.today and work.chance.random() < 0.85
        by_person, by_worker, by_other = self._doer(doer, person)
        service = work.chance.choice(SERVICES) if doer == "worker" and work.chance.random() < NAMES_A_SERVICE else ""
        work.sheet.add(
            "plans_action", work.chance.uuid(), at, at, goal, by_person or NULL, by_worker or NULL, by_other,
            text.worker, text.family, str(due), str(due) if done else NULL, str(place), service,
        )  # fmt: skip
        return ActionContent(text, due, by_person, by_worker, by_other, service=service)  # type: ignore[arg-type]

    def _doer(self, doer: str, person: Someone) -> tuple[str | None, str | None, str]:
        if doer == "worker":
            return None, self.work.worker.id, ""
        if doer.startswith("other:"):
            return None, None, self.finnish["others"][doer.removeprefix("other:")]
        return (person if doer == "self" else self.work.household.adults[0]).id, None, ""

    def _confirm(self, plan: str, seal: str, day: date, *, everybody: bool) -> None:
        """The worker and the adults; of an offer that waits, only the first of them."""
        work = self.work
        at = work.moment(day)
        adults = work.household.adults if everybody else work.household.adults[: len(work.household.adults) // 2]
        for adult in adults:
            mode = "none" if adult.interpreter == "none" else MODES[int(work.chance.random() * 3)]
            interpreter = f"Tulkki {1000 + int(work.chance.random() * 9000)}" if mode != "none" else ""
            check = understood(work, adult, plan, "family_plan", seal, day, (mode, interpreter))
            made = work.chance.uuid()
            wards = [child.id for child in work.household.children] if adult.is_guardian else []
            work.sheet.add(
                "plans_confirmation", made, at, at, plan, "adult", adult.id, NULL, f"{{{','.join(wards)}}}", seal,
                adult.language, check, mode, work.worker.id, at,
            )  # fmt: skip
            told = ",".join(f'"{ward}"' for ward in wards)
            codes = (
                f'{{"capacity":"adult","confirmation":"{made}","hash":"{seal}","person":"{adult.id}","wards":[{told}]}}'
            )
            work.record(at, "plan.confirmed", "plans.FamilyPlan", plan, codes)
        made = work.chance.uuid()
        work.sheet.add(
            "plans_confirmation", made, at, at, plan, "worker", NULL, work.worker.id, "{}", seal, "fi", NULL, "none",
            work.worker.id, at,
        )  # fmt: skip
        codes = f'{{"capacity":"worker","confirmation":"{made}","hash":"{seal}"}}'
        work.record(at, "plan.confirmed", "plans.FamilyPlan", plan, codes)

    def _follow(self, plan: str, seal: str, number: int, day: date, until: date | None) -> None:
        """What coming into force brings: two clocks and a review to come, unless the plan is over."""
        work = self.work
        at = work.moment(day)
        codes = f'{{"hash":"{seal}","number":{number}}}'
        work.record(at, "plan.came_into_force", "plans.FamilyPlan", plan, codes)
        is_guided = (work.today - day).days > 25 and work.chance.random() < 0.97
        deadline(work, "guide_to_service", day, plan, done=is_guided or until is not None)
        review_on = deadline(work, "plan_review", day, plan, done=until is not None)
        outcome = "" if until is None else "end" if work.stage == "closed" else "revise"
        work.sheet.add(
            "plans_review", work.chance.uuid(), at, at, plan, str(review_on), str(until or NULL), outcome, "", "",
            work.worker.id if until else NULL, "", "none",
        )  # fmt: skip
        if until is not None:
            work.record(work.moment(until), "plan.superseded", "plans.FamilyPlan", plan, f'{{"number":{number}}}')
