"""People who sign in, organisations, and the memberships between them."""

from luukku.accounts.models.memberships import Membership, MembershipQuerySet
from luukku.accounts.models.organisations import AuthorityName, Organisation, OrganisationQuerySet, Unit
from luukku.accounts.models.users import Invitation, User

__all__ = [
    "AuthorityName",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Unit",
    "User",
]
