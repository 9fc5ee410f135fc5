"""What all steps have in common, and the fields they are made of."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from anlaufpunkt.directory.domain.versions import Facts

LTR = {"dir": "ltr"}
AUTO = {"dir": "auto"}


def check(label: Any, choices: Mapping[str, Any], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices.items()), required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def radio(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), required=False, widget=forms.RadioSelect, **more)


def line(label: Any, length: int, *, ltr: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, widget=forms.TextInput(attrs=LTR if ltr else AUTO), **{"required": False, **more}
    )


def present(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}


class Step(forms.Form):
    """`NAMES`: the facts (as `versions.flat` names them) that the step reads and writes under the field of the same name."""

    title: ClassVar[Any] = ""
    NAMES: ClassVar[dict[str, str]] = {}  # field → fact

    def __init__(self, facts: Facts, language: str, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        self.known, self.reader, self.today = facts, language, today
        kwargs["initial"] = self.shown(facts)
        super().__init__(*args, **kwargs)
        self.arrange()

    def arrange(self) -> None:
        """Choices that depend on the draft."""

    def shown(self, facts: Facts) -> dict[str, Any]:
        return {field: facts.get(fact, "") for field, fact in self.NAMES.items()}

    def facts(self) -> Facts:
        """The cleaned facts; empty ones are left out."""
        return present({fact: self.cleaned_data[field] for field, fact in self.NAMES.items()})

    @classmethod
    def governs(cls, name: str) -> bool:
        return name in cls.NAMES.values()
