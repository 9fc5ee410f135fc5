"""The shape of what a translator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.terms.domain.languages import Language


class TextForm(forms.Form):
    """`made_from` and `base` say which source and which revision the translator had before them."""

    name = forms.CharField(label=_("Name"), max_length=200)
    description = forms.CharField(
        label=_("Description"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 9})
    )
    made_from = forms.RegexField("^[0-9a-f]{16}$", widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("name", "description"):
            self.fields[field].widget.attrs |= {"lang": language.tag, "dir": language.dir}
