"""Attacks 25, 26, 43 and 48: who may say yes to which text, and what their last yes does."""

from luukku.plans.tests import factories as make


def test_the_last_yes_puts_the_plan_in_force(db):
    plan = make.a_plan_in_force()

    assert plan.state == "in_force"
