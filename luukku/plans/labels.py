"""Every fixed word of a family plan in the language of its reader: one source for the page and for the paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import translation
from django.utils.translation import npgettext, pgettext

from luukku.language import drafts
from luukku.language import languages as reference


@dataclass(frozen=True, slots=True)
class PlanLabels:
    """The words of one language. Those ending in _line hold named places, to be filled with `%`."""

    language: str
    direction: reference.Direction
    draft_note: str  # empty when a native speaker has checked the language

    # the letter
    our_plan: str
    plan_of_line: str
    greeting_line: str
    intro: str
    voluntary: str
    voluntary_beside_law: str
    services_go_on: str

    # its parts
    what_you_said: str
    what_we_think: str
    thinks_line: str
    what_you_need: str
    where_we_want_to_get: str
    what_we_do: str
    whole_family: str
    childrens_parts: str
    adults_parts: str
    own_part: str
    who_sees_this: str
    next_review: str
    who_to_ask: str
    did_we_understand: str
    nothing_yet: str

    # who said, who sees, who helps
    said_through_interpreter: str
    said_in_own_words: str
    told_by_drawing: str
    shared_part_seen_by_line: str
    own_part_seen_by: str
    permission_can_be_taken_back: str
    ask_line: str
    your_worker_line: str
    review_line: str

    # actions
    who: str
    what: str
    by_when: str
    by_line: str
    starting_line: str
    not_started: str
    under_way: str
    done: str
    done_line: str
    left_out: str

    # states of the plan
    draft: str
    offered: str
    offered_line: str
    confirmed: str
    in_force: str
    in_force_line: str
    superseded: str
    ended: str
    version_line: str
    version_of_day_line: str
    page: str
    page_line: str
    text_code: str

    # confirming and understanding
    confirming_means: str
    confirming_is_free: str
    confirmed_line: str
    not_confirmed_line: str
    wants_changes_line: str
    guardian: str
    worker: str
    representative: str
    interpreter: str
    interpreter_line: str
    language_line: str
    method_own_words: str
    method_read: str
    method_interpreted: str
    result_understood: str
    result_partly: str
    result_not_yet: str

    # honesty about languages
    not_translated_line: str
    other_language_line: str
    machine_translated: str
    unprintable: str

    # what a reader can do
    confirm_plan: str
    suggest_change: str
    ask_for_interpreter: str
    print_plan: str

    # areas of life
    domain_language: str
    domain_work: str
    domain_education: str
    domain_housing: str
    domain_health: str
    domain_early_education: str
    domain_school: str
    domain_livelihood: str
    domain_participation: str
    domain_safety: str
    domain_parenthood: str

    def listed(self, names: Iterable[str]) -> str:
        """Names one after another, with the comma of the language."""
        comma = "、" if self.language == "zh" else "، " if self.direction == "rtl" else ", "
        return comma.join(name for name in names if name)

    def domain(self, code: str) -> str:
        """The area of life a need belongs to; the code itself when it has no words."""
        return str(getattr(self, f"domain_{code}", code))

    def method(self, code: str) -> str:
        """How understanding was checked: own_words, read or interpreted."""
        return str(getattr(self, f"method_{code}", code))

    def result(self, code: str) -> str:
        """What the check showed: understood, partly or not_yet."""
        return str(getattr(self, f"result_{code}", code))

    def age(self, years: int) -> str:
        """A person's age in whole years."""
        with translation.override(self.language):
            if years < 1:
                return pgettext("family", "less than one year old")
            return npgettext("family", "%(years)d year", "%(years)d years", years) % {"years": years}


def day(on: date) -> str:
    """A day as it is written in every language here, so that two people can point at the same one: 27.11.2026."""
    return f"{on.day}.{on.month}.{on.year}"


@cache
def plan_labels(language: str) -> PlanLabels:
    """The words in a family language; another language gets those of its interface language."""
    shown = reference.interface_language(language)
    with translation.override(shown):
        return PlanLabels(
            language=shown,
            direction=reference.direction(shown),
            draft_note=_draft_note() if drafts.is_draft(shown) else "",
            **_letter(),
            **_parts(),
            **_people(),
            **_actions(),
            **_states(),
            **_confirming(),
            **_honesty(),
            **_domains(),
        )


def _draft_note() -> str:
    return pgettext("family", "The headings here are a draft translation. A native speaker has not checked them yet.")


def _letter() -> dict[str, str]:
    return {
        "our_plan": pgettext("family", "Our plan"),
        "plan_of_line": pgettext("family", "Our plan: %(family)s"),
        "greeting_line": pgettext("family", "Hello %(names)s."),
        "intro": pgettext("family", "Here you can read what you hope for, what we do together and who helps."),
        "voluntary": pgettext("family", "This plan is voluntary. You can change it or end it whenever you like."),
        "voluntary_beside_law": pgettext(
            "family",
            "This is your family's own plan. Some of you may also have an integration plan based on the law. "
            "It stays as it is, beside this plan.",
        ),
        "services_go_on": pgettext("family", "Saying no to this plan takes no services away from you."),
    }


def _parts() -> dict[str, str]:
    return {
        "what_you_said": pgettext("family", "What you said"),
        "what_we_think": pgettext("family", "What we think"),
        "thinks_line": pgettext("family", "%(name)s thinks:"),
        "what_you_need": pgettext("family", "What you need"),
        "where_we_want_to_get": pgettext("family", "Where we want to get"),
        "what_we_do": pgettext("family", "What we do"),
        "whole_family": pgettext("family", "The whole family"),
        "childrens_parts": pgettext("family", "The children's parts"),
        "adults_parts": pgettext("family", "The adults' parts"),
        "own_part": pgettext("family", "Own part"),
        "who_sees_this": pgettext("family", "Who sees this"),
        "next_review": pgettext("family", "When we look at this again"),
        "who_to_ask": pgettext("family", "Who you can ask"),
        "did_we_understand": pgettext("family", "Did we understand each other?"),
        "nothing_yet": pgettext("family", "Nothing has been written here yet."),
    }


def _people() -> dict[str, str]:
    return {
        "said_through_interpreter": pgettext("family", "Said through an interpreter"),
        "said_in_own_words": pgettext("family", "In own words"),
        "told_by_drawing": pgettext("family", "Told by drawing"),
        "shared_part_seen_by_line": pgettext("family", "The shared part is seen by: %(names)s."),
        "own_part_seen_by": pgettext(
            "family", "An adult's own part is seen only by that adult and by the workers who help the family."
        ),
        "permission_can_be_taken_back": pgettext("family", "You can take your permission back whenever you like."),
        "ask_line": pgettext("family", "If you have questions, ask: %(name)s."),
        "your_worker_line": pgettext("family", "Your worker: %(name)s"),
        "review_line": pgettext("family", "We look at this plan together by %(date)s."),
    }


def _actions() -> dict[str, str]:
    return {
        "who": pgettext("family", "Who"),
        "what": pgettext("family", "What"),
        "by_when": pgettext("family", "By when"),
        "by_line": pgettext("family", "by %(date)s"),
        "starting_line": pgettext("family", "starting %(date)s"),
        "not_started": pgettext("family", "Not started yet"),
        "under_way": pgettext("family", "Under way"),
        "done": pgettext("family", "Done"),
        "done_line": pgettext("family", "done %(date)s"),
        "left_out": pgettext("family", "Left out"),
    }


def _states() -> dict[str, str]:
    return {
        "draft": pgettext("family", "We are still writing this"),
        "offered": pgettext("family", "Waiting for your answer"),
        "offered_line": pgettext("family", "Given to you to read on %(date)s"),
        "confirmed": pgettext("family", "Confirmed"),
        "in_force": pgettext("family", "In use"),
        "in_force_line": pgettext("family", "In use since %(date)s"),
        "superseded": pgettext("family", "There is a newer version"),
        "ended": pgettext("family", "Ended"),
        "version_line": pgettext("family", "Version %(number)s"),
        "version_of_day_line": pgettext("family", "Version %(number)s, %(date)s"),
        "page": pgettext("family", "Page"),
        "page_line": pgettext("family", "Page %(page)s of %(pages)s"),
        "text_code": pgettext("family", "Code of this text"),
    }


def _confirming() -> dict[str, str]:
    return {
        "confirming_means": pgettext("family", "To confirm means: I understand this plan and I agree with it."),
        "confirming_is_free": pgettext("family", "You do not have to confirm. We can talk and change the text."),
        "confirmed_line": pgettext("family", "%(name)s: confirmed %(date)s"),
        "not_confirmed_line": pgettext("family", "%(name)s: not confirmed yet"),
        "wants_changes_line": pgettext("family", "%(name)s: wants to change something"),
        "guardian": pgettext("family", "Guardian"),
        "worker": pgettext("family", "Worker"),
        "representative": pgettext("family", "The child's representative"),
        "interpreter": pgettext("family", "Interpreter"),
        "interpreter_line": pgettext("family", "Interpreter: %(name)s"),
        "language_line": pgettext("family", "Language: %(language)s"),
        "method_own_words": pgettext("family", "Told the plan in own words"),
        "method_read": pgettext("family", "Read the plan in own language"),
        "method_interpreted": pgettext("family", "Heard the plan through an interpreter and answered questions"),
        "result_understood": pgettext("family", "Understood"),
        "result_partly": pgettext("family", "Understood partly. We talk about it again."),
        "result_not_yet": pgettext("family", "Not understood yet. We go through it again."),
        "confirm_plan": pgettext("family", "Confirm the plan"),
        "suggest_change": pgettext("family", "Suggest a change"),
        "ask_for_interpreter": pgettext("family", "Ask for an interpreter"),
        "print_plan": pgettext("family", "Print the plan"),
    }


def _honesty() -> dict[str, str]:
    return {
        "not_translated_line": pgettext(
            "family", "This part has not been translated yet. It is in this language: %(language)s."
        ),
        "other_language_line": pgettext(
            "family", "We do not have the headings in this language: %(language)s. They are in: %(shown)s."
        ),
        "machine_translated": pgettext("family", "A machine translated this part. There may be mistakes in it."),
        "unprintable": pgettext("family", "Some letters could not be printed. The mark □ stands in their place."),
    }


def _domains() -> dict[str, str]:
    return {
        "domain_language": pgettext("family", "Language"),
        "domain_work": pgettext("family", "Work"),
        "domain_education": pgettext("family", "Studies"),
        "domain_housing": pgettext("family", "Home and housing"),
        "domain_health": pgettext("family", "Health and wellbeing"),
        "domain_early_education": pgettext("family", "Day care and early education"),
        "domain_school": pgettext("family", "School"),
        "domain_livelihood": pgettext("family", "Money and livelihood"),
        "domain_participation": pgettext("family", "Friends and free time"),
        "domain_safety": pgettext("family", "Safety"),
        "domain_parenthood": pgettext("family", "Being a parent"),
    }
