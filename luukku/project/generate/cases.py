"""The work with a generated family around its plan: case, clocks, team, meetings."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from luukku.casework.law.clocks import day_rules, rule_for
from luukku.casework.rules.counting import count
from luukku.project.generate.chance import Chance, Weighted
from luukku.project.generate.people import Household, Someone
from luukku.project.generate.sheets import NULL, Sheet
from luukku.project.generate.trail import Log
from luukku.project.generate.world import Worker

GROUNDS: Final = Weighted(["assessment", "contact", "guidance"], [70, 15, 15])
STAGES: Final = Weighted(
    ["registered", "interview", "guidance", "draft", "offered", "in_force", "second", "closed"],
    [3, 6, 5, 11, 8, 46, 14, 7],
)
"""How far the work has come: registered only, interview under way, no plan wanted, plan being written, plan offered,
in force, second version in force, case closed."""
TOPICS: Final = (
    "Alkuhaastattelu", "Suunnitelman läpikäynti", "Kuulumiset ja kysymykset", "Päiväkodin aloitus", "Koulupalaveri",
    "Hakemukset ja kirjeet", "Kotikäynti", "Verkostotapaaminen",
)  # fmt: skip
PLACES: Final = ("Perhekeskus, huone 1", "Perhekeskus, huone 3", "Koulu", "Päiväkoti", "Etäyhteys", "Perheen koti")
MODES: Final = ("on_site", "video", "phone")
FOUND_IN_TIME: Final = 0.93
"""The share of held meetings that needed an interpreter and had one."""
FUNCTIONS: Final = ("Terveydenhoitaja", "Sosiaaliohjaaja", "Varhaiskasvatuksen opettaja", "Kuraattori")
SECTIONS: Final = ("{shared}", "{shared,children}", "{children}", "{shared,children,adults}")


@dataclass(slots=True)
class Work:
    """One case and everything needed to write its rows.

    Attributes:
        today: the day on which the world is meant to be looked at.
        helpers: people of the county who may be asked into the team.
        county_log: what the county's people did, for the county's own chain.
    """

    sheet: Sheet
    chance: Chance
    log: Log
    county_log: Log
    worker: Worker
    helpers: list[Worker]
    today: date
    opened: date
    household: Household
    case: str
    stage: str
    moments: int = field(default=0)

    def moment(self, day: date) -> str:
        """A moment of a working day, in UTC. Never later than seven in the morning when the day is today."""
        number = int(self.chance.random() * 28_800)
        hour, rest = divmod(number, 3600)
        hour = hour // 3 if day >= self.today else hour + 6
        return f"{day}T{hour:02}:{rest // 60:02}:{rest % 60:02}.{int(self.chance.random() * 1_000_000):06}+00:00"

    def record(self, at: str, action: str, subject_type: str, subject: str, codes: str = "{}") -> None:
        self.log.add(at, self.worker.id, "caseworker", action, subject_type, subject, self.case, codes)

    def some_day(self, first: date, last: date) -> date:
        """A day between two, the first one included."""
        return first + timedelta(days=int(self.chance.random() * max(1, (last - first).days)))


def open_case(work: Work, number: int) -> None:
    """The case itself with its responsible worker, first clock and team. `number` is its place in the caseload."""
    lately = max(work.opened, work.today - timedelta(days=30))
    closed = work.some_day(lately, work.today) if work.stage == "closed" else None
    at = work.moment(work.opened)
    unit, ground = work.worker.unit, GROUNDS.pick(work.chance)
    work.sheet.add(
        "casework_case", work.case, at, at, work.household.id, unit.organisation.id, unit.id,
        "closed" if closed else "active", ground, str(work.opened), str(closed or NULL),
    )  # fmt: skip
    work.record(at, "family.registered", "casework.Case", work.case, f'{{"members":{len(work.household.members)}}}')
    _answer_for(work, at, closed)
    has_begun = work.stage != "registered"
    deadline(work, "assessment_start", work.opened, done=has_begun)
    if ground == "contact":
        deadline(work, "contact_taken_up", work.opened, done=has_begun)
    if work.chance.random() < 0.4:
        _team(work)
    _look_at(work)
    _meet(work, number)
    if closed:
        work.record(work.moment(closed), "case.closed", "casework.Case", work.case)


def _answer_for(work: Work, at: str, closed: date | None) -> None:
    """Every sixth family was handed over once by a colleague."""
    until = f"{closed + timedelta(days=1)}" if closed else ""
    handed = work.chance.random() < 0.16 and (work.today - work.opened).days > 120
    since = work.opened
    if handed:
        since = work.opened + timedelta(days=60)
        colleagues = work.worker.unit.workers
        earlier = colleagues[int(work.chance.random() * min(3, len(colleagues)))]
        _responsible(work, at, f"[{work.opened},{since})", earlier.id)
        work.record(work.moment(since), "case.reassigned", "casework.Case", work.case)
    _responsible(work, at, f"[{since},{until})", work.worker.id)


def _responsible(work: Work, at: str, during: str, user: str) -> None:
    work.sheet.add("casework_responsibleworker", work.chance.uuid(), at, at, during, work.case, user)


def _team(work: Work) -> None:
    day = work.some_day(work.opened, work.today)
    at = work.moment(day)
    helper = work.helpers[int(work.chance.random() * len(work.helpers))]
    number = int(work.chance.random() * 4)
    member = work.chance.uuid()
    work.sheet.add(
        "casework_careteammember", member, at, at, f"[{day},)", work.case, helper.id, helper.unit.organisation.id,
        FUNCTIONS[number], SECTIONS[int(work.chance.random() * 4)],
    )  # fmt: skip
    work.record(at, "helper.added", "casework.CareTeamMember", member)
    if day < work.today:
        seen = work.moment(work.some_day(day, work.today))
        work.county_log.add(seen, helper.id, "caseworker", "case.viewed", "casework.Case", work.case, work.case)


def deadline(work: Work, code: str, start: date, subject: str | None = None, *, done: bool) -> date:
    """One clock of a rule, counted as the product counts it. Returns the day on which it is due."""
    rule = rule_for(code, start, work.today)
    due = count(rule, start, days=day_rules()).due_on
    at = work.moment(start)
    made = work.chance.uuid()
    work.sheet.add(
        "casework_deadline", made, at, at, work.case, work.worker.unit.organisation.id, code, str(rule.version),
        subject or NULL, str(start), str(due), str(min(work.today, work.some_day(start, due))) if done else NULL,
        "t" if rule.without_delay else "f",
        str(due - timedelta(days=rule.remind_days)) if rule.remind_days else NULL,
    )  # fmt: skip
    work.record(at, "deadline.started", "casework.Deadline", made, f'{{"rule":"{code}","version":{rule.version}}}')
    return due


def _look_at(work: Work) -> None:
    """Pages that were opened in the course of the work."""
    for _one in range(1 + int(work.chance.random() * 5)):
        at = work.moment(work.some_day(work.opened, work.today))
        work.record(at, "case.viewed", "casework.Case", work.case)


def _meet(work: Work, number: int) -> None:
    """Meetings that were held, and the next one: every ninth family of a caseload is met today."""
    chance = work.chance
    for _one in range(1 + int(chance.random() * 5)):
        _meeting(work, work.some_day(work.opened, work.today - timedelta(days=1)), held=True)
    if work.stage != "closed":
        ahead = 0 if number % 9 == 0 else 1 + int(chance.random() * 20)
        _meeting(work, work.today + timedelta(days=ahead), held=False)


def _meeting(work: Work, day: date, *, held: bool) -> None:
    chance = work.chance
    starts = f"{day}T{6 + int(chance.random() * 8):02}:{int(chance.random() * 4) * 15:02}:00+00:00"
    person: Someone = work.household.members[-1]
    found = "booked" if chance.random() < (FOUND_IN_TIME if held else 0.8) else "missing"
    state = "not_needed" if person.interpreter == "none" else found
    mode = MODES[int(chance.random() * 3)]
    made = work.chance.uuid()
    at = work.moment(min(day, work.today))
    work.sheet.add(
        "casework_meeting", made, at, at, work.case, starts, "60" if state == "not_needed" else "90",
        TOPICS[int(chance.random() * len(TOPICS))], PLACES[int(chance.random() * len(PLACES))], person.language, state,
        "none" if state == "not_needed" else mode,
        f"Tulkki {1000 + int(chance.random() * 9000)}" if state == "booked" else "", at if held else NULL,
    )  # fmt: skip
    work.record(at, "meeting.held" if held else "meeting.planned", "casework.Meeting", made)
