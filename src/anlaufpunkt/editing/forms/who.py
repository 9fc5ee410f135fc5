from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.eligibility import GERMAN_LEVELS
from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.forms.step import Step, check, radio
from anlaufpunkt.finder.selectors import words


class Who(Step):
    title = _("Who is it for?")
    NAMES = {
        "groups": "eligibility.groups", "audience": "eligibility.audience", "german": "eligibility.german",
        "min_age": "eligibility.min_age", "max_age": "eligibility.max_age",
    }  # fmt: skip
    groups = check(_("For whom"), words.GROUPS)
    audience = radio(_("Women or men only?"), (("all", _("for all")), ("women", _("women only")), ("men", _("men only"))))
    from_age = forms.IntegerField(label=_("Age from"), min_value=0, max_value=120, required=False)
    to_age = forms.IntegerField(label=_("Age up to"), min_value=0, max_value=120, required=False)
    unit = radio(_("The ages are"), (("years", _("years")), ("months", _("months"))))
    german = forms.ChoiceField(
        label=_("How much German does one need?"), required=False,
        choices=[(g, {"": _("not known"), "none": _("none")}.get(g, g)) for g in GERMAN_LEVELS],
    )  # fmt: skip

    def shown(self, facts: Facts) -> dict[str, Any]:
        low, high = facts.get("eligibility.min_age"), facts.get("eligibility.max_age")
        months = any(age is not None and age % 12 != rest and age < 36 for age, rest in ((low, 0), (high, 11)))
        return {
            "groups": facts.get("eligibility.groups", []), "audience": facts.get("eligibility.audience") or "all",
            "german": facts.get("eligibility.german", ""), "unit": "months" if months else "years",
            "from_age": low if months or low is None else low // 12, "to_age": high if months or high is None else high // 12,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high, months = data.get("from_age"), data.get("to_age"), data.get("unit") == "months"
        if low is not None and high is not None and low > high:
            self.add_error("to_age", _("The second age is lower than the first."))
        data["min_age"] = low if low is None or months else low * 12
        data["max_age"] = high if high is None or months else high * 12 + 11  # up to 5 years: until the sixth birthday
        return data
