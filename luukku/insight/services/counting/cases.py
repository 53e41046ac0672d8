"""What each case adds to each figure: one SELECT for each figure, over `c`, the cases that are counted, and `plan`,
their plans with the days on which they held.

What stands answers rows of (case_id, from_on, until_on, numerator, denominator); see `models.Fact` for what they mean.
What happens answers (case_id, day, numerator, denominator); all of a month stands in one fact.
"""

from typing import Final

from luukku.plans.rules.childhood import SCHOOL_BEGINS_IN_MONTH, SCHOOL_YEAR_OF_LIFE

TAKEN_ON_WITHIN_DAYS: Final = 7
"""What a new worker has to take a family on. Source: docs/rules/insight.md, rule 7."""

TERMS: Final = {
    "school_year": SCHOOL_YEAR_OF_LIFE, "school_month": SCHOOL_BEGINS_IN_MONTH, "days": TAKEN_ON_WITHIN_DAYS,
}  # fmt: skip
"""What the statements below are given beside the cases."""

STANDS: Final[dict[str, str]] = {
    "plan_in_force": """
        SELECT id, opened_on, closed_on, 0, 1 FROM c
        UNION ALL SELECT case_id, from_on, until_on, 1, 0 FROM plan
    """,
    # Under school age: until the month in which school begins.
    "small_children_without_part": """
        WITH child AS (
            SELECT c.id AS case_id, m.person_id,
                   greatest(lower(m.during), c.opened_on, h.birth_on) AS from_on,
                   least(upper(m.during), c.closed_on, h.died_on,
                         make_date(extract(year FROM h.birth_on)::int + %(school_year)s, %(school_month)s, 1)
                   ) AS until_on
            FROM c JOIN casework_familymembership m ON m.family_id = c.family_id
                   JOIN casework_person h ON h.id = m.person_id
            WHERE m.role = 'child' AND m.residence <> 'elsewhere' AND NOT m.is_set_aside
              AND h.birth_on IS NOT NULL AND h.merged_into_id IS NULL
        )
        SELECT case_id, from_on, until_on, 1, 1 FROM child
        UNION ALL
        SELECT child.case_id, greatest(child.from_on, plan.from_on), least(child.until_on, plan.until_on), -1, 0
        FROM child JOIN plan ON plan.case_id = child.case_id
        WHERE EXISTS (SELECT FROM plans_planpart part
                      WHERE part.plan_id = plan.plan_id AND part.person_id = child.person_id AND part.kind = 'child')
    """,
    "services_used": """
        SELECT case_id, from_on, until_on,
               EXISTS (SELECT FROM plans_planpart part JOIN plans_goal g ON g.part_id = part.id
                       JOIN plans_action a ON a.goal_id = g.id
                       WHERE part.plan_id = plan.plan_id AND a.service <> '')::int, 1
        FROM plan
    """,
}
"""By the code of the figure: how things stood."""

HAPPENS: Final[dict[str, str]] = {
    "reviews_in_time": """
        SELECT c.id, r.due_on, (r.held_on IS NOT NULL AND r.held_on <= r.due_on)::int, 1
        FROM c JOIN plans_familyplan p ON p.case_id = c.id JOIN plans_review r ON r.plan_id = p.id
    """,
    "dates_missed": """
        SELECT c.id, d.due_on, (d.done_on IS NULL OR d.done_on > d.due_on)::int, 1
        FROM c JOIN casework_deadline d ON d.case_id = c.id WHERE NOT d.is_target AND NOT d.is_paused
    """,
    "meetings_interpreted": """
        SELECT c.id, (m.starts_at AT TIME ZONE 'Europe/Helsinki')::date, (m.held_at IS NOT NULL)::int, 1
        FROM c JOIN casework_meeting m ON m.case_id = c.id WHERE m.interpreter_state = 'booked'
    """,
    "interpreters_found": """
        SELECT c.id, (m.starts_at AT TIME ZONE 'Europe/Helsinki')::date, (m.interpreter_state = 'booked')::int, 1
        FROM c JOIN casework_meeting m ON m.case_id = c.id WHERE m.interpreter_state <> 'not_needed'
    """,
    "texts_understood": """
        SELECT c.id, (u.checked_at AT TIME ZONE 'Europe/Helsinki')::date, (u.result = 'understood')::int, 1
        FROM c JOIN casework_understandingcheck u ON u.case_id = c.id
    """,
    "taken_on_in_time": """
        SELECT id, due_on, (accepted_on IS NOT NULL AND accepted_on <= due_on)::int, 1
        FROM (SELECT c.id, (w.handed_at AT TIME ZONE 'Europe/Helsinki')::date + %(days)s AS due_on,
                     (w.accepted_at AT TIME ZONE 'Europe/Helsinki')::date AS accepted_on
              FROM c JOIN casework_responsibleworker w ON w.case_id = c.id WHERE w.handed_at IS NOT NULL) AS handed
    """,
}
"""By the code of the figure: what happened."""

FIGURES: Final = (*STANDS, *HAPPENS)

# A family stands apart from the first protected address on, for good: a family that came back into a town's figures
# would be told by the difference.
WHO: Final = """
    c AS MATERIALIZED (
        SELECT k.id, k.family_id, k.organisation_id, k.opened_on, k.closed_on, a.is_apart,
               CASE WHEN NOT a.is_apart THEN k.unit_id END AS unit_id,
               CASE WHEN a.is_apart THEN '' WHEN f.language = ANY(%(languages)s) THEN f.language ELSE %(other)s END
               AS language
        FROM casework_case k JOIN casework_family f ON f.id = k.family_id
        CROSS JOIN LATERAL (SELECT EXISTS (
            SELECT FROM casework_familymembership m JOIN casework_addressprotection p ON p.person_id = m.person_id
            WHERE m.family_id = k.family_id AND NOT m.is_set_aside) AS is_apart) AS a
        WHERE %(cases)s::uuid[] IS NULL OR k.id = ANY(%(cases)s::uuid[])
    ),
    plan AS (
        SELECT c.id AS case_id, p.id AS plan_id,
               greatest(p.in_force_on, c.opened_on) AS from_on, least(p.ended_on, c.closed_on) AS until_on
        FROM c JOIN plans_familyplan p ON p.case_id = c.id
        WHERE p.in_force_on IS NOT NULL AND p.state IN ('in_force', 'superseded', 'ended')
    )
"""

WRITE: Final = """
    WITH {who}
    INSERT INTO insight_fact
        (figure, case_id, organisation_id, unit_id, language, is_apart, from_on, until_on, numerator, denominator)
    SELECT %(figure)s, c.id, c.organisation_id, c.unit_id, c.language, c.is_apart, s.from_on, s.until_on, s.numerator,
           s.denominator
    FROM (
        SELECT case_id, from_on, until_on, sum(numerator) AS numerator, sum(denominator) AS denominator
        FROM ({spans}) AS told(case_id, from_on, until_on, numerator, denominator)
        WHERE until_on IS NULL OR (until_on > from_on AND until_on > %(since)s)
        GROUP BY case_id, from_on, until_on
    ) AS s JOIN c ON c.id = s.case_id
"""

MONTHS: Final = """
    SELECT case_id, date_trunc('month', day)::date, (date_trunc('month', day) + interval '1 month')::date,
           numerator, denominator
    FROM ({days}) AS day(case_id, day, numerator, denominator)
"""


def writing(figure: str) -> str:
    """The statement that writes a figure's facts; those over before the first month that is counted are left out."""
    spans = STANDS.get(figure) or MONTHS.replace("{days}", HAPPENS[figure])
    return WRITE.replace("{who}", WHO).replace("{spans}", spans)


ADD: Final = """
    INSERT INTO insight_cell AS cell (
        figure, month, organisation_id, unit_id, language, is_apart, numerator, denominator, cases, cases_in, cases_out)
    SELECT figure, month, organisation_id, unit_id, language, is_apart, %(sign)s * sum(numerator),
           %(sign)s * sum(denominator), %(sign)s * count(*), %(sign)s * count(*) FILTER (WHERE numerator > 0),
           %(sign)s * count(*) FILTER (WHERE numerator < denominator)
    FROM (
        SELECT min(f.figure) AS figure, m.month::date AS month, any_value(f.organisation_id) AS organisation_id,
               any_value(f.unit_id) AS unit_id, any_value(f.language) AS language, bool_or(f.is_apart) AS is_apart,
               sum(f.numerator)::int AS numerator, sum(f.denominator)::int AS denominator
        FROM insight_fact f CROSS JOIN LATERAL generate_series(
            greatest(date_trunc('month', f.from_on::timestamp), %(first)s::timestamp),
            least(date_trunc('month', f.until_on::timestamp) - interval '1 month', %(last)s::timestamp),
            interval '1 month'
        ) AS m(month)
        WHERE f.figure = %(figure)s AND (%(cases)s::uuid[] IS NULL OR f.case_id = ANY(%(cases)s::uuid[]))
        GROUP BY f.case_id, m.month
        HAVING sum(f.denominator) > 0
    ) AS by_case
    GROUP BY figure, month, organisation_id, unit_id, language, is_apart
    ON CONFLICT (figure, month, organisation_id, unit_id, language, is_apart) DO UPDATE SET
        numerator = cell.numerator + EXCLUDED.numerator, denominator = cell.denominator + EXCLUDED.denominator,
        cases = cell.cases + EXCLUDED.cases, cases_in = cell.cases_in + EXCLUDED.cases_in,
        cases_out = cell.cases_out + EXCLUDED.cases_out
"""
"""What the facts of the cases add to the cells of some months; with the sign -1 it is taken back."""
