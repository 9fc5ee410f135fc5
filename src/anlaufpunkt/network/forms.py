"""The shape of what people type at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.domain.asking import KINDS as MAY_ASK
from anlaufpunkt.network.domain.asking import Reason
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import INVITES, OF_CENTRE, Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import KINDS, REASONS, ROLES, partners


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


class AskForm(forms.Form):
    """What an organisation writes that asks for access."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    organization = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("Type the first letters. If the name appears, choose it. Otherwise write the whole name."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known", "dir": "auto", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"})
    )
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}))
    website = forms.URLField(
        label=_("Website, if there is one"), required=False, max_length=300, assume_scheme="https",
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "url"}),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What does your organisation do? One or two sentences."), max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip

    def clean_organization(self) -> str:
        return " ".join(str(self.cleaned_data["organization"]).split())


class GrantForm(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of organisation is it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "–"), *((kind.value, KINDS[kind]) for kind in MAY_ASK)]  # type: ignore[attr-defined]

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "–"), *((reason.value, REASONS[reason]) for reason in Reason)]  # type: ignore[attr-defined]

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])
