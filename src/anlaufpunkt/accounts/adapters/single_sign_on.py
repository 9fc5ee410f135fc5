"""The town's single sign-on (OpenID Connect), as the settings describe it; and the page that says why it did not work."""

from hashlib import sha256
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

CALLBACK = "/account/oidc/callback/"  # without a language, so that the town's IT enters one address
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri", "issuer")
SIGNATURES = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
]  # never "none"
STATUS = {"down": 503, "too_often": 429}  # everything else is a refusal


def provider_id() -> str:
    """Another issuer is another provider: its people are other people, even with the same keys."""
    return f"oidc-{sha256(settings.OIDC_URL.encode()).hexdigest()[:16]}"


def problem_page(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "account/single_sign_on_problem.html", {"code": code}, status=STATUS.get(code, 403))


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """One provider, from the settings; nobody signs up by it."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        if not settings.OIDC_URL:
            return []
        # The address comes from the signed ID token alone, never from a second, unsigned answer.
        how = {"server_url": settings.OIDC_URL.rstrip("/"), "oauth_pkce_enabled": True, "fetch_userinfo": False}
        app = SocialApp(
            provider="openid_connect", provider_id=provider_id(), name=settings.OIDC_NAME, settings=how,
            client_id=settings.OIDC_CLIENT_ID, secret=settings.OIDC_CLIENT_SECRET,
        )  # fmt: skip
        return [app] if provider in (None, app.provider, app.provider_id) else []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: object, error: str = "", exception: Exception | None = None, **rest: Any
    ) -> None:
        code = "cancelled" if error == AuthError.CANCELLED else "down" if isinstance(exception, RequestException) else "failed"
        raise ImmediateHttpResponse(problem_page(request, code))


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """As allauth's, but the signature of the ID token is always checked, and a wrong answer is an error like any other."""

    @property
    def openid_config(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().openid_config
        except AttributeError as error:  # not an object
            raise RequestException("no description of an OpenID provider") from error
        if not all(isinstance(found.get(key), str) for key in NEEDED):
            raise RequestException("the description of the OpenID provider is not complete")
        return found

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(CALLBACK)

    def claims(self, app: SocialApp, id_token: object) -> dict[str, Any]:
        """What a properly signed ID token says; a provider with a single key need not name it."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()
        try:
            kid = jwt.get_unverified_header(str(id_token)).get("kid")
            fitting = [key for key in jwt.PyJWKSet.from_dict(keys).keys if kid in (None, key.key_id)]
            (key,) = fitting[:2]
            found: dict[str, Any] = jwt.decode(
                str(id_token), key, algorithms=SIGNATURES, audience=app.client_id, issuer=self.openid_config["issuer"],
                leeway=60, options={"require": ["exp", "iat"]},
            )  # fmt: skip
        except (jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("no proper ID token") from error
        return found
