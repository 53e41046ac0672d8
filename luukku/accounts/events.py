"""What this app tells to apps above it.

`mail_wanted`: a person should get a mail about signing in. Arguments: `user`, `kind` (a `MailKind`), `organisation`
    (or None), `invitation_id` (or None). Whoever answers makes the links itself, so that no secret waits in a queue.
`membership_ending`: somebody is about to lose a role, or to lose it on another day than before. Arguments:
    `membership`, `ends_on` (the last day; None: no end), `actor`. A receiver that knows work which would be
    orphaned raises `RuleViolation`, and nothing is changed.
"""

from enum import StrEnum

from django.dispatch import Signal


class MailKind(StrEnum):
    """Mails about signing in. None of them says anything about a family."""

    INVITATION = "invitation"
    NEW_WORKPLACE = "new_workplace"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a code, not a password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    SECOND_FACTOR_RESET = "second_factor_reset"


mail_wanted = Signal()
membership_ending = Signal()
