from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.adapters.templates import left_by_templates
from anlaufpunkt.editing.domain.facts import blanks
from anlaufpunkt.editing.forms.step import AUTO, Step, line, present
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.terms.domain.languages import LANGUAGES


class What(Step):
    title = _("What is it?")
    language = forms.ChoiceField(
        label=_("I write in this language"), choices=[(c, entry.autonym) for c, entry in LANGUAGES.items() if c != "de-simple"]
    )
    name = line(_("Name of the offer"), 200, required=True)
    description = forms.CharField(
        label=_("What happens there?"), max_length=4000, required=False, widget=forms.Textarea(attrs={**AUTO, "rows": 6}),
        help_text=_("Short sentences. What do people do there, and what do they get out of it?"),
    )  # fmt: skip
    main_need = forms.ChoiceField(label=_("What does it help with most?"))
    other_needs = forms.MultipleChoiceField(label=_("It also helps with"), required=False, widget=forms.CheckboxSelectMultiple)
    another_need = forms.ChoiceField(label=_("Something else it helps with"), required=False)
    program = line(_("Programme, if it belongs to one"), 120, help_text=_("For example Griffbereit"))

    def __init__(self, *args: Any, suggest: Callable[[str], list[str]], **kwargs: Any) -> None:
        self.suggest = suggest
        super().__init__(*args, **kwargs)

    def arrange(self) -> None:
        names = labels(self.reader)
        by_name = sorted(names.items(), key=lambda item: item[1].casefold())
        self.fields["main_need"].choices = [("", _("please choose")), *by_name]  # type: ignore[attr-defined]
        self.fields["another_need"].choices = [("", "–"), *by_name]  # type: ignore[attr-defined]
        typed = f"{self['name'].value() or ''} {self['description'].value() or ''}"
        found = self.suggest(typed) if typed.strip() else []
        if not self.initial["main_need"] and found:
            self.initial["main_need"] = found[0]
        chosen = [n for n in self["other_needs"].value() or [] if n in names]
        near = dict.fromkeys([*chosen, *found])
        near.pop(str(self["main_need"].value()), None)
        self.fields["other_needs"].choices = [(need, names[need]) for need in near]  # type: ignore[attr-defined]
        if not near:  # nothing written yet: a heading without anything to choose below it would puzzle
            del self.fields["other_needs"]

    def shown(self, facts: Facts) -> dict[str, Any]:
        language = facts.get("language") or ("de" if self.reader == "de-simple" else self.reader)
        needs = facts.get("needs") or [""]
        return {
            "language": language, "name": facts.get(f"texts.{language}.name", ""), "main_need": needs[0],
            "description": facts.get(f"texts.{language}.description", ""), "other_needs": needs[1:],
            "program": facts.get("program", ""),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field in ("name", "description"):
            left = blanks(data.get(field, ""))
            if left:
                self.add_error(
                    field, forms.ValidationError(_("Please fill in or delete: %(blanks)s"), params={"blanks": ", ".join(left)})
                )
        return data

    def facts(self) -> Facts:
        data = self.cleaned_data
        text = f"texts.{data['language']}"
        chosen = (data["main_need"], *data.get("other_needs", ()), data["another_need"])
        needs = list(dict.fromkeys(filter(None, chosen)))
        others = {k: v for k, v in self.known.items() if k.startswith("texts.") and not k.startswith(f"{text}.")}
        translations = {k: v for k, v in others.items() if not self._of_a_template(k)}
        return translations | present(
            {"language": data["language"], f"{text}.name": data["name"], f"{text}.description": data["description"],
             f"{text}.origin": "source", "needs": needs, "program": data["program"]}
        )  # fmt: skip

    def _of_a_template(self, name: str) -> bool:
        """A text nobody has filled in: whoever writes in another language does not want it, and would not see it."""
        text = name.rpartition(".")[0]
        return not left_by_templates().isdisjoint(
            blanks(*(self.known.get(f"{text}.{part}", "") for part in ("name", "description")))
        )

    @classmethod
    def governs(cls, name: str) -> bool:
        return name in ("language", "needs", "program") or name.startswith("texts.")
