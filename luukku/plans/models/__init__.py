"""The tables of plans, by subject."""

from luukku.plans.models.assessment import (
    CountyParticipation,
    GroundDecision,
    RelativeInterpreting,
    SkippedAssessment,
    Strength,
)
from luukku.plans.models.interviews import Interview, InterviewTemplate, Need
from luukku.plans.models.parts import Action, Goal, PlanPart, Words
from luukku.plans.models.plan import Confirmation, FamilyPlan, FamilyPlanQuerySet, Review

__all__ = [
    "Action",
    "Confirmation",
    "CountyParticipation",
    "FamilyPlan",
    "FamilyPlanQuerySet",
    "Goal",
    "GroundDecision",
    "Interview",
    "InterviewTemplate",
    "Need",
    "PlanPart",
    "RelativeInterpreting",
    "Review",
    "SkippedAssessment",
    "Strength",
    "Words",
]
