from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.terms.domain.languages import LANGUAGES


class UploadForm(forms.Form):
    """`list` is checked by reading it, whatever its name says."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Organisation"), empty_label=None)
    language = forms.ChoiceField(
        label=_("The list is written in"), choices=[(c, entry.autonym) for c, entry in LANGUAGES.items() if c != "de-simple"]
    )
    list = forms.FileField(
        label=_("Your list (CSV or XLSX, at most 5 megabytes)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )  # fmt: skip

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = partners(membership=membership)
        self.fields["organization"].queryset = mine  # type: ignore[attr-defined]
        if membership.organization_id:
            self.fields["organization"].initial = membership.organization_id
            self.fields["organization"].widget = forms.HiddenInput()
