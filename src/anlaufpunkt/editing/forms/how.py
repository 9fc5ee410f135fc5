from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.forms.step import LTR, Step, check, line, present, radio
from anlaufpunkt.finder.selectors import words

PHONE = r"^[+(]?\d[\d\s()/.–-]{4,38}$"
YES_NO = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))


class How(Step):
    title = _("Cost, languages, how to get in")
    NAMES = {
        "cost": "cost", "amount": "cost_amount", "spoken": "spoken", "childcare": "childcare", "appointment": "appointment",
        "documents": "documents", "phone": "phone", "email": "email", "url": "url", "partner_name": "partner.name",
        "partner_phone": "partner.phone", "partner_email": "partner.email",
    }  # fmt: skip
    cost = radio(_("Does it cost anything?"), (("", _("not known")), *words.COSTS.items()))
    amount = forms.DecimalField(
        label=_("How many euros"), min_value=0, max_digits=8, decimal_places=2, required=False, localize=True
    )
    spoken = check(_("Languages spoken there"), words.SPOKEN)
    childcare = radio(_("Is there childcare?"), YES_NO)
    appointment = radio(
        _("How does one get in?"),
        (("", _("not known")), ("walk-in", _("just come by")), ("needed", _("with an appointment or registration"))),
    )  # fmt: skip
    documents = check(_("Please bring"), words.DOCUMENTS)
    phone = forms.RegexField(PHONE, label=_("Telephone"), required=False, widget=forms.TextInput(attrs=LTR))
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs=LTR))
    url = forms.URLField(
        label=_("Website"), max_length=400, required=False, assume_scheme="https", widget=forms.URLInput(attrs=LTR)
    )
    partner_name = line(_("Contact for partners"), 120, help_text=_("Only colleagues at the desk see these three."))
    partner_phone = line(_("Telephone for partners"), 40, ltr=True)
    partner_email = forms.EmailField(label=_("E-mail for partners"), required=False, widget=forms.EmailInput(attrs=LTR))

    def shown(self, facts: Facts) -> dict[str, Any]:
        return {**super().shown(facts), "childcare": {True: "yes", False: "no"}.get(facts.get("childcare"), "")}  # type: ignore[arg-type]

    def facts(self) -> Facts:
        facts = super().facts()
        facts.pop("childcare", None)
        if self.cleaned_data["childcare"]:
            facts["childcare"] = self.cleaned_data["childcare"] == "yes"
        if "cost_amount" in facts:
            facts["cost_amount"] = f"{facts['cost_amount']:.2f}" if facts.get("cost") in ("fee", "small-fee") else None
        return present(facts)
