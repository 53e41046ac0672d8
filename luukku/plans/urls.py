"""Addresses of interviews, needs and plans."""

from django.urls import path

from luukku.plans.views import actions, interviews, letters, needs, printing, reviews, steps, texts

app_name = "plans"
urlpatterns = [
    path("cases/<uuid:pk>/interview/", interviews.interview_start, name="interview-start"),
    path("interviews/<uuid:pk>/", interviews.interview, name="interview"),
    path("interviews/<uuid:pk>/speaking/", interviews.interview_speaking, name="interview-speaking"),
    path("cases/<uuid:pk>/needs/", needs.need_list, name="need-list"),
    path("cases/<uuid:pk>/needs/new/", needs.need_add, name="need-add"),
    path("needs/<uuid:pk>/", needs.need_edit, name="need-edit"),
    path("needs/<uuid:pk>/drop/", needs.need_drop, name="need-drop"),
    path("needs/<uuid:pk>/met/", needs.need_met, name="need-met"),
    path("cases/<uuid:pk>/plan/", letters.case_plan, name="case-plan"),
    path("cases/<uuid:pk>/plan/start/", steps.plan_start, name="plan-start"),
    path("cases/<uuid:pk>/plans/", reviews.plan_history, name="plan-history"),
    path("plans/<uuid:pk>/", letters.plan, name="plan"),
    path("plans/<uuid:pk>/family/", letters.plan_family, name="plan-family"),
    path("plans/<uuid:pk>/pdf/", printing.plan_pdf, name="plan-pdf"),
    path("plans/<uuid:pk>/greeting/", texts.greeting, name="greeting"),
    path("plans/<uuid:pk>/offer/", steps.plan_offer, name="plan-offer"),
    path("plans/<uuid:pk>/aloud/", steps.plan_aloud, name="plan-aloud"),
    path("plans/<uuid:pk>/members/", steps.plan_members, name="plan-members"),
    path("plans/<uuid:pk>/discard/", steps.plan_discard, name="plan-discard"),
    path("plans/<uuid:pk>/withdraw/", steps.plan_withdraw, name="plan-withdraw"),
    path("plans/<uuid:pk>/revise/", steps.plan_revise, name="plan-revise"),
    path("plans/<uuid:pk>/confirm/worker/", steps.plan_confirm_worker, name="plan-confirm-worker"),
    path("plans/<uuid:pk>/confirm/<uuid:person>/", steps.plan_confirm, name="plan-confirm"),
    path("plans/<uuid:pk>/settle/", steps.plan_settle, name="plan-settle"),
    path("plans/<uuid:pk>/compare/<uuid:older>/", reviews.plan_compare, name="plan-compare"),
    path("plans/parts/<uuid:pk>/view/", texts.part_view, name="part-view"),
    path("plans/parts/<uuid:pk>/words/", texts.words_add, name="words-add"),
    path("plans/words/<uuid:pk>/", texts.words_edit, name="words-edit"),
    path("plans/words/<uuid:pk>/remove/", texts.words_remove, name="words-remove"),
    path("plans/parts/<uuid:pk>/goals/", texts.goal_add, name="goal-add"),
    path("plans/goals/<uuid:pk>/", texts.goal_edit, name="goal-edit"),
    path("plans/goals/<uuid:pk>/remove/", texts.goal_remove, name="goal-remove"),
    path("plans/goals/<uuid:pk>/actions/", actions.action_add, name="action-add"),
    path("plans/actions/<uuid:pk>/", actions.action_edit, name="action-edit"),
    path("plans/actions/<uuid:pk>/remove/", actions.action_remove, name="action-remove"),
    path("plans/actions/<uuid:pk>/done/", actions.action_done, name="action-done"),
    path("plans/reviews/<uuid:pk>/", reviews.review_hold, name="review-hold"),
]
