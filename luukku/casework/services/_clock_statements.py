"""What the nightly run asks of the database: sets of rows, never one family at a time.

Every statement may be repeated without harm: it starts only what has never run and changes only what is not yet so.
Parameters: `cases` (the batch), `day`, and the rule's numbers.
"""

NEXT_CASES = """
SELECT id FROM casework_case
WHERE state <> 'closed' AND (%(cursor)s::uuid IS NULL OR id > %(cursor)s::uuid)
ORDER BY id LIMIT %(most)s
"""

_INSERT = """
INSERT INTO casework_deadline
    (id, updated_at, case_id, organisation_id, rule, rule_version, subject_id, started_on, due_on, remind_on)
SELECT gen_random_uuid(), %(at)s, found.case_id, found.organisation_id, %(rule)s, %(version)s, found.subject_id,
    found.started_on, found.due_on, found.due_on - %(remind_days)s
FROM (
"""

_INTO = """
) AS found
WHERE NOT EXISTS (
    SELECT FROM casework_deadline AS known
    WHERE known.case_id = found.case_id AND known.rule = %(rule)s AND known.subject_id = found.subject_id
)
ON CONFLICT DO NOTHING
RETURNING case_id
"""

_MEMBERS = """
casework_case AS c
JOIN casework_familymembership AS m ON m.family_id = c.family_id AND m.during @> %(day)s::date
JOIN casework_person AS p ON p.id = m.person_id
"""


def _starting(found: str) -> str:
    """A statement that starts a clock for each row found; `{members}` stands for the people of the batch's families."""
    return _INSERT + found.replace("{members}", _MEMBERS) + _INTO


START_ENDING_PROTECTIONS = _starting("""
    SELECT DISTINCT c.id AS case_id, c.organisation_id, a.id AS subject_id,
        upper(a.during) - 1 AS started_on, upper(a.during) - 1 AS due_on
    FROM {members}
    JOIN casework_addressprotection AS a ON a.person_id = p.id
    WHERE c.id = ANY(%(cases)s) AND a.end_confirmed_on IS NULL
        AND upper(a.during) <= %(day)s::date + %(remind_days)s + 1
        AND NOT EXISTS (
            SELECT FROM casework_addressprotection AS later
            WHERE later.person_id = a.person_id AND lower(later.during) >= upper(a.during)
        )
""")
"""Protections whose last day is near, and which nobody has renewed or ended."""

STOP_ENDED_PROTECTIONS = """
UPDATE casework_deadline AS d SET done_on = %(day)s, updated_at = %(at)s, version = d.version + 1
FROM casework_addressprotection AS a
WHERE d.case_id = ANY(%(cases)s) AND d.rule = %(rule)s AND d.done_on IS NULL AND a.id = d.subject_id
    AND (a.end_confirmed_on IS NOT NULL OR EXISTS (
        SELECT FROM casework_addressprotection AS later
        WHERE later.person_id = a.person_id AND lower(later.during) >= upper(a.during)
    ))
RETURNING d.case_id
"""

START_BIRTHDAYS = _starting("""
    SELECT DISTINCT c.id AS case_id, c.organisation_id, p.id AS subject_id, p.birth_on AS started_on,
        reached.on + CASE
            WHEN extract(month FROM p.birth_on) = 2 AND extract(day FROM p.birth_on) = 29
                AND extract(day FROM reached.on) = 28 THEN 1 ELSE 0 END AS due_on
    FROM {members}
    CROSS JOIN LATERAL (SELECT (p.birth_on + make_interval(years => %(years)s))::date AS on) AS reached
    WHERE c.id = ANY(%(cases)s) AND reached.on >= %(day)s AND (
        EXISTS (
            SELECT FROM casework_guardianrelation AS g
            WHERE g.child_id = p.id AND g.kind = 'representative' AND g.during @> %(day)s::date
        )
        OR EXISTS (SELECT FROM casework_residenceright AS r WHERE r.person_id = p.id AND r.ground = 'alone')
    )
""")
"""Birthdays of those who came without a guardian: they have a representative, or their permit says so."""

START_RIGHTS = _starting("""
    SELECT c.id AS case_id, c.organisation_id, p.id AS subject_id, min(r.granted_on) AS started_on,
        (min(r.granted_on) + make_interval(years => %(years)s))::date AS due_on
    FROM {members}
    JOIN casework_residenceright AS r ON r.person_id = p.id
    WHERE c.id = ANY(%(cases)s) AND m.role = 'adult'
    GROUP BY c.id, c.organisation_id, p.id
    HAVING (min(r.granted_on) + make_interval(years => %(years)s))::date >= %(day)s
        AND NOT bool_or(r.ground = 'trafficking')
""")
"""Three years from an adult's first permit; for a victim of trafficking 681/2023, 20 § 4 knows an exception."""

NOTE_LATE = """
UPDATE casework_deadline SET told_on = %(day)s
WHERE case_id = ANY(%(cases)s) AND done_on IS NULL AND told_on IS NULL AND due_on < %(day)s
    AND NOT is_paused AND NOT is_target
RETURNING case_id
"""
"""Each late clock is told of once. A local target that has passed is not late."""

WORKERS_TO_TELL = """
SELECT DISTINCT r.user_id, c.organisation_id
FROM casework_case AS c
JOIN casework_responsibleworker AS r ON r.case_id = c.id AND r.during @> %(day)s::date
JOIN accounts_user AS u ON u.id = r.user_id AND u.is_active
WHERE c.id = ANY(%(cases)s) AND NOT EXISTS (
    SELECT FROM delivery_message AS sent
    WHERE sent.user_id = r.user_id AND sent.organisation_id = c.organisation_id AND sent.kind = %(kind)s
        AND sent.created_at >= %(since)s
)
"""
"""Who answers for what became late; whoever was told today already is not told again."""
