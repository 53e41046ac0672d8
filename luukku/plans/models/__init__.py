"""The tables of plans, by subject."""

from luukku.plans.models.interviews import Interview, InterviewTemplate, Need
from luukku.plans.models.parts import Action, Goal, PlanPart, Words
from luukku.plans.models.plan import Confirmation, FamilyPlan, FamilyPlanQuerySet, Review

__all__ = [
    "Action",
    "Confirmation",
    "FamilyPlan",
    "FamilyPlanQuerySet",
    "Goal",
    "Interview",
    "InterviewTemplate",
    "Need",
    "PlanPart",
    "Review",
    "Words",
]
