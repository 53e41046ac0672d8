"""Doors outside every workplace: sign-in, own settings, health, and what somebody unknown is answered there."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outside:
    """One door outside every workplace, and what somebody unknown is answered."""

    anonymous: int
    kwargs: Mapping[str, str | int] = field(default_factory=dict)


FINNISH = {"language": "fi"}
TOKEN = {"uidb36": "1", "key": "a-b"}

NOBODY = {"pk": "00000000-0000-4000-8000-000000000000"}

OUTSIDE: dict[str, Outside] = {
    "front": Outside(302),
    "healthz": Outside(200),
    "readiness": Outside(200),
    "accessibility": Outside(200),
    "portal:home": Outside(200, FINNISH),
    "portal:need": Outside(200, FINNISH | {"slug": "child"}),
    "portal:help": Outside(200, FINNISH),
    "portal:responsible": Outside(200, FINNISH),
    "portal:pages": Outside(200, FINNISH),
    "portal:page": Outside(404, FINNISH | {"pk": "00000000-0000-4000-8000-000000000000"}),
    "portal:places": Outside(200, FINNISH),
    "portal:place": Outside(404, FINNISH | {"pk": "00000000-0000-4000-8000-000000000000"}),
    "portal:events": Outside(200, FINNISH),
    "portal:services": Outside(200, FINNISH),
    "portal:service": Outside(404, FINNISH | {"pk": "00000000-0000-4000-8000-000000000000"}),
    "portal:counselling": Outside(200, FINNISH),
    "portal:counselling-in": Outside(404, FINNISH | {"spoken": "la"}),
    "portal:search": Outside(200, FINNISH),
    "portal:suggestions": Outside(200, FINNISH),
    "portal:word": Outside(200, FINNISH | {"slug": "language.interpreter"}),
    "portal:show": Outside(404, FINNISH),
    "portal:qr": Outside(404, FINNISH),
    "portal:picture": Outside(404, FINNISH | NOBODY),
    "portal:accessibility": Outside(200, FINNISH),
    "portal:discrimination": Outside(200, FINNISH),
    "portal:helped": Outside(404, FINNISH | {"kind": "place"} | NOBODY),
    "portal:unknown": Outside(404, FINNISH | {"rest": "nothing/here/"}),
    "portal:keep": Outside(200, FINNISH),
    "portal:offline": Outside(200, FINNISH),
    "portal:pages-json": Outside(200, FINNISH),
    "portal:manifest": Outside(200, FINNISH),
    "portal:service-worker": Outside(200, FINNISH),
    "account_login": Outside(200),
    "mfa_authenticate": Outside(302),
    "mfa_login_webauthn": Outside(302),
    "account_inactive": Outside(403),
    "openid_connect_login": Outside(405, {"provider_id": "nobody"}),
    "openid_connect_callback": Outside(404, {"provider_id": "nobody"}),
    "account_logout": Outside(302),
    "account_reset_password": Outside(200),
    "account_reset_password_done": Outside(200),
    "account_reset_password_from_key": Outside(200, TOKEN),
    "account_reset_password_from_key_done": Outside(200),
    "invitation": Outside(410, {"token": "nothing"}),
    "set_language": Outside(405),
    "calendar-feed": Outside(404, {"token": "nothing"}),
    "still-here": Outside(204),
    "machine-answer": Outside(405, {"token": "nothing"}),
    "events-feed": Outside(200),
    "plain-api:openapi-json": Outside(200),
    "plain-api:api-root": Outside(200),
    "plain-api:root": Outside(200),
    "plain-api:rules": Outside(200),
    "plain-api:check": Outside(405),
    "hsds-docs": Outside(200),
    "hsds:openapi-json": Outside(200),
    "hsds:api-root": Outside(200),
    "hsds:root": Outside(200),
    "hsds:services": Outside(200),
    "hsds:service": Outside(404, NOBODY),
    "hsds:organizations": Outside(200),
    "hsds:organization": Outside(404, NOBODY),
    "hsds:service-at-locations": Outside(200),
    "hsds:service-at-location": Outside(404, NOBODY),
    "hsds:taxonomies": Outside(200),
    "hsds:taxonomy": Outside(404, NOBODY),
    "hsds:taxonomy-terms": Outside(200),
    "hsds:taxonomy-term": Outside(404, NOBODY),
    "workplaces": Outside(302),
    "own-settings": Outside(302),
    "own-sessions": Outside(302),
    "own-session-end": Outside(405, {"pk": 1}),
    "own-sessions-end-all": Outside(405),
    "account_change_password": Outside(302),
    "account_set_password": Outside(302),
    "mfa_index": Outside(302),
    "second-factor": Outside(302),
    "mfa_activate_totp": Outside(302),
    "mfa_deactivate_totp": Outside(302),
    "mfa_add_webauthn": Outside(302),
    "mfa_remove_webauthn": Outside(302, {"pk": 1}),
    "mfa_view_recovery_codes": Outside(302),
    "mfa_generate_recovery_codes": Outside(302),
    "mfa_download_recovery_codes": Outside(302),
    "account_reauthenticate": Outside(302),
    "mfa_reauthenticate": Outside(302),
    "mfa_reauthenticate_webauthn": Outside(302),
}
