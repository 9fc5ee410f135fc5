from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.offer import rule_from_json, rule_to_json
from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.forms.step import AUTO, Step, line, present
from anlaufpunkt.terms.domain.spoken import phrase, sayable, understand_times

PROBLEMS = {
    "second_week_needs_first_date": _("Every second week: please add the first date, for example: from 12.1.2027."),
    "end_before_start": _("The end lies before the beginning. Please look at the times again."),
    "times_overlap": _("Two times overlap. Please look at the times again."),
    "weekday_differs": _("The date is another day of the week. Please look at it again."),
    "time_without_day": _("There is a time without a day. Please say on which day."),
    "nth_or_weeks": _("Do you mean the third one of the month, or every three weeks? Please say it more clearly."),
    "two_languages": _("This can be read in two ways. Please write the days in full, in one language."),
    "too_long": _("This is too long. Please write only the times here, all else below."),
}


class When(Step):
    """Times are typed as a person says them; what was not understood is asked back, and nothing is guessed."""

    title = _("When does it take place?")
    times = forms.CharField(
        label=_("Times"), max_length=2000, required=False, widget=forms.Textarea(attrs={**AUTO, "rows": 3}),
        help_text=_("As you would say it: every Tuesday 10–11:30, not in the school holidays. Or: by arrangement."),
    )  # fmt: skip
    time_note = line(_("Something to add about the times"), 300)

    def shown(self, facts: Facts) -> dict[str, Any]:
        rules = tuple(rule_from_json(rule) for rule in facts.get("rules", ()))
        by_arrangement = not rules and facts.get("appointment") == "needed"
        self.unsayable = not all(sayable(rule) for rule in rules)
        said = "" if self.unsayable else phrase(rules, by_arrangement, self.reader)
        return {"times": said, "time_note": facts.get("time_note", "")}

    def clean_times(self) -> str:
        text: str = self.cleaned_data["times"]
        self.spoken = understand_times(text, self.reader, self.today)
        if self.spoken.rest:
            raise forms.ValidationError(
                _("We did not understand: %(words)s. Please say it differently, or write it into the next field."),
                params={"words": ", ".join(self.spoken.rest)},
            )
        if self.spoken.problems:
            raise forms.ValidationError([PROBLEMS[p] for p in dict.fromkeys(self.spoken.problems)])
        return text

    def facts(self) -> Facts:
        appointment = "needed" if self.spoken.by_arrangement else self.known.get("appointment")
        rules = [rule_to_json(rule) for rule in self.spoken.rules]
        if self.unsayable and not self.cleaned_data["times"]:  # taken over from elsewhere; they stay until somebody says others
            rules = self.known["rules"]
        return present({"rules": rules, "time_note": self.cleaned_data["time_note"], "appointment": appointment})

    @classmethod
    def governs(cls, name: str) -> bool:
        return name in ("rules", "time_note", "appointment")
