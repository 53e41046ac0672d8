"""The words of the figures: name, what is counted, and what the number does not tell. One entry for each code in
`definitions/figures.toml`; a test sees that none is missing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.insight.rules.definitions import Dimension

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    """A figure in words.

    Attributes:
        name: as a heading.
        numerator, denominator: how many of what, out of how many.
        source: where it is counted from.
        quality: what the number does not tell.
    """

    name: Text
    numerator: Text
    denominator: Text
    source: Text
    quality: Text


_PLANS = _("Family plans and their parts")
_MEETINGS = _("Meetings with families")
_UNIT_TODAY = _(
    "A family is counted where its case was open that month. The unit and the language are those noted today. Where "
    "somebody's address is or was protected, the family is counted in the region's total alone."
)

WORDS: dict[str, Words] = {
    "plan_in_force": Words(
        _("Families with a plan in force"),
        _("Families whose plan was in force on the last day of the month"),
        _("Families whose case was open on the last day of the month"),
        _PLANS,
        _("A plan is voluntary: a family without one may have chosen so. {places}"),
    ),
    "small_children_without_part": Words(
        _("Children under school age without a part in a plan"),
        _("Those of them who had no part of their own in a plan in force"),
        _("Children in open cases who had not reached the August of the year in which they turn 7"),
        _PLANS,
        _("Children whose birth is not known are not counted. {places}"),
    ),
    "reviews_in_time": Words(
        _("Plans looked at again in time"),
        _("Reviews held at the latest on their day"),
        _("Reviews that fell due in the month while the plan was in force"),
        _PLANS,
        _("It does not tell how well a review went. {places}"),
    ),
    "dates_missed": Words(
        _("Dates set by law that were missed"),
        _("Those that were not met on their day"),
        _("Dates that fell due in the month, without paused ones and our own targets"),
        _("The clocks of cases"),
        _("A date may be missed for a good reason; the reason is in the case. {places}"),
    ),
    "meetings_interpreted": Words(
        _("Meetings held with an interpreter"),
        _("Those that were held"),
        _("Meetings of the month for which an interpreter was booked"),
        _MEETINGS,
        _("It tells that an interpreter was booked, not how well the interpreting went. {places}"),
    ),
    "interpreters_found": Words(
        _("Interpreters found when one was needed"),
        _("Those for which an interpreter was booked"),
        _("Meetings of the month for which an interpreter was needed, also those called off"),
        _MEETINGS,
        _("Needs noted in meetings alone: requests to interpreting services are not in the product yet. {places}"),
    ),
    "texts_understood": Words(
        _("Texts that were understood"),
        _("Checks after which the text was understood"),
        _("Checks of understanding made in the month"),
        _("Understanding checks of plans, interviews and meetings"),
        _("Only texts that were checked are counted. {places}"),
    ),
    "taken_on_in_time": Words(
        _("Families taken on in time by a new worker"),
        _("Those that the new worker took on within 7 days"),
        _("Families handed on to another worker whose 7 days ended in the month"),
        _("Who answers for a case"),
        _("Handing on inside one organisation; referrals between organisations are not in the product yet. {places}"),
    ),
    "services_used": Words(
        _("Plans that name a service"),
        _("Those whose plan names a service for at least one step"),
        _("Families whose plan was in force on the last day of the month"),
        _PLANS,
        _("It tells what was agreed on, not whether the family was helped. {places}"),
    ),
    "survey_answered": Words(
        _("People who answered a survey"),
        _("Those who answered"),
        _("People who were asked in surveys that closed in the month"),
        _("Surveys with published results"),
        _("Surveys in which it is not known how many were asked are left out."),
    ),
    "toolkit_reviewed": Words(
        _("Tools reviewed in time"),
        _("Those whose next review was still to come"),
        _("Tools in use on the last day of the month"),
        _("The toolkit"),
        _("Tools that have been archived since are not counted for earlier months either."),
    ),
    "services_in_plain_words": Words(
        _("Services told in plain words"),
        _("Those that were told in plain language too"),
        _("Services offered on the last day of the month whose municipality is known"),
        _("The service directory"),
        _("It tells that there is a plain text, not that it is read."),
    ),
    "criteria_met": Words(
        _("Minimum criteria met"),
        _("Criteria that were met, with evidence that was not too old"),
        _("Criteria that concern the centres, by each one's newest confirmed assessment"),
        _("Assessments by the minimum criteria"),
        _("Centres that have not looked at themselves are not counted."),
    ),
    "referrals_accepted": Words(
        _("Referrals accepted in time"),
        _("Referrals accepted in time"),
        _("Referrals sent"),
        _("Referrals and transfers"),
        _("Not counted yet: referrals between organisations are not in the product yet."),
    ),
    "staff_trained": Words(
        _("Staff who have been trained"),
        _("People who have completed a training"),
        _("People in the target group"),
        _("Trainings"),
        _("Not counted yet: trainings are not in the product yet."),
    ),
    "consultations_answered": Words(
        _("Consultations answered in time"),
        _("Questions answered in time"),
        _("Questions asked"),
        _("The network of key persons"),
        _("Not counted yet: consultations are not in the product yet."),
    ),
    "panel_ideas_answered": Words(
        _("Panel ideas that got an answer"),
        _("Ideas with a published answer"),
        _("Ideas that panels have given"),
        _("Panels of residents and clients"),
        _("Not counted yet: panels are not in the product yet."),
    ),
}

DIMENSIONS: dict[Dimension, Text] = {
    Dimension.ORGANISATION: _("Organisation"),
    Dimension.UNIT: _("Unit"),
    Dimension.LANGUAGE: _("Language"),
}


def quality_of(code: str) -> str:
    """What the number does not tell, with what holds for all that is counted by cases."""
    return str(WORDS[code].quality).replace("{places}", str(_UNIT_TODAY)).strip()
