"""The pages of allauth that we use, each with its policy. What is not named here is not there."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.urls import path, re_path

from anlaufpunkt.accounts import views
from anlaufpunkt.ui.access import public


def signed_in(view: Callable[..., HttpResponseBase]) -> Any:
    """Whoever is signed in, for the own account."""
    guarded: Any = login_required(view)
    guarded.policy = "signed-in"
    return guarded


urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("signup/", public(account.signup), name="account_signup"),
    path("password/reset/", public(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z-]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key), name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", public(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    path("2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/webauthn/login/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("oidc/", views.single_sign_on, name="single_sign_on"),
    path("oidc/callback/", views.single_sign_on_back, name="single_sign_on_back"),
    path("email/", signed_in(account.email), name="account_email"),
    path("confirm-email/", public(account.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", public(account.confirm_email), name="account_confirm_email"),
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("2fa/", signed_in(mfa.index), name="mfa_index"),
    path("2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/reauthenticate/", signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
]  # fmt: skip
