"""The way to the town's single sign-on and back."""

import secrets
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import consume
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from anlaufpunkt.accounts.actions import link
from anlaufpunkt.accounts.adapters.single_sign_on import CALLBACK, Provider, problem_page, provider_id
from anlaufpunkt.accounts.domain.claims import subject_of, verified_address
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public

LANGUAGE = "single_sign_on_language"


class _Answer(Provider):
    """What the provider answered: to an account of ours, or to a page that says why not."""

    nonce = ""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **rest: Any) -> SocialLogin:
        claims = self.claims(app, rest["response"].get("id_token"))
        try:
            subject = subject_of(claims, nonce=self.nonce)
            address = verified_address(claims, domains=settings.OIDC_DOMAINS)
            link(provider=app.provider_id, subject=subject, address=address, now=timezone.now())
        except Refused as refused:
            raise ImmediateHttpResponse(problem_page(request, refused.code)) from refused
        return SocialLogin(account=SocialAccount(provider=app.provider_id, uid=subject), provider=self.get_provider())


@public
@require_http_methods(["GET", "HEAD", "POST"])
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """A page that goes on to the provider. A redirect would need a hole in the policy on where forms may go."""
    if not settings.OIDC_URL:
        raise Http404
    if request.method != "POST":  # a tab that is restored
        return redirect("account_login")
    if not consume(request, action="single_sign_on"):
        return problem_page(request, "too_often")
    provider = get_adapter(request).get_provider(request, provider_id())
    provider.oauth2_adapter_class = Provider
    nonce = secrets.token_urlsafe(32)
    try:
        answer = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request), auth_params={"nonce": nonce}, nonce=nonce
        )
    except RequestException:
        return problem_page(request, "down")
    request.session[LANGUAGE] = request.LANGUAGE_CODE
    return render(request, "account/single_sign_on.html", {"target": answer.url, "name": provider.name})


@public
@require_safe
def single_sign_on_back(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_URL:
        raise Http404
    if request.path == CALLBACK:  # the provider knows no languages
        code = request.session.get(LANGUAGE, request.LANGUAGE_CODE)
        return HttpResponseRedirect(f"/{code}{CALLBACK}?{request.GET.urlencode()}")
    stashed = statekit.get_states(request).get(request.GET.get("state", ""))
    answer = _Answer(request, provider_id())
    answer.nonce = stashed[0].get("nonce", "") if stashed else ""
    try:
        done: HttpResponse = OAuth2CallbackView.adapter_view(answer)(request)
    except (RequestException, OAuth2Error):
        return problem_page(request, "down")
    return done
