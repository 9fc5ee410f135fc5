"""The shape of what people type at the desk."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.domain.asking import MAY_ASK, Reason
from anlaufpunkt.network.domain.colours import parsed
from anlaufpunkt.network.domain.logo import cleaned
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import INVITES, OF_CENTRE, Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import KINDS, REASONS, ROLES, partners
from anlaufpunkt.outbox.domain.letter import deliverable
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused

LOGO_PROBLEMS = {
    "logo_too_large": _("The logo is larger than 100 kB. Please save it smaller."),
    "logo_measures": _("The logo has too many pixels: 1200 wide and 600 high at most."),
    "no_png": _("This is no PNG file that we can show. Please save the logo anew as PNG, without interlacing."),
}


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


def invitation_problem(refused: Refused) -> str:
    """Why an invitation was not sent or not withdrawn."""
    return {
        "too_many_into_the_place": gettext("%(most)s invitations into this place are open. Please withdraw one first, or wait."),
        "too_many_by_the_person": gettext("%(most)s of your invitations are open. Please withdraw one first, or wait."),
        "invitation_over": gettext("This invitation is no longer open."),
    }.get(refused.code, gettext("You may not invite somebody with this role into this place.")) % refused.facts


class BrandingForm(forms.Form):
    name = forms.CharField(
        label=_("Name on the pages"),
        max_length=60,
        required=False,
        help_text=_("Empty: Anlaufpunkt. Please no names of persons."),
    )
    colour = forms.CharField(
        label=_("Colour"), max_length=7, required=False, widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "#1d4ed8"}),
        help_text=_("Six digits after #. A colour that is hard to read is made darker or lighter. Empty: the usual blue."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Logo"), required=False, widget=forms.FileInput(attrs={"accept": "image/png"}),
        help_text=_("A PNG file up to 100 kB, 1200 × 600 pixels at most."),
    )  # fmt: skip
    no_logo = forms.BooleanField(label=_("Take the logo away"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages offered first"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, language.autonym) for code, language in LANGUAGES.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in LANGUAGES.items():
            self.fields[f"welcome_{code}"] = forms.CharField(
                label=language.autonym, max_length=300, required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": language.tag, "dir": language.dir}),
            )  # fmt: skip

    def look(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("welcome_")]

    def texts(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("welcome_")]

    def clean_colour(self) -> str:
        try:
            return parsed(self.cleaned_data["colour"]) if self.cleaned_data["colour"] else ""
        except Refused as refused:
            raise forms.ValidationError(_("Please write the colour as # and six digits, for example #1d4ed8.")) from refused

    def clean_logo(self) -> bytes:
        try:
            return cleaned(self.cleaned_data["logo"].read()) if self.cleaned_data["logo"] else b""
        except Refused as refused:
            raise forms.ValidationError(LOGO_PROBLEMS[refused.code]) from refused

    def welcome(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"welcome_{code}"] for code in LANGUAGES}


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
