"""Links that leave the page: in mail the organisation's prefix and the site's address must be there."""

from django.conf import settings


def absolute(path: str, *, organisation_code: str = "") -> str:
    """A full address for a path without prefix, e.g. "/cases/…/"; with a code it leads to that organisation's pages."""
    prefix = f"/w/{organisation_code}" if organisation_code else ""
    return f"{settings.LUUKKU_ADDRESS.rstrip('/')}{prefix}{path}"
