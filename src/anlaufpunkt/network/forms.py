"""The shape of what people type at the desk."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.domain.roles import INVITES, OF_CENTRE, Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import ROLES, partners
from anlaufpunkt.outbox.domain.letter import deliverable


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"))
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organisation"), required=False, empty_label=_("the centre itself")
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = INVITES.get(Role(membership.role), frozenset())
        self.fields["role"].choices = [(r.value, ROLES[r]) for r in Role if r in allowed]  # type: ignore[attr-defined]
        if membership.organization_id:
            del self.fields["organization"]
        else:
            self.fields["organization"].queryset = partners(membership=membership)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        if deliverable(address) is None:
            raise forms.ValidationError(EmailValidator.message)
        return address

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        of_centre = data.get("role") in OF_CENTRE
        if "organization" in self.fields and "role" in data and of_centre == bool(data.get("organization")):
            raise forms.ValidationError(
                _("Members and leads belong to an organisation, coordinators and auditors to the centre.")
            )
        return data


class JoinForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=80)
    password = forms.CharField(
        label=_("Password, at least 12 characters"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
