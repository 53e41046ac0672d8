"""Changes to who works where, and to one's own account."""

from luukku.accounts.services.invitations import accept_invitation, new_invitation_token, open_invitation
from luukku.accounts.services.memberships import add_membership, change_end
from luukku.accounts.services.own import (
    change_settings,
    end_session,
    end_sessions,
    forget_old_sessions,
    open_sessions,
    sign_out_everywhere,
)
from luukku.accounts.services.people import invite, let_in_again, lock_out, reset_second_factor, send_invitation_again

__all__ = [
    "accept_invitation",
    "add_membership",
    "change_end",
    "change_settings",
    "end_session",
    "end_sessions",
    "forget_old_sessions",
    "invite",
    "let_in_again",
    "lock_out",
    "new_invitation_token",
    "open_invitation",
    "open_sessions",
    "reset_second_factor",
    "send_invitation_again",
    "sign_out_everywhere",
]
