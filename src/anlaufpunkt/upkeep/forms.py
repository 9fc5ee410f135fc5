"""The shape of what people type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.upkeep.domain.answers import LONGEST_NOTE, Answer


class AgreementForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=[(code, language.autonym) for code, language in LANGUAGES.items()]
    )
    agreed = forms.BooleanField(label=_("We agree to be asked once a month at this address whether our offers are still right."))


class SpokenAgreementForm(AgreementForm):
    agreed = forms.BooleanField(label=_("The organisation has told me that it agrees to be asked once a month at this address."))


class AnswerForm(forms.Form):
    """One answer about one service, from the page behind a mail's link."""

    service = forms.UUIDField()
    answer = forms.ChoiceField(choices=[(a.value, a.value) for a in Answer])
    note = forms.CharField(max_length=LONGEST_NOTE, required=False)
    until = forms.DateField(required=False)
