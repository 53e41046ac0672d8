"""Every fixed word of a family plan in the language of its reader: one source for the page and for the paper."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import translation
from django.utils.translation import npgettext, pgettext

from luukku.core.days import in_digits
from luukku.language import drafts
from luukku.language import languages as reference

ISOLATE, END = "\u2068", "\u2069"
"""Around a name in a sentence of the other writing direction, so that neither turns the other's marks."""


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
    where_we_want_to_get: str
    whole_family: str
    childrens_parts: str
    adults_parts: str
    own_part: str
    who_sees_this: str
    did_we_understand: str
    nothing_yet: str

    # who said, who sees, who helps
    said_through_interpreter: str
    said_in_own_words: str
    told_by_drawing: str
    shared_part_seen_by_line: str
    childrens_parts_seen_by_line: str
    own_part_seen_by: str
    permission_can_be_taken_back: str
    ask_line: str
    review_line: str

    # actions
    by_line: str
    done_line: str
    service_line: str

    # children, other plans, who wrote it
    topic_early_education: str
    topic_school: str
    topic_health: str
    topic_hobbies: str
    topic_opinion: str
    not_now: str
    place_line: str
    other_plans: str
    other_integration: str
    other_social_welfare: str
    other_early_education: str
    other_school: str
    other_child_welfare: str
    other_other: str
    it_says: str
    it_fits: str
    lasts_until_line: str
    sources_are: str
    made_by_line: str

    # what the family says
    what_you_say_now: str
    answers_line: str
    disagrees_line: str
    disagreeing_is_free: str

    # read aloud, and in pictures
    listen: str
    stop: str
    forward: str
    back: str
    read_aloud: str
    no_voice: str
    in_pictures: str
    who_does_what: str

    # states of the plan
    draft: str
    offered: str
    in_force_line: str
    superseded: str
    ended: str
    version_line: str
    version_of_day_line: str
    page: str

    # confirming and understanding
    confirming_means: str
    confirming_is_free: str
    confirmed_line: str
    not_confirmed_line: str
    method_own_words: str
    method_read: str
    method_interpreted: str
    result_understood: str
    result_partly: str
    result_not_yet: str

    # honesty about languages
    unprintable: str
    draft_text: str
    draft_texts: str

    def listed(self, names: Iterable[str]) -> str:
        """Names one after another, with the comma of the language."""
        comma = "、" if self.language == "zh" else "، " if self.direction == "rtl" else ", "
        return comma.join(name for name in names if name)

    def isolated(self, name: str) -> str:
        """A name, with its title or without, that keeps its own direction inside a sentence of this language."""
        is_turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
        return f"{ISOLATE}{name}{END}" if name and (self.direction == "rtl" or is_turned) else name

    def seen_by(self, line: str, names: Iterable[str]) -> str:
        """Who reads a part: the line of that name with these people in it; empty when there are none."""
        listed = self.listed(self.isolated(name) for name in names)
        return str(getattr(self, line)) % {"names": listed} if listed else ""

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
    return in_digits(on)


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
            **_around(),
            **_talk(),
            **_aloud(),
            **_states(),
            **_confirming(),
            **_honesty(),
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
        "where_we_want_to_get": pgettext("family", "Where we want to get"),
        "whole_family": pgettext("family", "The whole family"),
        "childrens_parts": pgettext("family", "The children's parts"),
        "adults_parts": pgettext("family", "The adults' parts"),
        "own_part": pgettext("family", "Own part"),
        "who_sees_this": pgettext("family", "Who sees this"),
        "did_we_understand": pgettext("family", "Did we understand each other?"),
        "nothing_yet": pgettext("family", "Nothing has been written here yet."),
    }


def _people() -> dict[str, str]:
    return {
        "said_through_interpreter": pgettext("family", "Said through an interpreter"),
        "said_in_own_words": pgettext("family", "In own words"),
        "told_by_drawing": pgettext("family", "Told by drawing"),
        "shared_part_seen_by_line": pgettext("family", "The shared part is seen by: %(names)s."),
        "childrens_parts_seen_by_line": pgettext(
            "family", "The children's parts are seen by the children's guardians and by: %(names)s."
        ),
        "own_part_seen_by": pgettext(
            "family", "An adult's own part is seen only by that adult and by the workers who help the family."
        ),
        "permission_can_be_taken_back": pgettext("family", "You can take your permission back whenever you like."),
        "ask_line": pgettext("family", "If you have questions, ask: %(name)s."),
        "review_line": pgettext("family", "We look at this plan together by %(date)s."),
    }


def _actions() -> dict[str, str]:
    return {
        "by_line": pgettext("family", "by %(date)s"),
        "done_line": pgettext("family", "done %(date)s"),
        "service_line": pgettext("family", "Service: %(name)s"),
    }


def _around() -> dict[str, str]:
    return {
        "topic_early_education": pgettext("family", "Day care"),
        "topic_school": pgettext("family", "School"),
        "topic_health": pgettext("family", "Health clinic for children"),
        "topic_hobbies": pgettext("family", "Hobbies and free time"),
        "topic_opinion": pgettext("family", "What the child thinks"),
        "not_now": pgettext("family", "Not now, because:"),
        "place_line": pgettext("family", "A place is wished from %(date)s."),
        "other_plans": pgettext("family", "Your other plans"),
        "other_integration": pgettext("family", "Integration plan"),
        "other_social_welfare": pgettext("family", "Plan with social services"),
        "other_early_education": pgettext("family", "Child's plan in day care"),
        "other_school": pgettext("family", "Plan at school"),
        "other_child_welfare": pgettext("family", "Plan with child welfare"),
        "other_other": pgettext("family", "Another plan"),
        "it_says": pgettext("family", "It says:"),
        "it_fits": pgettext("family", "How this plan fits with it:"),
        "lasts_until_line": pgettext("family", "We mean this plan to last until %(date)s."),
        "sources_are": pgettext("family", "Where what is written here comes from:"),
        "made_by_line": pgettext("family", "Written by: %(names)s."),
    }


def _talk() -> dict[str, str]:
    return {
        "what_you_say_now": pgettext("family", "What you say about this plan"),
        "answers_line": pgettext("family", "%(name)s answers:"),
        "disagrees_line": pgettext("family", "%(name)s: understood, does not agree, %(date)s"),
        "disagreeing_is_free": pgettext(
            "family", "You can understand the plan and still not agree. We write that down too."
        ),
    }


def _aloud() -> dict[str, str]:
    return {
        "listen": pgettext("family", "Listen"),
        "stop": pgettext("family", "Stop"),
        "forward": pgettext("family", "Next"),
        "back": pgettext("family", "Back"),
        "read_aloud": pgettext("family", "Listen to the plan"),
        "no_voice": pgettext(
            "family", "This device cannot speak your language. Somebody can read the text aloud to you."
        ),
        "in_pictures": pgettext("family", "Our plan in pictures"),
        "who_does_what": pgettext("family", "Who does what"),
    }


def _states() -> dict[str, str]:
    return {
        "draft": pgettext("family", "We are still writing this"),
        "offered": pgettext("family", "Waiting for your answer"),
        "in_force_line": pgettext("family", "In use since %(date)s"),
        "superseded": pgettext("family", "There is a newer version"),
        "ended": pgettext("family", "Ended"),
        "version_line": pgettext("family", "Version %(number)s"),
        "version_of_day_line": pgettext("family", "Version %(number)s, %(date)s"),
        "page": pgettext("family", "Page"),
    }


def _confirming() -> dict[str, str]:
    return {
        "confirming_means": pgettext("family", "To confirm means: I understand this plan and I agree with it."),
        "confirming_is_free": pgettext("family", "You do not have to confirm. We can talk and change the text."),
        "confirmed_line": pgettext("family", "%(name)s: confirmed %(date)s"),
        "not_confirmed_line": pgettext("family", "%(name)s: not confirmed yet"),
        "method_own_words": pgettext("family", "Told the plan in own words"),
        "method_read": pgettext("family", "Read the plan in own language"),
        "method_interpreted": pgettext("family", "Heard the plan through an interpreter and answered questions"),
        "result_understood": pgettext("family", "Understood"),
        "result_partly": pgettext("family", "Understood partly. We talk about it again."),
        "result_not_yet": pgettext("family", "Not understood yet. We go through it again."),
    }


def _honesty() -> dict[str, str]:
    return {
        "unprintable": pgettext("family", "Some letters could not be printed. The mark □ stands in their place."),
        "draft_text": pgettext("family", "Draft translation"),
        "draft_texts": pgettext(
            "family",
            "Some texts here are draft translations. Nobody has checked them yet. Ask if something is unclear.",
        ),
    }
