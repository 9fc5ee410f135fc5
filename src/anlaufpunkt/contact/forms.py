"""What a person types, and what somebody at the desk types."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.accounts.models import User
from anlaufpunkt.contact.domain.asked import LONGEST, Channel, SafeContact
from anlaufpunkt.contact.domain.inquiry import Outcome
from anlaufpunkt.contact.domain.links import PIN
from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.contact.selectors import colleagues
from anlaufpunkt.contact.selectors.words import CHANNELS, OUTCOMES
from anlaufpunkt.needs.domain.understanding import clean
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import centres_of, places
from anlaufpunkt.outbox.domain.letter import deliverable
from anlaufpunkt.protection.domain import contacts
from anlaufpunkt.terms.domain.characters import shown, western
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused

_LINES = forms.Textarea(attrs={"rows": 5, "dir": "auto"})


def words(text: str) -> str:
    """As written, line by line, without control and direction characters; empty lines stay. Nothing is cut off."""
    return "\n".join(" ".join("".join(map(shown, line)).split()) for line in text.splitlines()).strip()


def _mail(text: str) -> str:
    """An address that our mails reach."""
    address = contacts.mail(text)
    if deliverable(address) is None:
        raise Refused("not_a_mail_address")
    return address


class ContactForm(forms.Form):
    """How she can be reached without danger."""

    channel = forms.ChoiceField(
        label=_("How may we answer you safely?"), choices=[(c.value, CHANNELS[c]) for c in Channel], widget=forms.RadioSelect
    )
    mail = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "type": "tel", "autocomplete": "tel"}),
    )
    when = forms.CharField(
        label=_("When may we call?"), required=False, max_length=100, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    voicemail = forms.BooleanField(label=_("You may leave a message on my voicemail."), required=False)
    others = forms.BooleanField(
        label=_("Somebody else may pick up my phone. Please say nothing then."), required=False, initial=True
    )
    name = forms.CharField(
        label=_("What may we call you? You need not say it."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, spell, problem in (
            ("mail", _mail, _("Please write an e-mail address like name@example.org.")),
            ("phone", contacts.phone, _("Please write a telephone number with its area code.")),
        ):
            if data.get("channel") != name:
                data[name] = ""
                continue
            try:
                data[name] = spell(data.get(name, ""))
            except Refused:
                self.add_error(name, problem)
        return data

    def contact(self) -> SafeContact:
        data = self.cleaned_data
        phone = data["channel"] == Channel.PHONE
        return SafeContact(
            Channel(data["channel"]),
            clean(data["name"]),
            data["mail"],
            data["phone"],
            clean(data["when"]) if phone else "",
            data["voicemail"] and phone,
            data["others"] or not phone,
        )


class AskForm(ContactForm):
    """A question to a person."""

    field_order = ("text", "place", "language", "channel", "mail", "phone", "when", "voicemail", "others", "name", "pin", "agree")
    text = forms.CharField(label=_("What do you need?"), max_length=LONGEST, widget=_LINES)
    place = forms.CharField(
        label=_("Town or postcode"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("In which language shall we answer?"))
    pin = forms.CharField(
        label=_("A PIN for your page, 4 to 8 digits. You need not choose one."),
        required=False,
        max_length=8,
        help_text=_("Choose one if others use your phone, too."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )
    agree = forms.BooleanField(label=_("I agree that this place reads and keeps what I write here, to help me."))
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lang: str, demo: Centre | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), "language": lang, "channel": Channel.LINK.value, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.demo = demo
        self.fields["language"].choices = [(code, language.autonym) for code, language in LANGUAGES.items()]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text = words(str(self.cleaned_data["text"]))
        if not text:
            raise forms.ValidationError(_("Please write what you need."))
        return text

    def clean_place(self) -> str:
        typed = clean(str(self.cleaned_data["place"]))
        self.where = places().named(typed)
        found = centres_of(self.where)
        if not found:
            raise forms.ValidationError(
                _("We do not know this place. Please write a town in North Rhine-Westphalia or a postcode.")
            )
        if len(found) > 1:
            raise forms.ValidationError(_("This postcode belongs to two towns. Please write the name of your town."))
        self.centre = self.demo or found[0]
        return typed

    def clean_pin(self) -> str:
        pin = western(str(self.cleaned_data["pin"]).strip())
        if pin and not PIN.fullmatch(pin):
            raise forms.ValidationError(_("A PIN has 4 to 8 digits."))
        return pin


class TurnForm(forms.Form):
    text = forms.CharField(max_length=LONGEST, widget=_LINES)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = words(str(self.cleaned_data["text"]))
        if not text:
            raise forms.ValidationError(_("Please write something."))
        return text


class AnswerForm(TurnForm):
    """`seen`: the state of the inquiry that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LostForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"), max_length=20, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    mail = forms.CharField(label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"}))

    def clean_mail(self) -> str:
        try:
            return contacts.mail(str(self.cleaned_data["mail"]))
        except Refused as refused:
            raise forms.ValidationError(_("Please write an e-mail address like name@example.org.")) from refused


class CloseForm(forms.Form):
    """`seen`: as with an answer, what came since has to be read first."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label=_("What became of it?"), choices=[("", "–"), *((o.value, OUTCOMES[o]) for o in Outcome)])


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Hand over to"))

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues(inquiry).exclude(pk=inquiry.holder_id) if inquiry.holder_id else colleagues(inquiry)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Code, exact e-mail address or telephone number"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    need = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [("", "–"), *sorted(labels(lang).items(), key=lambda item: item[1])]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "–"), *((code, language.autonym) for code, language in LANGUAGES.items())]  # type: ignore[attr-defined]
