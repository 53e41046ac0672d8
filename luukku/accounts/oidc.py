"""OpenID Connect with what the library leaves out: a nonce, and an ID token whose signature is always checked."""

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

NONCE = "oidc_nonce"


class WorkAdapter(OpenIDConnectOAuth2Adapter):
    """Signature, issuer, audience, time and nonce of the ID token must all hold."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        expected = self.request.session.pop(NONCE, "")
        if not expected or not secrets.compare_digest(str(claims.get("nonce", "")), expected):
            msg = "The ID token answers another question."
            raise OAuth2Error(msg)
        return claims

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        response = kwargs["response"]
        if not response.get("id_token"):
            msg = "The provider sent no ID token."
            raise OAuth2Error(msg)
        claims = self._decode_id_token(app, response["id_token"])
        data = {"id_token": claims}
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            userinfo = self._fetch_user_info(token.token)
            if userinfo.get("sub") != claims["sub"]:
                msg = "The provider told of somebody else."
                raise OAuth2Error(msg)
            data["userinfo"] = userinfo
        return self.get_provider().sociallogin_from_response(request, data)


class WorkProvider(OpenIDConnectProvider):
    """The employer's provider, as configured by the environment."""

    oauth2_adapter_class = WorkAdapter

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        nonce = secrets.token_urlsafe(24)
        request.session[NONCE] = nonce
        return {**self.get_auth_params(), "nonce": nonce}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the provider tells about the person is not kept: the link between the two accounts is enough."""
        return {}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope
