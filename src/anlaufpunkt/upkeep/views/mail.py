"""An organisation agrees to be asked by mail, or takes that back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.actions import agree_to_mail, withdraw_mail
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.upkeep.forms import AgreementForm, SpokenAgreementForm
from anlaufpunkt.upkeep.policies import may_agree


@desk(Duty.UPKEEP)
@require_safe
def mail_list(request: HttpRequest, lang: str) -> HttpResponse:
    page = Paginator(partners(membership=membership_of(request)), 50).get_page(request.GET.get("page"))
    return desk_page(request, "upkeep/mail.html", _("Whom we may ask by mail"), page=page)


def _mine(request: HttpRequest, organization: uuid.UUID) -> tuple[Membership, Organization]:
    mine = membership_of(request)
    carrier = get_object_or_404(Organization.objects.visible_to(mine), pk=organization)
    if not may_agree(mine, carrier):
        raise PermissionDenied
    return mine, carrier


@desk(Duty.SERVICES)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    mine, carrier = _mine(request, organization)
    spoken = mine.centre_id is not None
    form = (SpokenAgreementForm if spoken else AgreementForm)(
        request.POST or None, initial={"email": carrier.contact_email, "language": carrier.contact_language}
    )
    if request.method == "POST" and form.is_valid():
        agree_to_mail(
            organization=carrier, email=form.cleaned_data["email"], language=form.cleaned_data["language"], spoken=spoken,
            actor=mine.user.actor, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Thank you. This address is asked once a month."))
        return HttpResponseRedirect(request.path)
    status = 422 if form.errors else 200
    return desk_page(request, "upkeep/agreement.html", _("Questions by mail"), status=status, form=form, carrier=carrier)


@desk(Duty.SERVICES)
@require_POST
def withdraw(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    mine, carrier = _mine(request, organization)
    withdraw_mail(organization=carrier, actor=mine.user.actor, now=timezone.now())
    messages.success(request, _("No more mails. The address has been deleted."))
    return HttpResponseRedirect(f"/{lang}/desk/mail/{organization}/")
