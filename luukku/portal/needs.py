"""The doors of the front page: what somebody needs, and the first things to do. Plain words from the start."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Need:
    """One door.

    Attributes:
        steps: what to do first, a sentence or two each; docs/rules/portal.md tells on what they rest.
        ways: names of pages that lead on.
    """

    slug: str
    title: str | Promise
    pictogram: str
    steps: tuple[str | Promise, ...]
    ways: tuple[str, ...] = ()


NEEDS: Final[tuple[Need, ...]] = (
    Need(
        "moved",
        pgettext_lazy("family", "I have just moved"),
        "flag",
        (
            pgettext_lazy("family", "Tell your new address to the authorities within one week of moving."),
            pgettext_lazy("family", "Ask your municipality what it can do for you. Asking is free of charge."),
            pgettext_lazy("family", "Ask Kela whether you are covered by social security in Finland."),
        ),
        (
            "counselling",
            "places",
        ),
    ),
    Need(
        "housing",
        pgettext_lazy("family", "Housing"),
        "home",
        (
            pgettext_lazy("family", "Ask your municipality how to apply for a home to rent."),
            pgettext_lazy("family", "If you can't pay the rent, ask for help before it is late."),
            pgettext_lazy("family", "Do not pay anything before you have seen the home and have a written agreement."),
        ),
        ("counselling",),
    ),
    Need(
        "child",
        pgettext_lazy("family", "My child"),
        "child",
        (
            pgettext_lazy("family", "Apply for day care four months before you need it."),
            pgettext_lazy("family", "If you suddenly get work or a place to study, apply two weeks before."),
            pgettext_lazy("family", "The maternity and child health clinic is free of charge. Call and book a time."),
            pgettext_lazy(
                "family",
                "A child who lives in Finland starts school in the autumn of the year of the seventh birthday.",
            ),
        ),
        (
            "places",
            "events",
        ),
    ),
    Need(
        "health",
        pgettext_lazy("family", "Health"),
        "health",
        (
            pgettext_lazy("family", "When care can't wait, call 116 117 before you go."),
            pgettext_lazy("family", "You can also talk about a heavy mind at the health centre."),
            pgettext_lazy("family", "In an emergency everybody is treated."),
        ),
        ("help",),
    ),
    Need(
        "language",
        pgettext_lazy("family", "Languages and interpreting"),
        "language",
        (
            pgettext_lazy("family", "Ask your municipality about language courses. Some of them look after children."),
            pgettext_lazy("family", "Ask for an interpreter when you book a time. Your child must not interpret."),
            pgettext_lazy("family", "The interpreter costs you nothing and may tell nobody what was said."),
        ),
        (
            "counselling",
            "events",
        ),
    ),
    Need(
        "work",
        pgettext_lazy("family", "Work and studies"),
        "work",
        (
            pgettext_lazy("family", "Register as a jobseeker. The first talk is within five working days."),
            pgettext_lazy("family", "If you are paid too little, ask the occupational safety authority."),
        ),
        ("counselling",),
    ),
    Need(
        "safety",
        pgettext_lazy("family", "Safety"),
        "safety",
        (
            pgettext_lazy("family", "In danger call 112. You need not be sure."),
            pgettext_lazy("family", "A shelter takes you and your children at any hour."),
            pgettext_lazy("family", "Violence at home is a crime, whoever does it."),
        ),
        ("help",),
    ),
    Need(
        "rights",
        pgettext_lazy("family", "My rights"),
        "rights",
        (
            pgettext_lazy("family", "Nobody may treat you worse because of your origin, language or religion."),
            pgettext_lazy("family", "You may ask which office keeps data about you, and see it."),
            pgettext_lazy("family", "The letter of a decision tells how to appeal and by which day."),
        ),
        (
            "discrimination",
            "counselling",
        ),
    ),
)

BY_SLUG: Final = {need.slug: need for need in NEEDS}
