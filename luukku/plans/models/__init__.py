"""The tables of plans, by subject."""

from luukku.plans.models.assessment import (
    CountyParticipation,
    GroundDecision,
    RelativeInterpreting,
    SkippedAssessment,
    Strength,
)
from luukku.plans.models.fitting import Author, OtherPlan, Topic
from luukku.plans.models.interviews import Interview, InterviewTemplate, Need
from luukku.plans.models.parts import Action, Goal, PlanPart, Words
from luukku.plans.models.plan import Confirmation, FamilyPlan, FamilyPlanQuerySet, Review
from luukku.plans.models.reviews import GoalProgress
from luukku.plans.models.talk import Comment, Objection
from luukku.plans.models.translations import TextTranslation

__all__ = [
    "Action",
    "Author",
    "Comment",
    "Confirmation",
    "CountyParticipation",
    "FamilyPlan",
    "FamilyPlanQuerySet",
    "Goal",
    "GoalProgress",
    "GroundDecision",
    "Interview",
    "InterviewTemplate",
    "Need",
    "Objection",
    "OtherPlan",
    "PlanPart",
    "RelativeInterpreting",
    "Review",
    "SkippedAssessment",
    "Strength",
    "TextTranslation",
    "Topic",
    "Words",
]
